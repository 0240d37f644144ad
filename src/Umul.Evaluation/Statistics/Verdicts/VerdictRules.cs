namespace Umul.Evaluation.Statistics;

/// <summary>What a verdict is decided from. Differences are oriented: positive means better.</summary>
/// <param name="Interval95">95 % interval; null when nothing could be computed.</param>
/// <param name="Interval90">90 % interval.</param>
/// <param name="AdjustedP">p after allowing for the family.</param>
/// <param name="SmallestWorthwhile">δ; null when it was not set, and states that need it are then never reached.</param>
/// <param name="Alpha">α.</param>
/// <param name="Guards">Guards that spoke up.</param>
public sealed record VerdictInputs(
    ConfidenceInterval? Interval95, ConfidenceInterval? Interval90, double AdjustedP, double? SmallestWorthwhile, double Alpha,
    IReadOnlyList<Guard> Guards);

/// <summary>The eight rules, first match wins.</summary>
public static class VerdictRules
{
    /// <summary>Decides.</summary>
    /// <remarks>
    /// A guard that blocks "better" (too few degrees of freedom, unequal training) leaves states 1 and 2 out; an interval above zero then
    /// falls to "promising, not confirmed". A guard that blocks decisions leaves "undecided" only.
    /// </remarks>
    public static Verdict Decide(VerdictInputs inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        var (state, qualifier) = StateOf(inputs);
        return new Verdict(state, qualifier, ProposalOf(state, qualifier), inputs.Guards);
    }

    /// <summary>The proposal that goes with a state.</summary>
    public static Proposal ProposalOf(VerdictState state, VerdictQualifier qualifier) => state switch
    {
        VerdictState.NotAssessable => Proposal.None,
        VerdictState.BetterByAtLeastWorthwhile => Proposal.Keep,
        VerdictState.BetterSizeUncertain when qualifier == VerdictQualifier.SmallerThanWorthwhile => Proposal.DropUnlessFree,
        VerdictState.BetterSizeUncertain => Proposal.ConsiderKeeping,
        VerdictState.Worse => Proposal.Drop,
        VerdictState.PromisingNotConfirmed => Proposal.ConfirmOnFreshSeeds,
        VerdictState.PracticallyTheSame => Proposal.DropUnlessCheaper,
        _ => Proposal.FollowPlan,
    };

    private static (VerdictState State, VerdictQualifier Qualifier) StateOf(VerdictInputs inputs)
    {
        var worst = inputs.Guards.Count == 0 ? GuardEffect.Note : inputs.Guards.Max(g => g.Effect);
        if (worst == GuardEffect.Blocks || inputs.Interval95 is not { } wide || inputs.Interval90 is not { } narrow || double.IsNaN(inputs.AdjustedP))
            return (VerdictState.NotAssessable, VerdictQualifier.None);
        if (worst == GuardEffect.BlocksDecision)
            return (VerdictState.Undecided, VerdictQualifier.None);
        // Comparisons with a δ that was not set are false.
        double delta = inputs.SmallestWorthwhile ?? double.NaN;
        if (wide.Lower > 0 && inputs.AdjustedP < inputs.Alpha && worst < GuardEffect.BlocksBetter)
        {
            if (wide.Lower >= delta)
                return (VerdictState.BetterByAtLeastWorthwhile, VerdictQualifier.None);
            return (VerdictState.BetterSizeUncertain, narrow.Upper < delta ? VerdictQualifier.SmallerThanWorthwhile : VerdictQualifier.None);
        }
        if (wide.Upper < 0)
            return (VerdictState.Worse, narrow.Lower > -delta ? VerdictQualifier.WorseByLessThanWorthwhile : VerdictQualifier.None);
        if (wide.Lower > 0)
            return (VerdictState.PromisingNotConfirmed, VerdictQualifier.None);
        if (narrow.Lower > -delta && narrow.Upper < delta)
            return (VerdictState.PracticallyTheSame, VerdictQualifier.None);
        return wide.Lower > -delta
            ? (VerdictState.NotWorseByMore, VerdictQualifier.None)
            : (VerdictState.Undecided, VerdictQualifier.None);
    }
}
