namespace Umul.Evaluation.Statistics;

/// <summary>The chi-squared distribution.</summary>
public static class ChiSquaredDistribution
{
    /// <summary>P(X ≤ x) = P(ν/2, x/2), the regularised incomplete gamma function.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The degrees of freedom are not positive.</exception>
    public static double Cumulative(double x, double degreesOfFreedom)
    {
        RequirePositive(degreesOfFreedom);
        return SpecialFunctions.RegularizedGammaP(degreesOfFreedom / 2, x / 2);
    }

    /// <summary>P(X &gt; x), without cancellation.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The degrees of freedom are not positive.</exception>
    public static double UpperTail(double x, double degreesOfFreedom)
    {
        RequirePositive(degreesOfFreedom);
        return SpecialFunctions.RegularizedGammaQ(degreesOfFreedom / 2, x / 2);
    }

    /// <summary>The value that X stays below with the given probability.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The probability is not in [0, 1) or the degrees of freedom are not positive.</exception>
    public static double Quantile(double probability, double degreesOfFreedom)
    {
        RequirePositive(degreesOfFreedom);
        if (!(probability is >= 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "A probability lies in [0, 1).");
        if (probability == 0)
            return 0;
        double z = NormalDistribution.Quantile(probability);
        double ninth = 2 / (9 * degreesOfFreedom);
        double cube = Math.Max(0.01, 1 - ninth + (z * Math.Sqrt(ninth)));
        double guess = degreesOfFreedom * cube * cube * cube;
        return Roots.Increasing(x => Cumulative(x, degreesOfFreedom) - probability, 0, Math.Max(guess, 1e-8));
    }

    private static void RequirePositive(double degreesOfFreedom)
    {
        if (!(degreesOfFreedom > 0))
            throw new ArgumentOutOfRangeException(nameof(degreesOfFreedom), degreesOfFreedom, "Degrees of freedom must be positive.");
    }
}
