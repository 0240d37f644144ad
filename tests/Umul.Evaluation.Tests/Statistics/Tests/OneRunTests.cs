using Umul.Evaluation.Statistics;

namespace Umul.Evaluation.Tests.Statistics;

/// <summary>McNemar, DeLong, MAPSSWE, equivalence, corrected k-fold t, Friedman, Cochran and Levene.</summary>
public sealed class OneRunTests
{
    [SharedDataFact]
    public void McNemar_SixTablesOfStatsmodels_Match()
    {
        var literal = StatisticsData.Literal("McNemar exact / chi2");
        var tables = literal.GetProperty("tables").EnumerateArray()
            .Select(t => new McNemarTest(t[0][1].GetInt64(), t[1][0].GetInt64(), t.EnumerateArray().Sum(r => r[0].GetInt64() + r[1].GetInt64())))
            .ToArray();
        double[] exact = StatisticsData.Doubles(literal, "exact_p");
        for (int i = 0; i < tables.Length; i++)
            Numbers.Near(exact[i], tables[i].ExactP, 1e-6);
        var corrected = literal.GetProperty("chi2_cc").EnumerateArray().ToArray();
        for (int i = 0; i < corrected.Length; i++)
        {
            Numbers.Close(corrected[i][0].GetDouble(), tables[i].ChiSquaredCorrected, 1e-6);
            Numbers.Close(corrected[i][1].GetDouble(), ChiSquaredDistribution.UpperTail(tables[i].ChiSquaredCorrected, 1), 1e-6);
        }
        var plain = literal.GetProperty("chi2_nocc").EnumerateArray().ToArray();
        for (int i = 0; i < plain.Length; i++)
            Numbers.Close(plain[i][0].GetDouble(), tables[i].ChiSquared, 1e-6);
    }

    // 13 against 21: NIST's sc_stats prints "< 0.001", the exact p is .2295.
    [Fact]
    public void McNemar_WhereSctkGoesWrong_IsExact() => Numbers.Near(0.2295, new McNemarTest(13, 21, 100).ExactP, 5e-5);

    [Fact]
    public void McNemar_NoDiscordantCase_IsOneWithAnIntervalOfWidth()
    {
        var test = McNemarTest.Of([true, false, true], [true, false, true]);
        Assert.Equal(1, test.ExactP);
        Assert.Equal(1, test.MidP);
        Assert.Equal(0, test.Difference);
        Assert.True(test.Interval().Upper > 0.3);
    }

    [SharedDataFact]
    public void DeLong_AneurysmDataOfPRoc_Matches()
    {
        var rows = StatisticsData.Rows("pROC/aSAH.csv");
        bool[] poor = [.. rows.Select(r => r[1] == "Poor")];
        double[] wfns = Column(4);
        double[] s100b = Column(5);
        double[] ndka = Column(6);

        var result = DeLongTest.Compute(wfns, s100b, poor);
        Numbers.Close(0.823678861788618, result.FirstAuc, 1e-13);
        Numbers.Close(0.731368563685637, result.SecondAuc, 1e-13);
        Numbers.Close(0.00146991470882363, result.FirstVariance, 1e-12);
        Numbers.Close(0.00266868245717244, result.SecondVariance, 1e-12);
        Numbers.Close(0.00119615567376754, result.Covariance, 1e-12);
        Numbers.Close(2.20898359144091, result.Z, 1e-12);
        Numbers.Close(0.0271757822291882, result.PValue, 1e-11);
        Numbers.Close(0.0104061769564846, result.Interval().Lower, 1e-11);
        Numbers.Close(0.174214419249478, result.Interval().Upper, 1e-12);

        var second = DeLongTest.Compute(wfns, ndka, poor);
        Numbers.Close(2.79777591868904, second.Z, 1e-12);
        Numbers.Close(0.00514557970691098, second.PValue, 1e-11);
        Numbers.Close(-1.39077002573558, DeLongTest.Compute(ndka, s100b, poor).Z, 1e-12);

        double[] Column(int index) => [.. rows.Select(r => StatisticsData.Parse1(r[index]))];
    }

    [Fact]
    public void DeLong_SameScoresTwice_HasNoDifference()
    {
        double[] scores = [0.1, 0.4, 0.35, 0.8];
        var result = DeLongTest.Compute(scores, scores, [false, false, true, true]);
        Assert.Equal(0.75, result.FirstAuc);
        Assert.Equal(1, result.PValue);
    }

    [Fact]
    public void DeLong_OneClassOnly_IsRefused() =>
        Assert.Throws<ArgumentException>(() => DeLongTest.Compute([0.1, 0.2], [0.1, 0.2], [true, true]));

    // Words: E G G E G E | insertion at the end. Two good words after the first error close it; one good word does not.
    [Fact]
    public void Mapsswe_HandMadeAlignment_HasTwoSegments()
    {
        var first = new WordAlignment([false, true, true, false, true, true], [0, 0, 0, 0, 0, 0, 1]);
        var second = new WordAlignment([true, true, true, true, true, false], [0, 0, 0, 0, 0, 0, 0]);
        var test = MapssweTest.Compute([first], [second]);
        Assert.Equal([1.0, 1.0], test.Differences);
        Assert.Equal(2, test.Segments);
        Assert.Equal(0.5, test.PValue); // two segments: the exact flip can reach no less
    }

    [Fact]
    public void Mapsswe_OneGoodWordBetweenErrors_IsOneSegment()
    {
        var first = new WordAlignment([false, true, false], [0, 0, 0, 0]);
        var second = new WordAlignment([true, true, true], [0, 2, 0, 0]);
        Assert.Equal([0.0], MapssweTest.Compute([first], [second]).Differences);
    }

    [SharedDataTheory]
    [InlineData("TOST paired (R equivalence)")]
    [InlineData("TOST paired not equivalent")]
    public void Equivalence_StatsmodelsExamples_Match(string name)
    {
        var literal = StatisticsData.Literal(name);
        var estimate = new Estimate(StatisticsData.Number(literal, "mean_diff"), StatisticsData.Number(literal, "se"), StatisticsData.Number(literal, "df"));
        var test = EquivalenceTest.Of(estimate, StatisticsData.Number(literal, "eps"));
        Numbers.Close(StatisticsData.Number(literal, "p"), test.PValue, 1e-9);
        Numbers.Close(literal.GetProperty("ci90")[0].GetDouble(), test.Interval.Lower, 1e-9);
        Numbers.Close(literal.GetProperty("ci90")[1].GetDouble(), test.Interval.Upper, 1e-9);
    }

    [Theory]
    [InlineData(new double[] { 1, 5, -3 }, 0.5, 1, 13.333333333333332, 2)]
    [InlineData(new double[] { 1, 5, -3, 1 }, 1.0, 1, 13.333333333333332, 3)]
    public void CorrectedResampledT_BaycompsCases_Match(double[] differences, double ratio, double mean, double variance, double df)
    {
        var estimate = CorrectedResampledT.Compute(differences, ratio);
        Numbers.Close(mean, estimate.Difference, 1e-12);
        Numbers.Close(variance, estimate.StandardError * estimate.StandardError, 1e-12);
        Assert.Equal(df, estimate.DegreesOfFreedom);
    }

    [SharedDataFact]
    public void Friedman_WinesOfPingouin_Match()
    {
        var literal = StatisticsData.Literal("Friedman / Kendall W (JASP,R)");
        var test = FriedmanTest.Compute([.. new[] { "white", "red", "rose" }.Select(n => StatisticsData.Doubles(literal, n))]);
        Numbers.Near(2, test.ChiSquared, 1e-10);
        Numbers.Near(0.3678794, test.PValue, 1e-7);
        Numbers.Near(0.08333333, test.KendallW, 1e-8);
    }

    [SharedDataFact]
    public void Friedman_AutorankReadme_HasItsRanksCriticalDifferenceAndGroups()
    {
        double[][] methods = Autorank();
        var test = FriedmanTest.Compute(methods);
        double[] ranks = [5.4, 4.71, 3.95, 2.47, 2.29, 2.18];
        for (int i = 0; i < ranks.Length; i++)
            Numbers.Near(ranks[^(i + 1)], test.MeanRanks[^(i + 1)], 1e-9);
        Numbers.Near(139.450613676, test.ChiSquared, 1e-8);
        Numbers.Close(2.3412212612346733e-28, test.PValue, 1e-6);
        Numbers.Near(1.06626213, test.CriticalDifference(), 2e-5);
        Assert.Equal(3, test.Cliques().Count);
    }

    [SharedDataFact]
    public void Levene_AutorankReadme_Matches() => Numbers.Close(0.2663177301695518, LeveneTest.Compute(Autorank()).PValue, 1e-8);

    [SharedDataFact]
    public void Cochran_EnergeticStudents_MatchPingouin()
    {
        var rows = StatisticsData.Rows("literals/cochran.csv");
        bool[][] days = [.. rows.GroupBy(r => r[1]).Select(g => g.OrderBy(r => StatisticsData.Parse1(r[0])).Select(r => r[2] == "1").ToArray())];
        var test = CochranQTest.Compute(days);
        Numbers.Near(6.706, test.Q, 0.0005);
        Numbers.Near(0.034981, test.PValue, 5e-7);
    }

    internal static double[][] Autorank()
    {
        var rows = StatisticsData.Rows("autorank/readme_example_6x50.csv");
        return [.. Enumerable.Range(1, 6).Select(m => rows.Select(r => StatisticsData.Parse1(r[m])).ToArray())];
    }
}
