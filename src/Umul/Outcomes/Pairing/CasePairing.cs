using System.Text.RegularExpressions;

namespace Umul.Outcomes.Pairing;

/// <summary>A case with the file on each side; one of them is null if it has no partner.</summary>
internal sealed record CasePair(string Case, FoundFile? Reference, FoundFile? Prediction);

/// <summary>By what reference and prediction were taken for the same case.</summary>
internal enum PairingRule
{
    /// <summary>The two files that were named.</summary>
    TwoFiles,

    /// <summary>Same path below the folders, whatever the ending.</summary>
    Path,

    /// <summary>Same path without words such as <c>_mask</c> and <c>_pred</c> at the end.</summary>
    WithoutSuffix,

    /// <summary>Same file name without those words, whatever folder it lies in.</summary>
    Name,

    /// <summary>Same folder, one file in each.</summary>
    Folder,
}

/// <summary>
/// Which prediction belongs to which reference. Of several rules the first that pairs most files is used, for all files; whatever it leaves
/// without a partner is in <see cref="Pairs"/> all the same, so that no case disappears.
/// </summary>
internal sealed partial record CasePairing(PairingRule Rule, IReadOnlyList<CasePair> Pairs, IReadOnlyList<(string Case, IReadOnlyList<string> Files)> Ambiguous)
{
    public int Paired => Pairs.Count(pair => pair is { Reference: not null, Prediction: not null });

    public IEnumerable<CasePair> WithoutPrediction => Pairs.Where(pair => pair.Prediction is null);

    public IEnumerable<CasePair> WithoutReference => Pairs.Where(pair => pair.Reference is null);

    /// <summary>Pairs the files of two folders; two single files are always a pair.</summary>
    public static CasePairing Of(IReadOnlyList<FoundFile> references, IReadOnlyList<FoundFile> predictions, bool areSingle = false)
    {
        if (areSingle)
            return new CasePairing(PairingRule.TwoFiles, [new CasePair(Strip(references[0].Stem), references[0], predictions[0])], []);
        (PairingRule Rule, Func<FoundFile, string> Key)[] rules =
        [
            (PairingRule.Path, file => file.Stem), (PairingRule.WithoutSuffix, file => Strip(file.Stem)),
            (PairingRule.Name, file => Strip(LastPart(file.Stem))), (PairingRule.Folder, file => Parent(file.Stem)),
        ];
        CasePairing? best = null;
        foreach (var (rule, key) in rules)
        {
            var pairing = By(rule, key, references, predictions);
            if (best is null || pairing.Paired > best.Paired) best = pairing;
            // No rule pairs more than all; of 100,000 utterances most of the time went into trying the others.
            if (best.Paired == Math.Min(references.Count, predictions.Count)) break;
        }
        return best!;
    }

    /// <summary>A stem without the words that only say what kind of file it is.</summary>
    public static string Strip(string stem)
    {
        for (string before; ;)
        {
            before = stem;
            stem = Suffix().Replace(stem, "");
            if (stem == before) return stem;
        }
    }

    private static CasePairing By(PairingRule rule, Func<FoundFile, string> key, IReadOnlyList<FoundFile> references, IReadOnlyList<FoundFile> predictions)
    {
        var left = references.ToLookup(key, StringComparer.Ordinal);
        var right = predictions.ToLookup(key, StringComparer.Ordinal);
        var pairs = new List<CasePair>();
        var ambiguous = new List<(string, IReadOnlyList<string>)>();
        foreach (var name in left.Select(g => g.Key).Union(right.Select(g => g.Key), StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            FoundFile[] l = [.. left[name]], r = [.. right[name]];
            if (l.Length <= 1 && r.Length <= 1)
            {
                pairs.Add(new CasePair(name, l.FirstOrDefault(), r.FirstOrDefault()));
                continue;
            }
            // Two files for one case: neither is chosen. Each stays visible under its own name.
            ambiguous.Add((name, [.. l.Concat(r).Select(file => file.Path)]));
            pairs.AddRange(l.Select(file => new CasePair(file.Stem, file, null)));
            pairs.AddRange(r.Select(file => new CasePair(file.Stem, null, file)));
        }
        return new CasePairing(rule, pairs, ambiguous);
    }

    private static string LastPart(string stem) => stem[(stem.LastIndexOf('/') + 1)..];

    private static string Parent(string stem) => stem.LastIndexOf('/') is >= 0 and var slash ? stem[..slash] : stem;

    [GeneratedRegex("(?<=.)[._ -](gt|ground_?truth|ref|reference|label|labels|lbl|mask|masks|seg|segm|segmentation|pred|preds|prediction|predictions|predicted|output|out|prob|probability|softmax|detection_map|map|manual|annotation)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Suffix();
}
