namespace Umul.Evaluation.Statistics;

/// <summary>How a family of ideas was allowed for.</summary>
public enum FamilyMethod
{
    /// <summary>A family of one.</summary>
    None,

    /// <summary>Holm's step-down on crossed-t p-values.</summary>
    Holm,

    /// <summary>Step-down max-T by joint sign flips.</summary>
    StepDownMaxT,
}

/// <summary>All ideas under one baseline on one split and metric, the dropped ones included.</summary>
public static class ComparisonFamily
{
    /// <summary>
    /// Adjusts the p-values of the family and decides the verdicts anew: step-down max-T when every idea has one run and the same units,
    /// Holm otherwise. Comparisons that are not assessable count in the family.
    /// </summary>
    public static IReadOnlyList<ComparisonResult> Adjust(IReadOnlyList<ComparisonResult> family, ResamplingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(family);
        if (family.Count <= 1)
            return family;
        if (SameUnitsOneRun(family))
        {
            var maxT = MaxT.Compute([.. family.Select(c => c.UnitDifferences)], options);
            return [.. family.Select((c, i) => c.WithFamily(maxT.StepDown[i], family.Count, FamilyMethod.StepDownMaxT))];
        }
        double[] holm = Multiplicity.Holm([.. family.Select(c => c.PValue)]);
        return [.. family.Select((c, i) => c.WithFamily(holm[i], family.Count, FamilyMethod.Holm))];
    }

    private static bool SameUnitsOneRun(IReadOnlyList<ComparisonResult> family) =>
        family.All(c => c.Claim == Claim.ModelPair && !double.IsNaN(c.PValue) && c.UnitNames.AsSpan().SequenceEqual(family[0].UnitNames));
}
