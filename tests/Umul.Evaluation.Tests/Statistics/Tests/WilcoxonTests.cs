using Umul.Evaluation.Statistics;

namespace Umul.Evaluation.Tests.Statistics;

public sealed class WilcoxonTests
{
    [SharedDataTheory]
    [InlineData("wilcoxon exact n=10")]
    [InlineData("wilcoxon exact n=20")]
    public void Exact_ScipysExamples_Match(string name)
    {
        var literal = StatisticsData.Literal(name);
        var expect = literal.GetProperty("expect");
        var result = WilcoxonSignedRank.Compute(Differences(literal), RankTestMethod.Exact, ZeroHandling.Drop);
        Numbers.Close(expect.GetProperty("two-sided").GetDouble(), result.TwoSided, 1e-9);
        Numbers.Close(expect.GetProperty("less").GetDouble(), result.Less, 1e-9);
        Numbers.Close(expect.GetProperty("greater").GetDouble(), result.Greater, 1e-9);
    }

    [SharedDataTheory]
    [InlineData("pratt", ZeroHandling.Pratt)]
    [InlineData("zsplit", ZeroHandling.Split)]
    [InlineData("wilcox", ZeroHandling.Drop)]
    public void Asymptotic_ZerosAndTies_MatchScipyForEveryHandling(string name, ZeroHandling zeros)
    {
        var literal = StatisticsData.Literal("wilcoxon asymptotic zero_method variants (freq table -4..4)");
        double[] values = StatisticsData.Doubles(literal, "values");
        double[] d = [.. StatisticsData.Doubles(literal, "freq").SelectMany((f, i) => Enumerable.Repeat(values[i], (int)f))];
        double[] expect = StatisticsData.Doubles(literal.GetProperty("expect"), name);
        var result = WilcoxonSignedRank.Compute(d, RankTestMethod.Asymptotic, zeros);
        Assert.Equal(expect[0], result.Statistic);
        Numbers.Close(expect[1], result.TwoSided, 1e-8);
    }

    [SharedDataFact]
    public void Asymptotic_RsExample_MatchesWithAndWithoutContinuity()
    {
        var literal = StatisticsData.Literal("wilcoxon asymptotic R, continuity correction");
        double[] d = Differences(literal);
        Assert.Equal(34, WilcoxonSignedRank.Compute(d, RankTestMethod.Asymptotic, ZeroHandling.Drop).Statistic);
        Numbers.Close(0.6948866023724735, WilcoxonSignedRank.Compute(d, RankTestMethod.Asymptotic, ZeroHandling.Drop).TwoSided, 1e-12);
        Numbers.Close(0.7240816609153895, WilcoxonSignedRank.Compute(d, RankTestMethod.AsymptoticWithContinuity, ZeroHandling.Drop).TwoSided, 1e-12);
    }

    [SharedDataFact]
    public void Asymptotic_RsOneSidedExample_Matches()
    {
        double[] d = Differences(StatisticsData.Literal("wilcoxon one-sided R"));
        var plain = WilcoxonSignedRank.Compute(d, RankTestMethod.Asymptotic, ZeroHandling.Drop);
        var corrected = WilcoxonSignedRank.Compute(d, RankTestMethod.AsymptoticWithContinuity, ZeroHandling.Drop);
        Assert.Equal(27, plain.Plus);
        Numbers.Close(0.7031847042787, plain.Less, 1e-9);
        Numbers.Close(0.2968152957213, plain.Greater, 1e-9);
        Numbers.Close(0.72336564289, corrected.Less, 1e-9);
        Numbers.Close(0.3176446594176, corrected.Greater, 1e-9);
    }

    [Fact]
    public void Asymptotic_TenEqualDifferences_MatchesR()
    {
        double[] d = [.. Enumerable.Repeat(0.1, 10)];
        Numbers.Close(0.001565402258002551, WilcoxonSignedRank.Compute(d, RankTestMethod.Asymptotic, ZeroHandling.Drop).TwoSided, 1e-12);
        Numbers.Close(0.00190419504300439, WilcoxonSignedRank.Compute(d, RankTestMethod.AsymptoticWithContinuity, ZeroHandling.Drop).TwoSided, 1e-12);
    }

    [Fact]
    public void Asymptotic_PrattWithThreeZeros_MatchesScipy()
    {
        var result = WilcoxonSignedRank.Compute([0, 0, 0, -1], RankTestMethod.Asymptotic, ZeroHandling.Pratt);
        Assert.Equal(0, result.Statistic);
        Numbers.Close(0.31731050786291415, result.TwoSided, 1e-12);
    }

    [SharedDataFact]
    public void Default_WellbeingWithTies_SaysWhichMethodItUsed()
    {
        var literal = StatisticsData.Literal("DABEST effect sizes");
        double[] d = [.. StatisticsData.Doubles(literal, "post").Zip(StatisticsData.Doubles(literal, "pre"), (x, y) => x - y)];
        Assert.Equal(RankTestMethod.AsymptoticWithContinuity, WilcoxonSignedRank.Compute(d).Method);
        Assert.Equal(RankTestMethod.Exact, WilcoxonSignedRank.Compute([1, 2, 3]).Method);
        Assert.Equal(0.25, WilcoxonSignedRank.Compute([1, 2, 3]).TwoSided);
    }

    [Fact]
    public void AllZero_IsOneWhateverTheMethod()
    {
        Assert.Equal(1, WilcoxonSignedRank.Compute([0, 0, 0]).TwoSided);
        Assert.Equal(1, WilcoxonSignedRank.Compute([0, 0, 0], RankTestMethod.Asymptotic, ZeroHandling.Drop).TwoSided);
    }

    private static double[] Differences(System.Text.Json.JsonElement literal) =>
        [.. StatisticsData.Doubles(literal, "x").Zip(StatisticsData.Doubles(literal, "y"), (x, y) => x - y)];
}
