namespace Umul.Evaluation.Statistics;

/// <summary>Two one-sided tests: is the difference smaller than ±δ?</summary>
/// <param name="LowerP">One-sided p of "Δ ≤ −δ".</param>
/// <param name="UpperP">One-sided p of "Δ ≥ δ".</param>
/// <param name="Interval">The 1 − 2α interval, which lies inside ±δ exactly when both tests reject.</param>
public sealed record EquivalenceTest(double LowerP, double UpperP, ConfidenceInterval Interval)
{
    /// <summary>The larger of the two one-sided p-values.</summary>
    public double PValue => Math.Max(LowerP, UpperP);

    /// <summary>TOST on an estimate.</summary>
    /// <remarks>Source: Schuirmann 1987, doi:10.1007/BF01068419. A standard error of zero decides by the difference alone.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">δ is not positive.</exception>
    public static EquivalenceTest Of(Estimate estimate, double smallestWorthwhile, double alpha = 0.05)
    {
        ArgumentNullException.ThrowIfNull(estimate);
        if (!(smallestWorthwhile > 0))
            throw new ArgumentOutOfRangeException(nameof(smallestWorthwhile), smallestWorthwhile, "The equivalence margin must be positive.");
        return new EquivalenceTest(
            Tail(estimate.Difference + smallestWorthwhile), Tail(smallestWorthwhile - estimate.Difference), estimate.Interval(1 - (2 * alpha)));

        double Tail(double gap) => gap == 0 ? 0.5 : StudentTDistribution.UpperTail(gap / estimate.StandardError, estimate.DegreesOfFreedom);
    }
}
