using Umul.Evaluation.Statistics;

namespace Umul.Evaluation.Tests.Statistics;

public sealed class SignFlipTests
{
    // Darwin's maize (eighths of an inch), Fisher 1935: 1726 of 32,768 flips reach the observed sum.
    private static readonly double[] Maize = [49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48];

    [Fact]
    public void DarwinsMaize_IsExactly1726Of32768()
    {
        var result = SignFlipTest.Compute(Maize);
        Assert.True(result.Exact);
        Assert.Equal(32768, result.Flips);
        Assert.Equal(1726.0 / 32768, result.PValue);
    }

    [SharedDataFact]
    public void DabestExamples_MatchTheExactPValues()
    {
        Numbers.Near(0.0009766, SignFlipTest.Compute(Deltas("DABEST paired BCa", "before", "after")).PValue, 1e-7);
        Numbers.Near(0.01367, SignFlipTest.Compute(Deltas("DABEST effect sizes", "pre", "post")).PValue, 5e-6);
    }

    [Fact]
    public void TenEqualDifferences_GivesTwoOf1024() =>
        Assert.Equal(2.0 / 1024, SignFlipTest.Compute([.. Enumerable.Repeat(0.1, 10)]).PValue);

    [Fact]
    public void AllZero_IsOne() => Assert.Equal(1, SignFlipTest.Compute(new double[8]).PValue);

    [Fact]
    public void RandomFlips_AgreeWithTheNaiveLoopOverTheSameSigns()
    {
        double[] d = [.. Enumerable.Range(1, 37).Select(i => Math.Sin(i * 1.7) + 0.2)];
        var options = new ResamplingOptions { Flips = 3_000, Seed = 99 };
        int reached = 0;
        for (int group = 0; 64 * group < options.Flips; group++)
        {
            // 37 units take two words of signs; 64 flips share a stream.
            var random = new CounterRandom(options.Seed, (ulong)group);
            for (int flip = 64 * group; flip < Math.Min(options.Flips, 64 * (group + 1)); flip++)
            {
                ulong bits = random.NextUInt32() | ((ulong)random.NextUInt32() << 32);
                double sum = 0;
                for (int i = 0; i < d.Length; i++)
                    sum += ((bits >> i) & 1) == 1 ? d[i] : -d[i];
                reached += Math.Abs(sum) >= Math.Abs(d.Sum()) - 1e-10 ? 1 : 0;
            }
        }
        Assert.Equal((1.0 + reached) / 3_001, SignFlipTest.Compute(d, options).PValue);
    }

    [Theory]
    [InlineData(2, 0.5)]
    [InlineData(5, 0.0625)]
    [InlineData(6, 0.03125)]
    [InlineData(10, 0.001953125)]
    public void SmallestP_IsTwoOverTwoToTheN(int n, double expected) =>
        Assert.Equal(expected, SignFlipTest.Compute([.. Enumerable.Range(1, n).Select(i => (double)i)]).PValue);

    private static double[] Deltas(string name, string from, string to)
    {
        var literal = StatisticsData.Literal(name);
        return [.. StatisticsData.Doubles(literal, to).Zip(StatisticsData.Doubles(literal, from), (x, y) => x - y)];
    }
}
