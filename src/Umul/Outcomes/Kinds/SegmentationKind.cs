using Umul.Evaluation.Segmentation;
using Umul.Files;
using Umul.Outcomes.Pairing;
using Umul.Outcomes.Reports;
using Umul.Web;

namespace Umul.Outcomes.Kinds;

/// <summary>Evaluates folders of masks. Each case on a thread of its own; the report is the same for any number of threads.</summary>
internal static class SegmentationKind
{
    public const string Name = "segmentation";

    private static readonly string[] s_headline = ["dice", "hausdorffDistance95.maxOfDirected", "averageSymmetricSurfaceDistance", "normalizedSurfaceDistance.surfel"];

    /// <summary>Evaluates all pairs; <paramref name="progress"/> hears how many cases are done.</summary>
    public static EvaluationReport Evaluate(CasePairing pairing, SegmentationRules rules, int jobs, Action<int>? progress = null)
    {
        CasePair[] wanted = [.. pairing.Pairs.Where(pair => pair.Reference is not null)];
        var cases = new object[wanted.Length];
        var done = 0;
        Parallel.For(0, wanted.Length, new ParallelOptions { MaxDegreeOfParallelism = jobs }, i =>
        {
            cases[i] = EvaluateOne(wanted[i].Case, wanted[i].Reference!, wanted[i].Prediction?.Path, rules);
            progress?.Invoke(Interlocked.Increment(ref done));
        });
        var report = Report(cases, rules);
        return report with
        {
            Notes = [.. report.Notes, .. pairing.Ambiguous.Select(a => ReportWords.Ambiguous(a.Case, a.Files))],
            PredictionsWithoutReference = [.. pairing.WithoutReference.Select(pair => pair.Prediction!.Path)],
        };
    }

    /// <summary>A pair of files; a <see cref="SegmentationCase"/>, or an <see cref="EvaluatedCase"/> with the problem.</summary>
    public static object EvaluateOne(string name, FoundFile reference, string? prediction, SegmentationRules rules)
    {
        if (prediction is null) return EvaluatedCase.WithoutPrediction(name, reference.Path);
        List<Func<Raster>> references = [.. reference.MoreParts.Prepend(reference.Path).Select(path => (Func<Raster>)(() => ImageFile.Read(path)))];
        return Evaluated(name, reference.Path, prediction, () => SegmentationCase.Evaluate(name, references, () => ImageFile.Read(prediction), rules));
    }

    /// <summary>Runs the evaluation of a case; a file that cannot be used is the case's problem and nobody else's.</summary>
    public static object Evaluated(string name, string reference, string prediction, Func<SegmentationCase> evaluate)
    {
        try
        {
            return evaluate();
        }
        catch (FileException refusal)
        {
            return EvaluatedCase.NotUsable(name, reference, prediction, refusal.Sentence);
        }
        catch (UmulException refusal)
        {
            return EvaluatedCase.NotUsable(name, reference, prediction, new Sentence(refusal.In(Language.English), refusal.In(Language.Korean)));
        }
    }

    /// <summary>Puts evaluated cases side by side, with the regions of all of them.</summary>
    public static EvaluationReport Report(IReadOnlyList<object> cases, SegmentationRules rules)
    {
        SegmentationCase[] sound = [.. cases.OfType<SegmentationCase>()];
        var regions = rules.Regions ?? [.. sound.SelectMany(c => c.Regions).Select(r => r.Region).DistinctBy(r => r.Name).OrderBy(r => r.Labels[0])];
        // Masks without a single object anywhere are still masks of label 1.
        if (regions.Count == 0) regions = [Region.Of(1)];
        var isSingle = rules.Regions is null && regions is [{ Labels: [1] }];
        var isPlane = sound.Length > 0 && Array.TrueForAll(sound, c => c.Grid.IsPlane);
        var unit = Array.Exists(sound, c => !c.HasSpacing) ? "px" : "mm";
        EvaluatedCase[] evaluated = [.. cases.Select(c => c as EvaluatedCase ?? ((SegmentationCase)c).With(regions, rules).ToEvaluated(isSingle, (unit, isPlane))).OrderBy(c => c.Case, StringComparer.Ordinal)];
        return new EvaluationReport
        {
            Kind = Name,
            Evaluator = SegmentationRules.Evaluator,
            Settings = rules.ToJson(),
            Cases = evaluated,
            Headline = [.. s_headline.SelectMany(h => regions.Select(r => HeadlineName(h, isSingle ? "" : r.Name, rules))).OfType<string>(), .. Asked(evaluated)],
            Notes = unit == "px" ? [InPixels(sound.Count(c => !c.HasSpacing), sound.Length)] : [],
        };
    }

    // What was asked for beyond the usual is shown as well, after it.
    private static IEnumerable<string> Asked(EvaluatedCase[] cases) => cases.SelectMany(c => c.Values).Select(v => v.Metric).DistinctBy(m => m.Name)
        .Where(m => m.Definition.StartsWith("lesion", StringComparison.Ordinal) || m.Definition.StartsWith("panopticQuality", StringComparison.Ordinal) || m.Definition.StartsWith("diceGain", StringComparison.Ordinal))
        .Select(m => m.Name);

    private static string? HeadlineName(string definition, string region, SegmentationRules rules)
    {
        if (definition.EndsWith("surfel", StringComparison.Ordinal))
        {
            if (rules.TolerancesMm.Count == 0) return null;
            definition = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{definition}@{rules.TolerancesMm[0]}mm");
        }
        return new OutcomeMetric(definition, region, default, "").Name;
    }

    private static Sentence InPixels(int without, int all) => new(
        $"{without:N0} of {all:N0} cases do not say how far apart pixels are, so distances and tolerances are in pixels. Give --spacing if you know it.",
        $"{all:N0}개 케이스 가운데 {without:N0}개에 픽셀 간격이 없어 거리와 허용 오차는 픽셀 단위입니다. 간격을 안다면 --spacing으로 지정하세요.");
}
