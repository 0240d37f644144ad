using Umul.Evaluation.Statistics;
using Umul.Ideas;
using Umul.Metrics;
using Umul.Outcomes;
using Umul.Runs;
using Way = Umul.Evaluation.Statistics.MetricDirection;

namespace Umul.Comparisons.Why;

/// <summary>What the learning curves say. The curve is the deciding metric on a development split, else a validation loss.</summary>
internal sealed class CurveQuestion(MetricStore metrics, KeyStore keys)
{
    private const int MostCells = 512;
    private const int FewestPoints = 5;

    private static readonly string[] s_places = ["val", "valid", "validation", "dev", "development", "eval"];
    private static readonly string[] s_training = ["train", "training"];

    public void Ask(WhyInputs inputs, WhyDraft draft)
    {
        var metric = inputs.Metric.StartsWith(OutcomeMetric.LoggedPrefix, StringComparison.Ordinal) ? inputs.Metric[OutcomeMetric.LoggedPrefix.Length..] : inputs.Metric;
        metric = metric.Split('@', ':')[0];
        var known = keys.OfProject(inputs.Node.Idea.ProjectId).Where(key => key.Kind == KeyKind.Metric).ToList();
        var validation = Choose(inputs, known, [.. s_places.Prepend(inputs.Split).SelectMany(place => Names(place, metric)), .. s_places.SelectMany(place => Names(place, "loss"))]);
        if (validation is not var (key, baseline, idea))
        {
            draft.NotAsked(WhyStep.Curves, t => t.NoCurves(metric), t => t.NoCurvesRemedy(metric));
            return;
        }
        var isMetric = key.Name.EndsWith(metric, StringComparison.Ordinal);
        var training = Choose(inputs, known, [.. s_training.SelectMany(place => Names(place, isMetric ? metric : "loss")), .. s_training.SelectMany(place => Names(place, "loss")), .. s_training.SelectMany(place => Names(place, "epoch_loss"))]);
        var faults = CurveVerdict.Of(
            new ArmCurves(baseline, training?.Baseline ?? []), new ArmCurves(idea, training?.Idea ?? []), ComparisonWords.Of(key.Direction),
            training is { } t ? ComparisonWords.Of(t.Key.Direction) : Way.Unknown, isMetric ? inputs.Result.SmallestWorthwhile : null);
        var runs = baseline.Count + idea.Count;
        if (faults.Count == 0) draft.Answer(WhyStep.Curves, texts => texts.CurvesHealthy(key.Name, runs));
        else draft.Answer(WhyStep.Curves, texts => texts.CurvesFound(key.Name, faults.Count, runs));
        foreach (var fault in faults) draft.Findings.Add(Found(fault, key.Name));
    }

    private static WhyFinding Found(CurveFinding fault, string metric) => new()
    {
        Step = WhyStep.Curves,
        Key = $"curves {fault.Fault}",
        Label = $"{fault.Fault}: {metric}",
        Statement = WhyDraft.Say(t => t.Curve(
            fault.Fault.ToString(), metric, fault.Runs.Count, fault.Of, ComparisonWords.Number(fault.Size, WhyDraft.Decimals(fault.Size)), ComparisonWords.Number(fault.Tolerance, WhyDraft.Decimals(fault.Tolerance)))),
        Certainty = WhyCertainty.Exploratory,
        Size = double.IsFinite(fault.Size) ? -fault.Size : null,
        IsValidity = fault.Fault == CurveFault.Diverged,
    };

    private static IEnumerable<string> Names(string place, string metric) => [$"{place}/{metric}", $"{place}_{metric}", $"{place}.{metric}", $"{metric}/{place}"];

    /// <summary>The first of the names that both arms logged with enough points in every run.</summary>
    private (Key Key, IReadOnlyList<LearningCurve> Baseline, IReadOnlyList<LearningCurve> Idea)? Choose(WhyInputs inputs, List<Key> known, IReadOnlyList<string> names)
    {
        foreach (var key in names.Select(name => known.Find(k => k.Name == name)).OfType<Key>())
        {
            var (baseline, idea) = (Read(inputs.BaselineRuns, key.Name), Read(inputs.IdeaRuns, key.Name));
            if (baseline is not null && idea is not null) return (key, baseline, idea);
        }
        return null;
    }

    private List<LearningCurve>? Read(IReadOnlyList<IdeaRun> members, string key)
    {
        var curves = new List<LearningCurve>();
        foreach (var run in members.Select(m => m.Run))
        {
            if (metrics.Curve(run.ProjectId, run.RowId, key, CurveRange.Everything, MostCells) is not { } curve || curve.Summary.Count < FewestPoints) return null;
            // A block that holds anything but finite numbers is shown as that: its mean would hide it.
            double[] values = curve.Points is { } points ? points.Values.ToArray()
                : [.. curve.Cells!.Select(cell => cell.FiniteCount < cell.Count ? double.NaN : cell.Mean)];
            curves.Add(new LearningCurve(run.Name, values));
        }
        return curves;
    }
}
