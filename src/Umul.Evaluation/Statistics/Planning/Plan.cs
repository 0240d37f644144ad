namespace Umul.Evaluation.Statistics;

/// <summary>What to run next to tell a difference of δ, and whether seeds or cases are the bottleneck.</summary>
public sealed record Plan
{
    /// <summary>The smallest worthwhile difference planned for; never the observed one.</summary>
    public required double SmallestWorthwhile { get; init; }

    /// <summary>Seeds per arm now (the smaller arm).</summary>
    public required int RunsNow { get; init; }

    /// <summary>Units now.</summary>
    public required int UnitsNow { get; init; }

    /// <summary>Power for δ with the present design; NaN with one run per arm.</summary>
    public required double PowerNow { get; init; }

    /// <summary>Seeds per arm that reach the power at the present units; null if no number of seeds does.</summary>
    public int? RunsNeeded { get; init; }

    /// <summary>The same with the pilot's variances at their upper 80 % limits: the far end of the range to print.</summary>
    public int? RunsNeededUpper { get; init; }

    /// <summary>Units that reach the power with the present seeds; null if no number of units does.</summary>
    public int? UnitsNeeded { get; init; }

    /// <summary>The same with the pilot's variances at their upper 80 % limits.</summary>
    public int? UnitsNeededUpper { get; init; }

    /// <summary>True when 2.8·σ_case/√N &gt; δ: the cases at hand cannot tell δ whatever the seeds.</summary>
    public bool MoreRunsCannotSettle { get; init; }

    /// <summary>⌈σ²_case·(2.8/δ)²⌉: units needed even with endless seeds.</summary>
    public long UnitsAtLeast { get; init; }

    /// <summary>Least costly design, when costs were given.</summary>
    public (int Runs, int Units)? Cheapest { get; init; }
}

/// <summary>Turns the components of a comparison into a plan.</summary>
public static class Planning
{
    // (z₀.₉₇₅ + z₀.₈): standard errors between nothing and a difference found with 80 % power.
    private const double Reach = 2.8;

    /// <summary>Plan for a design with two or more runs per arm.</summary>
    /// <param name="components">Noise of the pilot.</param>
    /// <param name="runs">Seeds per arm now (the smaller arm).</param>
    /// <param name="units">Units now.</param>
    /// <param name="smallestWorthwhile">δ.</param>
    /// <param name="power">Power wanted.</param>
    /// <param name="alpha">Two-sided level.</param>
    /// <exception cref="ArgumentOutOfRangeException">δ is not positive.</exception>
    public static Plan Make(VarianceComponents components, int runs, int units, double smallestWorthwhile, double power = 0.8, double alpha = 0.05)
    {
        if (!(smallestWorthwhile > 0))
            throw new ArgumentOutOfRangeException(nameof(smallestWorthwhile), smallestWorthwhile, "δ must be positive.");
        var model = new PlanningModel(components);
        var pessimistic = model.Pessimistic(runs, units);
        double limit = Math.Sqrt(components.Case / units);
        return new Plan
        {
            SmallestWorthwhile = smallestWorthwhile,
            RunsNow = runs,
            UnitsNow = units,
            PowerNow = model.Power(smallestWorthwhile, runs, units, alpha),
            RunsNeeded = model.RunsNeeded(smallestWorthwhile, units, power, alpha),
            RunsNeededUpper = pessimistic.RunsNeeded(smallestWorthwhile, units, power, alpha),
            UnitsNeeded = model.UnitsNeeded(smallestWorthwhile, runs, power, alpha),
            UnitsNeededUpper = pessimistic.UnitsNeeded(smallestWorthwhile, runs, power, alpha),
            MoreRunsCannotSettle = Reach * limit > smallestWorthwhile,
            UnitsAtLeast = AtLeast(components.Case, smallestWorthwhile),
        };
    }

    /// <summary>Plan for one run per arm: cases for these two models. Seeds cannot be planned from one run.</summary>
    /// <param name="unitVariance">Variance of the unit differences.</param>
    /// <param name="units">Units now.</param>
    /// <param name="smallestWorthwhile">δ.</param>
    /// <param name="power">Power wanted.</param>
    /// <param name="alpha">Two-sided level.</param>
    /// <exception cref="ArgumentOutOfRangeException">δ is not positive.</exception>
    public static Plan OneRun(double unitVariance, int units, double smallestWorthwhile, double power = 0.8, double alpha = 0.05)
    {
        if (!(smallestWorthwhile > 0))
            throw new ArgumentOutOfRangeException(nameof(smallestWorthwhile), smallestWorthwhile, "δ must be positive.");
        return new Plan
        {
            SmallestWorthwhile = smallestWorthwhile,
            RunsNow = 1,
            UnitsNow = units,
            PowerNow = double.NaN,
            UnitsNeeded = unitVariance > 0 ? SampleSize.PairedUnits(smallestWorthwhile / Math.Sqrt(unitVariance), power, alpha) : 2,
            UnitsAtLeast = AtLeast(unitVariance, smallestWorthwhile),
        };
    }

    private static long AtLeast(double caseVariance, double smallestWorthwhile)
    {
        double ratio = Reach / smallestWorthwhile;
        // A product that is whole but for rounding must not be rounded up to one case more.
        double units = Math.Ceiling(caseVariance * ratio * ratio * (1 - 1e-12));
        return units < long.MaxValue ? (long)units : long.MaxValue;
    }
}
