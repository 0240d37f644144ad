namespace Umul.Evaluation.Statistics;

/// <summary>What Wilcoxon's test does with differences of exactly zero.</summary>
public enum ZeroHandling
{
    /// <summary>Zeros take part in the ranking and are then left out (Pratt 1959). The default.</summary>
    Pratt,

    /// <summary>Zeros are dropped before ranking (Wilcoxon 1945).</summary>
    Drop,

    /// <summary>Zeros keep their ranks, half on each side.</summary>
    Split,
}

/// <summary>How a p-value was obtained; always printed beside it.</summary>
public enum RankTestMethod
{
    /// <summary>Full enumeration of the null distribution.</summary>
    Exact,

    /// <summary>Normal approximation with tie correction, without continuity correction.</summary>
    Asymptotic,

    /// <summary>Normal approximation with tie and continuity correction.</summary>
    AsymptoticWithContinuity,
}

/// <summary>Signed rank sums and p-values of Wilcoxon's test. "Greater" means that the differences lie above zero.</summary>
public sealed record WilcoxonResult(double Plus, double Minus, double TwoSided, double Greater, double Less, RankTestMethod Method)
{
    /// <summary>The smaller rank sum, W as scipy and textbooks print it.</summary>
    public double Statistic => Math.Min(Plus, Minus);
}

/// <summary>Wilcoxon's signed-rank test. A secondary test: it tests the symmetry of the differences about zero, not their mean.</summary>
public static class WilcoxonSignedRank
{
    /// <summary>Up to this many differences, none zero and none tied, the exact distribution is used.</summary>
    public const int ExactLimit = 50;

    /// <summary>Exact for n ≤ 50 without zeros or ties; otherwise Pratt, tie and continuity correction.</summary>
    /// <exception cref="ArgumentException">There is no difference.</exception>
    public static WilcoxonResult Compute(ReadOnlySpan<double> differences)
    {
        bool clean = differences.Length <= ExactLimit && !differences.Contains(0.0) && DistinctMagnitudes(differences);
        return Compute(differences, clean ? RankTestMethod.Exact : RankTestMethod.AsymptoticWithContinuity, ZeroHandling.Pratt);
    }

    /// <summary>The test with the method and the handling of zeros chosen by the caller.</summary>
    /// <remarks>
    /// <para>Source: Wilcoxon 1945; Pratt 1959, doi:10.1080/01621459.1959.10501526. Checked against scipy and R.</para>
    /// </remarks>
    /// <exception cref="ArgumentException">There is no difference, or exact p-values are asked for with zeros or ties.</exception>
    public static WilcoxonResult Compute(ReadOnlySpan<double> differences, RankTestMethod method, ZeroHandling zeros)
    {
        if (differences.IsEmpty)
            throw new ArgumentException("Wilcoxon's test needs at least one difference.", nameof(differences));
        double[] kept = zeros == ZeroHandling.Drop ? differences.ToArray().Where(d => d != 0).ToArray() : differences.ToArray();
        if (kept.Length == 0)
            return new WilcoxonResult(0, 0, 1, 1, 1, method);
        var ranks = Ranks.Average(Array.ConvertAll(kept, Math.Abs));
        double plus = 0;
        double minus = 0;
        double none = 0;
        for (int i = 0; i < kept.Length; i++)
        {
            if (kept[i] > 0)
                plus += ranks[i];
            else if (kept[i] < 0)
                minus += ranks[i];
            else
                none += ranks[i];
        }
        if (method == RankTestMethod.Exact)
            return Exact(kept, plus, minus);
        if (zeros == ZeroHandling.Split)
        {
            plus += none / 2;
            minus += none / 2;
        }
        return Asymptotic(kept, ranks, (plus, minus), method, zeros);
    }

    /// <summary>The exact test also with ties and zeros (Pratt): all sign assignments to the ranks as they are, by dynamic programming.</summary>
    /// <remarks>Source: the conditional permutation distribution; equals the classical exact test without ties. Up to fifty differences.</remarks>
    /// <exception cref="ArgumentException">There is no difference, or there are more than fifty.</exception>
    public static WilcoxonResult ExactWithTies(ReadOnlySpan<double> differences)
    {
        if (differences.IsEmpty || differences.Length > ExactLimit)
            throw new ArgumentException($"The exact test takes 1 to {ExactLimit} differences; found {differences.Length}.", nameof(differences));
        var ranks = Ranks.Average(Array.ConvertAll(differences.ToArray(), Math.Abs));
        // Twice a mean rank is an integer.
        int total = differences.Length * (differences.Length + 1);
        var counts = new double[total + 1];
        counts[0] = 1;
        int plus = 0;
        int signed = 0;
        for (int i = 0; i < differences.Length; i++)
        {
            if (differences[i] == 0)
                continue;
            int rank = (int)Math.Round(2 * ranks[i]);
            for (int w = total; w >= rank; w--)
                counts[w] += counts[w - rank];
            signed += rank;
            plus += differences[i] > 0 ? rank : 0;
        }
        double all = counts.Sum();
        double less = counts.Take(plus + 1).Sum() / all;
        double greater = counts.Skip(plus).Sum() / all;
        return new WilcoxonResult(plus / 2.0, (signed - plus) / 2.0, Math.Min(1, 2 * Math.Min(less, greater)), greater, less, RankTestMethod.Exact);
    }

    private static WilcoxonResult Exact(double[] kept, double plus, double minus)
    {
        if (kept.Contains(0.0) || !DistinctMagnitudes(kept))
            throw new ArgumentException("The exact Wilcoxon distribution holds without zeros and ties only.", nameof(kept));
        int n = kept.Length;
        var counts = ExactCounts(n);
        double total = Math.Pow(2, n);
        double less = 0;
        double greater = 0;
        for (int w = 0; w < counts.Length; w++)
        {
            if (w <= plus)
                less += counts[w];
            if (w >= plus)
                greater += counts[w];
        }
        less /= total;
        greater /= total;
        return new WilcoxonResult(plus, minus, Math.Min(1, 2 * Math.Min(less, greater)), greater, less, RankTestMethod.Exact);
    }

    /// <summary>Number of subsets of {1 … n} with each sum; exact in double up to n = 50.</summary>
    private static double[] ExactCounts(int n)
    {
        var counts = new double[(n * (n + 1) / 2) + 1];
        counts[0] = 1;
        int reach = 0;
        for (int rank = 1; rank <= n; rank++)
        {
            reach += rank;
            for (int w = reach; w >= rank; w--)
                counts[w] += counts[w - rank];
        }
        return counts;
    }

    private static WilcoxonResult Asymptotic(double[] kept, double[] ranks, (double Plus, double Minus) sums, RankTestMethod method, ZeroHandling zeros)
    {
        double n = kept.Length;
        double mean = n * (n + 1) / 4;
        double variance = n * (n + 1) * ((2 * n) + 1);
        var tied = ranks.AsEnumerable();
        if (zeros == ZeroHandling.Pratt)
        {
            double none = kept.Count(d => d == 0);
            mean -= none * (none + 1) / 4;
            variance -= none * (none + 1) * ((2 * none) + 1);
            tied = ranks.Where((_, i) => kept[i] != 0);
        }
        foreach (var group in tied.GroupBy(r => r))
        {
            double t = group.Count();
            variance -= 0.5 * t * ((t * t) - 1);
        }
        double sd = Math.Sqrt(variance / 24);
        if (!(sd > 0))
            return new WilcoxonResult(sums.Plus, sums.Minus, 1, 1, 1, method);
        double correction = method == RankTestMethod.AsymptoticWithContinuity ? 0.5 : 0;
        double gap = sums.Plus - mean;
        double two = (gap - (correction * Math.Sign(gap))) / sd;
        return new WilcoxonResult(sums.Plus, sums.Minus, Math.Min(1, 2 * NormalDistribution.UpperTail(Math.Abs(two))),
            NormalDistribution.UpperTail((gap - correction) / sd), NormalDistribution.Cumulative((gap + correction) / sd), method);
    }

    private static bool DistinctMagnitudes(ReadOnlySpan<double> differences)
    {
        var sorted = differences.ToArray();
        for (int i = 0; i < sorted.Length; i++)
            sorted[i] = Math.Abs(sorted[i]);
        Array.Sort(sorted);
        for (int i = 1; i < sorted.Length; i++)
        {
            if (sorted[i] == sorted[i - 1])
                return false;
        }
        return true;
    }
}
