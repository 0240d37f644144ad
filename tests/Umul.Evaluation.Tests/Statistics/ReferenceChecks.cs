using System.Globalization;
using System.Text.Json;
using Umul.Evaluation.Statistics;

namespace Umul.Evaluation.Tests.Statistics;

/// <summary>One published or independently computed number beside ours.</summary>
internal sealed record ReferenceCheck(string What, string Source, double Expected, double Found, double Tolerance)
{
    public bool Holds => Math.Abs(Expected - Found) <= Tolerance;
}

/// <summary>
/// The reference numbers of the comparison engine in one list, computed from the shared data: a test holds each, and docs/statistics.md
/// prints them (this file is compiled into the benchmarks as well).
/// </summary>
internal static class ReferenceChecks
{
    /// <summary>All checks; <paramref name="folder"/> is the shared folder <c>data/statistics</c>.</summary>
    public static IReadOnlyList<ReferenceCheck> All(string folder)
    {
        using var literals = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "literals/literal_cases.json")));
        using var fixtures = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "expected_multiplicity_power_fixtures.json")));
        var cases = literals.RootElement.EnumerateArray().ToDictionary(e => e.GetProperty("name").GetString()!, e => e, StringComparer.Ordinal);
        return
        [
            .. Crossed(folder, fixtures.RootElement), .. Bootstraps(folder, fixtures.RootElement), .. TwoSamples(cases), .. SingleRun(cases), .. WilcoxonTests(cases),
            .. Accuracy(cases), .. Curves(folder), .. Equivalence(cases), .. Families(cases, fixtures.RootElement), .. Many(folder, cases),
            .. Sequential(), .. Sizes(),
        ];
    }

    private static IEnumerable<ReferenceCheck> Crossed(string folder, JsonElement fixtures)
    {
        var expected = fixtures.GetProperty("crossed_fixed_index").GetProperty("crossed_t");
        var result = CrossedT.Independent(Matrix(folder, "crossed_YA_3x20.csv"), Matrix(folder, "crossed_YB_4x20.csv"));
        var interval = result.Estimate.Interval();
        const string source = "own fixture, 3 and 4 seeds × 20 cases";
        yield return new("crossed-t Δ", source, expected.GetProperty("mean").GetDouble(), result.Estimate.Difference, 1e-14);
        yield return new("crossed-t V", source, expected.GetProperty("V").GetDouble(), result.Variance, 1e-15);
        yield return new("crossed-t df", source, expected.GetProperty("df").GetDouble(), result.Estimate.DegreesOfFreedom, 1e-9);
        yield return new("crossed-t lower limit", source, expected.GetProperty("ci")[0].GetDouble(), interval.Lower, 1e-12);
        yield return new("crossed-t upper limit", source, expected.GetProperty("ci")[1].GetDouble(), interval.Upper, 1e-12);
        yield return new("crossed-t p", source, expected.GetProperty("p").GetDouble(), result.Estimate.PValue, 1e-10);
    }

    private static IEnumerable<ReferenceCheck> Bootstraps(string folder, JsonElement fixtures)
    {
        var expected = fixtures.GetProperty("boot_fixed_index");
        double[] x = Doubles(expected.GetProperty("x"));
        double[] replicates = [.. Table(folder, "fixtures/boot_index_2000x16.csv").Select(row => row.Average(i => x[(int)i]))];
        var distribution = new BootstrapDistribution(x.Average(), replicates);
        double acceleration = BootstrapDistribution.Acceleration([.. x.Select(v => (x.Sum() - v) / (x.Length - 1))]);
        var percentile = distribution.Percentile();
        var bca = distribution.Bca(acceleration)!.Value;
        const string source = "own fixture, fixed index matrix 2000 × 16";
        yield return new("bootstrap percentile, lower", source, expected.GetProperty("percentile")[0].GetDouble(), percentile.Lower, 1e-9);
        yield return new("bootstrap percentile, upper", source, expected.GetProperty("percentile")[1].GetDouble(), percentile.Upper, 1e-9);
        yield return new("BCa z₀", source, expected.GetProperty("z0").GetDouble(), distribution.BiasCorrection, 1e-11);
        yield return new("BCa acceleration", source, expected.GetProperty("a").GetDouble(), acceleration, 1e-11);
        yield return new("BCa, lower", source, expected.GetProperty("bca")[0].GetDouble(), bca.Lower, 1e-8);
        yield return new("BCa, upper", source, expected.GetProperty("bca")[1].GetDouble(), bca.Upper, 1e-8);
    }

    private static IEnumerable<ReferenceCheck> TwoSamples(Dictionary<string, JsonElement> cases)
    {
        var literal = cases["BCa acceleration two-sample"];
        double[] z = Doubles(literal.GetProperty("z"));
        double[] y = Doubles(literal.GetProperty("y"));
        double[][] jackknives =
        [
            [.. z.Select(v => ((z.Sum() - v) / (z.Length - 1)) - y.Average())], [.. y.Select(v => z.Average() - ((y.Sum() - v) / (y.Length - 1)))],
        ];
        yield return new("BCa acceleration, two samples", "scipy tests", .011008228344026734, BootstrapDistribution.Acceleration(jackknives), 1e-14);
    }

    private static IEnumerable<ReferenceCheck> SingleRun(Dictionary<string, JsonElement> cases)
    {
        double[] maize = [49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48];
        yield return new("exact sign flip, Darwin's maize", "R exactRankTests", 1726.0 / 32768, SignFlipTest.Compute(maize).PValue, 0);
        double[] pressure = Minus(cases["DABEST paired BCa"], "after", "before");
        yield return new("exact sign flip, blood pressure n = 16", "R exactRankTests, DABEST data", .0009766, SignFlipTest.Compute(pressure).PValue, 5e-8);
        yield return new("paired t, lower limit", "DABEST data", 3.446382, PairedT.Compute(pressure).Interval().Lower, 1e-6);
        double[] wellbeing = Minus(cases["DABEST effect sizes"], "post", "pre");
        yield return new("exact sign flip, wellbeing", "R exactRankTests, DABEST data", .01367, SignFlipTest.Compute(wellbeing).PValue, 5e-6);
        yield return new("Harrell–Davis median", "pingouin", 271.72120054908913,
            Quantiles.HarrellDavis(Doubles(cases["Harrell-Davis median"].GetProperty("x"))), 1e-9);
        yield return new("corrected resampled t, variance", "baycomp", 13.333333333333332,
            Math.Pow(CorrectedResampledT.Compute([1, 5, -3], 0.5).StandardError, 2), 1e-12);
    }

    private static IEnumerable<ReferenceCheck> WilcoxonTests(Dictionary<string, JsonElement> cases)
    {
        var ten = WilcoxonSignedRank.Compute(Minus(cases["wilcoxon exact n=10"], "x", "y"), RankTestMethod.Exact, ZeroHandling.Drop);
        yield return new("Wilcoxon exact n = 10, two-sided", "scipy tests", .10546875, ten.TwoSided, 1e-12);
        yield return new("Wilcoxon exact n = 10, less", "scipy tests", .95800781256, ten.Less, 1e-10);
        yield return new("Wilcoxon exact n = 10, greater", "scipy tests", .052734375, ten.Greater, 1e-12);
        var twenty = WilcoxonSignedRank.Compute(Minus(cases["wilcoxon exact n=20"], "x", "y"), RankTestMethod.Exact, ZeroHandling.Drop);
        yield return new("Wilcoxon exact n = 20", "scipy tests", .8694877624511719, twenty.TwoSided, 1e-14);
        var table = cases["wilcoxon asymptotic zero_method variants (freq table -4..4)"];
        double[] values = Doubles(table.GetProperty("values"));
        double[] d = [.. Doubles(table.GetProperty("freq")).SelectMany((f, i) => Enumerable.Repeat(values[i], (int)f))];
        foreach (var (zeros, w, p) in new[]
        {
            (ZeroHandling.Pratt, 423, .0031724568006762576), (ZeroHandling.Split, 441, .0032145343172473055), (ZeroHandling.Drop, 327, .00641346115861),
        })
        {
            var result = WilcoxonSignedRank.Compute(d, RankTestMethod.Asymptotic, zeros);
            yield return new($"Wilcoxon zeros: {zeros}, W", "scipy tests", w, result.Statistic, 0);
            yield return new($"Wilcoxon zeros: {zeros}, p", "scipy tests", p, result.TwoSided, 1e-10);
        }
    }

    private static IEnumerable<ReferenceCheck> Accuracy(Dictionary<string, JsonElement> cases)
    {
        var literal = cases["McNemar exact / chi2"];
        double[] exact = Doubles(literal.GetProperty("exact_p"));
        int index = 0;
        foreach (var table in literal.GetProperty("tables").EnumerateArray())
        {
            var test = new McNemarTest(table[0][1].GetInt64(), table[1][0].GetInt64(), 1);
            yield return new($"McNemar exact, {test.IdeaOnly} against {test.BaselineOnly}", "statsmodels tests", exact[index++], test.ExactP, 1e-6);
        }
        yield return new("McNemar χ², continuity", "statsmodels tests", 20.67222, new McNemarTest(121, 59, 314).ChiSquaredCorrected, 1e-5);
        yield return new("McNemar exact, 13 against 21 (sc_stats prints < .001)", "exact binomial", .2295, new McNemarTest(13, 21, 100).ExactP, 5e-5);
    }

    private static IEnumerable<ReferenceCheck> Curves(string folder)
    {
        string[][] rows = [.. File.ReadLines(Path.Combine(folder, "pROC/aSAH.csv")).Skip(1).Select(l => l.Split(',').Select(c => c.Trim('"')).ToArray())];
        bool[] poor = [.. rows.Select(r => r[1] == "Poor")];
        var test = DeLongTest.Compute([.. rows.Select(r => Number(r[4]))], [.. rows.Select(r => Number(r[5]))], poor);
        const string source = "pROC tests, aSAH";
        yield return new("DeLong Z, wfns − s100b", source, 2.20898359144091, test.Z, 1e-12);
        yield return new("DeLong p", source, .0271757822291882, test.PValue, 1e-13);
        yield return new("DeLong lower limit", source, .0104061769564846, test.Interval().Lower, 1e-13);
        yield return new("DeLong upper limit", source, .174214419249478, test.Interval().Upper, 1e-13);
        yield return new("variance of an AUC", source, .00146991470882363, test.FirstVariance, 1e-16);
        yield return new("covariance of two AUCs", source, .00119615567376754, test.Covariance, 1e-16);
    }

    private static IEnumerable<ReferenceCheck> Equivalence(Dictionary<string, JsonElement> cases)
    {
        var literal = cases["TOST paired (R equivalence)"];
        var estimate = new Estimate(literal.GetProperty("mean_diff").GetDouble(), literal.GetProperty("se").GetDouble(), 14);
        var test = EquivalenceTest.Of(estimate, 0.6);
        yield return new("TOST p", "statsmodels tests, R equivalence", .003166881489265175, test.PValue, 1e-12);
        yield return new("TOST 90 % lower limit", "statsmodels tests, R equivalence", -.0744336620516462, test.Interval.Lower, 1e-10);
    }

    private static IEnumerable<ReferenceCheck> Families(Dictionary<string, JsonElement> cases, JsonElement fixtures)
    {
        double[] p = Doubles(cases["Holm/Hochberg/Bonferroni/BH/BY vs R multtest"].GetProperty("p"));
        yield return new("Holm, third smallest", "statsmodels tests, R multtest", .1199018486368, Multiplicity.Holm(p)[9], 1e-12);
        yield return new("Benjamini–Hochberg, third smallest", "statsmodels tests, R multtest", .04995910359866667, Multiplicity.BenjaminiHochberg(p)[9], 1e-12);
        yield return new("Benjamini–Yekutieli, smallest", "statsmodels tests, R multtest", .0015337740764175588, Multiplicity.BenjaminiYekutieli(p)[6], 1e-14);
        var fixture = fixtures.GetProperty("maxT_exact");
        var maxT = MaxT.Compute([.. fixture.GetProperty("deltas").EnumerateArray().Select(Doubles)]);
        for (int k = 0; k < 3; k++)
        {
            yield return new($"step-down max-T, idea {k + 1}", "own fixture, all 4,096 flips", fixture.GetProperty("stepdown_maxT")[k].GetDouble(), maxT.StepDown[k], 0);
        }
        var dunnett = cases["Dunnett many-to-one"];
        var test = DunnettTest.Compute(Doubles(dunnett.GetProperty("control")), [.. dunnett.GetProperty("samples").EnumerateArray().Select(Doubles)]);
        yield return new("Dunnett p, first", "Dunnett 1955, scipy tests", .6201020, test.TwoSided[0], 1e-6);
        yield return new("Dunnett p, second", "Dunnett 1955, scipy tests", .0058254, test.TwoSided[1], 1e-6);
        yield return new("winner's curse c₂₀", "independent normals", 1.87, WinnersCurse.BestOfNull(20), .005);
    }

    private static IEnumerable<ReferenceCheck> Many(string folder, Dictionary<string, JsonElement> cases)
    {
        string[][] rows = [.. File.ReadLines(Path.Combine(folder, "autorank/readme_example_6x50.csv")).Skip(1).Select(l => l.Split(','))];
        double[][] methods = [.. Enumerable.Range(1, 6).Select(m => rows.Select(r => Number(r[m])).ToArray())];
        var friedman = FriedmanTest.Compute(methods);
        yield return new("Friedman χ²", "autorank README", 139.450613676, friedman.ChiSquared, 1e-8);
        yield return new("mean rank of the first method", "autorank README", 5.4, friedman.MeanRanks[0], 1e-12);
        yield return new("Nemenyi critical difference", "autorank README", 1.06626213, friedman.CriticalDifference(), 2e-5);
        yield return new("Levene p", "autorank README", .2663177301695518, LeveneTest.Compute(methods).PValue, 1e-10);
        double[] exact = [1.960, 2.344, 2.569, 2.728, 2.850, 2.948, 3.031, 3.102, 3.164];
        for (int k = 2; k <= 10; k += 4)
            yield return new($"Nemenyi q, {k} methods", "Demšar 2006", exact[k - 2], StudentizedRangeDistribution.Quantile(.95, k, double.PositiveInfinity) / Math.Sqrt(2), .00101);
        string[][] challenge = [.. File.ReadLines(Path.Combine(folder, "challengeR/data_matrix.csv")).Select(l => l.Split(',')).Where(r => r[0] == "c_random")];
        string[] names = ["A1", "A2", "A3", "A4", "A5"];
        var data = new RankingData(names, [.. names.Select(n => challenge.Where(r => r[1] == n).OrderBy(r => Number(r[3])).Select(r => Number(r[2])).ToArray())], MetricDirection.HigherIsBetter);
        yield return new("challengeR random task, mean of A1", "challengeR script", .804680, Ranking.AggregateThenRank(data).Values[0], 5e-7);
        yield return new("challengeR random task, mean rank of A3", "challengeR script", 3.32, Ranking.RankThenAggregate(data).Values[2], 1e-9);
        yield return new("challengeR random task, rank of A3", "challengeR script", 5, Ranking.AggregateThenRank(data).Ranks[2], 0);
        var found = RankBootstrap.AggregateThenRank(data, new ResamplingOptions { Resamples = 20_000 });
        yield return new("challengeR random task, share of first places of A1 (Monte-Carlo)", "own R code, 1,000 resamples", .486, found[0, 1] / 20_000.0, .05);
        var literal = cases["Friedman / Kendall W (JASP,R)"];
        var wine = FriedmanTest.Compute([.. new[] { "white", "red", "rose" }.Select(n => Doubles(literal.GetProperty(n)))]);
        yield return new("Friedman p, wines", "pingouin tests", .3678794, wine.PValue, 1e-7);
        yield return new("rliable P(x > y)", "rliable tests", 1.0 / 3, SuiteStatistics.ProbabilityOfImprovement(
            [[1, 2], [2, 2], [1, 1], [2, 1]], [[1, 1], [2, 2], [3, 3]]), 1e-15);
    }

    private static IEnumerable<ReferenceCheck> Sequential()
    {
        double rho = AnytimeBound.BestRho(100);
        yield return new("anytime-valid ρ at v = 100", "confseq tests", 12.60056, rho, 1e-5);
        yield return new("anytime-valid boundary at v = 100", "confseq tests", 30.35209, AnytimeBound.Boundary(100, rho), 1e-5);
    }

    private static IEnumerable<ReferenceCheck> Sizes()
    {
        foreach (var (dz, units) in new[] { (.1, 787), (.2, 199), (.3, 90), (.5, 34), (.8, 15), (1.0, 10) })
            yield return new(string.Create(CultureInfo.InvariantCulture, $"paired units for d_z = {dz}"), "noncentral t", units, SampleSize.PairedUnits(dz), 0);
        foreach (var (d, seeds) in new[] { (.5, 64), (1, 17), (1.5, 9), (2, 6), (3, 4) })
            yield return new(string.Create(CultureInfo.InvariantCulture, $"seeds per arm for {d} sd"), "noncentral t", seeds, SampleSize.IndependentRuns(d), 0);
        yield return new("Noether pairs for P = .75", "Noether 1987", 29, SampleSize.NoetherPairs(.75), 0);
        yield return new("McNemar cases for (.05, .03)", "Miettinen 1968", 1568, SampleSize.McNemarCases(.05, .03), 0);
        yield return new("smallest p, 3 against 3 seeds", "2/C(6,3)", .1, SampleSize.SmallestIndependentP(3), 1e-15);
    }

    private static double[] Minus(JsonElement owner, string first, string second) =>
        [.. Doubles(owner.GetProperty(first)).Zip(Doubles(owner.GetProperty(second)), (x, y) => x - y)];

    private static double[] Doubles(JsonElement array) => [.. array.EnumerateArray().Select(e => e.GetDouble())];

    private static double Number(string text) => double.Parse(text.Trim('"'), CultureInfo.InvariantCulture);

    private static double[][] Table(string folder, string file) =>
        [.. File.ReadLines(Path.Combine(folder, file)).Where(l => l.Length > 0).Select(l => l.Split(',').Select(Number).ToArray())];

    private static ScoreMatrix Matrix(string folder, string file) => ScoreMatrix.FromRuns(Table(folder, "fixtures/" + file));
}
