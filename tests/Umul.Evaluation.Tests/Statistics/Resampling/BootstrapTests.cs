using Umul.Evaluation.Statistics;

namespace Umul.Evaluation.Tests.Statistics;

public sealed class BootstrapTests
{
    // Known answers of Random123 1.x, kat_vectors, philox4x32-10.
    [Theory]
    [InlineData(0u, 0u, 0u, 0u, 0u, 0u, 0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u)]
    [InlineData(~0u, ~0u, ~0u, ~0u, ~0u, ~0u, 0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu)]
    [InlineData(0x243f6a88u, 0x85a308d3u, 0x13198a2eu, 0x03707344u, 0xa4093822u, 0x299f31d0u, 0xd16cfe09u, 0x94fdccebu, 0x5001e420u, 0x24126ea1u)]
    public void Random_Block_IsPhilox(uint c0, uint c1, uint c2, uint c3, uint k0, uint k1, uint a, uint b, uint c, uint d) =>
        Assert.Equal((a, b, c, d), CounterRandom.Block(c0, c1, c2, c3, k0, k1));

    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    [InlineData(37)]
    [InlineData(200)]
    public void Random_FilledAtOnce_IsTheSameAsOneByOne(int count)
    {
        var bulk = new CounterRandom(0xFEDCBA9876543210, 0x123456789ABCDEF0);
        var single = bulk;
        var indices = new int[count];
        bulk.FillIndices(indices, 1_000_003);
        Assert.Equal(Enumerable.Range(0, count).Select(_ => single.NextIndex(1_000_003)), indices);
        var other = new CounterRandom(7, 9);
        var again = other;
        var bits = new uint[count];
        other.FillBits(bits);
        Assert.Equal(Enumerable.Range(0, count).Select(_ => again.NextUInt32()), bits);
    }

    [SharedDataFact]
    public void Mean_FixedIndexMatrix_GivesTheExpectedIntervals()
    {
        var expected = StatisticsData.Expected.GetProperty("boot_fixed_index");
        double[] x = StatisticsData.Doubles(expected, "x");
        double[] replicates = [.. StatisticsData.Table("fixtures/boot_index_2000x16.csv").Select(row => row.Average(i => x[(int)i]))];
        var distribution = new BootstrapDistribution(x.Average(), replicates);
        double acceleration = BootstrapDistribution.Acceleration(Jackknife(x));

        Numbers.Close(expected.GetProperty("z0").GetDouble(), distribution.BiasCorrection, 1e-10);
        Numbers.Close(expected.GetProperty("a").GetDouble(), acceleration, 1e-10);
        Numbers.Close(expected.GetProperty("se").GetDouble(), distribution.StandardError, 1e-3);
        Same(StatisticsData.Doubles(expected, "percentile"), distribution.Percentile());
        Same(StatisticsData.Doubles(expected, "basic"), distribution.Basic());
        Same(StatisticsData.Doubles(expected, "bca"), distribution.Bca(acceleration)!.Value);
    }

    [SharedDataFact]
    public void Crossed_FixedIndexMatrix_GivesTheExpectedReplicates()
    {
        var expected = StatisticsData.Expected.GetProperty("crossed_fixed_index");
        var a = StatisticsData.Matrix("fixtures/crossed_YA_3x20.csv");
        var b = StatisticsData.Matrix("fixtures/crossed_YB_4x20.csv");
        double[] replicates =
        [
            .. StatisticsData.Table("fixtures/crossed_index_1000x27.csv")
                .Select(row => Bootstrap.CrossedDifference(a, b, Array.ConvertAll(row, v => (int)v))),
        ];
        double[] first = StatisticsData.Doubles(expected, "first5");
        for (int i = 0; i < first.Length; i++)
            Numbers.Close(first[i], replicates[i], 1e-10);
        Same(StatisticsData.Doubles(expected, "percentile"), new BootstrapDistribution(0, replicates).Percentile());
        Numbers.Close(expected.GetProperty("boot_se").GetDouble(), new BootstrapDistribution(0, replicates).StandardError, 1e-3);
    }

    // scipy's test against R's boot with a million resamples: 0.5 % is its tolerance; ours draws as many.
    [SharedDataFact]
    public void Mean_ManyResamples_AgreesWithRsBoot()
    {
        var literal = StatisticsData.Literal("bootstrap CI vs R boot (1e6)");
        double[] x = StatisticsData.Doubles(literal, "x");
        var distribution = Bootstrap.Mean(x, new ResamplingOptions { Resamples = 1_000_000 });
        var expect = literal.GetProperty("expect");
        Within(expect, "percentile", distribution.Percentile());
        Within(expect, "basic", distribution.Basic());
        Within(expect, "bca", distribution.Bca(BootstrapDistribution.Acceleration(Jackknife(x)))!.Value);

        static void Within(System.Text.Json.JsonElement expect, string name, ConfidenceInterval found)
        {
            Numbers.Close(expect.GetProperty(name)[0].GetDouble(), found.Lower, 0.005);
            Numbers.Close(expect.GetProperty(name)[1].GetDouble(), found.Upper, 0.005);
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public void AnyNumberOfThreads_GivesTheSameBits(int threads)
    {
        double[] x = [3.1, 4.1, 5.9, 2.6, 5.3, 5.8, 9.7];
        var one = new ResamplingOptions { Resamples = 3_001, Seed = 7 };
        var many = one with { Threads = threads };
        var matrix = new ScoreMatrix(2, 7, [.. x, .. x.Reverse()]);
        Assert.Equal(Bootstrap.Mean(x, one).Replicates.ToArray(), Bootstrap.Mean(x, many).Replicates.ToArray());
        Assert.Equal(Bootstrap.Crossed(matrix, matrix, one).Replicates.ToArray(), Bootstrap.Crossed(matrix, matrix, many).Replicates.ToArray());
        Assert.Equal(SignFlipTest.Compute(Enumerable.Range(0, 30).Select(i => x[i % 7] - 4).ToArray(), one),
            SignFlipTest.Compute(Enumerable.Range(0, 30).Select(i => x[i % 7] - 4).ToArray(), many));
    }

    // Run with AVX-512, AVX2 or every intrinsic switched off, these bits must stay: they are what a paper quotes.
    [Fact]
    public void EverySimdLevel_GivesTheseBits()
    {
        var a = new ScoreMatrix(3, 37, [.. Enumerable.Range(0, 111).Select(i => (i * 37 % 101) / 101.0)]);
        var b = new ScoreMatrix(10, 37, [.. Enumerable.Range(0, 370).Select(i => (i * 53 % 97) / 97.0)]);
        var options = new ResamplingOptions { Resamples = 1_000, Seed = 42 };
        double[] d = [.. Enumerable.Range(0, 53).Select(i => ((i * 29 % 31) - 13) / 31.0)];
        var crossed = Bootstrap.Crossed(a, b, options).Percentile();
        var mean = Bootstrap.Mean(d, options).Percentile();
        var family = MaxT.Compute([d, [.. d.Reverse().Select(v => v - 0.1)], [.. d.Select(v => v * v)]], options with { Flips = 3_000 });
        string found = string.Join(' ', new[]
        {
            crossed.Lower, crossed.Upper, mean.Lower, mean.Upper, SignFlipTest.Compute(d, options).PValue, family.StepDown[0], family.StepDown[1],
        }.Select(v => v.ToString("R", System.Globalization.CultureInfo.InvariantCulture)));
        Assert.True(string.Equals("-0.07675203477438858 0.081548667683709 0.016418137553256253 0.17165246500304324 0.03061969380306197 0.06097967344218594 0.8437187604131956", found, StringComparison.Ordinal), found);
    }

    [Fact]
    public void AnotherSeed_GivesOtherReplicates()
    {
        double[] x = [3.1, 4.1, 5.9, 2.6, 5.3, 5.8, 9.7];
        Assert.NotEqual(Bootstrap.Mean(x, new ResamplingOptions { Seed = 1 }).Replicates.ToArray(),
            Bootstrap.Mean(x, new ResamplingOptions { Seed = 2 }).Replicates.ToArray());
    }

    [Fact]
    public void Crossed_OneCaseOneValue_NeverMoves()
    {
        var flat = new ScoreMatrix(2, 1, [0.5, 0.5]);
        var distribution = Bootstrap.Crossed(flat, flat, new ResamplingOptions { Resamples = 50 });
        Assert.Equal(0, distribution.StandardError);
        Assert.Equal(0, distribution.Percentile().Upper);
    }

    [Fact]
    public void Random_Normals_HaveMomentsOfTheNormal()
    {
        var random = new CounterRandom(11, 0);
        var draws = new double[200_000];
        for (int i = 0; i < draws.Length; i++)
            draws[i] = random.NextNormal();
        Numbers.Near(0, draws.Average(), 0.01);
        Numbers.Near(1, draws.Average(d => d * d), 0.02);
        Numbers.Near(3, draws.Average(d => d * d * d * d), 0.1);
    }

    internal static double[] Jackknife(double[] x) => [.. x.Select(v => (x.Sum() - v) / (x.Length - 1))];

    private static void Same(double[] expected, ConfidenceInterval found)
    {
        Numbers.Close(expected[0], found.Lower, 1e-10);
        Numbers.Close(expected[1], found.Upper, 1e-10);
    }
}
