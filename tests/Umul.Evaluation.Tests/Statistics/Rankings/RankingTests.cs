using Umul.Evaluation.Statistics;

namespace Umul.Evaluation.Tests.Statistics;

public sealed class RankingTests
{
    private static readonly string[] Five = ["A1", "A2", "A3", "A4", "A5"];

    [SharedDataFact]
    public void ChallengeR_RandomTask_HasItsMeansAndRanks()
    {
        var data = Challenge("c_random");
        var mean = Ranking.AggregateThenRank(data);
        double[] expected = [.804680, .797521, .761481, .788407, .769741];
        for (int m = 0; m < 5; m++)
            Numbers.Near(expected[m], mean.Values[m], 5e-7);
        Assert.Equal([1, 2, 5, 3, 4], mean.Ranks);
        double[] meanRanks = [2.72, 2.96, 3.32, 2.88, 3.12];
        var byRank = Ranking.RankThenAggregate(data);
        for (int m = 0; m < 5; m++)
            Numbers.Near(meanRanks[m], byRank.Values[m], 1e-9);
    }

    [SharedDataFact]
    public void ChallengeR_RandomTask_TestThenRank_FindsOnePairAndHolmNone()
    {
        var data = Challenge("c_random");
        double[] p = Ranking.PairwiseP(data);
        Assert.Equal([2], Enumerable.Range(0, 25).Where(i => p[i] < 0.05));
        // R switches to the normal approximation at n = 50, where ours is still exact (.01684).
        Numbers.Near(0.01684, p[2], 5e-6);
        double[] deltas = [.. data.Oriented(0).Zip(data.Oriented(2), (a, c) => a - c)];
        Numbers.Near(0.0172547, WilcoxonSignedRank.Compute(deltas, RankTestMethod.AsymptoticWithContinuity, ZeroHandling.Pratt).Greater, 5e-8);
        Assert.Equal([1, 2, 2, 2, 2], Ranking.TestThenRank(data).Ranks);
        Assert.Equal([1, 1, 1, 1, 1], Ranking.TestThenRank(data, 0.05, RankingAdjustment.Holm).Ranks);
    }

    // The file's frequencies are Monte-Carlo values of an independent implementation: 486 of 1000 has a standard error of 16.
    [SharedDataFact]
    public void ChallengeR_RandomTask_BootstrapRanks_AgreeWithinMonteCarloError()
    {
        var found = RankBootstrap.AggregateThenRank(Challenge("c_random"), new ResamplingOptions { Resamples = 20_000 });
        var rows = StatisticsData.Rows("challengeR/rankfreq_c_random_seed123_LEcuyer_B1000.csv");
        for (int m = 0; m < 5; m++)
        {
            for (int rank = 1; rank <= 5; rank++)
                Numbers.Near(StatisticsData.Parse1(rows[m][rank]) / 1000, found[m, rank] / 20_000.0, 0.06);
        }
    }

    [SharedDataFact]
    public void ChallengeR_IdealTask_HasTheSameRanksInEveryResample()
    {
        var found = RankBootstrap.AggregateThenRank(Challenge("c_ideal"), new ResamplingOptions { Resamples = 1_000 });
        for (int m = 0; m < 5; m++)
        {
            Assert.Equal(1_000, found[m, m + 1]);
            Assert.Equal(m + 1, found.Quantile(m, 0.5));
        }
    }

    [SharedDataFact]
    public void ChallengeR_WorstCaseTask_TiesEveryMethodAtTheFirstRank()
    {
        var mean = Ranking.AggregateThenRank(Challenge("c_worstcase"));
        Assert.All(mean.Values, v => Numbers.Near(0.9, v, 1e-9));
        Assert.Equal([1, 1, 1, 1, 1], mean.Ranks);
    }

    // challengeR's own unit tests.
    [Fact]
    public void ChallengeR_UnitTests_Hold()
    {
        Assert.Equal([1, 2], Ranking.AggregateThenRank(Two([0.6, 0.4], [0.8, 1.0], MetricDirection.LowerIsBetter)).Ranks);
        Assert.Equal([1, 1], Ranking.AggregateThenRank(Two([0.6], [0.6], MetricDirection.LowerIsBetter)).Ranks);
        Assert.Equal([2, 1], Ranking.AggregateThenRank(Two([double.NaN], [0.8], MetricDirection.HigherIsBetter).WithMissingAs(0)).Ranks);
        Assert.Equal([1], Two([double.NaN], [0.8], MetricDirection.HigherIsBetter).CompleteMethods());
        var missing = Ranking.RankThenAggregate(Two([double.NaN], [0.8], MetricDirection.HigherIsBetter));
        Assert.Equal([2, 1], missing.Values);
        Assert.Equal([1, 1], Ranking.TestThenRank(Two([0.2], [1.0], MetricDirection.LowerIsBetter)).Ranks);
    }

    // challengeR calls this significant by the normal approximation (.036); exactly it is 1/16.
    [Fact]
    public void TestThenRank_FourEqualDifferences_IsExactAndSoNotSignificant()
    {
        var data = Two([0.2, 0.2, 0.2, 0.2], [1, 1, 1, 1], MetricDirection.LowerIsBetter);
        Assert.Equal(0.0625, Ranking.PairwiseP(data)[1]);
        Assert.Equal([1, 1], Ranking.TestThenRank(data).Ranks);
    }

    [Fact]
    public void ExactWithTies_WithoutTies_IsTheClassicalTest()
    {
        double[] d = [1, -2, 3, 4, -5, 6, 7];
        Assert.Equal(WilcoxonSignedRank.Compute(d, RankTestMethod.Exact, ZeroHandling.Drop), WilcoxonSignedRank.ExactWithTies(d));
    }

    [Theory]
    [InlineData(1)] // with ties
    [InlineData(15)] // without
    public void TestThenRank_Bootstrap_AgreesWithTestingEveryResampleAnew(int decimals)
    {
        var random = new CounterRandom(21, 0);
        double[][] scores = [.. Enumerable.Range(0, 4).Select(m => Enumerable.Range(0, 60).Select(_ => Math.Round(random.NextNormal() + (0.3 * m), decimals)).ToArray())];
        var data = new RankingData(["a", "b", "c", "d"], scores, MetricDirection.HigherIsBetter);
        var options = new ResamplingOptions { Resamples = 60 };
        var found = RankBootstrap.TestThenRank(data, 0.05, RankingAdjustment.None, options);
        var naive = new int[4, 5];
        for (int b = 0; b < 60; b++)
        {
            var stream = new CounterRandom(options.Seed, (ulong)b);
            int[] drawn = new int[60];
            for (int i = 0; i < 60; i++)
                drawn[i] = stream.NextIndex(60);
            var resample = new RankingData(data.Methods, [.. scores.Select(s => Array.ConvertAll(drawn, i => s[i]))], data.Direction);
            double[] ranks = Ranking.TestThenRank(resample).Ranks;
            for (int m = 0; m < 4; m++)
                naive[m, (int)ranks[m]]++;
        }
        for (int m = 0; m < 4; m++)
        {
            for (int rank = 1; rank <= 4; rank++)
                Assert.Equal(naive[m, rank], found[m, rank]);
        }
    }

    [Fact]
    public void Bootstrap_ManyThreads_GivesTheSameCounts()
    {
        var data = Two([.. Enumerable.Range(0, 40).Select(i => Math.Sin(i))], [.. Enumerable.Range(0, 40).Select(i => Math.Cos(i))], MetricDirection.HigherIsBetter);
        var one = RankBootstrap.AggregateThenRank(data, new ResamplingOptions { Resamples = 999 });
        var many = RankBootstrap.AggregateThenRank(data, new ResamplingOptions { Resamples = 999, Threads = 5 });
        Assert.Equal(one[0, 1], many[0, 1]);
        Assert.Equal(one[1, 1], many[1, 1]);
        Assert.True(one[0, 1] + one[1, 1] >= 999);
    }

    [Fact]
    public void Bootstrap_MissingScores_AreRefusedByName() =>
        Assert.Contains("missing", Assert.Throws<ArgumentException>(() => RankBootstrap.AggregateThenRank(Two([double.NaN], [1], MetricDirection.HigherIsBetter))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(new double[] { 1, 2, 3 }, new double[] { 1, 2, 3 }, 1)]
    [InlineData(new double[] { 1, 2, 3 }, new double[] { 3, 2, 1 }, -1)]
    [InlineData(new double[] { 1, 2, 3, 4 }, new double[] { 1, 3, 2, 4 }, 2.0 / 3)]
    public void KendallTau_ByHand(double[] a, double[] b, double expected) => Assert.Equal(expected, Ranking.KendallTau(a, b), 12);

    [SharedDataFact]
    public void SuiteStatistics_RliablesUnitTest_Matches()
    {
        var literal = StatisticsData.Literal("rliable metrics");
        double[][] x = [.. literal.GetProperty("x").EnumerateArray().Select(StatisticsData.Doubles)];
        double[][] y = [.. literal.GetProperty("y").EnumerateArray().Select(StatisticsData.Doubles)];
        Assert.Equal(1.5, SuiteStatistics.InterquartileMean([.. x.SelectMany(r => r)]), 12);
        Assert.Equal(2, SuiteStatistics.InterquartileMean([.. y.SelectMany(r => r)]), 12);
        Assert.Equal(1.5, x.SelectMany(r => r).Average(), 12);
        Assert.Equal(1.0 / 3, SuiteStatistics.ProbabilityOfImprovement(x, y), 12);
        Assert.Equal(0.25, SuiteStatistics.OptimalityGap([0.5, 1, 3, 0.5]), 12);
    }

    [Fact]
    public void Cliques_JoinOnlyMethodsThatAreAllAlike()
    {
        // The first case of aeon's unit test. (Its second joins two methods that differ, because it compares with the best only; we do not.)
        bool[,] alike = { { true, false, false, false }, { false, true, false, false }, { false, false, true, true }, { false, false, true, true } };
        Assert.Equal([[2, 3]], Cliques.OfOrdered([1, 2, 3, 4], (i, j) => alike[i, j]));
        bool[,] chain = { { true, true, false }, { true, true, true }, { false, true, true } };
        Assert.Equal([[0, 1], [1, 2]], Cliques.OfOrdered([1, 2, 3], (i, j) => chain[i, j]));
    }

    private static RankingData Two(double[] a, double[] b, MetricDirection direction) => new(["A1", "A2"], [a, b], direction);

    private static RankingData Challenge(string task)
    {
        var rows = StatisticsData.Rows("challengeR/data_matrix.csv").Where(r => r[0] == task).ToArray();
        double[][] scores = [.. Five.Select(name => rows.Where(r => r[1] == name).OrderBy(r => StatisticsData.Parse1(r[3])).Select(r => StatisticsData.Parse1(r[2])).ToArray())];
        return new RankingData(Five, scores, MetricDirection.HigherIsBetter);
    }
}
