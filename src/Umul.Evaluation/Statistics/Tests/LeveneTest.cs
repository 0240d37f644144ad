namespace Umul.Evaluation.Statistics;

/// <summary>Levene's test of equal spread between groups, about medians (Brown and Forsythe 1974).</summary>
public sealed record LeveneTest(double F, double PValue)
{
    /// <summary>One-way analysis of variance of |x − group median|.</summary>
    /// <exception cref="ArgumentException">Fewer than two groups, or a group with fewer than two values.</exception>
    public static LeveneTest Compute(IReadOnlyList<double[]> groups)
    {
        ArgumentNullException.ThrowIfNull(groups);
        if (groups.Count < 2 || groups.Any(g => g.Length < 2))
            throw new ArgumentException("Levene's test needs two groups of two values.", nameof(groups));
        double[][] z = [.. groups.Select(Gaps)];
        int total = z.Sum(g => g.Length);
        double grand = z.Sum(g => g.Sum()) / total;
        double between = z.Sum(g => g.Length * (Moments.Mean(g) - grand) * (Moments.Mean(g) - grand));
        double within = z.Sum(g => Moments.Variance(g) * (g.Length - 1));
        double f = between / (groups.Count - 1) / (within / (total - groups.Count));
        return new LeveneTest(f, FisherFDistribution.UpperTail(f, groups.Count - 1, total - groups.Count));

        static double[] Gaps(double[] group)
        {
            double median = Quantiles.Median(group);
            return Array.ConvertAll(group, x => Math.Abs(x - median));
        }
    }
}
