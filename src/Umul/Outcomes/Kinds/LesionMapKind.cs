using System.Globalization;
using System.Text.Json;
using Umul.Evaluation;
using Umul.Evaluation.Detection;
using Umul.Files;
using Umul.Files.Masks;
using Umul.Outcomes.Pairing;
using Umul.Outcomes.Reports;
using Umul.Web;

namespace Umul.Outcomes.Kinds;

/// <summary>Evaluates folders of detection maps (a confidence for each voxel, one for each candidate) against masks of lesions, as PI-CAI does.</summary>
internal static class LesionMapKind
{
    private static readonly JsonSerializerOptions s_json = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public static EvaluationReport Evaluate(CasePairing pairing, DetectionRules rules, int jobs, Action<int>? progress = null)
    {
        CasePair[] wanted = [.. pairing.Pairs.Where(pair => pair.Reference is not null)];
        var (lesions, cases) = (new LesionCase?[wanted.Length], new EvaluatedCase[wanted.Length]);
        var done = 0;
        Parallel.For(0, wanted.Length, new ParallelOptions { MaxDegreeOfParallelism = jobs }, i =>
        {
            (lesions[i], cases[i]) = One(wanted[i], rules);
            progress?.Invoke(Interlocked.Increment(ref done));
        });
        var report = Report([.. lesions.Zip(cases).OrderBy(c => c.Second.Case, StringComparer.Ordinal)], rules);
        return report with
        {
            Notes = [.. report.Notes, .. pairing.Ambiguous.Select(a => ReportWords.Ambiguous(a.Case, a.Files))],
            PredictionsWithoutReference = [.. pairing.WithoutReference.Select(pair => pair.Prediction!.Path)],
        };
    }

    private static (LesionCase?, EvaluatedCase) One(CasePair pair, DetectionRules rules)
    {
        var reference = pair.Reference!.Path;
        if (pair.Prediction?.Path is not { } prediction) return (null, EvaluatedCase.WithoutPrediction(pair.Case, reference));
        try
        {
            var lesions = Read(reference, prediction, rules);
            var (found, missed, alarms) = (lesions.Outcomes.Count(o => o.IsLesion && o.Confidence > 0), lesions.Outcomes.Count(o => o.IsLesion && o.Confidence == 0), lesions.Outcomes.Count(o => !o.IsLesion));
            return (lesions, new EvaluatedCase
            {
                Case = pair.Case,
                Reference = reference,
                Prediction = prediction,
                Values =
                [
                    Value(MetricValue.Ratio("objectRecall.picai", found, found + missed, alarms == 0 ? UndefinedReason.BothEmpty : UndefinedReason.ReferenceEmpty)),
                    Value(MetricValue.Ratio("falseAlarms.picai", alarms, 1, UndefinedReason.None)), Value(MetricValue.Of("caseConfidence", lesions.Confidence)),
                ],
                Counts = [("", "truePositive", found), ("", "falsePositive", alarms), ("", "falseNegative", missed)],
            });
        }
        catch (FileException refusal)
        {
            return (null, EvaluatedCase.NotUsable(pair.Case, reference, prediction, refusal.Sentence));
        }
    }

    private static LesionCase Read(string reference, string prediction, DetectionRules rules)
    {
        var mask = MaskReading.Read(ImageFile.Read(reference), new MaskOptions { IsBinary = true });
        var map = ImageFile.Read(prediction);
        var agreement = GeometryCheck.Compare(mask.Geometry, map.Geometry);
        if (!agreement.Agrees) throw FileFaults.Because(prediction, agreement.Refusal!);
        try
        {
            return LesionCandidates.Of(Array.ConvertAll(map.ToDoubles(), v => (float)v), mask.Bytes!, mask.Geometry.Grid, new LesionCandidateOptions { LeastOverlap = rules.Iou });
        }
        catch (ArgumentException wrong)
        {
            var why = wrong.Message.Replace(" (Parameter 'map')", "", StringComparison.Ordinal);
            throw FileFaults.Because(prediction, new Sentence(
                $"{prediction}: this is no detection map: {why} Extract candidates first, so that each connected one carries its confidence.",
                $"{prediction}: 검출 지도가 아닙니다: {why} 후보를 먼저 추출해 연결된 후보마다 신뢰도 하나를 저장하세요."));
        }
    }

    private static EvaluationReport Report(IReadOnlyList<(LesionCase? Lesions, EvaluatedCase Case)> all, DetectionRules rules)
    {
        var notes = new List<Sentence>();
        LesionCase[] sound = [.. all.Select(c => c.Lesions).OfType<LesionCase>()];
        var detection = sound.Length == 0 ? null : new LesionDetection(sound);
        var jackknife = detection is null ? null : Jackknife.Of("picai.averagePrecision", detection.Pseudovalues, notes);
        var at = 0;
        EvaluatedCase[] cases = [.. all.Select(c => c.Lesions is null ? c.Case : c.Case with { Values = [.. c.Case.Values, .. Jackknife.OfCase([jackknife], at++)] })];
        MetricValue[] overall = detection is null ? [] : [detection.Score, detection.AveragePrecision, detection.CaseAuc, .. FrocCurve.Luna16Rates.Select(rate => detection.Froc.SensitivityAt(rate))];
        return new EvaluationReport
        {
            Kind = DetectionKind.Name,
            Evaluator = DetectionRules.Evaluator,
            Settings = rules.ToJson(null),
            Cases = cases,
            Headline = ["objectRecall.picai", "falseAlarms.picai", "caseConfidence"],
            Overall = [.. overall.Select(v => OverallValue.Of(v))],
            OverallHeadline = [.. overall.Select(v => v.Definition)],
            Details = detection is null ? null : JsonSerializer.Serialize(new { detection.Lesions, Candidates = sound.Sum(c => c.Outcomes.Count(o => !o.IsLesion || o.Confidence > 0)) }, s_json),
            Notes = [.. notes, Matching(rules)],
        };
    }

    private static Sentence Matching(DetectionRules rules) => new(
        string.Create(CultureInfo.InvariantCulture, $"Candidates and lesions are connected over 26 neighbours and matched one to one at an overlap (IoU) of {rules.Iou:0.##} or more, as in PI-CAI."),
        string.Create(CultureInfo.InvariantCulture, $"후보와 병변은 26-이웃으로 묶고 겹침(IoU)이 {rules.Iou:0.##} 이상일 때 PI-CAI처럼 일대일로 짝지었습니다."));

    private static (OutcomeMetric, MetricValue) Value(MetricValue value) => (OutcomeMetric.Of(value.Definition), value);
}
