namespace Umul.Evaluation.Statistics;

/// <summary>Distribution-free interval for a median. Bootstrap intervals for medians collapse on ties; this one holds.</summary>
public static class OrderStatisticInterval
{
    /// <summary>[x_(k), x_(n−k+1)] with the largest k whose Binom(n, ½) CDF(k−1) ≤ (1−level)/2; null when n is too small for the level.</summary>
    /// <remarks>Source: Thompson 1936; David and Nagaraja, Order Statistics, 7.1. The true level is at least the nominal one.</remarks>
    public static ConfidenceInterval? Median(ReadOnlySpan<double> values, double level = 0.95)
    {
        int n = values.Length;
        double tail = (1 - level) / 2;
        // Smallest k whose CDF(k) exceeds the tail, by halving: the CDF increases.
        int k = 0;
        for (int high = n; k < high;)
        {
            int middle = k + ((high - k) / 2);
            if (BinomialDistribution.Cumulative(middle, n, 0.5) <= tail)
                k = middle + 1;
            else
                high = middle;
        }
        if (k == 0 || n == 0)
            return null;
        var sorted = values.ToArray();
        Array.Sort(sorted);
        return new ConfidenceInterval(sorted[k - 1], sorted[n - k], level);
    }
}
