namespace Umul.Evaluation.Statistics;

/// <summary>Fisher's F distribution.</summary>
public static class FisherFDistribution
{
    /// <summary>P(F ≤ f).</summary>
    /// <exception cref="ArgumentOutOfRangeException">Degrees of freedom are not positive.</exception>
    public static double Cumulative(double f, double numeratorDf, double denominatorDf)
    {
        RequirePositive(numeratorDf, denominatorDf);
        if (f <= 0)
            return 0;
        double scaled = numeratorDf * f;
        return SpecialFunctions.RegularizedBeta(scaled / (scaled + denominatorDf), denominatorDf / (scaled + denominatorDf),
            numeratorDf / 2, denominatorDf / 2);
    }

    /// <summary>P(F &gt; f) = I_{d₂/(d₂+d₁f)}(d₂/2, d₁/2), without cancellation in the upper tail.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Degrees of freedom are not positive.</exception>
    public static double UpperTail(double f, double numeratorDf, double denominatorDf)
    {
        RequirePositive(numeratorDf, denominatorDf);
        if (f <= 0)
            return 1;
        double scaled = numeratorDf * f;
        return SpecialFunctions.RegularizedBeta(denominatorDf / (scaled + denominatorDf), scaled / (scaled + denominatorDf),
            denominatorDf / 2, numeratorDf / 2);
    }

    private static void RequirePositive(double numeratorDf, double denominatorDf)
    {
        if (!(numeratorDf > 0))
            throw new ArgumentOutOfRangeException(nameof(numeratorDf), numeratorDf, "Degrees of freedom must be positive.");
        if (!(denominatorDf > 0))
            throw new ArgumentOutOfRangeException(nameof(denominatorDf), denominatorDf, "Degrees of freedom must be positive.");
    }
}
