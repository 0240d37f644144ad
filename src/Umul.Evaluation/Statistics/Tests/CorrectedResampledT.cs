namespace Umul.Evaluation.Statistics;

/// <summary>Nadeau and Bengio's check for k-fold cross-validation, whose folds share training data.</summary>
public static class CorrectedResampledT
{
    /// <summary>t = d̄/√((1/k + n_test/n_train)·s²) with df = k − 1 over the fold (or repeat × fold) differences.</summary>
    /// <remarks>
    /// <para>Say beside it: one training set per fold; folds share training data. It does not replace the per-case interval.</para>
    /// <para>Source: Nadeau and Bengio 2003, doi:10.1023/A:1024068626366.</para>
    /// </remarks>
    /// <exception cref="ArgumentException">Fewer than two folds or a ratio that is not positive.</exception>
    public static Estimate Compute(ReadOnlySpan<double> foldDifferences, double testToTrainRatio)
    {
        if (foldDifferences.Length < 2)
            throw new ArgumentException("The corrected resampled t needs two folds.", nameof(foldDifferences));
        if (!(testToTrainRatio > 0))
            throw new ArgumentException($"n_test/n_train must be positive; found {testToTrainRatio}.", nameof(testToTrainRatio));
        double variance = ((1.0 / foldDifferences.Length) + testToTrainRatio) * Moments.Variance(foldDifferences);
        return new Estimate(Moments.Mean(foldDifferences), Math.Sqrt(variance), foldDifferences.Length - 1);
    }
}
