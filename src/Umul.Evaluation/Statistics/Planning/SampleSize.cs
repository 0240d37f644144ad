namespace Umul.Evaluation.Statistics;

/// <summary>Sample sizes before anything has been run.</summary>
public static class SampleSize
{
    /// <summary>Units for a paired t test of the standardised difference d_z. d_z .2/.5/.8 → 199/34/15 at 80 % power.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The difference is not positive.</exception>
    public static int PairedUnits(double standardizedDifference, double power = 0.8, double alpha = 0.05)
    {
        RequirePositive(standardizedDifference);
        return Smallest(2, n => Power(n - 1, standardizedDifference * Math.Sqrt(n), alpha) >= power);
    }

    /// <summary>Seeds per arm for two independent arms that differ by d standard deviations. d = 1/2/3 → 17/6/4.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The difference is not positive.</exception>
    public static int IndependentRuns(double standardizedDifference, double power = 0.8, double alpha = 0.05)
    {
        RequirePositive(standardizedDifference);
        return Smallest(2, n => Power((2.0 * n) - 2, standardizedDifference * Math.Sqrt(n / 2.0), alpha) >= power);
    }

    /// <summary>Pairs of runs to find P(A &gt; B) = p by the Mann–Whitney test, one-sided. p = .75 at α = β = .05 → 29.</summary>
    /// <remarks>Formula: (z_{1−α} + z_{1−β})²/(6(p − ½)²). Source: Noether 1987, doi:10.1080/01621459.1987.10478478.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">p is not in (½, 1].</exception>
    public static int NoetherPairs(double probability, double power = 0.95, double alpha = 0.05)
    {
        if (!(probability is > 0.5 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "P(A > B) lies in (0.5, 1].");
        double z = NormalDistribution.Quantile(1 - alpha) + NormalDistribution.Quantile(power);
        double gap = probability - 0.5;
        return (int)Math.Ceiling(z * z / (6 * gap * gap));
    }

    /// <summary>Cases for McNemar's test when the shares of cases won and lost are known. (.05, .03) → 1,568.</summary>
    /// <remarks>Formula: (z_{1−α/2}√(b+c) + z_{1−β}√(b+c−(b−c)²))²/(b−c)². Source: Miettinen 1968; Connor 1987.</remarks>
    /// <exception cref="ArgumentException">The shares are equal, negative, or add up to more than one.</exception>
    public static int McNemarCases(double wonShare, double lostShare, double power = 0.8, double alpha = 0.05)
    {
        double gap = wonShare - lostShare;
        double sum = wonShare + lostShare;
        if (!(wonShare >= 0 && lostShare >= 0 && sum <= 1) || gap == 0)
            throw new ArgumentException($"Shares won and lost must differ and lie within one; found {wonShare} and {lostShare}.", nameof(wonShare));
        double z = (NormalDistribution.Quantile(1 - (alpha / 2)) * Math.Sqrt(sum)) + (NormalDistribution.Quantile(power) * Math.Sqrt(sum - (gap * gap)));
        return (int)Math.Ceiling(z * z / (gap * gap));
    }

    /// <summary>The smallest two-sided p that R matched pairs of seeds can reach by sign flips: 2/2^R (R = 5: .0625).</summary>
    public static double SmallestPairedP(int runs) => Math.Min(1, 2 / Math.Pow(2, runs));

    /// <summary>The smallest two-sided p that R against R independent seeds can reach by permutation: 2/C(2R, R) (R = 3: .10).</summary>
    public static double SmallestIndependentP(int runs)
    {
        double combinations = 1;
        for (int i = 1; i <= runs; i++)
            combinations = combinations * (runs + i) / i;
        return Math.Min(1, 2 / combinations);
    }

    private static double Power(double df, double noncentrality, double alpha) =>
        NoncentralStudentTDistribution.UpperTail(StudentTDistribution.Quantile(1 - (alpha / 2), df), df, noncentrality);

    private static int Smallest(int low, Func<int, bool> enough)
    {
        int high = low;
        while (!enough(high))
        {
            low = high;
            if (high > 500_000_000)
                return int.MaxValue;
            high *= 2;
        }
        while (high - low > 1)
        {
            int middle = low + ((high - low) / 2);
            if (enough(middle))
                high = middle;
            else
                low = middle;
        }
        return high;
    }

    private static void RequirePositive(double difference)
    {
        if (!(difference > 0))
            throw new ArgumentOutOfRangeException(nameof(difference), difference, "A standardised difference to plan for is positive.");
    }
}
