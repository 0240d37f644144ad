namespace Umul.Evaluation.Statistics;

/// <summary>How good the best of several ideas without any effect is expected to look.</summary>
public static class WinnersCurse
{
    /// <summary>c_K: mean of the largest of K independent standard normals, in units of the standard error of one difference.</summary>
    /// <remarks>Formula: ∫ x·K·φ(x)·Φ(x)^(K−1) dx. c₅ = 1.16, c₁₀ = 1.54, c₂₀ = 1.87, c₅₀ = 2.25. Ideas that share a baseline: somewhat less.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">There is no idea.</exception>
    public static double BestOfNull(int ideas)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(ideas, 1);
        var (nodes, weights) = Quadrature.Panels(-9, 9, 12);
        double sum = 0;
        for (int i = 0; i < nodes.Length; i++)
        {
            double x = nodes[i];
            sum += weights[i] * x * ideas * NormalDistribution.Density(x) * Math.Pow(NormalDistribution.Cumulative(x), ideas - 1);
        }
        return sum;
    }
}
