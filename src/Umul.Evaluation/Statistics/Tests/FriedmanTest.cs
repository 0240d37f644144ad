namespace Umul.Evaluation.Statistics;

/// <summary>Friedman's test of equal mean ranks, with Nemenyi's critical difference. For many datasets (claim C3) only.</summary>
/// <param name="MeanRanks">Mean rank of each method over the blocks, 1 = best.</param>
/// <param name="ChiSquared">Friedman's χ² with tie correction; NaN if every block is one tie.</param>
/// <param name="Blocks">Number of datasets or cases.</param>
public sealed record FriedmanTest(double[] MeanRanks, double ChiSquared, int Blocks)
{
    /// <summary>p of χ² with k − 1 degrees of freedom.</summary>
    public double PValue => double.IsNaN(ChiSquared) ? 1 : ChiSquaredDistribution.UpperTail(ChiSquared, MeanRanks.Length - 1);

    /// <summary>Kendall's W = χ²/(n(k − 1)).</summary>
    public double KendallW => ChiSquared / (Blocks * (MeanRanks.Length - 1.0));

    /// <summary>Nemenyi: mean ranks further apart than q_α(k, ∞)/√2 · √(k(k+1)/(6n)) differ.</summary>
    /// <remarks>q is that of k methods. (aeon reads its table one row too far; its four-method value is that of five.)</remarks>
    public double CriticalDifference(double alpha = 0.05)
    {
        int k = MeanRanks.Length;
        double q = StudentizedRangeDistribution.Quantile(1 - alpha, k, double.PositiveInfinity) / Math.Sqrt(2);
        return q * Math.Sqrt(k * (k + 1.0) / (6.0 * Blocks));
    }

    /// <summary>Maximal groups of at least two methods, adjacent in mean rank, none of which differ by more than the critical difference.</summary>
    public IReadOnlyList<int[]> Cliques(double alpha = 0.05)
    {
        double limit = CriticalDifference(alpha);
        return Statistics.Cliques.OfOrdered(MeanRanks, (i, j) => Math.Abs(MeanRanks[i] - MeanRanks[j]) < limit);
    }

    /// <summary>Ranks every block (method × block, bigger is better), ties sharing their mean rank.</summary>
    /// <remarks>Source: Friedman 1937; Demšar 2006, JMLR 7.</remarks>
    /// <exception cref="ArgumentException">Fewer than two methods or blocks, or ragged rows.</exception>
    public static FriedmanTest Compute(IReadOnlyList<double[]> methods)
    {
        ArgumentNullException.ThrowIfNull(methods);
        int k = methods.Count;
        int n = k == 0 ? 0 : methods[0].Length;
        if (k < 2 || n < 2 || methods.Any(m => m.Length != n))
            throw new ArgumentException("Friedman's test needs two methods scored on the same two or more blocks.", nameof(methods));
        var sums = new double[k];
        double ties = 0;
        var block = new double[k];
        for (int i = 0; i < n; i++)
        {
            for (int m = 0; m < k; m++)
                block[m] = -methods[m][i];
            var ranks = Ranks.Average(block);
            for (int m = 0; m < k; m++)
                sums[m] += ranks[m];
            ties += ranks.GroupBy(r => r).Sum(g => ((double)g.Count() * g.Count() * g.Count()) - g.Count());
        }
        double squares = sums.Sum(s => s * s);
        double correction = 1 - (ties / (n * k * (((double)k * k) - 1)));
        double chi = ((12 / (n * k * (k + 1.0)) * squares) - (3.0 * n * (k + 1))) / correction;
        return new FriedmanTest(Array.ConvertAll(sums, s => s / n), correction > 0 ? chi : double.NaN, n);
    }
}
