namespace Umul.Evaluation.Statistics;

/// <summary>One design to draw: seeds per arm, cases, and the standard deviations of seeds, cases and their crossing.</summary>
internal sealed record CoverageDesign(int Runs, int Units, double SeedSd, bool Skewed)
{
    /// <summary>Standard deviation of arm × case effects and of seed × case noise, as in the reference simulation.</summary>
    public const double UnitSd = 0.05;

    /// <summary>The reference designs with two or more seeds: R = 2, 3, 5, 10; N = 30, 100, 300; seed sd 0, .005, .02.</summary>
    public static IEnumerable<CoverageDesign> Reference(bool skewed) =>
        from runs in new[] { 2, 3, 5, 10 }
        from units in new[] { 30, 100, 300 }
        from sd in new[] { 0, 0.005, 0.02 }
        select new CoverageDesign(runs, units, sd, skewed);
}

/// <summary>
/// Seeded simulations of whole comparisons whose true difference is zero. They are the proof that intervals cover and that nothing is
/// declared better too often; tests and docs/statistics.md run them.
/// </summary>
internal static class CoverageSimulation
{
    private const int Chunk = 64;

    /// <summary>Share of 95 % crossed-t intervals (paired t for one run) that cover the true difference of zero.</summary>
    public static double Crossed(CoverageDesign design, int draws, ResamplingOptions options) => Share(draws, options, (ref random) =>
    {
        var a = Arm(ref random, design);
        var b = Arm(ref random, design);
        return Covers(a, b);
    });

    /// <summary>What happens to the usual paired t over cases with seeds averaged: it ignores that seeds vary. For contrast.</summary>
    public static double CasesOnly(CoverageDesign design, int draws, ResamplingOptions options) => Share(draws, options, (ref random) =>
    {
        var a = Arm(ref random, design);
        var b = Arm(ref random, design);
        return PairedT.Compute(CrossedT.Difference(b.UnitMeans(), a.UnitMeans())).Interval().Contains(0);
    });

    /// <summary>The same with matched seeds: run s of both arms shares its seed effect, and half of the noise of each case.</summary>
    public static double Matched(CoverageDesign design, int draws, ResamplingOptions options) => Share(draws, options, (ref random) =>
    {
        var shared = Arm(ref random, design);
        var a = Arm(ref random, design with { SeedSd = design.SeedSd / 2 });
        var b = Arm(ref random, design with { SeedSd = design.SeedSd / 2 });
        return CrossedT.Matched(Sum(shared, a), Sum(shared, b)).Estimate.Interval().Contains(0);
    });

    /// <summary>The same for the difference of pooled word error rates through pseudo-values.</summary>
    public static double WordErrorRate(int runs, int utterances, double seedSd, int draws, ResamplingOptions options) =>
        Share(draws, options, (ref random) =>
        {
            var words = new double[utterances];
            var difficulty = new double[utterances];
            for (int i = 0; i < utterances; i++)
            {
                words[i] = 4 + random.NextIndex(25);
                difficulty[i] = 0.12 * Math.Exp(0.6 * random.NextNormal());
            }
            return Covers(Arm(ref random), Arm(ref random));

            ScoreMatrix Arm(ref CounterRandom stream)
            {
                double[][] rows = new double[runs][];
                double[] own = [.. difficulty];
                for (int i = 0; i < utterances; i++)
                    own[i] *= Math.Exp(0.4 * stream.NextNormal());
                for (int s = 0; s < runs; s++)
                {
                    double level = seedSd * stream.NextNormal();
                    var errors = new double[utterances];
                    for (int i = 0; i < utterances; i++)
                        errors[i] = Binomial(ref stream, (int)words[i], Math.Clamp(own[i] + level, 0, 1));
                    rows[s] = Pseudovalues.Ratio(errors, words);
                }
                return ScoreMatrix.FromRuns(rows);
            }
        });

    /// <summary>The same for the difference of areas under the ROC curve through pseudo-values; seeds shift the separation.</summary>
    public static double Auc(int runs, int cases, double seedSd, int draws, ResamplingOptions options) => Share(draws, options, (ref random) =>
    {
        var positive = new bool[cases];
        var common = new double[cases];
        for (int i = 0; i < cases; i++)
        {
            positive[i] = i % 3 == 0;
            common[i] = random.NextNormal();
        }
        return Covers(Arm(ref random), Arm(ref random));

        ScoreMatrix Arm(ref CounterRandom stream)
        {
            double[][] rows = new double[runs][];
            var own = new double[cases];
            for (int i = 0; i < cases; i++)
                own[i] = common[i] + (0.5 * stream.NextNormal());
            for (int s = 0; s < runs; s++)
            {
                double separation = 1.2 + (seedSd * stream.NextNormal());
                var scores = new double[cases];
                for (int i = 0; i < cases; i++)
                    scores[i] = own[i] + (0.3 * stream.NextNormal()) + (positive[i] ? separation : 0);
                rows[s] = Pseudovalues.Auc(scores, positive);
            }
            return ScoreMatrix.FromRuns(rows);
        }
    });

    /// <summary>Share of projects in which at least one of the null ideas, all compared with one baseline, is declared better after Holm.</summary>
    public static double FalseBetterInFamily(int ideas, CoverageDesign design, int draws, ResamplingOptions options) =>
        Share(draws, options, (ref random) =>
        {
            var baseline = Arm(ref random, design);
            var estimates = new Estimate[ideas];
            for (int k = 0; k < ideas; k++)
                estimates[k] = CrossedT.Independent(baseline, Arm(ref random, design)).Estimate;
            double[] adjusted = Multiplicity.Holm(Array.ConvertAll(estimates, e => e.PValue));
            for (int k = 0; k < ideas; k++)
            {
                var rule = new VerdictInputs(estimates[k].Interval(0.95), estimates[k].Interval(0.9), adjusted[k], null, 0.05, []);
                if (VerdictRules.Decide(rule).State is VerdictState.BetterByAtLeastWorthwhile or VerdictState.BetterSizeUncertain)
                    return true;
            }
            return false;
        });

    /// <summary>Share of null comparisons called different at some declared look, each look at its own level.</summary>
    public static double TypeOneOverLooks(IReadOnlyList<int> looks, IReadOnlyList<double> levels, CoverageDesign design, int draws, ResamplingOptions options) =>
        Share(draws, options, (ref random) =>
        {
            var a = Arm(ref random, design);
            var b = Arm(ref random, design);
            for (int look = 0; look < looks.Count; look++)
            {
                if (CrossedT.Independent(First(a, looks[look]), First(b, looks[look])).Estimate.PValue < levels[look])
                    return true;
            }
            return false;
        });

    /// <summary>Share of null streams whose anytime-valid interval ever excludes zero, looked at after every case from the tenth on.</summary>
    public static double TypeOneAnytime(int cases, int planned, int draws, ResamplingOptions options) => Share(draws, options, (ref random) =>
    {
        var d = new double[cases];
        for (int i = 0; i < cases; i++)
            d[i] = random.NextNormal();
        for (int n = 10; n <= cases; n++)
        {
            if (!AnytimeBound.Interval(d.AsSpan(0, n), planned).Contains(0))
                return true;
        }
        return false;
    });

    private delegate bool Event(ref CounterRandom random);

    private static double Share(int draws, ResamplingOptions options, Event happened)
    {
        var counts = new int[(draws + Chunk - 1) / Chunk];
        options.ForChunks(draws, Chunk, (from, to) =>
        {
            for (int i = from; i < to; i++)
            {
                var random = new CounterRandom(options.Seed, (ulong)i);
                counts[from / Chunk] += happened(ref random) ? 1 : 0;
            }
        });
        return counts.Sum() / (double)draws;
    }

    private static bool Covers(ScoreMatrix a, ScoreMatrix b)
    {
        var estimate = a.Runs >= 2 ? CrossedT.Independent(a, b).Estimate : PairedT.Compute(CrossedT.Difference(b.UnitMeans(), a.UnitMeans()));
        return estimate.Interval().Contains(0);
    }

    private static ScoreMatrix Arm(ref CounterRandom random, CoverageDesign design)
    {
        var unit = new double[design.Units];
        for (int i = 0; i < unit.Length; i++)
            unit[i] = CoverageDesign.UnitSd * Effect(ref random, design.Skewed);
        var scores = new double[design.Runs * unit.Length];
        for (int s = 0; s < design.Runs; s++)
        {
            double level = design.SeedSd * random.NextNormal();
            for (int i = 0; i < unit.Length; i++)
                scores[(s * unit.Length) + i] = level + unit[i] + (CoverageDesign.UnitSd * Effect(ref random, design.Skewed));
        }
        return new ScoreMatrix(design.Runs, unit.Length, scores);
    }

    /// <summary>Mean 0 and variance 1: normal, or exponential less one.</summary>
    private static double Effect(ref CounterRandom random, bool skewed) => skewed ? -Math.Log(random.NextDouble()) - 1 : random.NextNormal();

    private static double Binomial(ref CounterRandom random, int trials, double probability)
    {
        int hits = 0;
        for (int t = 0; t < trials; t++)
            hits += random.NextDouble() < probability ? 1 : 0;
        return hits;
    }

    private static ScoreMatrix Sum(ScoreMatrix a, ScoreMatrix b) =>
        ScoreMatrix.FromRuns([.. Enumerable.Range(0, a.Runs).Select(s => CrossedT.Difference(a.Run(s).ToArray(), Array.ConvertAll(b.Run(s).ToArray(), v => -v)))]);

    private static ScoreMatrix First(ScoreMatrix arm, int runs) =>
        ScoreMatrix.FromRuns([.. Enumerable.Range(0, runs).Select(s => arm.Run(s).ToArray())]);
}
