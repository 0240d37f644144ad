namespace Umul.Evaluation.Statistics;

/// <summary>Where the noise of a difference comes from: σ² of cases, of seeds and of what is left, each at least zero.</summary>
/// <remarks>
/// <para>Independent seeds: <see cref="Seed"/> and <see cref="Residual"/> are sums of the two arms, which are also given apart.</para>
/// <para>Matched seeds: components of the paired difference; the arms are not separable and stay null.</para>
/// </remarks>
public sealed record VarianceComponents(double Case, double Seed, double Residual)
{
    /// <summary>Seed variance of the baseline, if it can be told apart.</summary>
    public double? BaselineSeed { get; init; }

    /// <summary>Seed variance of the idea, if it can be told apart.</summary>
    public double? IdeaSeed { get; init; }

    /// <summary>Residual (seed × case) variance of the baseline, if it can be told apart.</summary>
    public double? BaselineResidual { get; init; }

    /// <summary>Residual (seed × case) variance of the idea, if it can be told apart.</summary>
    public double? IdeaResidual { get; init; }

    /// <summary>Variance of the difference with R runs per arm and N units: σ²_case/N + σ²_seed/R + σ²_res/(RN).</summary>
    public double VarianceAt(double runs, double units) => (Case / units) + (Seed / runs) + (Residual / (runs * units));
}
