using Umul.Evaluation.Statistics;

namespace Umul.Comparisons;

/// <summary>What two arms must share for a difference between them to mean the idea.</summary>
internal enum ComparabilityKind
{
    Split,
    Cases,
    Missing,
    Metric,
    Data,
    Epochs,
    CheckpointRule,
    Finished,
    Selection,
}

/// <summary>One check: what each arm has, whether it is the same, and what a difference blocks.</summary>
/// <param name="Kind">What was looked at.</param>
/// <param name="IsSame">Null if the records do not tell.</param>
/// <param name="Baseline">What the baseline has.</param>
/// <param name="Idea">What the idea has.</param>
/// <param name="Effect">What a difference blocks.</param>
internal sealed record ComparabilityCheck(ComparabilityKind Kind, bool? IsSame, string Baseline, string Idea, GuardEffect Effect);
