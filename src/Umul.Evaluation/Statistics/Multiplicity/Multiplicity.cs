namespace Umul.Evaluation.Statistics;

/// <summary>
/// Adjusted p-values for a family: all ideas under one baseline on one split and metric, the dropped ones included. NaN (no p could be
/// computed) counts in the family and stays NaN.
/// </summary>
public static class Multiplicity
{
    /// <summary>p·m, at most 1.</summary>
    public static double[] Bonferroni(IReadOnlyList<double> p) => StepDown(p, (_, m) => m, monotone: false);

    /// <summary>Holm's step-down: max over j ≤ i of (m − j + 1)·p₍ⱼ₎, at most 1. Controls the family-wise error for any dependence.</summary>
    /// <remarks>Source: Holm 1979. The default of every family.</remarks>
    public static double[] Holm(IReadOnlyList<double> p) => StepDown(p, (j, m) => m - j, monotone: true);

    /// <summary>Hochberg's step-up: min over j ≥ i of (m − j + 1)·p₍ⱼ₎. For independent or positively dependent tests.</summary>
    /// <remarks>Source: Hochberg 1988, doi:10.1093/biomet/75.4.800.</remarks>
    public static double[] Hochberg(IReadOnlyList<double> p) => StepUp(p, (j, m) => m - j);

    /// <summary>Benjamini and Hochberg: false discovery rate. For exploration, with the word "candidate".</summary>
    /// <remarks>Source: Benjamini and Hochberg 1995.</remarks>
    public static double[] BenjaminiHochberg(IReadOnlyList<double> p) => StepUp(p, (j, m) => (double)m / (j + 1));

    /// <summary>Benjamini and Yekutieli: false discovery rate under any dependence.</summary>
    /// <remarks>Source: Benjamini and Yekutieli 2001.</remarks>
    public static double[] BenjaminiYekutieli(IReadOnlyList<double> p)
    {
        double harmonic = 0;
        for (int i = 1; i <= p?.Count; i++)
            harmonic += 1.0 / i;
        return StepUp(p!, (j, m) => harmonic * m / (j + 1));
    }

    /// <summary>Gatekeeping: secondary p-values count only if the primary test passed; otherwise they are not printed at all (null).</summary>
    /// <remarks>When the gate is open the secondary metrics are a family of their own, adjusted by Holm.</remarks>
    public static double[]? Gatekeeping(double primaryAdjustedP, IReadOnlyList<double> secondary, double alpha = 0.05) =>
        primaryAdjustedP < alpha ? Holm(secondary) : null;

    private static double[] StepDown(IReadOnlyList<double> p, Func<int, int, double> factor, bool monotone)
    {
        int[] order = Order(p);
        var adjusted = new double[p.Count];
        double largest = 0;
        for (int j = 0; j < order.Length; j++)
        {
            double value = Math.Min(1, factor(j, p.Count) * p[order[j]]);
            largest = monotone ? Math.Max(largest, value) : value;
            adjusted[order[j]] = largest;
        }
        return KeepUndefined(p, adjusted);
    }

    private static double[] StepUp(IReadOnlyList<double> p, Func<int, int, double> factor)
    {
        int[] order = Order(p);
        var adjusted = new double[p.Count];
        double smallest = 1;
        for (int j = order.Length - 1; j >= 0; j--)
        {
            smallest = Math.Min(smallest, factor(j, p.Count) * (double.IsNaN(p[order[j]]) ? 1 : p[order[j]]));
            adjusted[order[j]] = smallest;
        }
        return KeepUndefined(p, adjusted);
    }

    private static int[] Order(IReadOnlyList<double> p)
    {
        ArgumentNullException.ThrowIfNull(p);
        foreach (double value in p)
        {
            if (value < 0 || value > 1)
                throw new ArgumentException($"A p-value lies in [0, 1]; found {value}.", nameof(p));
        }
        return [.. Enumerable.Range(0, p.Count).OrderBy(i => double.IsNaN(p[i]) ? double.PositiveInfinity : p[i])];
    }

    private static double[] KeepUndefined(IReadOnlyList<double> p, double[] adjusted)
    {
        for (int i = 0; i < adjusted.Length; i++)
        {
            if (double.IsNaN(p[i]))
                adjusted[i] = double.NaN;
        }
        return adjusted;
    }
}
