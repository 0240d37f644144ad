using Umul.Evaluation.Statistics;

namespace Umul.Evaluation.Tests.Statistics;

public sealed class SingleRunTests
{
    [SharedDataFact]
    public void PairedT_BloodPressureOfDabest_MatchesTheTInterval()
    {
        var literal = StatisticsData.Literal("DABEST paired BCa");
        var interval = PairedT.Compute(Deltas(literal, "before", "after")).Interval();
        Numbers.Near(3.446382, interval.Lower, 1e-6);
        Numbers.Near(9.803618, interval.Upper, 1e-6);
    }

    [SharedDataFact]
    public void EffectSizes_WellbeingOfDabest_MatchesMeanMedianAndT()
    {
        var literal = StatisticsData.Literal("DABEST effect sizes");
        double[] d = Deltas(literal, "pre", "post");
        var estimate = PairedT.Compute(d);
        var effects = EffectSizes.Of(d);
        Numbers.Near(4.1, estimate.Difference, 1e-12);
        Numbers.Near(0.005497, estimate.PValue, 1e-6);
        Numbers.Near(4.5, effects.MedianDifference, 1e-12);
        Assert.Equal((8, 0, 2), (effects.Wins, effects.Ties, effects.Losses));
        Assert.Equal(0.8, effects.ProbabilityOfImprovement, 12);
    }

    [SharedDataFact]
    public void EffectSizes_RankBiserial_MatchesPingouin()
    {
        var literal = StatisticsData.Literal("Wilcoxon rank-biserial");
        Numbers.Near(-0.379, EffectSizes.Of(Deltas(literal, "y", "x")).RankBiserial, 0.0005);
    }

    [SharedDataFact]
    public void HarrellDavis_MedianOfPingouinsSample_Matches()
    {
        var literal = StatisticsData.Literal("Harrell-Davis median");
        Numbers.Close(271.72120054908913, Quantiles.HarrellDavis(StatisticsData.Doubles(literal, "x")), 1e-12);
    }

    // n = 10: CDF(1) = 11/1024 = .0107 ≤ .025 < CDF(2) = .0547, so k = 2.
    [Fact]
    public void MedianInterval_TenValues_IsSecondAndNinth()
    {
        var interval = OrderStatisticInterval.Median([10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
        Assert.Equal(2, interval!.Value.Lower);
        Assert.Equal(9, interval.Value.Upper);
    }

    [Fact]
    public void MedianInterval_FiveValues_DoesNotExist() => Assert.Null(OrderStatisticInterval.Median([1, 2, 3, 4, 5]));

    // Wilson 1927: 8 of 10 at 95 % gives .490 to .943.
    [Fact]
    public void Wilson_EightOfTen_IsTheTextbookInterval()
    {
        var interval = EffectSizes.Wilson(0.8, 10);
        Numbers.Near(0.4901625, interval.Lower, 1e-6);
        Numbers.Near(0.9433178, interval.Upper, 1e-6);
    }

    [Fact]
    public void EffectSizes_NoDifferenceAnywhere_SaysUndefinedNotZero()
    {
        var effects = EffectSizes.Of([0, 0, 0, 0, 0, 0]);
        Assert.True(double.IsNaN(effects.StandardizedDifference));
        Assert.True(double.IsNaN(effects.RankBiserial));
        Assert.Equal(0.5, effects.ProbabilityOfImprovement);
    }

    private static double[] Deltas(System.Text.Json.JsonElement literal, string from, string to) =>
        [.. StatisticsData.Doubles(literal, to).Zip(StatisticsData.Doubles(literal, from), (x, y) => x - y)];
}
