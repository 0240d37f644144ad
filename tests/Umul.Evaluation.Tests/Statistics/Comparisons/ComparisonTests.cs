using Umul.Evaluation.Statistics;

namespace Umul.Evaluation.Tests.Statistics;

public sealed class ComparisonTests
{
    [Fact]
    public void FiveSeedsEach_ClearGain_IsBetterByAtLeastWorthwhileAboutTheRecipe()
    {
        var result = Comparison.Evaluate(Arms.Request(Arms.Draw(5, 120, 0.80, 1), Arms.Draw(5, 120, 0.83, 2)));
        Assert.Equal(VerdictState.BetterByAtLeastWorthwhile, result.Verdict.State);
        Assert.Equal(Claim.Recipe, result.Claim);
        Assert.Equal(120, result.Units);
        Assert.True(result.BootstrapInterval!.Value.Lower > 0);
        Assert.Equal(120, result.Effects!.Wins + result.Effects.Ties + result.Effects.Losses);
        Assert.True(result.Equivalence!.PValue > 0.5);
    }

    [Fact]
    public void Estimate_IsTheCrossedTOfTheMatrices()
    {
        var baseline = Arms.Draw(3, 20, 0.8, 1);
        var idea = Arms.Draw(4, 20, 0.8, 2);
        var direct = CrossedT.Independent(ScoreMatrix.FromRuns([.. baseline.Select(r => r.Scores.ToArray())]), ScoreMatrix.FromRuns([.. idea.Select(r => r.Scores.ToArray())]));
        Assert.Equal(direct.Estimate, Comparison.Evaluate(Arms.Request(baseline, idea)).Estimate);
    }

    [Fact]
    public void LowerIsBetter_MirrorsTheVerdict()
    {
        var low = Arms.Draw(5, 60, 0.10, 1);
        var high = Arms.Draw(5, 60, 0.14, 2);
        var request = Arms.Request(high, low) with { Direction = MetricDirection.LowerIsBetter };
        var result = Comparison.Evaluate(request);
        Assert.Equal(VerdictState.BetterByAtLeastWorthwhile, result.Verdict.State);
        Assert.True(result.Estimate!.Difference > 0);
        Assert.True(result.IdeaMean < result.BaselineMean);
        Assert.Equal(VerdictState.Worse, Arms.State(request with { Direction = MetricDirection.HigherIsBetter }));
    }

    [Fact]
    public void OneRunEach_ClaimsTheModelsOnlyAndUsesSignFlips()
    {
        var result = Comparison.Evaluate(Arms.Request(Arms.Draw(1, 40, 0.8, 1), Arms.Draw(1, 40, 0.85, 2)));
        Assert.Equal(Claim.ModelPair, result.Claim);
        Assert.NotNull(result.SignFlip);
        Assert.Equal(result.SignFlip!.PValue, result.PValue);
        Assert.Null(result.Components);
        Assert.NotNull(result.Find(GuardKind.OneRun));
    }

    [Fact]
    public void RowsInAnotherOrder_GiveTheSameBits()
    {
        var baseline = Arms.Draw(2, 30, 0.8, 1);
        var idea = Arms.Draw(2, 30, 0.8, 2);
        RunScores[] shuffled = [.. idea.Select(r => r with { Cases = [.. r.Cases.Reverse()], Scores = [.. r.Scores.Reverse()] })];
        var a = Comparison.Evaluate(Arms.Request(baseline, idea));
        var b = Comparison.Evaluate(Arms.Request(baseline, shuffled));
        Assert.Equal(a.Estimate, b.Estimate);
        Assert.Equal(a.BootstrapInterval, b.BootstrapInterval);
    }

    [Fact]
    public void MatchedSeeds_PairByLabelWhateverTheOrder()
    {
        RunScores[] baseline = [.. Arms.Draw(3, 30, 0.8, 1).Select((r, s) => r with { Seed = $"{s}" })];
        RunScores[] idea = [.. baseline.Select(r => r with { Run = "idea " + r.Run, Scores = [.. r.Scores.Select((v, i) => v + 0.01 + (0.001 * (i % 3)))] })];
        var straight = Comparison.Evaluate(Arms.Request(baseline, idea) with { Design = SeedDesign.Matched });
        var crossed = Comparison.Evaluate(Arms.Request(baseline, [.. idea.Reverse()]) with { Design = SeedDesign.Matched });
        Assert.Equal(straight.Estimate, crossed.Estimate);
        Assert.True(straight.Estimate!.StandardError < 0.001);
        var independent = Comparison.Evaluate(Arms.Request(baseline, idea));
        Assert.True(independent.Estimate!.StandardError > straight.Estimate.StandardError);
    }

    [Fact]
    public void MatchedSeeds_ThatDoNotPair_AreNotAssessable()
    {
        var request = Arms.Request(Arms.Draw(3, 30, 0.8, 1), Arms.Draw(2, 30, 0.9, 2)) with { Design = SeedDesign.Matched };
        Assert.NotNull(Comparison.Evaluate(request).Find(GuardKind.RunsDoNotPair));
        Assert.Equal(VerdictState.NotAssessable, Arms.State(request));
    }

    [Fact]
    public void Groups_MakeThePatientTheUnit()
    {
        var groups = Arms.Cases(60).ToDictionary(c => c, c => "p" + (int.Parse(c.AsSpan(4), System.Globalization.CultureInfo.InvariantCulture) / 5));
        var request = Arms.Request(Arms.Draw(3, 60, 0.8, 1), Arms.Draw(3, 60, 0.8, 2)) with { Groups = groups };
        var byGroup = Comparison.Evaluate(request);
        Assert.Equal(12, byGroup.Units);
        Assert.True(byGroup.UnitsAreGroups);
        var byCase = Comparison.Evaluate(request with { Weighting = GroupWeighting.ByCase });
        Assert.Equal(byGroup.Estimate!.Difference, byCase.Estimate!.Difference, 12); // equal group sizes: the two means agree
        Assert.NotNull(byCase.Find(GuardKind.FewOrUnevenGroups));
        Assert.Null(byGroup.Find(GuardKind.FewOrUnevenGroups));
    }

    [Fact]
    public void Groups_UnequalSizes_TheTwoMeansDiffer()
    {
        double[] zero = new double[30];
        double[] idea = [.. Enumerable.Range(0, 30).Select(i => i < 10 ? 0.5 + (0.001 * i) : 0.1 + (0.001 * i))];
        // Ten cases of one patient, two of each of ten others.
        var groups = Arms.Cases(30).Select((c, i) => (c, g: i < 10 ? "big" : $"p{(i - 10) / 2:00}")).ToDictionary(x => x.c, x => x.g);
        var request = Arms.Request([Arms.Run("a", zero)], [Arms.Run("b", idea)]) with { Groups = groups };
        double byGroup = Comparison.Evaluate(request).Estimate!.Difference;
        double byCase = Comparison.Evaluate(request with { Weighting = GroupWeighting.ByCase }).Estimate!.Difference;
        Assert.Equal((0.5045 + Enumerable.Range(5, 10).Sum(k => 0.1 + (0.002 * k) + 0.0005)) / 11, byGroup, 12);
        Assert.True(byCase > byGroup + 0.05);
    }

    [Fact]
    public void RunsExcludedByHand_AreShownBothWaysAndADependentVerdictIsNone()
    {
        var baseline = Arms.Draw(3, 40, 0.8, 1);
        var idea = Arms.Draw(3, 40, 0.85, 2);
        var harmless = Comparison.Evaluate(Arms.Request(baseline, idea) with { ExcludedIdea = Arms.Draw(1, 40, 0.85, 3) });
        Assert.Equal(harmless.WithExcludedRuns!.Verdict.State, harmless.Verdict.State);
        Assert.Equal(4, harmless.WithExcludedRuns.IdeaRuns);
        var diverged = Comparison.Evaluate(Arms.Request(baseline, idea) with { ExcludedIdea = Arms.Draw(1, 40, 0.1, 3) });
        Assert.Equal(VerdictState.NotAssessable, diverged.Verdict.State);
    }

    [Fact]
    public void Family_OfCrossedT_IsHolmAndCanTakeAVerdictBack()
    {
        var baseline = Arms.Draw(4, 60, 0.80, 1);
        var promising = Comparison.Evaluate(Arms.Request(baseline, Arms.Draw(4, 60, 0.812, 2)));
        Assert.True(promising.PValue is < 0.05 and > 0.0025, $"p = {promising.PValue}");
        var family = Enumerable.Range(0, 19).Select(_ => promising with { PValue = 0.5 }).Append(promising).ToArray();
        var adjusted = ComparisonFamily.Adjust(family);
        Assert.Equal(VerdictState.PromisingNotConfirmed, adjusted[^1].Verdict.State);
        Assert.Equal(20 * promising.PValue, adjusted[^1].AdjustedP, 12);
        Assert.Equal(FamilyMethod.Holm, adjusted[0].FamilyMethod);
    }

    [Fact]
    public void Family_OfSingleRuns_IsStepDownMaxT()
    {
        var baseline = Arms.Draw(1, 15, 0.80, 1);
        var family = Enumerable.Range(2, 3).Select(k => Comparison.Evaluate(Arms.Request(baseline, Arms.Draw(1, 15, 0.80 + (0.01 * k), (ulong)k)))).ToArray();
        var adjusted = ComparisonFamily.Adjust(family);
        Assert.All(adjusted, c => Assert.Equal(FamilyMethod.StepDownMaxT, c.FamilyMethod));
        Assert.All(adjusted, c => Assert.True(c.AdjustedP >= c.PValue));
    }

    [Fact]
    public void AnyNumberOfThreads_GivesTheSameComparison()
    {
        var request = Arms.Request(Arms.Draw(3, 50, 0.8, 1), Arms.Draw(3, 50, 0.81, 2));
        var one = Comparison.Evaluate(request);
        var four = Comparison.Evaluate(request with { Resampling = request.Resampling with { Threads = 4 } });
        Assert.Equal(one.BootstrapInterval, four.BootstrapInterval);
        Assert.Equal(one.AdjustedP, four.AdjustedP);
    }
}
