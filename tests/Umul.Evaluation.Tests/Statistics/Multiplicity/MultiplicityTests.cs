using Umul.Evaluation.Statistics;

namespace Umul.Evaluation.Tests.Statistics;

public sealed class MultiplicityTests
{
    [SharedDataFact]
    public void EveryAdjustment_RsMulttest_Matches()
    {
        var literal = StatisticsData.Literal("Holm/Hochberg/Bonferroni/BH/BY vs R multtest");
        double[] p = StatisticsData.Doubles(literal, "p");
        var expect = literal.GetProperty("expect");
        Same(expect, "bonferroni", Multiplicity.Bonferroni(p));
        Same(expect, "holm", Multiplicity.Holm(p));
        Same(expect, "hochberg", Multiplicity.Hochberg(p));
        Same(expect, "bh", Multiplicity.BenjaminiHochberg(p));
        Same(expect, "by", Multiplicity.BenjaminiYekutieli(p));
    }

    [SharedDataFact]
    public void EveryAdjustment_RsPAdjust_Matches()
    {
        var literal = StatisticsData.Literal("p.adjust simple");
        double[] p = StatisticsData.Doubles(literal, "p");
        var expect = literal.GetProperty("expect");
        Same(expect, "holm", Multiplicity.Holm(p));
        Same(expect, "hochberg", Multiplicity.Hochberg(p));
        Same(expect, "bh", Multiplicity.BenjaminiHochberg(p));
    }

    [Fact]
    public void UndefinedP_CountsInTheFamilyAndStaysUndefined()
    {
        double[] adjusted = Multiplicity.Holm([0.01, double.NaN, 0.02]);
        Assert.Equal(0.03, adjusted[0], 12);
        Assert.True(double.IsNaN(adjusted[1]));
        Assert.Equal(0.04, adjusted[2], 12);
    }

    [Fact]
    public void Gatekeeping_PrimaryNotPassed_PrintsNoSecondaryP()
    {
        Assert.Null(Multiplicity.Gatekeeping(0.05, [0.0001]));
        Assert.Equal([0.002, 0.04], Multiplicity.Gatekeeping(0.049, [0.001, 0.04])!);
    }

    [SharedDataFact]
    public void MaxT_TwelveDatasetsEnumerated_MatchesTheFixture()
    {
        var fixture = StatisticsData.Expected.GetProperty("maxT_exact");
        double[][] deltas = [.. fixture.GetProperty("deltas").EnumerateArray().Select(StatisticsData.Doubles)];
        var result = MaxT.Compute(deltas);
        Assert.True(result.Exact);
        Assert.Equal(StatisticsData.Doubles(fixture, "raw_p"), result.Raw);
        Assert.Equal(StatisticsData.Doubles(fixture, "stepdown_maxT"), result.StepDown);
        Assert.Equal(StatisticsData.Doubles(fixture, "singlestep_maxT"), result.SingleStep);
        Same(fixture, "holm", Multiplicity.Holm(result.Raw));
        Same(fixture, "bh", Multiplicity.BenjaminiHochberg(result.Raw));
        Same(fixture, "bonferroni", Multiplicity.Bonferroni(result.Raw));
        double[] t = StatisticsData.Doubles(fixture, "t");
        for (int k = 0; k < t.Length; k++)
        {
            var estimate = PairedT.Compute(deltas[k]);
            Numbers.Close(t[k], estimate.Difference / estimate.StandardError, 1e-10);
        }
    }

    [Fact]
    public void MaxT_RandomFlips_AreTheSameOnManyThreadsAndNeverBelowRaw()
    {
        var random = new CounterRandom(3, 0);
        double[][] deltas = new double[9][];
        for (int k = 0; k < deltas.Length; k++)
        {
            deltas[k] = new double[33];
            for (int i = 0; i < 33; i++)
                deltas[k][i] = random.NextNormal() + (0.1 * k);
        }
        var one = MaxT.Compute(deltas, new ResamplingOptions { Flips = 2_000 });
        var many = MaxT.Compute(deltas, new ResamplingOptions { Flips = 2_000, Threads = 3 });
        Assert.Equal(one.StepDown, many.StepDown);
        for (int k = 0; k < deltas.Length; k++)
        {
            Assert.True(one.StepDown[k] >= one.Raw[k]);
            Assert.True(one.SingleStep[k] >= one.StepDown[k]);
        }
    }

    [SharedDataFact]
    public void Dunnett_BloodCountsOf1955_Match()
    {
        var literal = StatisticsData.Literal("Dunnett many-to-one");
        double[][] samples = [.. literal.GetProperty("samples").EnumerateArray().Select(StatisticsData.Doubles)];
        var test = DunnettTest.Compute(StatisticsData.Doubles(literal, "control"), samples);
        var expect = literal.GetProperty("expect");
        for (int i = 0; i < samples.Length; i++)
        {
            Numbers.Near(expect.GetProperty("stat")[i].GetDouble(), test.Statistics[i], 1e-5);
            Numbers.Near(expect.GetProperty("p_two")[i].GetDouble(), test.TwoSided[i], 1e-6);
            Numbers.Near(expect.GetProperty("p_greater")[i].GetDouble(), test.Greater[i], 1e-6);
            // scipy holds its own limits to 1e-3: they come from random lattice points.
            Numbers.Near(expect.GetProperty("ci_two")[i][0].GetDouble(), test.Intervals[i].Lower, 1e-3);
            Numbers.Near(expect.GetProperty("ci_two")[i][1].GetDouble(), test.Intervals[i].Upper, 1e-3);
        }
    }

    [Theory]
    [InlineData(5, 1.16)]
    [InlineData(10, 1.54)]
    [InlineData(20, 1.87)]
    [InlineData(50, 2.25)]
    public void WinnersCurse_BestOfKNullIdeas_LooksThisManyStandardErrorsBetter(int ideas, double expected) =>
        Numbers.Near(expected, WinnersCurse.BestOfNull(ideas), 0.005);

    [Fact]
    public void AnytimeBoundary_ConfseqsUnitTest_Matches()
    {
        double rho = AnytimeBound.BestRho(100);
        Numbers.Near(12.60056, rho, 1e-5);
        Numbers.Near(30.35209, AnytimeBound.Boundary(100, rho), 1e-5);
    }

    [Fact]
    public void AnytimeInterval_IsTheBoundaryDividedByN()
    {
        double[] d = [.. Enumerable.Range(0, 100).Select(i => i % 2 == 0 ? 1.0 : -1.0)];
        double sd = Math.Sqrt(100.0 / 99);
        Numbers.Close(30.352086 * sd / 100, AnytimeBound.Interval(d, 100).Upper, 1e-6);
    }

    [Fact]
    public void DeclaredLooks_SpendTheWholeLevelAndNoMore()
    {
        double[] levels = DeclaredLooks.LevelsBySpending([0.3, 0.5, 1]);
        Numbers.Near(0.05, levels.Sum(), 1e-12);
        Numbers.Near(2 * NormalDistribution.UpperTail(1.959963984540054 / Math.Sqrt(0.3)), levels[0], 1e-12);
        Assert.True(levels[0] < levels[1] && levels[1] < levels[2]);
        Assert.Throws<ArgumentException>(() => DeclaredLooks.LevelsBySpending([0.5, 0.5]));
    }

    private static void Same(System.Text.Json.JsonElement expect, string name, double[] found)
    {
        double[] values = StatisticsData.Doubles(expect, name);
        for (int i = 0; i < values.Length; i++)
            Numbers.Close(values[i], found[i], 1e-9);
    }
}
