using Umul.Evaluation.Statistics;

namespace Umul.Comparisons;

/// <summary>What a plan starts from: noise by source, and the design that it was seen in or that is asked about.</summary>
/// <param name="Components">Noise; seed and residual of both arms together.</param>
/// <param name="Runs">Seeds per arm.</param>
/// <param name="Units">Cases or groups.</param>
internal sealed record Pilot(VarianceComponents Components, int Runs, int Units)
{
    /// <summary>Whether the noise was estimated from runs rather than given.</summary>
    public bool FromRuns { get; init; }

    /// <summary>Whether only the baseline was there, so that the idea's noise is taken to be the same.</summary>
    public bool BaselineOnly { get; init; }

    /// <summary>Column of the unit; null if it is the case.</summary>
    public string? Unit { get; init; }

    /// <summary>Both arms: the components of their comparison.</summary>
    public static Pilot? Of(ComparisonResult result) => result.Components is not { } components || result.Units < 2 ? null
        : new Pilot(components, Math.Min(result.BaselineRuns, result.IdeaRuns), result.Units) { FromRuns = true };

    /// <summary>Standard deviations as a person knows them; each arm has the same.</summary>
    public static Pilot OfNumbers(double seedSd, double caseSd, double residualSd, (int Runs, int Units) design) => new(
        new VarianceComponents(caseSd * caseSd, 2 * seedSd * seedSd, 2 * residualSd * residualSd)
        {
            BaselineSeed = seedSd * seedSd,
            IdeaSeed = seedSd * seedSd,
            BaselineResidual = residualSd * residualSd,
            IdeaResidual = residualSd * residualSd,
        },
        design.Runs, design.Units);
}
