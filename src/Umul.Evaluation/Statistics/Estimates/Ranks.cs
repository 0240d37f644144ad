namespace Umul.Evaluation.Statistics;

/// <summary>Ranks of values, the smallest first, with a stated rule for ties.</summary>
internal static class Ranks
{
    /// <summary>Ranks 1 … n, ties sharing their mean rank.</summary>
    public static double[] Average(ReadOnlySpan<double> values) => Compute(values, (first, last) => 0.5 * (first + last));

    /// <summary>Ranks 1 … n, ties sharing their lowest rank ("1, 1, 3").</summary>
    public static double[] Minimum(ReadOnlySpan<double> values) => Compute(values, (first, _) => first);

    /// <summary>Ranks 1 … n, ties sharing their highest rank ("2, 2, 3").</summary>
    public static double[] Maximum(ReadOnlySpan<double> values) => Compute(values, (_, last) => last);

    private static double[] Compute(ReadOnlySpan<double> values, Func<int, int, double> shared)
    {
        int n = values.Length;
        var sorted = values.ToArray();
        var order = new int[n];
        for (int i = 0; i < n; i++)
            order[i] = i;
        Array.Sort(sorted, order);
        var ranks = new double[n];
        for (int start = 0; start < n;)
        {
            int end = start + 1;
            while (end < n && sorted[end] == sorted[start])
                end++;
            double rank = shared(start + 1, end);
            for (int i = start; i < end; i++)
                ranks[order[i]] = rank;
            start = end;
        }
        return ranks;
    }
}
