using Umul.Evaluation.Statistics;

namespace Umul.Evaluation.Tests.Statistics;

/// <summary>Bad input: each a clear answer, none a false verdict.</summary>
public sealed class BadInputTests
{
    private static readonly SentenceFacts Facts = new("Idea 7", "Dice");

    [Fact]
    public void TwoCases_AreNotAssessable() =>
        Refused(Arms.Request([Arms.Run("a", 0.5, 0.6), Arms.Run("b", 0.5, 0.7)], [Arms.Run("c", 0.9, 0.91), Arms.Run("d", 0.9, 0.93)]),
            GuardKind.TooFewUnits, "only 2 paired cases");

    [Fact]
    public void OneCase_IsNotAssessable() => Refused(Arms.Request([Arms.Run("a", 0.5)], [Arms.Run("c", 0.9)]), GuardKind.TooFewUnits, "only 1 paired");

    [Fact]
    public void NoRun_IsNotAssessable() => Refused(Arms.Request([], Arms.Draw(2, 10, 0.8, 1)), GuardKind.NoRuns, "no run");

    [Fact]
    public void AllValuesEqual_AreNotAssessable() =>
        Refused(Arms.Request([Flat("a", 0.8), Flat("b", 0.8)], [Flat("c", 0.8), Flat("d", 0.8)]), GuardKind.NoSpread, "no spread");

    [Fact]
    public void ConstantShift_IsNotAssessableAlthoughRoundingLeavesATrace()
    {
        var baseline = Arms.Draw(1, 12, 0.8, 1);
        RunScores[] shifted = [baseline[0] with { Run = "shifted", Scores = [.. baseline[0].Scores.Select(v => v + 0.1)] }];
        Refused(Arms.Request(baseline, shifted), GuardKind.NoSpread, "no spread");
    }

    [Fact]
    public void AllNaN_HasNoCaseInCommon() =>
        Refused(Arms.Request([Flat("a", double.NaN), Flat("b", 0.8)], [Flat("c", 0.9), Flat("d", 0.9)]), GuardKind.NoCommonCases, "finite score");

    [Fact]
    public void DuplicatedCaseRows_AreNamed()
    {
        var twice = new RunScores("b", ["x", "y", "x"], [0.1, 0.2, 0.3]);
        Refused(Arms.Request([Arms.Run("a", 1, 2, 3)], [twice]), GuardKind.DuplicatedCases, "b: x");
    }

    [Fact]
    public void DirectionUnknown_IsNotAssessable() =>
        Refused(Arms.Request(Arms.Draw(3, 30, 0.8, 1), Arms.Draw(3, 30, 0.9, 2)) with { Direction = MetricDirection.Unknown },
            GuardKind.DirectionUnknown, "whether larger Dice is better");

    [Fact]
    public void SeedsWithDifferentCaseSets_UseTheIntersectionAndSaySo()
    {
        var baseline = Arms.Draw(4, 40, 0.80, 1);
        var idea = Arms.Draw(4, 40, 0.90, 2);
        idea[0] = idea[0] with { Cases = [.. idea[0].Cases.Skip(1)], Scores = [.. idea[0].Scores.Skip(1)] };
        var result = Comparison.Evaluate(Arms.Request(baseline, idea, 0.05));
        Assert.Equal(39, result.Units);
        Assert.Equal((40, 39, 1), (result.Missing!.Cases, result.Missing.Used, result.Missing.Missing));
        Assert.True(result.Missing.Worst < result.Estimate!.Difference && result.Estimate.Difference < result.Missing.Best);
        Assert.True(result.Verdict.State is VerdictState.BetterByAtLeastWorthwhile or VerdictState.BetterSizeUncertain);
        Assert.Contains("39 of 40 cases", VerdictWriter.Write(result, Facts, Language.English).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void MissingCasesThatCouldTurnTheResult_LeaveItUndecided()
    {
        var baseline = Arms.Draw(2, 40, 0.80, 1);
        var idea = Arms.Draw(2, 40, 0.83, 2);
        for (int s = 0; s < 2; s++)
            idea[s] = idea[s] with { Scores = [.. idea[s].Scores.Select((v, i) => i < 15 ? double.NaN : v)] };
        var result = Comparison.Evaluate(Arms.Request(baseline, idea) with { MetricRange = (0, 1) });
        Assert.Equal(VerdictState.Undecided, result.Verdict.State);
        Assert.True(result.Missing!.Worst < 0 && result.Missing.Best > 0);
        Assert.Contains("hangs on cases", VerdictWriter.Write(result, Facts, Language.English).Consequence, StringComparison.Ordinal);
    }

    [Fact]
    public void CasesUndefinedInEveryRun_AreLeftOutWithoutBounds()
    {
        RunScores[] Without(RunScores[] runs) => [.. runs.Select(r => r with { Scores = [.. r.Scores.Select((v, i) => i < 5 ? double.NaN : v)] })];
        var result = Comparison.Evaluate(Arms.Request(Without(Arms.Draw(3, 40, 0.80, 1)), Without(Arms.Draw(3, 40, 0.90, 2))));
        Assert.Equal(5, result.Missing!.UndefinedEverywhere);
        Assert.Equal(VerdictState.BetterByAtLeastWorthwhile, result.Verdict.State);
    }

    [Fact]
    public void GroupEqualToCase_ChangesNothingAndIsSaid()
    {
        var request = Arms.Request(Arms.Draw(3, 30, 0.8, 1), Arms.Draw(3, 30, 0.8, 2));
        var grouped = Comparison.Evaluate(request with { Groups = Arms.Cases(30).ToDictionary(c => c, c => c) });
        Assert.Equal(Comparison.Evaluate(request).Estimate, grouped.Estimate);
        Assert.NotNull(grouped.Find(GuardKind.GroupIsCase));
        Assert.False(grouped.UnitsAreGroups);
    }

    [Fact]
    public void FewGroupsOrAMissingGroup_AreNotAssessable()
    {
        var request = Arms.Request(Arms.Draw(3, 30, 0.8, 1), Arms.Draw(3, 30, 0.9, 2));
        Refused(request with { Groups = Arms.Cases(30).Select((c, i) => (c, g: $"p{i % 9}")).ToDictionary(x => x.c, x => x.g) }, GuardKind.TooFewGroups, "only 9 groups");
        Refused(request with { Groups = Arms.Cases(29).ToDictionary(c => c, c => c) }, GuardKind.GroupMissing, "case029");
    }

    [Theory]
    [InlineData(1e308)]
    [InlineData(1e-310)]
    [InlineData(1e154)]
    [InlineData(1e-160)]
    public void HugeAndSubnormalScores_GiveTheVerdictOfTheirScaledTwins(double factor)
    {
        var baseline = Arms.Draw(3, 30, 0.8, 1);
        var idea = Arms.Draw(3, 30, 0.9, 2);
        var plain = Comparison.Evaluate(Arms.Request(baseline, idea, null));
        var scaled = Comparison.Evaluate(Arms.Request(Times(baseline, factor), Times(idea, factor), null));
        Assert.Equal(plain.Verdict.State, scaled.Verdict.State);
        Numbers.Close(plain.Estimate!.Difference, scaled.Estimate!.Difference / factor, 1e-9);
        Numbers.Close(plain.PValue, scaled.PValue, 1e-6);
    }

    [Fact]
    public void NumbersThatCannotBeSubtracted_AreNotAssessable()
    {
        RunScores Huge(string name, double sign) => Arms.Run(name, [.. Enumerable.Range(0, 10).Select(i => sign * (1.6e308 + (i * 1e306)))]);
        Refused(Arms.Request([Huge("a", -1), Huge("b", -1)], [Huge("c", 1), Huge("d", 1)], null), GuardKind.NumbersTooLarge, "too large");
    }

    [Fact]
    public void CallersBugs_AreArgumentExceptions()
    {
        var request = Arms.Request(Arms.Draw(2, 10, 0.8, 1), Arms.Draw(2, 10, 0.8, 2));
        Assert.Throws<ArgumentException>(() => Comparison.Evaluate(request with { SmallestWorthwhile = 0 }));
        Assert.Throws<ArgumentException>(() => Comparison.Evaluate(request with { SmallestWorthwhile = double.NaN }));
        Assert.Throws<ArgumentException>(() => Comparison.Evaluate(request with { Alpha = 1 }));
        Assert.Throws<ArgumentException>(() => Comparison.Evaluate(request with { Idea = [new RunScores("x", ["a"], [])] }));
    }

    private static RunScores Flat(string name, double value) => Arms.Run(name, [.. Enumerable.Repeat(value, 10)]);

    private static RunScores[] Times(RunScores[] runs, double factor) => [.. runs.Select(r => r with { Scores = [.. r.Scores.Select(v => v * factor)] })];

    private static void Refused(ComparisonRequest request, GuardKind kind, string words)
    {
        var result = Comparison.Evaluate(request);
        Assert.Equal(VerdictState.NotAssessable, result.Verdict.State);
        Assert.NotNull(result.Find(kind));
        var english = VerdictWriter.Write(result, Facts, Language.English);
        Assert.Null(english.Headline);
        Assert.Contains(words, english.Consequence, StringComparison.Ordinal);
        Assert.DoesNotContain('{', english.Text + VerdictWriter.Write(result, Facts, Language.Korean).Text);
    }
}
