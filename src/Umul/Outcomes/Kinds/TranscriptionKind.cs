using System.Text.Json;
using Umul.Evaluation.Statistics;
using Umul.Evaluation.Transcription;
using Umul.Files.Transcripts;
using Umul.Outcomes.Pairing;
using Umul.Outcomes.Reports;
using Umul.Web;

namespace Umul.Outcomes.Kinds;

/// <summary>
/// Evaluates transcripts: every utterance of the reference is a case, its speaker the group. Rates over all utterances are pooled (errors
/// are added, then divided), those of an utterance carry both parts.
/// </summary>
internal static class TranscriptionKind
{
    public const string Name = "transcription";

    private const int MostConfusions = 50;

    // Cells of alignments that are traced for confusions: a hundred thousand utterances are far below, recordings of hours are above.
    private const double MostTraced = 1e8;

    private static readonly JsonSerializerOptions s_json = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    /// <summary>Pairs utterances by id and evaluates them.</summary>
    /// <exception cref="UmulException">No utterance of one side is one of the other.</exception>
    public static EvaluationReport Evaluate(Transcript reference, Transcript prediction, TranscriptionRules rules, int jobs)
    {
        var pairing = NamePairing.Of([.. reference.Utterances.Select(u => u.Id)], [.. prediction.Utterances.Select(u => u.Id)]);
        if (pairing.Paired == 0) throw EvaluateFrame.Refusal(ReportWords.NothingShared(reference.Name, prediction.Name, reference.Utterances[0].Id, prediction.Utterances[0].Id));
        var said = reference.Utterances.ToDictionary(u => u.Id, StringComparer.Ordinal);
        var heard = prediction.Utterances.ToDictionary(u => u.Id, StringComparer.Ordinal);
        CasePair[] both = [.. pairing.Pairs.Where(p => p is { Reference: not null, Prediction: not null })];
        TranscriptPair[] pairs = [.. both.Select(p => Pair(p, said[p.Reference!.Path], heard[p.Prediction!.Path]))];
        var result = TranscriptionEvaluation.Evaluate(pairs, rules.Options(jobs));
        var notes = new List<Sentence>();
        var pooled = result.Units.Select(unit => Jackknife.Of(unit.Definition, () => Pseudovalues.Ratio(unit.Ratios().Errors, unit.Ratios().Lengths), notes)).ToList();
        var cases = both.Select((p, i) => Evaluated(result, i, pairs[i], (Place(reference, said[p.Reference!.Path]), Place(prediction, heard[p.Prediction!.Path]))))
            .Select((c, i) => c with { Values = [.. c.Values, .. Jackknife.OfCase(pooled, i)] })
            .Concat(pairing.WithoutPrediction.Select(p => EvaluatedCase.WithoutRow(p.Case, reference.Name, prediction.Name) with { Group = said[p.Reference!.Path].Speaker }));
        return new EvaluationReport
        {
            Kind = Name,
            Evaluator = TranscriptionRules.Evaluator,
            Settings = rules.ToJson(),
            Cases = [.. cases.OrderBy(c => c.Case, StringComparer.Ordinal)],
            Headline = [.. result.Units.Select(u => u.Definition)],
            Overall = [.. result.Values.Select(v => OverallValue.Of(v))],
            OverallHeadline = [.. result.Values.Select(v => v.Definition).Where(d => !d.Contains(".macro", StringComparison.Ordinal))],
            Groups = Speakers(result),
            Details = Details(result, pairs),
            Notes = [.. Notes(reference, prediction, result.Forms), .. notes, .. pairing.Ambiguous.Select(a => ReportWords.Ambiguous(a.Case, a.Files))],
            PredictionsWithoutReference = [.. pairing.WithoutReference.Select(p => Place(prediction, heard[p.Prediction!.Path]))],
        };
    }

    private static TranscriptPair Pair(CasePair pair, Utterance said, Utterance heard) => new(pair.Case, said.Text, heard.Text, said.Speaker ?? heard.Speaker);

    private static EvaluatedCase Evaluated(TranscriptionResult result, int at, TranscriptPair pair, (string Reference, string Prediction) places) => new()
    {
        Case = pair.Id,
        Group = pair.Speaker,
        Reference = places.Reference,
        Prediction = places.Prediction,
        Values = [.. result.Units.SelectMany(unit => unit.OfUtterance(at)).Select(value => (OutcomeMetric.Of(value.Definition), value))],
        Counts = [.. result.Units.SelectMany(unit => CountsOf(unit, at))],
        Texts = [("reference", pair.Reference), ("prediction", pair.Prediction)],
    };

    private static IEnumerable<(string, string, long)> CountsOf(TranscriptUnitResult unit, int at)
    {
        var (name, counts) = (JsonNamingPolicy.CamelCase.ConvertName(unit.Unit.ToString()), unit.Utterances[at]);
        return [(name, "hits", counts.Hits), (name, "substitutions", counts.Substitutions), (name, "deletions", counts.Deletions), (name, "insertions", counts.Insertions)];
    }

    // Speakers of the first unit; the others have the same utterances.
    private static IReadOnlyList<ReportGroup> Speakers(TranscriptionResult result)
    {
        var byUnit = result.Units.Select(unit => unit.Speakers()).ToList();
        if (byUnit[0].All(s => s.Speaker is null)) return [];
        return [.. byUnit[0].Select((s, i) => new ReportGroup(
            "speaker", s.Speaker ?? "", s.Utterances, [.. result.Units.Select((unit, u) => OverallValue.Of(ErrorRates.ErrorRate(byUnit[u][i].Counts, unit.Definition)))]))];
    }

    private static string Details(TranscriptionResult result, TranscriptPair[] pairs)
    {
        var first = result.Units[0].Unit;
        return JsonSerializer.Serialize(
            new
            {
                Units = result.Units.Select(unit => new
                {
                    Unit = JsonNamingPolicy.CamelCase.ConvertName(unit.Unit.ToString()),
                    Metric = unit.Definition,
                    unit.Total.Hits,
                    unit.Total.Substitutions,
                    unit.Total.Deletions,
                    unit.Total.Insertions,
                    unit.Total.ReferenceLength,
                    unit.Total.PredictionLength,
                }),
                Confusions = result.Units[0].Utterances.Sum(u => (double)u.ReferenceLength * u.PredictionLength) > MostTraced ? null : Confusion.Of(pairs, first, result.Options).Take(MostConfusions),
                result.Forms,
            }, s_json);
    }

    private static IEnumerable<Sentence> Notes(Transcript reference, Transcript prediction, NormalForms forms)
    {
        foreach (var note in reference.Notes) yield return ReportWords.OfFile(reference.Name, note);
        foreach (var note in prediction.Notes) yield return ReportWords.OfFile(prediction.Name, note);
        if (!forms.IsMixed) yield break;
        var (composed, decomposed) = (forms.ComposedReferences + forms.ComposedPredictions, forms.DecomposedReferences + forms.DecomposedPredictions);
        yield return forms.SpoilsResult
            ? new Sentence(
                $"{composed:N0} texts are composed (NFC) and {decomposed:N0} decomposed (NFD), and they were compared as they stand: equal letters count as errors, so the rates mean little. Add nfc to --normalise.",
                $"합친 글자(NFC)로 된 글 {composed:N0}개와 풀린 글자(NFD)로 된 글 {decomposed:N0}개를 그대로 비교해 같은 글자도 오류로 세었으므로 이 값은 의미가 없습니다. --normalise에 nfc를 넣으세요.")
            : new Sentence(
                $"{composed:N0} texts are composed (NFC) and {decomposed:N0} decomposed (NFD); all were composed before comparing.",
                $"합친 글자(NFC)로 된 글 {composed:N0}개와 풀린 글자(NFD)로 된 글 {decomposed:N0}개가 섞여 있어 모두 합친 뒤 비교했습니다.");
    }

    private static string Place(Transcript file, Utterance utterance) => utterance.Line > 0 ? FormattableString.Invariant($"{file.Name}:{utterance.Line}") : utterance.Id;
}
