namespace Umul.Evaluation.Statistics;

/// <summary>How test-then-rank allows for its many tests.</summary>
public enum RankingAdjustment
{
    /// <summary>Each pair on its own.</summary>
    None,

    /// <summary>Holm over all ordered pairs.</summary>
    Holm,
}

/// <summary>A ranking: the value each method was ranked by and its rank, 1 best, ties sharing the lower number.</summary>
/// <param name="Values">Mean score (in the metric's direction), mean rank, or share of the other methods beaten.</param>
/// <param name="Ranks">Ranks.</param>
public sealed record Ranking(double[] Values, double[] Ranks)
{
    /// <summary>Mean over cases, then rank. The primary ranking.</summary>
    /// <remarks>A method with a missing score has no mean (NaN) and takes the last rank: decide first what missing means.</remarks>
    public static Ranking AggregateThenRank(RankingData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        double sign = data.Direction == MetricDirection.LowerIsBetter ? -1 : 1;
        double[] means = [.. Enumerable.Range(0, data.Count).Select(m => Moments.Mean(data.Oriented(m)))];
        return new Ranking(Array.ConvertAll(means, m => sign * m), Best(Snapped(means)));
    }

    /// <summary>Rank on every case (missing = worst), mean of the ranks, then rank. A robustness check.</summary>
    public static Ranking RankThenAggregate(RankingData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        var sums = new double[data.Count];
        var column = new double[data.Count];
        for (int i = 0; i < data.Cases; i++)
        {
            for (int m = 0; m < data.Count; m++)
                column[m] = data.Oriented(m)[i];
            double[] ranks = Best(column);
            for (int m = 0; m < data.Count; m++)
                sums[m] += double.IsNaN(column[m]) ? data.Count : ranks[m];
        }
        double[] means = Array.ConvertAll(sums, s => s / data.Cases);
        return new Ranking(means, Statistics.Ranks.Minimum(means));
    }

    /// <summary>One-sided Wilcoxon tests of all pairs; a method is ranked by the share of the others it beats.</summary>
    /// <remarks>
    /// Up to fifty cases the tests are exact, also with ties: four equal differences are then p = .0625, not the .036 of the normal
    /// approximation. Cases missing in one of the two are left out of that pair.
    /// </remarks>
    public static Ranking TestThenRank(RankingData data, double alpha = 0.05, RankingAdjustment adjustment = RankingAdjustment.None)
    {
        ArgumentNullException.ThrowIfNull(data);
        double[] p = PairwiseP(data);
        if (adjustment == RankingAdjustment.Holm)
            p = HolmOfPairs(p, data.Count);
        var share = new double[data.Count];
        for (int m = 0; m < data.Count; m++)
        {
            for (int other = 0; other < data.Count; other++)
            {
                if (other != m && p[(m * data.Count) + other] < alpha)
                    share[m] += 1.0 / (data.Count - 1);
            }
        }
        return new Ranking(share, Best(share));
    }

    /// <summary>p of "row beats column" for every ordered pair, row-major; 1 on the diagonal.</summary>
    public static double[] PairwiseP(RankingData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        int k = data.Count;
        var p = new double[k * k];
        Array.Fill(p, 1);
        for (int a = 0; a < k; a++)
        {
            for (int b = a + 1; b < k; b++)
            {
                double[] x = data.Oriented(a);
                double[] y = data.Oriented(b);
                double[] d = [.. Enumerable.Range(0, data.Cases).Select(i => x[i] - y[i]).Where(v => !double.IsNaN(v))];
                if (d.Length == 0)
                    continue;
                var test = d.Length <= WilcoxonSignedRank.ExactLimit ? WilcoxonSignedRank.ExactWithTies(d) : WilcoxonSignedRank.Compute(d);
                p[(a * k) + b] = test.Greater;
                p[(b * k) + a] = test.Less;
            }
        }
        return p;
    }

    /// <summary>Kendall's τ-b between two rankings of the same methods; NaN when one of them ties everything.</summary>
    public static double KendallTau(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        if (first.Length != second.Length)
            throw new ArgumentException($"Both rankings rank the same methods: {first.Length} and {second.Length}.", nameof(second));
        double agreement = 0;
        double untiedFirst = 0;
        double untiedSecond = 0;
        for (int i = 0; i < first.Length; i++)
        {
            for (int j = 0; j < i; j++)
            {
                int a = Math.Sign(first[i] - first[j]);
                int b = Math.Sign(second[i] - second[j]);
                agreement += a * b;
                untiedFirst += a * a;
                untiedSecond += b * b;
            }
        }
        return agreement / Math.Sqrt(untiedFirst * untiedSecond);
    }

    /// <summary>Means rounded to twelve digits of the largest, so that equal sums taken in another order stay tied.</summary>
    private static double[] Snapped(double[] means)
    {
        double largest = means.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(0).Max();
        return largest == 0 ? means : Array.ConvertAll(means, m => Math.Round(m / largest * 1e12));
    }

    /// <summary>Ranks with the largest value first, ties sharing the lower number, NaN last.</summary>
    internal static double[] Best(double[] values) =>
        Statistics.Ranks.Minimum(Array.ConvertAll(values, v => double.IsNaN(v) ? double.PositiveInfinity : -v));

    /// <summary>Holm over the k(k−1) ordered pairs.</summary>
    internal static double[] HolmOfPairs(double[] p, int k)
    {
        int[] pairs = [.. Enumerable.Range(0, k * k).Where(i => i / k != i % k)];
        double[] adjusted = Multiplicity.Holm([.. pairs.Select(i => p[i])]);
        var result = new double[k * k];
        Array.Fill(result, 1);
        for (int i = 0; i < pairs.Length; i++)
            result[pairs[i]] = adjusted[i];
        return result;
    }
}
