namespace Umul.Evaluation.Statistics;

/// <summary>Quantiles of a sample.</summary>
public static class Quantiles
{
    /// <summary>Hyndman and Fan's type 7: linear between order statistics at (n−1)p, the default of R and numpy.</summary>
    /// <exception cref="ArgumentException">The sample is empty or p is outside [0, 1].</exception>
    public static double OfSorted(ReadOnlySpan<double> sorted, double p)
    {
        if (sorted.IsEmpty)
            throw new ArgumentException("A quantile needs at least one value.", nameof(sorted));
        if (!(p is >= 0 and <= 1))
            throw new ArgumentException($"A probability lies in [0, 1]; found {p}.", nameof(p));
        double position = (sorted.Length - 1) * p;
        int below = (int)position;
        double share = position - below;
        return share == 0 ? sorted[below] : sorted[below] + (share * (sorted[below + 1] - sorted[below]));
    }

    /// <summary>Median of a sample in any order.</summary>
    /// <exception cref="ArgumentException">The sample is empty.</exception>
    public static double Median(ReadOnlySpan<double> values)
    {
        var sorted = values.ToArray();
        Array.Sort(sorted);
        return OfSorted(sorted, 0.5);
    }

    /// <summary>Harrell and Davis' weighted mean of all order statistics with Beta((n+1)p, (n+1)(1−p)) weights.</summary>
    /// <remarks>Source: Harrell and Davis 1982, doi:10.1093/biomet/69.3.635. Range: 0 &lt; p &lt; 1.</remarks>
    /// <exception cref="ArgumentException">The sample is empty or p is outside (0, 1).</exception>
    public static double HarrellDavis(ReadOnlySpan<double> values, double p = 0.5)
    {
        if (values.IsEmpty || !(p is > 0 and < 1))
            throw new ArgumentException("Harrell–Davis needs values and a probability inside (0, 1).", nameof(values));
        var sorted = values.ToArray();
        Array.Sort(sorted);
        int n = sorted.Length;
        double a = (n + 1) * p;
        double b = (n + 1) * (1 - p);
        double sum = 0;
        double previous = 0;
        for (int i = 1; i <= n; i++)
        {
            double x = (double)i / n;
            double next = SpecialFunctions.RegularizedBeta(x, 1 - x, a, b);
            sum += (next - previous) * sorted[i - 1];
            previous = next;
        }
        return sum;
    }
}
