namespace Umul.Evaluation.Statistics;

/// <summary>Student's t distribution with any positive, also fractional, degrees of freedom (+∞ is the normal distribution).</summary>
public static class StudentTDistribution
{
    /// <summary>P(T ≤ t).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The degrees of freedom are not positive.</exception>
    public static double Cumulative(double t, double degreesOfFreedom) =>
        t > 0 ? 1 - UpperTail(t, degreesOfFreedom) : UpperTail(-t, degreesOfFreedom);

    /// <summary>P(T &gt; t), without cancellation in the upper tail.</summary>
    /// <remarks>
    /// <para>Formula: ½ I_{ν/(ν+t²)}(ν/2, ½) for t ≥ 0. Range: any t; NaN gives NaN.</para>
    /// <para>Source: Abramowitz and Stegun 26.7.1.</para>
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">The degrees of freedom are not positive.</exception>
    public static double UpperTail(double t, double degreesOfFreedom)
    {
        RequirePositive(degreesOfFreedom);
        if (double.IsNaN(t))
            return double.NaN;
        if (double.IsPositiveInfinity(degreesOfFreedom))
            return NormalDistribution.UpperTail(t);
        double ratio = t * t / degreesOfFreedom;
        double x = 1 / (1 + ratio);
        double y = double.IsInfinity(ratio) ? 1 : ratio / (1 + ratio);
        double half = 0.5 * SpecialFunctions.RegularizedBeta(x, y, degreesOfFreedom / 2, 0.5);
        return t >= 0 ? half : 1 - half;
    }

    /// <summary>P(|T| ≥ |t|), the two-sided p-value of a t statistic.</summary>
    public static double TwoSided(double t, double degreesOfFreedom) => Math.Min(1, 2 * UpperTail(Math.Abs(t), degreesOfFreedom));

    /// <summary>The value that T stays below with the given probability.</summary>
    /// <remarks>Formula: Newton steps on the logarithm of the tail, kept inside a bracket. 0 and 1 give ∓∞.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The probability is not in [0, 1] or the degrees of freedom are not positive.</exception>
    public static double Quantile(double probability, double degreesOfFreedom)
    {
        RequirePositive(degreesOfFreedom);
        if (!(probability is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "A probability lies in [0, 1].");
        if (double.IsPositiveInfinity(degreesOfFreedom) || probability is 0 or 1)
            return NormalDistribution.Quantile(probability);
        if (probability == 0.5)
            return 0;
        double tail = probability < 0.5 ? probability : 1 - probability;
        double value = UpperQuantile(tail, degreesOfFreedom);
        return probability < 0.5 ? -value : value;
    }

    /// <summary>Density of T at t.</summary>
    public static double Density(double t, double degreesOfFreedom)
    {
        RequirePositive(degreesOfFreedom);
        if (double.IsPositiveInfinity(degreesOfFreedom))
            return NormalDistribution.Density(t);
        double half = degreesOfFreedom / 2;
        double x = 1 / (1 + (t * t / degreesOfFreedom));
        double log = SpecialFunctions.LogGamma(half + 0.5) - SpecialFunctions.LogGamma(half) + ((half + 0.5) * Math.Log(x));
        return Math.Exp(log) / Math.Sqrt(degreesOfFreedom * Math.PI);
    }

    private static double UpperQuantile(double tail, double df)
    {
        double low = 0;
        double high = double.PositiveInfinity;
        double t = FirstGuess(tail, df);
        for (int i = 0; i < 200; i++)
        {
            double upper = UpperTail(t, df);
            double gap = Math.Log(upper / tail);
            if (gap > 0)
                low = t;
            else
                high = t;
            double next = t + (gap * upper / Density(t, df));
            if (!(next > low && next < high))
                next = double.IsInfinity(high) ? 2 * Math.Max(t, 1) : 0.5 * (low + high);
            if (Math.Abs(next - t) <= 1e-15 * t)
                return next;
            t = next;
        }
        return t;
    }

    private static double FirstGuess(double tail, double df)
    {
        double z = -NormalDistribution.Quantile(tail);
        double cornishFisher = z + (((z * z * z) + z) / (4 * df));
        double heavy = Math.Sqrt(df) * Math.Exp(-Math.Log(2 * tail) / df);
        return Math.Max(1e-10, df < 3 && tail < 0.05 ? heavy : cornishFisher);
    }

    private static void RequirePositive(double degreesOfFreedom)
    {
        if (!(degreesOfFreedom > 0))
            throw new ArgumentOutOfRangeException(nameof(degreesOfFreedom), degreesOfFreedom, "Degrees of freedom must be positive.");
    }
}
