namespace Umul.Evaluation.Statistics;

/// <summary>A crossed-t estimate with the parts its variance was made of.</summary>
public sealed record CrossedEstimate(Estimate Estimate, VarianceComponents Components)
{
    /// <summary>C: variance of the unit differences over N (independent), or MS_case/(RN) (matched).</summary>
    public required double CaseTerm { get; init; }

    /// <summary>S_A + S_B: variance of run means over runs (independent), or MS_seed/(RN) (matched).</summary>
    public required double SeedTerm { get; init; }

    /// <summary>E_A + E_B, counted in both other terms and so subtracted once.</summary>
    public required double ResidualTerm { get; init; }

    /// <summary>The variance used: the larger of the sum minus the residual term and each term alone.</summary>
    public required double Variance { get; init; }
}
