using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Umul.Evaluation;
using Umul.Evaluation.Classification;
using Umul.Outcomes.Pairing;
using Umul.Outcomes.Reports;
using Umul.Web;

namespace Umul.Outcomes.Kinds;

/// <summary>
/// Evaluates predicted classes or scores against reference classes. Scores whose mean is a metric stand with each case; areas, F1 and the
/// like are over all cases, with pseudo-values by case beside them.
/// </summary>
internal static partial class ClassificationKind
{
    public const string Name = "classification";

    private static readonly JsonSerializerOptions s_json = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    private static readonly string[] s_labelHeadline = ["accuracy", "balancedAccuracy", "f1.macro", "matthewsCorrelation", "kappa.unweighted"];

    private static readonly string[] s_scoreHeadline =
        ["auc.mannWhitney", "auc.oneVersusRest.macro", "averagePrecision.step", "averagePrecision.oneVersusRest.macro", "brier.binary", "brier.sumOverClasses", "logLoss"];

    /// <exception cref="UmulException">A column is missing, or no case of one side is one of the other.</exception>
    public static EvaluationReport Evaluate(ClassificationTable reference, ClassificationTable prediction, ClassificationRules rules)
    {
        var pairing = NamePairing.Of(reference.Ids, prediction.Ids);
        if (pairing.Paired == 0) throw EvaluateFrame.Refusal(ReportWords.NothingShared(reference.Name, prediction.Name, reference.Ids[0], prediction.Ids[0]));
        var given = ClassificationCases.Of(reference, prediction, [.. pairing.Pairs.Where(p => p is { Reference: not null, Prediction: not null })], rules);
        var notes = given.Notes.ToList();
        var result = given.Evaluate(rules);
        var jackknife = result is null ? [] : Pseudovalues(result, given, notes);
        var cases = given.Sound.Select((c, i) => Evaluated(c, i, result!, given) with { Values = [.. Values(result!, i), .. Jackknife.OfCase(jackknife, i)] })
            .Concat(given.Faulty)
            .Concat(pairing.WithoutPrediction.Select(p => EvaluatedCase.WithoutRow(p.Case, reference.Name, prediction.Name) with { Group = reference[p.Reference!.Path].Group }));
        var overall = result is null ? [] : Overall(result, given);
        var headline = s_labelHeadline.Concat(s_scoreHeadline).Concat(rules.AtSensitivity.Select(at => string.Create(CultureInfo.InvariantCulture, $"specificityAtSensitivity@{at:0.####}.reached")));
        return new EvaluationReport
        {
            Kind = Name,
            Evaluator = ClassificationRules.Evaluator,
            Settings = rules.ToJson(given.Classes, given.Positive, given.AreProbabilities),
            Cases = [.. cases.OrderBy(c => c.Case, StringComparer.Ordinal)],
            Headline = [.. ((string[])["logLoss", "brier.binary", "brier.sumOverClasses", "accuracy"]).Where(name => result?.CaseScores.ContainsKey(name) == true)],
            Overall = overall,
            OverallHeadline = [.. headline, .. overall.Where(o => o.Metric.Definition.StartsWith("expectedCalibrationError.equalWidth@", StringComparison.Ordinal)).Select(o => o.Metric.Name)],
            Groups = result is null ? [] : ByClass(overall, result, given),
            Details = result is null ? null : Details(result, given),
            Notes = [.. notes, .. pairing.Ambiguous.Select(a => ReportWords.Ambiguous(a.Case, a.Files))],
            PredictionsWithoutReference = [.. pairing.WithoutReference.Select(p => Place(prediction, p.Prediction!.Path))],
        };
    }

    /// <summary>Where a row stands, for messages.</summary>
    public static string Place(ClassificationTable table, string id) => table[id].Line > 0 ? FormattableString.Invariant($"{table.Name}:{table[id].Line}") : id;

    private static IEnumerable<(OutcomeMetric, MetricValue)> Values(ClassificationResult result, int at) =>
        result.CaseScores.Select(c => (OutcomeMetric.Of(c.Key), MetricValue.Of(c.Key, c.Value[at])));

    private static EvaluatedCase Evaluated(ClassifiedCase c, int at, ClassificationResult result, ClassificationCases given) => new()
    {
        Case = c.Case,
        Group = c.Group,
        Reference = c.ReferencePlace,
        Prediction = c.PredictionPlace,
        Texts =
        [
            ("reference", given.Classes[c.Label]), ("prediction", given.Classes[c.Predicted ?? given.Chosen(at, result)]),
            .. c.Scores.Select((score, k) => (given.ScoreName(k), score.ToString("R", CultureInfo.InvariantCulture))),
        ],
    };

    private static List<(OutcomeMetric, double[])?> Pseudovalues(ClassificationResult result, ClassificationCases given, List<Sentence> notes)
    {
        int[] labels = [.. given.Sound.Select(c => c.Label)], chosen = [.. given.Sound.Select((c, i) => c.Predicted ?? given.Chosen(i, result))];
        var classes = given.Classes.Count;
        List<(OutcomeMetric, double[])?> found =
        [
            Jackknife.Of("balancedAccuracy", () => LabelPseudovalues.Of(labels, chosen, classes, LabelMetrics.BalancedAccuracy), notes),
            Jackknife.Of("f1.macro", () => LabelPseudovalues.Of(labels, chosen, classes, LabelMetrics.F1Macro), notes),
            Jackknife.Of("matthewsCorrelation", () => LabelPseudovalues.Of(labels, chosen, classes, LabelMetrics.Matthews), notes),
            Jackknife.Of("kappa.unweighted", () => LabelPseudovalues.Of(labels, chosen, classes, m => LabelMetrics.Kappa(m)), notes),
        ];
        if (result.Roc is not null)
            found.Add(Jackknife.Of("auc.mannWhitney", () => Umul.Evaluation.Statistics.Pseudovalues.Auc([.. given.Sound.Select(c => c.Scores[0])], [.. labels.Select(l => l == 1)]), notes));
        return found;
    }

    // The library numbers classes; people name them.
    private static IReadOnlyList<OverallValue> Overall(ClassificationResult result, ClassificationCases given) => [.. result.Values.Select(value =>
    {
        if (value.Definition == "auc.mannWhitney") return OverallValue.Of(value) with { Interval = result.Roc!.AucInterval() };
        if (Numbered().Match(value.Definition) is not { Success: true } match) return OverallValue.Of(value);
        var k = int.Parse(match.Groups["k"].Value, CultureInfo.InvariantCulture);
        return new OverallValue(OutcomeMetric.Of(value.Definition[..match.Index], given.Classes[k]), value);
    })];

    private static IReadOnlyList<ReportGroup> ByClass(IReadOnlyList<OverallValue> overall, ClassificationResult result, ClassificationCases given) => [.. given.Classes.Select((name, k) => new ReportGroup(
        "class", name, (int)result.Confusion.ReferenceCount(k),
        [.. overall.Where(o => o.Metric.Region == name && !o.Metric.Definition.StartsWith("auc.variance", StringComparison.Ordinal)).Select(o => o with { Metric = o.Metric with { Region = "" } })]))];

    private static string Details(ClassificationResult result, ClassificationCases given) => JsonSerializer.Serialize(
        new
        {
            given.Classes,
            given.Positive,
            Confusion = Enumerable.Range(0, given.Classes.Count).Select(r => Enumerable.Range(0, given.Classes.Count).Select(p => result.Confusion[r, p])),
            Youden = result.Roc is { } roc ? OperatingPoints.Youden(roc) : null,
            Reliability = result.Calibration?.Bins.Where(b => b.Count > 0),
            NetBenefit = result.DecisionCurve.Select(d => new { d.Threshold, d.NetBenefit.Value }),
        }, s_json);

    [GeneratedRegex(@"\.class(?<k>\d+)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Numbered();
}
