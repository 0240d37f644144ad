using Umul.Evaluation.Statistics;
using Umul.Ideas;
using Umul.Outcomes;
using Umul.Runs;
using Umul.Web.Texts;

namespace Umul.Comparisons;

/// <summary>Looks at everything recorded about the runs of two arms: is a difference between them a difference of the idea?</summary>
internal static class Comparability
{
    /// <summary>The checks, in the order in which a reader should see them.</summary>
    public static IReadOnlyList<ComparabilityCheck> Of(ArmRecords baseline, ArmRecords idea, ComparisonResult result, IdeaMeasure measure, ComparisonPageTexts texts)
    {
        var unfinished = (Baseline: Unfinished(baseline), Idea: Unfinished(idea));
        return
        [
            new(ComparabilityKind.Split, true, measure.Split, measure.Split, Effect(GuardKind.SplitDiffers)),
            Origins(ComparabilityKind.Cases, baseline, idea, o => (o.CaseList, texts.Cases(o.Cases)), GuardKind.MissingCases),
            Missing(result, texts),
            Origins(ComparabilityKind.Metric, baseline, idea, o => ($"{o.Evaluator} {o.Settings} {o.Policy}", $"{o.Metric.Name} · {o.Evaluator}"), GuardKind.MetricDiffers),
            Origins(ComparabilityKind.Data, baseline, idea, o => (o.Dataset, Short(o.Dataset)), GuardKind.DataDiffers),
            Rules(ComparabilityKind.Epochs, (ArmRules.Lengths(baseline.Data), ArmRules.Lengths(idea.Data)), GuardKind.EpochsDiffer),
            Rule(baseline, idea, measure),
            new(ComparabilityKind.Finished, unfinished is ("", ""), Or(unfinished.Baseline, texts.NoneMissing), Or(unfinished.Idea, texts.NoneMissing), Effect(GuardKind.TrainingNotFinished)),
            Selection(baseline, idea, measure, texts),
        ];
    }

    private static ComparabilityCheck Origins(
        ComparabilityKind kind, ArmRecords baseline, ArmRecords idea, Func<ColumnOrigin, (string Key, string Shown)> of, GuardKind guard)
    {
        var (left, right) = (baseline.Origins.Select(of).Distinct().ToList(), idea.Origins.Select(of).Distinct().ToList());
        var known = left.Concat(right).All(v => v.Key.Length > 0);
        return new(kind, known ? left.Concat(right).Distinct().Count() == 1 : null, Joined(left.Select(v => v.Shown)), Joined(right.Select(v => v.Shown)), Effect(guard));
    }

    private static ComparabilityCheck Rules(ComparabilityKind kind, (IReadOnlyList<string> Baseline, IReadOnlyList<string> Idea) said, GuardKind guard) =>
        new(kind, ArmRules.Same(said.Baseline, said.Idea), Joined(said.Baseline), Joined(said.Idea), Effect(guard));

    private static ComparabilityCheck Rule(ArmRecords baseline, ArmRecords idea, IdeaMeasure measure)
    {
        var found = Rules(ComparabilityKind.CheckpointRule, (ArmRules.Choices(baseline.Data), ArmRules.Choices(idea.Data)), GuardKind.CheckpointRuleDiffers);
        return found.IsSame is null && measure.CheckpointRule.Length > 0 ? found with { IsSame = true, Baseline = measure.CheckpointRule, Idea = measure.CheckpointRule } : found;
    }

    // The rule that picks the checkpoint names the split on which the verdict is made.
    private static ComparabilityCheck Selection(ArmRecords baseline, ArmRecords idea, IdeaMeasure measure, ComparisonPageTexts texts)
    {
        bool Chooses(ArmRecords arm) => ArmRules.ChoosesOn(measure.Split, ArmRules.Choices(arm.Data).Append(measure.CheckpointRule));
        var told = measure.CheckpointRule.Length > 0 || ArmRules.Choices(baseline.Data).Count > 0;
        var (left, right) = (Chooses(baseline), Chooses(idea));
        return new(ComparabilityKind.Selection, left || right ? false : told ? true : null, left ? texts.Yes : told ? texts.No : "–", right ? texts.Yes : told ? texts.No : "–", Effect(GuardKind.TestSetUsedForSelection));
    }

    private static ComparabilityCheck Missing(ComparisonResult result, ComparisonPageTexts texts)
    {
        var said = result.Missing is { } m ? texts.MissingOf(m.Cases - m.Used, m.Cases) : texts.NoneMissing;
        var flips = result.Verdict.Guards.Any(g => g.Kind == GuardKind.MissingCasesFlipTheSign);
        return new(ComparabilityKind.Missing, result.Missing is null, said, said, Effect(flips ? GuardKind.MissingCasesFlipTheSign : GuardKind.MissingCases));
    }

    private static string Unfinished(ArmRecords arm) => Joined(arm.Data.Where(d => d.Run.Status != RunStatus.Finished).Select(d => d.Run.Name), "");

    private static string Short(string fingerprint) => fingerprint.Length > 10 ? fingerprint[..10] : Or(fingerprint, "–");

    private static string Or(string text, string otherwise) => text.Length > 0 ? text : otherwise;

    private static string Joined(IEnumerable<string> values, string none = "–") => Or(string.Join(", ", values.Distinct(StringComparer.Ordinal)), none);

    private static GuardEffect Effect(GuardKind kind) => Guard.EffectOf(kind);
}

/// <summary>What is recorded about the runs of an arm.</summary>
/// <param name="Data">Runs with params and tags.</param>
/// <param name="Origins">How their outcomes were made.</param>
internal sealed record ArmRecords(IReadOnlyList<RunData> Data, IReadOnlyList<ColumnOrigin> Origins);
