namespace Umul.Evaluation.Statistics;

/// <summary>A difference with its standard error and the degrees of freedom of its t distribution. Positive means better.</summary>
/// <remarks>A standard error of zero is allowed and means "no spread": interval of width zero and p of 1 (Δ = 0) or 0.</remarks>
public sealed record Estimate(double Difference, double StandardError, double DegreesOfFreedom)
{
    /// <summary>Δ ± t_{df,(1+level)/2} · SE.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The level is not in (0, 1).</exception>
    public ConfidenceInterval Interval(double level = 0.95)
    {
        if (!(level is > 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(level), level, "A confidence level lies in (0, 1).");
        double reach = StudentTDistribution.Quantile(0.5 + (level / 2), DegreesOfFreedom) * StandardError;
        return new ConfidenceInterval(Difference - reach, Difference + reach, level);
    }

    /// <summary>Two-sided p-value of "no difference": 2·P(T_df &gt; |Δ|/SE).</summary>
    public double PValue => Difference == 0 ? 1 : StudentTDistribution.TwoSided(Difference / StandardError, DegreesOfFreedom);

    /// <summary>P(better | data, flat prior) = T_df(Δ/SE). To be shown as odds, never as 1 − p.</summary>
    public double ProbabilityBetter => Difference == 0 ? 0.5 : StudentTDistribution.Cumulative(Difference / StandardError, DegreesOfFreedom);

    /// <summary>Odds that the idea is better: P/(1 − P); below one the odds favour the baseline.</summary>
    public double OddsBetter => Difference == 0
        ? 1
        : ProbabilityBetter / StudentTDistribution.UpperTail(Difference / StandardError, DegreesOfFreedom);

    /// <summary>The estimate with the opposite sign.</summary>
    public Estimate Negated() => this with { Difference = -Difference };
}
