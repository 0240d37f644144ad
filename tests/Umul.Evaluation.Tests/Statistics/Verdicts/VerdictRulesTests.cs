using Umul.Evaluation.Statistics;

namespace Umul.Evaluation.Tests.Statistics;

/// <summary>The eight rules in their order; δ = 0.010 throughout.</summary>
public sealed class VerdictRulesTests
{
    [Theory]
    [InlineData(0.011, 0.025, 0.012, 0.024, 0.003, VerdictState.BetterByAtLeastWorthwhile, VerdictQualifier.None, Proposal.Keep)]
    [InlineData(0.010, 0.025, 0.012, 0.024, 0.003, VerdictState.BetterByAtLeastWorthwhile, VerdictQualifier.None, Proposal.Keep)]
    [InlineData(0.002, 0.025, 0.004, 0.023, 0.003, VerdictState.BetterSizeUncertain, VerdictQualifier.None, Proposal.ConsiderKeeping)]
    [InlineData(0.001, 0.008, 0.002, 0.007, 0.003, VerdictState.BetterSizeUncertain, VerdictQualifier.SmallerThanWorthwhile, Proposal.DropUnlessFree)]
    [InlineData(-0.030, -0.001, -0.028, -0.003, 0.04, VerdictState.Worse, VerdictQualifier.None, Proposal.Drop)]
    [InlineData(-0.008, -0.001, -0.007, -0.002, 0.04, VerdictState.Worse, VerdictQualifier.WorseByLessThanWorthwhile, Proposal.Drop)]
    [InlineData(0.011, 0.025, 0.012, 0.024, 0.05, VerdictState.PromisingNotConfirmed, VerdictQualifier.None, Proposal.ConfirmOnFreshSeeds)]
    [InlineData(-0.005, 0.007, -0.004, 0.006, 0.7, VerdictState.PracticallyTheSame, VerdictQualifier.None, Proposal.DropUnlessCheaper)]
    [InlineData(-0.005, 0.012, -0.004, 0.011, 0.4, VerdictState.NotWorseByMore, VerdictQualifier.None, Proposal.FollowPlan)]
    [InlineData(-0.016, 0.024, -0.013, 0.021, 0.7, VerdictState.Undecided, VerdictQualifier.None, Proposal.FollowPlan)]
    [InlineData(-0.010, 0.024, -0.0101, 0.021, 0.7, VerdictState.Undecided, VerdictQualifier.None, Proposal.FollowPlan)]
    public void Decide_FirstRuleThatHolds(double l95, double u95, double l90, double u90, double p, VerdictState state, VerdictQualifier qualifier, Proposal proposal)
    {
        var verdict = Decide((l95, u95), (l90, u90), p);
        Assert.Equal(state, verdict.State);
        Assert.Equal(qualifier, verdict.Qualifier);
        Assert.Equal(proposal, verdict.Proposal);
    }

    [Fact]
    public void Decide_WithoutAWorthwhileDifference_NeverReachesTheStatesThatNeedOne()
    {
        Assert.Equal(VerdictState.BetterSizeUncertain, Decide((0.5, 0.6), (0.51, 0.59), 0.001, null).State);
        Assert.Equal(VerdictState.Undecided, Decide((-0.001, 0.001), (-0.0009, 0.0009), 0.9, null).State);
        Assert.Equal(VerdictQualifier.None, Decide((-0.002, -0.001), (-0.0019, -0.0011), 0.01, null).Qualifier);
    }

    [Fact]
    public void Decide_BlockingGuard_IsNotAssessableWhateverTheNumbers() =>
        Assert.Equal(VerdictState.NotAssessable, Decide((0.5, 0.6), (0.51, 0.59), 0.001, 0.01, Guard.Of(GuardKind.TooFewUnits, 4)).State);

    [Fact]
    public void Decide_FewDegreesOfFreedom_IsPromisingInsteadOfBetterAndWorseStays()
    {
        var guard = Guard.Of(GuardKind.FewDegreesOfFreedom, 1.3);
        Assert.Equal(VerdictState.PromisingNotConfirmed, Decide((0.011, 0.025), (0.012, 0.024), 0.003, 0.01, guard).State);
        Assert.Equal(VerdictState.Worse, Decide((-0.03, -0.01), (-0.029, -0.011), 0.003, 0.01, guard).State);
    }

    [Theory]
    [InlineData(0.011, 0.025)]
    [InlineData(-0.025, -0.011)]
    [InlineData(-0.001, 0.001)]
    public void Decide_MissingCasesFlipTheSign_LeavesUndecidedOnly(double lower, double upper) =>
        Assert.Equal(VerdictState.Undecided, Decide((lower, upper), (lower, upper), 0.001, 0.01, Guard.Of(GuardKind.MissingCasesFlipTheSign)).State);

    [Fact]
    public void EveryGuard_HasTheEffectOfTheRules()
    {
        Assert.Equal(GuardEffect.Blocks, Guard.EffectOf(GuardKind.TooFewGroups));
        Assert.Equal(GuardEffect.Blocks, Guard.EffectOf(GuardKind.ExposureOverBudget));
        Assert.Equal(GuardEffect.Blocks, Guard.EffectOf(GuardKind.MetricDiffers));
        Assert.Equal(GuardEffect.Blocks, Guard.EffectOf(GuardKind.CaseSetDiffers));
        Assert.Equal(GuardEffect.Blocks, Guard.EffectOf(GuardKind.TrainingNotFinished));
        Assert.Equal(GuardEffect.Note, Guard.EffectOf(GuardKind.OneRun));
    }

    private static Verdict Decide((double L, double U) wide, (double L, double U) narrow, double p, double? delta = 0.01, params Guard[] guards) =>
        VerdictRules.Decide(new VerdictInputs(new ConfidenceInterval(wide.L, wide.U, 0.95), new ConfidenceInterval(narrow.L, narrow.U, 0.9), p, delta, 0.05, guards));
}
