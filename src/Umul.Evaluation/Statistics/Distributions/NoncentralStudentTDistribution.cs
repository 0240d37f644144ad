namespace Umul.Evaluation.Statistics;

/// <summary>Noncentral t: (Z + δ)/S. Its upper tail is the power of a t test.</summary>
public static class NoncentralStudentTDistribution
{
    /// <summary>P(T &gt; t) = E[Φ(δ − t·S)], S = √(χ²_ν/ν), by Gauss–Legendre quadrature; absolute error below 10⁻¹⁰ for ν ≥ 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The degrees of freedom are below 1.</exception>
    public static double UpperTail(double t, double degreesOfFreedom, double noncentrality)
    {
        if (!(degreesOfFreedom >= 1))
            throw new ArgumentOutOfRangeException(nameof(degreesOfFreedom), degreesOfFreedom, "Degrees of freedom must be at least 1.");
        var (nodes, weights) = Quadrature.Scale(degreesOfFreedom);
        double sum = 0;
        for (int i = 0; i < nodes.Length; i++)
            sum += weights[i] * NormalDistribution.Cumulative(noncentrality - (t * nodes[i]));
        return Math.Clamp(sum, 0, 1);
    }
}
