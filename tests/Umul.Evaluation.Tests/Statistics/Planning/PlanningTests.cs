using Umul.Evaluation.Statistics;

namespace Umul.Evaluation.Tests.Statistics;

public sealed class PlanningTests
{
    private static readonly VarianceComponents Typical = new(0.0001, 0.0002, 0.0006)
    {
        BaselineSeed = 0.00017,
        IdeaSeed = 0.00003,
        BaselineResidual = 0.00033,
        IdeaResidual = 0.00027,
    };

    [Theory]
    [InlineData(0.1, 0.8, 787)]
    [InlineData(0.2, 0.8, 199)]
    [InlineData(0.3, 0.8, 90)]
    [InlineData(0.5, 0.8, 34)]
    [InlineData(0.8, 0.8, 15)]
    [InlineData(1.0, 0.8, 10)]
    [InlineData(0.2, 0.9, 265)]
    [InlineData(0.5, 0.9, 44)]
    public void PairedUnits_MatchesTheReference(double dz, double power, int expected) => Assert.Equal(expected, SampleSize.PairedUnits(dz, power));

    [Theory]
    [InlineData(0.5, 64)]
    [InlineData(1, 17)]
    [InlineData(1.5, 9)]
    [InlineData(2, 6)]
    [InlineData(3, 4)]
    public void IndependentRuns_MatchesTheReference(double d, int expected) => Assert.Equal(expected, SampleSize.IndependentRuns(d));

    [Theory]
    [InlineData(0.6, 181)]
    [InlineData(0.7, 46)]
    [InlineData(0.75, 29)]
    [InlineData(0.8, 21)]
    [InlineData(0.9, 12)]
    public void NoetherPairs_MatchesTheReference(double p, int expected) => Assert.Equal(expected, SampleSize.NoetherPairs(p));

    [Theory]
    [InlineData(0.05, 0.03, 1568)]
    [InlineData(0.06, 0.03, 783)]
    [InlineData(0.1, 0.05, 469)]
    [InlineData(0.02, 0.01, 2353)]
    public void McNemarCases_MatchesTheReference(double won, double lost, int expected) =>
        Assert.Equal(expected, SampleSize.McNemarCases(won, lost));

    [Fact]
    public void SmallestP_MatchesTheReference()
    {
        Assert.Equal(0.0625, SampleSize.SmallestPairedP(5));
        Assert.Equal(0.1, SampleSize.SmallestIndependentP(3), 12);
        Assert.Equal(0.02857142857142857, SampleSize.SmallestIndependentP(4), 12);
        Assert.Equal(0.0001554001554001554, SampleSize.SmallestIndependentP(8), 12);
    }

    // SAC against TD3, 192 and 193 runs: mean gap 1316.7, sds 1317 and 1512; the formula says 20 seeds per arm.
    [SharedDataFact]
    public void IndependentRuns_RealSeedsOfTwoAlgorithms_IsTwenty()
    {
        var seeds = StatisticsData.Expected.GetProperty("rl_seeds");
        double[] mean = StatisticsData.Doubles(seeds, "mean");
        double[] sd = StatisticsData.Doubles(seeds, "sd");
        double pooled = Math.Sqrt(((sd[0] * sd[0]) + (sd[1] * sd[1])) / 2);
        Assert.Equal(20, SampleSize.IndependentRuns((mean[0] - mean[1]) / pooled));
    }

    [Fact]
    public void RunsNeeded_IsTheSmallestThatReachesThePower()
    {
        var model = new PlanningModel(Typical);
        int runs = model.RunsNeeded(0.01, 120)!.Value;
        Assert.True(model.Power(0.01, runs, 120) >= 0.8);
        Assert.True(model.Power(0.01, runs - 1, 120) < 0.8);
    }

    [Fact]
    public void Make_FewCases_SaysThatSeedsCannotSettle()
    {
        var plan = Planning.Make(Typical with { Case = 0.01 }, 5, 50, 0.01);
        Assert.True(plan.MoreRunsCannotSettle);
        Assert.Null(plan.RunsNeeded);
        Assert.Equal(784, plan.UnitsAtLeast); // 0.01·(2.8/0.01)²
    }

    [Fact]
    public void Make_PilotOfThreeSeeds_GivesARangeUpwards()
    {
        var plan = Planning.Make(Typical, 3, 120, 0.01);
        Assert.False(plan.MoreRunsCannotSettle);
        Assert.True(plan.RunsNeededUpper is null || plan.RunsNeededUpper > plan.RunsNeeded);
    }

    [Fact]
    public void Power_Drawn_AgreesWithTheFormula()
    {
        var model = new PlanningModel(Typical);
        double formula = model.Power(0.015, 5, 100);
        Assert.InRange(PlanSimulation.Power(Typical, 0.015, 5, 100, 600), formula - 0.06, formula + 0.06);
    }

    [Fact]
    public void Cheapest_ExpensiveRuns_TakesMoreCases()
    {
        var model = new PlanningModel(Typical);
        var dearRuns = model.Cheapest(0.01, 100, 0.01)!.Value;
        var dearCases = model.Cheapest(0.01, 0.01, 100)!.Value;
        Assert.True(dearRuns.Runs <= dearCases.Runs);
        Assert.True(dearRuns.Units >= dearCases.Units);
    }

    [Fact]
    public void Make_WithoutAWorthwhileDifference_IsRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Planning.Make(Typical, 3, 10, 0));
}
