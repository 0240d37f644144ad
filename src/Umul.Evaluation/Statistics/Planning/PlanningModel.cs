namespace Umul.Evaluation.Statistics;

/// <summary>The noise of a comparison as a function of seeds per arm and units: what power, limits and costs are computed from.</summary>
/// <remarks>
/// Formula: V(R,N) = σ²_case/N + σ²_seed/R + σ²_res/(RN) with Satterthwaite's df of the crossed-t interval at that design;
/// power = upper tail of the noncentral t at δ/√V (the far tail is ignored).
/// </remarks>
public sealed class PlanningModel
{
    private readonly double[] seeds;
    private readonly double[] residuals;
    private readonly double caseVariance;

    /// <summary>Model of independent arms if the components tell them apart, else of paired differences.</summary>
    /// <exception cref="ArgumentException">A component is negative or not finite.</exception>
    public PlanningModel(VarianceComponents components)
    {
        ArgumentNullException.ThrowIfNull(components);
        caseVariance = components.Case;
        bool arms = components is { BaselineSeed: not null, IdeaSeed: not null, BaselineResidual: not null, IdeaResidual: not null };
        seeds = arms ? [components.BaselineSeed!.Value, components.IdeaSeed!.Value] : [components.Seed];
        residuals = arms ? [components.BaselineResidual!.Value, components.IdeaResidual!.Value] : [components.Residual];
        if (seeds.Concat(residuals).Append(caseVariance).Any(v => !double.IsFinite(v) || v < 0))
            throw new ArgumentException("Variance components are finite and not negative.", nameof(components));
        Components = components;
    }

    /// <summary>The components the model was made from.</summary>
    public VarianceComponents Components { get; }

    /// <summary>Variance of the difference with R seeds per arm and N units.</summary>
    public double Variance(double runs, double units) => Components.VarianceAt(runs, units);

    /// <summary>Satterthwaite's degrees of freedom of the crossed-t interval at this design, at least 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than two runs or units.</exception>
    public double DegreesOfFreedom(double runs, double units)
    {
        if (!(runs >= 2) || !(units >= 2))
            throw new ArgumentOutOfRangeException(nameof(runs), runs, "A design has at least two runs per arm and two units.");
        double c = caseVariance / units;
        double denominator = 0;
        double variance = c;
        for (int a = 0; a < seeds.Length; a++)
        {
            double e = residuals[a] / (runs * units);
            double s = (seeds[a] / runs) + e;
            c += e;
            variance += s;
            denominator += (s * s / (runs - 1)) + (e * e / ((runs - 1) * (units - 1)));
        }
        denominator += c * c / (units - 1);
        return denominator > 0 ? Math.Max(1, variance * variance / denominator) : units - 1;
    }

    /// <summary>Probability that a true difference δ comes out with p &lt; α in the right direction.</summary>
    public double Power(double difference, double runs, double units, double alpha = 0.05)
    {
        double df = DegreesOfFreedom(runs, units);
        double error = Math.Sqrt(Variance(runs, units));
        if (error == 0)
            return difference > 0 ? 1 : 0;
        double critical = StudentTDistribution.Quantile(1 - (alpha / 2), df);
        return NoncentralStudentTDistribution.UpperTail(critical, df, difference / error);
    }

    /// <summary>Smallest number of seeds per arm (2 … most) that reaches the power at N units; null if none does.</summary>
    public int? RunsNeeded(double difference, int units, double power = 0.8, double alpha = 0.05, int most = 1_000) =>
        Smallest(most, Guess(difference, Components.Seed + (Components.Residual / units), Components.Case / units),
            r => Power(difference, r, units, alpha) >= power);

    /// <summary>Smallest number of units (2 … most) that reaches the power with R seeds per arm; null if none does.</summary>
    public int? UnitsNeeded(double difference, int runs, double power = 0.8, double alpha = 0.05, int most = 10_000_000) =>
        Smallest(most, Guess(difference, Components.Case + (Components.Residual / runs), Components.Seed / runs),
            n => Power(difference, runs, n, alpha) >= power);

    /// <summary>The design of least cost c_run·2R + c_case·N that reaches the power, among 2 to 50 seeds per arm; null if none does.</summary>
    public (int Runs, int Units)? Cheapest(double difference, double costPerRun, double costPerUnit, double power = 0.8, double alpha = 0.05)
    {
        (int Runs, int Units)? best = null;
        double least = double.PositiveInfinity;
        for (int runs = 2; runs <= 50 && costPerRun * 2 * runs < least; runs++)
        {
            if (UnitsNeeded(difference, runs, power, alpha) is not { } units)
                continue;
            double cost = (costPerRun * 2 * runs) + (costPerUnit * units);
            if (cost < least)
                (least, best) = (cost, (runs, units));
        }
        return best;
    }

    /// <summary>
    /// The model with every component at its upper 80 % χ² limit (df·s²/χ²_{0.1}): how bad the pilot's noise may really be. An 80 % interval
    /// of a variance from three seeds spans a factor of 22.
    /// </summary>
    /// <param name="runs">Seeds per arm of the pilot.</param>
    /// <param name="units">Units of the pilot.</param>
    public PlanningModel Pessimistic(int runs, int units)
    {
        double seedDf = Math.Max(1, seeds.Length * (runs - 1));
        double caseFactor = Factor(units - 1);
        double residualFactor = Factor(seedDf * (units - 1));
        double seedFactor = Factor(seedDf);
        return new PlanningModel(Components with
        {
            Case = Widen(caseVariance, residuals.Sum() / runs, caseFactor),
            Seed = Enumerable.Range(0, seeds.Length).Sum(a => Widen(seeds[a], residuals[a] / units, seedFactor)),
            Residual = residuals.Sum() * residualFactor,
            BaselineSeed = Components.BaselineSeed is null ? null : Widen(seeds[0], residuals[0] / units, seedFactor),
            IdeaSeed = Components.IdeaSeed is null ? null : Widen(seeds[^1], residuals[^1] / units, seedFactor),
            BaselineResidual = Components.BaselineResidual * residualFactor,
            IdeaResidual = Components.IdeaResidual * residualFactor,
        });

        // The χ² limit belongs to the mean square, which holds the residual too; that part is taken out again.
        static double Widen(double component, double noise, double factor) => Math.Max(0, ((component + noise) * factor) - noise);

        static double Factor(double df) => df / ChiSquaredDistribution.Quantile(0.1, df);
    }

    /// <summary>Where 2.8 standard errors make the difference: a start for the search, cheap and close.</summary>
    private static double Guess(double difference, double shrinking, double fixedPart) =>
        difference * difference / 7.84 > fixedPart ? shrinking / ((difference * difference / 7.84) - fixedPart) : double.PositiveInfinity;

    /// <summary>Smallest integer in 2 … most that is enough, walking out from a guess in doubling steps and halving back; null if none is.</summary>
    private static int? Smallest(int most, double guess, Func<int, bool> enough)
    {
        int start = (int)Math.Clamp(guess, 2, most);
        int low = 1;
        int high = start;
        if (enough(start))
        {
            for (int step = 1; high > 2; step *= 2)
            {
                int next = Math.Max(2, high - step);
                if (!enough(next))
                {
                    low = next;
                    break;
                }
                high = next;
            }
        }
        else
        {
            low = start;
            for (int step = 1; ; step = Math.Min(2 * step, most))
            {
                if (low == most)
                    return null;
                high = low > most - step ? most : low + step;
                if (enough(high))
                    break;
                low = high;
            }
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
}
