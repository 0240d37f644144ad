namespace Umul.Evaluation.Statistics;

/// <summary>Areas under two ROC curves on the same cases, with DeLong's covariance.</summary>
public sealed record DeLongResult(double FirstAuc, double SecondAuc, double FirstVariance, double SecondVariance, double Covariance)
{
    /// <summary>A₁ − A₂.</summary>
    public double Difference => FirstAuc - SecondAuc;

    /// <summary>√(Var₁ + Var₂ − 2Cov), at least zero.</summary>
    public double StandardError => Math.Sqrt(Math.Max(0, FirstVariance + SecondVariance - (2 * Covariance)));

    /// <summary>Z = (A₁ − A₂)/SE; NaN when both curves rank every pair alike.</summary>
    public double Z => Difference / StandardError;

    /// <summary>Two-sided p of Z; 1 when there is no difference at all.</summary>
    public double PValue => Difference == 0 ? 1 : 2 * NormalDistribution.UpperTail(Math.Abs(Z));

    /// <summary>Normal interval of the difference.</summary>
    public ConfidenceInterval Interval(double level = 0.95)
    {
        double reach = NormalDistribution.Quantile(0.5 + (level / 2)) * StandardError;
        return new ConfidenceInterval(Difference - reach, Difference + reach, level);
    }
}

/// <summary>Placement values of an area under the ROC curve.</summary>
/// <param name="Auc">P(positive scores above negative), ties ½.</param>
/// <param name="Positives">V10: for each positive, the share of negatives below it.</param>
/// <param name="Negatives">V01: for each negative, the share of positives above it.</param>
public sealed record AucPlacements(double Auc, double[] Positives, double[] Negatives)
{
    /// <summary>Placements by midranks in O(n log n).</summary>
    /// <exception cref="ArgumentException">Lengths differ, a score is NaN, or one of the two classes is empty.</exception>
    public static AucPlacements Of(ReadOnlySpan<double> scores, ReadOnlySpan<bool> positive)
    {
        if (scores.Length != positive.Length)
            throw new ArgumentException($"{scores.Length} scores for {positive.Length} labels.", nameof(scores));
        foreach (double score in scores)
        {
            if (double.IsNaN(score))
                throw new ArgumentException("A score is NaN; an area under the curve needs an order.", nameof(scores));
        }
        var above = new List<double>();
        var below = new List<double>();
        for (int i = 0; i < scores.Length; i++)
            (positive[i] ? above : below).Add(scores[i]);
        if (above.Count == 0 || below.Count == 0)
            throw new ArgumentException("An area under the curve needs at least one positive and one negative case.", nameof(positive));
        double[] all = [.. above, .. below];
        var ranks = Ranks.Average(all);
        var positiveRanks = Ranks.Average(above.ToArray());
        var negativeRanks = Ranks.Average(below.ToArray());
        var v10 = new double[above.Count];
        for (int i = 0; i < v10.Length; i++)
            v10[i] = (ranks[i] - positiveRanks[i]) / below.Count;
        var v01 = new double[below.Count];
        for (int j = 0; j < v01.Length; j++)
            v01[j] = 1 - ((ranks[above.Count + j] - negativeRanks[j]) / above.Count);
        return new AucPlacements(Moments.Mean(v10), v10, v01);
    }
}

/// <summary>DeLong's test of two correlated areas under the ROC curve, one run each.</summary>
public static class DeLongTest
{
    /// <summary>Variances s10/n₁ + s01/n₀ and the covariance of two scorings of the same cases.</summary>
    /// <remarks>Source: DeLong, DeLong and Clarke-Pearson 1988; Sun and Xu 2014 for the midranks. Needs two cases of each class.</remarks>
    /// <exception cref="ArgumentException">Lengths differ, a score is NaN, or a class has fewer than two cases.</exception>
    public static DeLongResult Compute(ReadOnlySpan<double> first, ReadOnlySpan<double> second, ReadOnlySpan<bool> positive)
    {
        var a = AucPlacements.Of(first, positive);
        var b = AucPlacements.Of(second, positive);
        if (a.Positives.Length < 2 || a.Negatives.Length < 2)
            throw new ArgumentException("DeLong's variance needs two positive and two negative cases.", nameof(positive));
        return new DeLongResult(a.Auc, b.Auc, Covariance(a, a), Covariance(b, b), Covariance(a, b));
    }

    private static double Covariance(AucPlacements a, AucPlacements b) =>
        (Covariance(a.Positives, b.Positives) / a.Positives.Length) + (Covariance(a.Negatives, b.Negatives) / a.Negatives.Length);

    private static double Covariance(double[] x, double[] y)
    {
        double meanX = Moments.Mean(x);
        double meanY = Moments.Mean(y);
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
            sum += (x[i] - meanX) * (y[i] - meanY);
        return sum / (x.Length - 1);
    }
}
