using Umul.Evaluation.Statistics;

namespace Umul.Evaluation.Tests.Statistics;

public sealed class CrossedTTests
{
    [SharedDataFact]
    public void Independent_FixtureOfThreeAndFourSeeds_HasTheExpectedParts()
    {
        var expected = StatisticsData.Expected.GetProperty("crossed_fixed_index").GetProperty("crossed_t");
        var result = CrossedT.Independent(StatisticsData.Matrix("fixtures/crossed_YA_3x20.csv"), StatisticsData.Matrix("fixtures/crossed_YB_4x20.csv"));

        Is("mean", result.Estimate.Difference);
        Is("C_case", result.CaseTerm);
        Numbers.Close(Of("A_seed") + Of("B_seed"), result.SeedTerm, 1e-10);
        Numbers.Close(Of("E_A") + Of("E_B"), result.ResidualTerm, 1e-10);
        Is("V_used", result.Variance);
        Is("se", result.Estimate.StandardError);
        Is("df", result.Estimate.DegreesOfFreedom);
        Is("p", result.Estimate.PValue);
        Is("var_case_by_arm", result.Components.Case);
        Is("var_seed_A", result.Components.BaselineSeed!.Value);
        Is("var_seed_B", result.Components.IdeaSeed!.Value);
        Is("var_resid_A", result.Components.BaselineResidual!.Value);
        Is("var_resid_B", result.Components.IdeaResidual!.Value);
        var interval = result.Estimate.Interval();
        Numbers.Close(expected.GetProperty("ci")[0].GetDouble(), interval.Lower, 1e-10);
        Numbers.Close(expected.GetProperty("ci")[1].GetDouble(), interval.Upper, 1e-10);

        double Of(string name) => expected.GetProperty(name).GetDouble();
        void Is(string name, double actual) => Numbers.Close(Of(name), actual, 1e-10);
    }

    // Two seeds, two cases, by hand. d = [[1, 3], [3, 9]]: grand mean 4, run means 2 and 6, unit means 2 and 6, residuals ±1.
    [Fact]
    public void Matched_TwoByTwo_MatchesTheHandComputation()
    {
        var baseline = new ScoreMatrix(2, 2, [0, 0, 0, 0]);
        var idea = new ScoreMatrix(2, 2, [1, 3, 3, 9]);

        var result = CrossedT.Matched(baseline, idea);

        // seed term 8/2 = 4, case term 8/2 = 4, MS_res = 4·1/1 = 4 so the residual term is 4/4 = 1; V = 4 + 4 − 1 = 7.
        Assert.Equal(4, result.Estimate.Difference, 12);
        Assert.Equal(4, result.SeedTerm, 12);
        Assert.Equal(4, result.CaseTerm, 12);
        Assert.Equal(1, result.ResidualTerm, 12);
        Assert.Equal(7, result.Variance, 12);
        Assert.Equal(49.0 / 33, result.Estimate.DegreesOfFreedom, 12);
        Assert.Equal(6, result.Components.Case, 12);
        Assert.Equal(6, result.Components.Seed, 12);
        Assert.Equal(4, result.Components.Residual, 12);
    }

    [Fact]
    public void Independent_SwappedArms_NegatesTheDifferenceOnly()
    {
        var (a, b) = Arms();
        var forward = CrossedT.Independent(a, b).Estimate;
        var backward = CrossedT.Independent(b, a).Estimate;
        Assert.Equal(forward.Difference, -backward.Difference, 14);
        Assert.Equal(forward.StandardError, backward.StandardError, 14);
        Assert.Equal(forward.DegreesOfFreedom, backward.DegreesOfFreedom, 10);
        Assert.Equal(1, forward.ProbabilityBetter + backward.ProbabilityBetter, 12);
    }

    [Fact]
    public void Independent_RunsInAnotherOrder_GivesTheSameInterval()
    {
        var (a, b) = Arms();
        var reordered = ScoreMatrix.FromRuns([a.Run(2).ToArray(), a.Run(0).ToArray(), a.Run(1).ToArray()]);
        Assert.Equal(CrossedT.Independent(a, b).Estimate.Interval().Lower, CrossedT.Independent(reordered, b).Estimate.Interval().Lower, 12);
    }

    [Fact]
    public void Independent_AllScoresEqual_HasNoSpreadAndNoDifference()
    {
        var flat = new ScoreMatrix(2, 3, [1, 1, 1, 1, 1, 1]);
        var estimate = CrossedT.Independent(flat, flat).Estimate;
        Assert.Equal(0, estimate.Difference);
        Assert.Equal(0, estimate.StandardError);
        Assert.Equal(1, estimate.PValue);
        Assert.Equal(0.5, estimate.ProbabilityBetter);
    }

    [Fact]
    public void Crossed_TooFewRunsOrUnits_AreRefusedByName()
    {
        var one = new ScoreMatrix(1, 3, [1, 2, 3]);
        var two = new ScoreMatrix(2, 3, [1, 2, 3, 4, 5, 6]);
        Assert.Contains("two runs", Assert.Throws<ArgumentException>(() => CrossedT.Independent(one, two)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => CrossedT.Independent(new ScoreMatrix(2, 1, [1, 2]), new ScoreMatrix(2, 1, [1, 2])));
        Assert.Throws<ArgumentException>(() => CrossedT.Matched(two, new ScoreMatrix(3, 3, [1, 2, 3, 4, 5, 6, 7, 8, 9])));
        Assert.Throws<ArgumentException>(() => CrossedT.Independent(two, new ScoreMatrix(2, 2, [1, 2, 3, 4])));
        Assert.Throws<ArgumentException>(() => new ScoreMatrix(1, 2, [1, double.NaN]));
    }

    private static (ScoreMatrix A, ScoreMatrix B) Arms()
    {
        var random = new CounterRandom(5, 1);
        var a = new double[30];
        var b = new double[40];
        for (int i = 0; i < a.Length; i++)
            a[i] = random.NextNormal();
        for (int i = 0; i < b.Length; i++)
            b[i] = 0.3 + random.NextNormal();
        return (new ScoreMatrix(3, 10, a), new ScoreMatrix(4, 10, b));
    }
}
