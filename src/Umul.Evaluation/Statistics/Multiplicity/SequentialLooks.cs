namespace Umul.Evaluation.Statistics;

/// <summary>Significance levels for looks that were declared before the first of them (for example at 3, 5 and 10 seeds).</summary>
public static class DeclaredLooks
{
    /// <summary>Bonferroni: α divided by the number of looks, the same for each. Measured type I error .033 for looks at 3, 5, 10 seeds.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no look, or α is not in (0, 1).</exception>
    public static double PerLook(int looks, double alpha = 0.05)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(looks, 1);
        RequireAlpha(alpha);
        return alpha / looks;
    }

    /// <summary>O'Brien–Fleming-type spending: α spent up to the information share t is 2 − 2Φ(z_{1−α/2}/√t).</summary>
    /// <remarks>Source: Lan and DeMets 1983, doi:10.1093/biomet/70.3.659. Nearly nothing is spent early, nearly everything at the end.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The share is not in (0, 1], or α is not in (0, 1).</exception>
    public static double Spent(double informationShare, double alpha = 0.05)
    {
        if (!(informationShare is > 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(informationShare), informationShare, "The information share lies in (0, 1].");
        RequireAlpha(alpha);
        return 2 * NormalDistribution.UpperTail(NormalDistribution.Quantile(1 - (alpha / 2)) / Math.Sqrt(informationShare));
    }

    /// <summary>The level of each declared look: what the spending function adds since the look before (valid by Bonferroni's inequality).</summary>
    /// <exception cref="ArgumentException">The shares are not increasing within (0, 1].</exception>
    public static double[] LevelsBySpending(IReadOnlyList<double> informationShares, double alpha = 0.05)
    {
        ArgumentNullException.ThrowIfNull(informationShares);
        var levels = new double[informationShares.Count];
        double spent = 0;
        for (int i = 0; i < levels.Length; i++)
        {
            double next = Spent(informationShares[i], alpha);
            if (i > 0 && informationShares[i] <= informationShares[i - 1])
                throw new ArgumentException("Information shares of looks must increase.", nameof(informationShares));
            levels[i] = next - spent;
            spent = next;
        }
        return levels;
    }

    private static void RequireAlpha(double alpha)
    {
        if (!(alpha is > 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(alpha), alpha, "α lies in (0, 1).");
    }
}

/// <summary>Bounds that stay valid however often one looks, while cases arrive one after the other. Not for a handful of seeds.</summary>
public static class AnytimeBound
{
    /// <summary>Two-sided normal-mixture boundary u(v) = √((v+ρ)·ln((v+ρ)/(ρα²))) for a sum with intrinsic time v.</summary>
    /// <remarks>Source: Robbins 1970; Howard et al. 2021, doi:10.1214/20-AOS1991. u(100) = 30.35209 with ρ tuned to v = 100.</remarks>
    public static double Boundary(double v, double rho, double alpha = 0.05) =>
        Math.Sqrt((v + rho) * Math.Log((v + rho) / (rho * alpha * alpha)));

    /// <summary>The ρ that makes the boundary tightest near <paramref name="v"/>: v/(2 ln(1/α) + ln(1 + 2 ln(1/α))).</summary>
    public static double BestRho(double v, double alpha = 0.05)
    {
        double twice = 2 * Math.Log(1 / alpha);
        return v / (twice + Math.Log(1 + twice));
    }

    /// <summary>Anytime-valid interval of a mean difference: Δ̂ ± σ̂·√((nρ²+1)/(n²ρ²)·ln((nρ²+1)/α²)).</summary>
    /// <param name="differences">The differences seen so far, at least two.</param>
    /// <param name="planned">The number of cases the bound is made tight for.</param>
    /// <param name="alpha">Error over all looks together.</param>
    /// <exception cref="ArgumentException">Fewer than two differences.</exception>
    public static ConfidenceInterval Interval(ReadOnlySpan<double> differences, int planned, double alpha = 0.05)
    {
        if (differences.Length < 2)
            throw new ArgumentException("An anytime-valid interval needs two differences.", nameof(differences));
        ArgumentOutOfRangeException.ThrowIfLessThan(planned, 1);
        double n = differences.Length;
        double rhoSquared = 1 / BestRho(planned, alpha);
        double growth = (n * rhoSquared) + 1;
        double reach = Math.Sqrt(Moments.Variance(differences) * growth / (n * n * rhoSquared) * Math.Log(growth / (alpha * alpha)));
        double mean = Moments.Mean(differences);
        return new ConfidenceInterval(mean - reach, mean + reach, 1 - alpha);
    }
}
