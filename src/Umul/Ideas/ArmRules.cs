using Umul.Evaluation.Statistics;
using Umul.Runs;

namespace Umul.Ideas;

/// <summary>What the params of two arms say about how they were trained and how their checkpoints were chosen.</summary>
internal static class ArmRules
{
    private static readonly string[] s_lengths = ["epochs", "max_epochs", "num_epochs", "n_epochs", "num_train_epochs", "trainer.max_epochs", "max_steps", "total_steps", "iterations"];
    private static readonly string[] s_choices = ["checkpoint_rule", "checkpoint", "model_selection", "monitor", "select_by", "metric_for_best_model"];

    /// <summary>Length of training as the runs' params say it: one value if all agree, none if nobody says.</summary>
    public static IReadOnlyList<string> Lengths(IEnumerable<RunData> arm) => Values(arm, s_lengths);

    /// <summary>How checkpoints were chosen.</summary>
    public static IReadOnlyList<string> Choices(IEnumerable<RunData> arm) => Values(arm, s_choices);

    /// <summary>Whether two arms say the same; null if neither says anything.</summary>
    public static bool? Same(IReadOnlyList<string> baseline, IReadOnlyList<string> idea) =>
        baseline.Count + idea.Count == 0 ? null : baseline.Count == 1 && baseline.SequenceEqual(idea, StringComparer.Ordinal);

    /// <summary>Whether a rule that chooses checkpoints names the split on which the verdict is made.</summary>
    public static bool ChoosesOn(string split, IEnumerable<string> rules) =>
        rules.Any(rule => rule.Split([' ', '/', '_', '-', '=', '.', ','], StringSplitOptions.RemoveEmptyEntries).Contains(split, StringComparer.OrdinalIgnoreCase));

    /// <summary>Guards for what differs.</summary>
    public static IEnumerable<Guard> Guards(IReadOnlyList<RunData> baseline, IReadOnlyList<RunData> idea, IdeaMeasure measure)
    {
        if (Same(Lengths(baseline), Lengths(idea)) == false) yield return Guard.Of(GuardKind.EpochsDiffer);
        if (Same(Choices(baseline), Choices(idea)) == false) yield return Guard.Of(GuardKind.CheckpointRuleDiffers);
        if (ChoosesOn(measure.Split, Choices(baseline.Concat(idea)).Append(measure.CheckpointRule))) yield return Guard.Of(GuardKind.TestSetUsedForSelection);
    }

    private static IReadOnlyList<string> Values(IEnumerable<RunData> arm, string[] names) => [.. arm.SelectMany(run => run.Params)
        .Where(param => names.Contains(param.Key, StringComparer.OrdinalIgnoreCase)).Select(param => $"{param.Key} = {param.Value}").Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
