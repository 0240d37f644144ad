using System.Globalization;
using System.Text.Json;
using Umul.Evaluation;
using Umul.Evaluation.Detection;
using Umul.Files.Annotations;
using Umul.Outcomes.Reports;
using Umul.Web;

namespace Umul.Outcomes.Kinds;

/// <summary>
/// Evaluates detected objects in COCO's files: average precision and recall as pycocotools, FROC, kinds of error with what each costs, and
/// for every image of the reference its hits, false alarms and misses.
/// </summary>
internal static class DetectionKind
{
    public const string Name = "detection";

    /// <summary>Leave-one-out passes over predictions and thresholds that are still made: some ten seconds.</summary>
    private const double MostPasses = 2e10;

    private static readonly JsonSerializerOptions s_json = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    /// <param name="reference">Ground truth; its images are the cases.</param>
    /// <param name="found">Results.</param>
    /// <param name="rules">What is evaluated.</param>
    /// <param name="jobs">Threads.</param>
    /// <param name="names">The case of each image, if not by its file.</param>
    /// <exception cref="UmulException">A file lacks what the kind of object needs.</exception>
    public static EvaluationReport Evaluate(CocoReference reference, CocoObjects found, DetectionRules rules, int jobs, IReadOnlyDictionary<long, string>? names = null)
    {
        var files = new DetectionFiles(reference, found, rules, names);
        var unusable = files.Unusable.Select(u => EvaluatedCase.NotUsable(files.Names[u.Key], Place(reference.Objects.Name, u.Key), Place(found.Name, u.Key), u.Value)).ToList();
        var data = files.Data();
        if (data.ImageIds!.Count == 0) return new EvaluationReport { Kind = Name, Evaluator = DetectionRules.Evaluator, Settings = rules.ToJson(null), Cases = unusable, Headline = [], PredictionsWithoutReference = files.Strangers };
        var result = CocoEvaluation.Evaluate(data, rules.Options(jobs));
        var errors = DetectionErrorAnalysis.Evaluate(
            WithoutUnlabelled(data), new DetectionErrorOptions { HitThreshold = rules.Iou, BackgroundThreshold = Math.Min(0.1, rules.Iou / 2), MaxDetections = rules.Options(1).MaxDetections[^1] });
        var tally = new DetectionTally(data, errors, rules);
        var notes = Notes(files, result, tally, rules).ToList();
        var jackknife = Pseudovalues(result, jobs, notes);
        var kinds = KindsOf(data, errors);
        var cases = result.ImageIds.Select((id, at) => new EvaluatedCase
        {
            Case = files.Names[id],
            Reference = Place(reference.Objects.Name, id),
            Prediction = Place(found.Name, id),
            Values = [.. tally.Of(id).Concat(Errors(kinds.GetValueOrDefault(id), rules)).Select(v => (OutcomeMetric.Of(v.Definition), v)), .. Jackknife.OfCase([jackknife], at)],
            Counts = [.. CountsOf(tally, id)],
        });
        var categories = Categories(result, files);
        var froc = FrocCurve.Of(result, Threshold(result, rules));
        var summary = Summary(result, rules);
        return new EvaluationReport
        {
            Kind = Name,
            Evaluator = DetectionRules.Evaluator,
            Settings = rules.ToJson(double.IsFinite(tally.Score) ? tally.Score : null),
            Cases = [.. cases.Concat(unusable).OrderBy(c => c.Case, StringComparer.Ordinal)],
            Headline = [.. tally.Of(result.ImageIds[0]).Select(v => v.Definition)],
            Overall = [.. summary.Concat(Beside(errors, froc, rules)).Concat(tally.Overall).Select(v => OverallValue.Of(v))],
            OverallHeadline = [.. summary.Select(v => v.Definition), .. tally.Overall.Select(v => v.Definition), froc.Score().Definition],
            Groups = categories,
            Details = Details(errors, froc, result, tally),
            Notes = notes,
            PredictionsWithoutReference = files.Strangers,
        };
    }

    private static string Place(string file, long image) => string.Create(CultureInfo.InvariantCulture, $"{file}:image_id {image}");

    // pycocotools ignores people without a labelled point; error analysis knows no keypoints, so they are marked for it.
    private static DetectionData WithoutUnlabelled(DetectionData data)
    {
        if (data.References.Shapes is not KeypointShapes { LabelledCounts.IsEmpty: false } points) return data;
        var ignored = new bool[data.References.Count];
        for (var row = 0; row < ignored.Length; row++)
            ignored[row] = points.LabelledCounts.Span[row] == 0 || (!data.References.IsIgnored.IsEmpty && data.References.IsIgnored.Span[row]);
        return data with { References = data.References with { IsIgnored = ignored } };
    }

    // In space pycocotools' twelve numbers are not what anybody prints: nnDetection has its own thresholds.
    private static IReadOnlyList<MetricValue> Summary(CocoResult result, DetectionRules rules) => rules.Shape == DetectionShape.Box3d
        ?
        [
            result.AveragePrecision(), result.AveragePrecision(result.Options.IouThresholds[0]), result.AveragePrecision(result.Options.IouThresholds[^1]),
            CocoEvaluation.Evaluate(result.Data, CocoOptions.NnDetection).AveragePrecision(0.75), result.AveragePrecisionOfNnDetection(),
        ]
        : result.Values;

    private static IEnumerable<MetricValue> Beside(DetectionErrorResult errors, FrocCurve froc, DetectionRules rules)
    {
        yield return Renamed(errors.AveragePrecision, string.Create(CultureInfo.InvariantCulture, $"tide.averagePrecision@{rules.Iou:0.00}"));
        foreach (var rule in Enum.GetValues<FrocRule>()) yield return froc.Score(rule, rule == FrocRule.InterpolatedCamelyon ? FrocCurve.CamelyonRates : null);
        foreach (var rate in FrocCurve.Luna16Rates) yield return froc.SensitivityAt(rate);
        foreach (var rate in FrocCurve.Luna16Rates) yield return froc.SensitivityAt(rate, FrocRule.Interpolated);
    }

    private static int Threshold(CocoResult result, DetectionRules rules)
    {
        var thresholds = result.Options.IouThresholds.ToList();
        return thresholds.FindIndex(t => Math.Abs(t - rules.Iou) < 1e-9) is >= 0 and var at ? at
            : throw EvaluateFrame.Bad("--iou", rules.Iou.ToString(CultureInfo.InvariantCulture), "--iou " + string.Join(" | ", thresholds.Select(t => t.ToString("0.##", CultureInfo.InvariantCulture))));
    }

    private static (OutcomeMetric, double[])? Pseudovalues(CocoResult result, int jobs, List<Sentence> notes)
    {
        var definition = result.AveragePrecision().Definition;
        var passes = (double)result.ImageIds.Count * result.Data.Predictions.Count * result.Options.IouThresholds.Count;
        if (passes <= MostPasses) return Jackknife.Of(definition, () => new DetectionResampling(result).Pseudovalues(jobs), notes);
        notes.Add(new Sentence(
            $"No values by case for comparing {definition}: leaving out each of {result.ImageIds.Count:N0} images would take too long.",
            $"{definition}의 케이스별 비교값은 만들지 않았습니다. 영상 {result.ImageIds.Count:N0}장을 하나씩 빼며 계산하면 너무 오래 걸립니다."));
        return null;
    }

    private static Dictionary<long, Dictionary<DetectionErrorKind, long>> KindsOf(DetectionData data, DetectionErrorResult errors)
    {
        var byImage = new Dictionary<long, Dictionary<DetectionErrorKind, long>>();
        for (var row = 0; row < data.Predictions.Count; row++)
        {
            DetectionErrorKind? kind = errors.Predictions[row].State switch
            {
                PredictionState.WrongClass => DetectionErrorKind.WrongClass,
                PredictionState.Localisation => DetectionErrorKind.Localisation,
                PredictionState.WrongClassAndLocalisation => DetectionErrorKind.WrongClassAndLocalisation,
                PredictionState.Duplicate => DetectionErrorKind.Duplicate,
                PredictionState.Background => DetectionErrorKind.Background,
                _ => null,
            };
            if (kind is { } one && !errors.Predictions[row].IsIgnored) Add(data.Predictions.ImageIds.Span[row], one);
        }
        for (var row = 0; row < data.References.Count; row++)
            if (errors.References[row].State == ReferenceState.Missed) Add(data.References.ImageIds.Span[row], DetectionErrorKind.Missed);
        return byImage;

        void Add(long image, DetectionErrorKind kind)
        {
            if (!byImage.TryGetValue(image, out var counts)) byImage[image] = counts = [];
            counts[kind] = counts.GetValueOrDefault(kind) + 1;
        }
    }

    private static (string, string, long)[] CountsOf(DetectionTally tally, long image)
    {
        var (hits, alarms, missed) = tally.Counts(image);
        return [("", "truePositive", hits), ("", "falsePositive", alarms), ("", "falseNegative", missed)];
    }

    // Of all predictions that were looked at, whatever their score: the kinds say what is wrong, not how sure the model was.
    private static IEnumerable<MetricValue> Errors(Dictionary<DetectionErrorKind, long>? counts, DetectionRules rules) => Enum.GetValues<DetectionErrorKind>().Select(kind => MetricValue.Of(
        string.Create(CultureInfo.InvariantCulture, $"objectErrors.{JsonNamingPolicy.CamelCase.ConvertName(kind.ToString())}@{rules.Iou:0.00}"), counts?.GetValueOrDefault(kind) ?? 0));

    private static IReadOnlyList<ReportGroup> Categories(CocoResult result, DetectionFiles files) => [.. result.CategoryIds.Select((id, k) => new ReportGroup(
        "category", files.CategoryName(id), Images(result, id), [OverallValue.Of(Bare(result.CategoryAveragePrecision(k)))])).Where(g => g.Cases > 0)];

    // The category is the group's name, so that all groups have the same metric.
    private static MetricValue Bare(MetricValue value) => Renamed(value, value.Definition[..value.Definition.LastIndexOf(".category", StringComparison.Ordinal)]);

    private static MetricValue Renamed(MetricValue value, string name) =>
        value.IsDefined ? MetricValue.Of(name, value.Value) : MetricValue.Undefined(name, value.Reason);

    private static int Images(CocoResult result, long category)
    {
        var (images, categories) = (result.Data.References.ImageIds, result.Data.References.CategoryIds);
        return Enumerable.Range(0, images.Length).Where(row => categories.Span[row] == category).Select(row => images.Span[row]).Distinct().Count();
    }

    private static string Details(DetectionErrorResult errors, FrocCurve froc, CocoResult result, DetectionTally tally) => JsonSerializer.Serialize(
        new
        {
            Errors = errors.Errors.Select(e => new { Kind = JsonNamingPolicy.CamelCase.ConvertName(e.Kind.ToString()), e.Count, e.AveragePrecisionGain }),
            errors.FalsePositiveGain,
            errors.FalseNegativeGain,
            BestF1Score = tally.BestScore,
            Froc = Enumerable.Range(0, froc.References == 0 ? 0 : Math.Min(froc.Thresholds.Count, 1000)).Select(i => new { Score = froc.Thresholds[i], FalseAlarmsPerImage = froc.FalseAlarmsPerImage[i], Sensitivity = froc.Sensitivities[i] }),
            Quirks = result.Quirks.Select(q => JsonNamingPolicy.CamelCase.ConvertName(q.ToString())),
        }, s_json);

    private static IEnumerable<Sentence> Notes(DetectionFiles files, CocoResult result, DetectionTally tally, DetectionRules rules)
    {
        foreach (var note in files.Notes) yield return note;
        if (files.WithoutPredictions() is > 0 and var without)
            yield return new($"{without:N0} images have no prediction; in them nothing was found.", $"예측이 없는 영상이 {without:N0}장 있으며 아무것도 찾지 못한 것으로 보았습니다.");
        if (rules.Score is null && tally.BestScore is { } best)
            yield return new(
                string.Create(CultureInfo.InvariantCulture, $"Counts by image are of predictions with a score of {best:0.####} or more, where F1 over all images is highest. It was chosen on these images, so it flatters; --score gives another."),
                string.Create(CultureInfo.InvariantCulture, $"영상별 개수는 전체 F1이 가장 높은 점수 {best:0.####} 이상의 예측을 센 것입니다. 이 영상들에서 고른 값이라 실제보다 좋게 나올 수 있으며, --score로 다른 값을 줄 수 있습니다."));
        if (files.OtherCategories(result.CategoryIds) is { Count: > 0 } others)
            yield return new(
                $"Categories {string.Join(", ", others.Take(12))} are predicted but not among those evaluated; their predictions were left out. Check the category ids, or --labels.",
                $"예측에 있는 범주 {string.Join(", ", others.Take(12))}은(는) 평가하는 범주가 아니어서 제외했습니다. 범주 id나 --labels를 확인하세요.");
        foreach (var quirk in result.Quirks.Where(q => q != CocoQuirk.OtherCategoriesLeftOut)) yield return DetectionWords.Of(quirk);
    }
}
