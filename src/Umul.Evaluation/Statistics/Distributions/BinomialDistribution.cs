namespace Umul.Evaluation.Statistics;

/// <summary>The binomial distribution: successes in n independent trials.</summary>
public static class BinomialDistribution
{
    /// <summary>P(X = k).</summary>
    /// <remarks>Formula: Loader's saddle-point form, accurate to about 10⁻¹⁵ relative for any n.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">n is negative or the probability is not in [0, 1].</exception>
    public static double Mass(long successes, long trials, double probability)
    {
        Require(trials, probability);
        if (successes < 0 || successes > trials)
            return 0;
        double q = 1 - probability;
        if (successes == 0)
            return Math.Exp(trials * Math.Log(q));
        if (successes == trials)
            return Math.Exp(trials * Math.Log(probability));
        if (probability is 0 or 1)
            return 0;
        double n = trials;
        double k = successes;
        return SpecialFunctions.BetaTerm(probability, q, k, n - k) * n / (k * (n - k));
    }

    /// <summary>P(X ≤ k) = I_{1−p}(n−k, k+1).</summary>
    /// <exception cref="ArgumentOutOfRangeException">n is negative or the probability is not in [0, 1].</exception>
    public static double Cumulative(long successes, long trials, double probability)
    {
        Require(trials, probability);
        if (successes < 0)
            return 0;
        return successes >= trials
            ? 1
            : SpecialFunctions.RegularizedBeta(1 - probability, probability, trials - successes, successes + 1.0);
    }

    /// <summary>P(X ≥ k), without cancellation in the upper tail.</summary>
    /// <exception cref="ArgumentOutOfRangeException">n is negative or the probability is not in [0, 1].</exception>
    public static double AtLeast(long successes, long trials, double probability)
    {
        Require(trials, probability);
        if (successes <= 0)
            return 1;
        return successes > trials
            ? 0
            : SpecialFunctions.RegularizedBeta(probability, 1 - probability, successes, trials - successes + 1.0);
    }

    private static void Require(long trials, double probability)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(trials);
        if (!(probability is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "A probability lies in [0, 1].");
    }
}
