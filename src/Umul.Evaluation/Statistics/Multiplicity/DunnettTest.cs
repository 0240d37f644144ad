namespace Umul.Evaluation.Statistics;

/// <summary>Dunnett's many-to-one comparison of means, for balanced seed means against one baseline.</summary>
/// <param name="Statistics">t of each treatment against the control, pooled variance.</param>
/// <param name="TwoSided">Adjusted two-sided p-values.</param>
/// <param name="Greater">Adjusted one-sided p-values of "treatment above control".</param>
/// <param name="Intervals">Simultaneous two-sided intervals of treatment − control.</param>
public sealed record DunnettTest(double[] Statistics, double[] TwoSided, double[] Greater, ConfidenceInterval[] Intervals)
{
    /// <summary>Compares each treatment with the control.</summary>
    /// <remarks>Source: Dunnett 1955; assumes normal means with one common variance.</remarks>
    /// <exception cref="ArgumentException">No treatment, an empty group, or no degrees of freedom.</exception>
    public static DunnettTest Compute(double[] control, IReadOnlyList<double[]> treatments, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(control);
        ArgumentNullException.ThrowIfNull(treatments);
        int df = control.Length + treatments.Sum(t => t.Length) - treatments.Count - 1;
        if (treatments.Count == 0 || control.Length == 0 || treatments.Any(t => t.Length == 0) || df < 1)
            throw new ArgumentException("Dunnett's test needs a control, a treatment and at least one degree of freedom.", nameof(treatments));
        double squares = SquaredGaps(control) + treatments.Sum(SquaredGaps);
        double sd = Math.Sqrt(squares / df);
        double mean = Moments.Mean(control);
        double[] errors = [.. treatments.Select(t => sd * Math.Sqrt((1.0 / t.Length) + (1.0 / control.Length)))];
        double[] gaps = [.. treatments.Select(t => Moments.Mean(t) - mean)];
        double[] t = [.. gaps.Select((g, i) => g / errors[i])];
        double[] loadings = [.. treatments.Select(x => Math.Sqrt((double)x.Length / (x.Length + control.Length)))];
        double critical = DunnettDistribution.Quantile(level, loadings, df);
        return new DunnettTest(
            t,
            [.. t.Select(x => 1 - DunnettDistribution.Cumulative(Math.Abs(x), loadings, df))],
            [.. t.Select(x => 1 - DunnettDistribution.Cumulative(x, loadings, df, twoSided: false))],
            [.. gaps.Select((g, i) => new ConfidenceInterval(g - (critical * errors[i]), g + (critical * errors[i]), level))]);
    }

    private static double SquaredGaps(double[] values) => values.Length < 2 ? 0 : Moments.Variance(values) * (values.Length - 1);
}
