namespace Umul.Evaluation.Statistics;

/// <summary>The crossed-t interval for a difference of means on a seed × case matrix, seeds and cases both random.</summary>
/// <remarks>
/// <para>Claim: the training recipe on this test population. Needs at least two runs per arm and two units.</para>
/// <para>Source: statistics of crossed random effects with Satterthwaite's degrees of freedom (Satterthwaite 1946); coverage 93.7–98.3 %
/// at nominal 95 % over 72 simulated designs. For matched seeds it equals REML on balanced data.</para>
/// </remarks>
public static class CrossedT
{
    /// <summary>Independent seeds; the number of runs may differ between the arms.</summary>
    /// <remarks>
    /// Formula: V = max(C + S_A + S_B − E_A − E_B, C, S_A + S_B) with C = var(D_i)/N, S_a = var(run means)/R_a, E_a = MSE_a/(R_a·N);
    /// df = V²/(C²/(N−1) + ΣS_a²/(R_a−1) + ΣE_a²/((R_a−1)(N−1))), at least 1.
    /// </remarks>
    /// <exception cref="ArgumentException">Fewer than two runs in an arm, fewer than two units, or different units in the arms.</exception>
    public static CrossedEstimate Independent(ScoreMatrix baseline, ScoreMatrix idea)
    {
        RequireComparable(baseline, idea);
        int n = baseline.Units;
        var differences = Difference(idea.UnitMeans(), baseline.UnitMeans());
        double c = Moments.Variance(differences) / n;
        var a = ArmVariance.Of(baseline);
        var b = ArmVariance.Of(idea);
        double residual = a.E + b.E;
        double variance = Math.Max(c + a.S + b.S - residual, Math.Max(c, a.S + b.S));
        double denominator = (c * c / (n - 1)) + (a.S * a.S / (baseline.Runs - 1)) + (b.S * b.S / (idea.Runs - 1))
            + (a.E * a.E / ((baseline.Runs - 1.0) * (n - 1))) + (b.E * b.E / ((idea.Runs - 1.0) * (n - 1)));
        double df = variance > 0 ? Math.Max(1, variance * variance / denominator) : n - 1;
        var components = new VarianceComponents(
            Math.Max(0, (n * c) - (a.MeanSquare / baseline.Runs) - (b.MeanSquare / idea.Runs)),
            a.SeedVariance(baseline) + b.SeedVariance(idea),
            a.MeanSquare + b.MeanSquare)
        {
            BaselineSeed = a.SeedVariance(baseline),
            IdeaSeed = b.SeedVariance(idea),
            BaselineResidual = a.MeanSquare,
            IdeaResidual = b.MeanSquare,
        };
        return new CrossedEstimate(new Estimate(Moments.Mean(differences), Math.Sqrt(variance), df), components)
        {
            CaseTerm = c,
            SeedTerm = a.S + b.S,
            ResidualTerm = residual,
            Variance = variance,
        };
    }

    /// <summary>Matched seeds: run s of both arms shared split, initialisation and data order.</summary>
    /// <remarks>
    /// Formula: V = max(MS_seed + MS_case − MS_res, MS_seed, MS_case)/(RN) of the paired differences d[s,i];
    /// df by Satterthwaite over the three mean squares, at least 1.
    /// </remarks>
    /// <exception cref="ArgumentException">Different numbers of runs, fewer than two runs or units, or different units.</exception>
    public static CrossedEstimate Matched(ScoreMatrix baseline, ScoreMatrix idea)
    {
        RequireComparable(baseline, idea);
        if (baseline.Runs != idea.Runs)
            throw new ArgumentException($"Matched seeds come in pairs: {baseline.Runs} baseline runs and {idea.Runs} idea runs.", nameof(idea));
        int r = baseline.Runs;
        int n = baseline.Units;
        var paired = new double[r * n];
        for (int s = 0; s < r; s++)
        {
            var x = baseline.Run(s);
            var y = idea.Run(s);
            for (int i = 0; i < n; i++)
                paired[(s * n) + i] = y[i] - x[i];
        }
        var d = new ScoreMatrix(r, n, paired);
        double seed = Moments.Variance(d.RunMeans()) / r;
        double unit = Moments.Variance(d.UnitMeans()) / n;
        double meanSquare = ArmVariance.Of(d).MeanSquare;
        double residual = meanSquare / ((double)r * n);
        double variance = Math.Max(seed + unit - residual, Math.Max(seed, unit));
        double denominator = (seed * seed / (r - 1)) + (unit * unit / (n - 1)) + (residual * residual / ((r - 1.0) * (n - 1)));
        double df = variance > 0 ? Math.Max(1, variance * variance / denominator) : n - 1;
        var components = new VarianceComponents(
            Math.Max(0, (n * unit) - (meanSquare / r)), Math.Max(0, (r * seed) - (meanSquare / n)), meanSquare);
        return new CrossedEstimate(new Estimate(Moments.Mean(d.RunMeans()), Math.Sqrt(variance), df), components)
        {
            CaseTerm = unit,
            SeedTerm = seed,
            ResidualTerm = residual,
            Variance = variance,
        };
    }

    /// <summary>idea − baseline, element by element.</summary>
    internal static double[] Difference(double[] idea, double[] baseline)
    {
        var result = new double[idea.Length];
        for (int i = 0; i < result.Length; i++)
            result[i] = idea[i] - baseline[i];
        return result;
    }

    private static void RequireComparable(ScoreMatrix baseline, ScoreMatrix idea)
    {
        ArgumentNullException.ThrowIfNull(baseline);
        ArgumentNullException.ThrowIfNull(idea);
        if (baseline.Units != idea.Units)
            throw new ArgumentException($"Both arms need the same units: {baseline.Units} and {idea.Units}.", nameof(idea));
        if (baseline.Runs < 2 || idea.Runs < 2)
            throw new ArgumentException("Crossed-t needs two runs per arm; with one run use PairedT, which claims less.", nameof(baseline));
        if (baseline.Units < 2)
            throw new ArgumentException("Crossed-t needs two units.", nameof(baseline));
    }

    private readonly record struct ArmVariance(double S, double E, double MeanSquare)
    {
        public static ArmVariance Of(ScoreMatrix arm)
        {
            var runMeans = arm.RunMeans();
            var unitMeans = arm.UnitMeans();
            double grand = Moments.Mean(runMeans);
            double sum = 0;
            for (int s = 0; s < arm.Runs; s++)
            {
                var run = arm.Run(s);
                double shift = grand - runMeans[s];
                for (int i = 0; i < run.Length; i++)
                {
                    double gap = run[i] - unitMeans[i] + shift;
                    sum += gap * gap;
                }
            }
            double meanSquare = sum / ((arm.Runs - 1.0) * (arm.Units - 1));
            return new ArmVariance(Moments.Variance(runMeans) / arm.Runs, meanSquare / ((double)arm.Runs * arm.Units), meanSquare);
        }

        public double SeedVariance(ScoreMatrix arm) => Math.Max(0, (arm.Runs * S) - (MeanSquare / arm.Units));
    }
}
