namespace Umul.Evaluation.Statistics;

/// <summary>Largest of several t statistics that share one control: multivariate t with correlations λᵢλⱼ.</summary>
public static class DunnettDistribution
{
    private const double Reach = 8.5;

    /// <summary>P(max |Tᵢ| ≤ c), or P(max Tᵢ ≤ c) one-sided.</summary>
    /// <remarks>
    /// <para>Formula: E over S and Z ~ N(0,1) of Π[Φ((λᵢZ + cS)/√(1−λᵢ²)) − Φ((λᵢZ − cS)/√(1−λᵢ²))], λᵢ = √(nᵢ/(nᵢ+n₀)).</para>
    /// <para>Source: Dunnett 1955, doi:10.1080/01621459.1955.10501294.</para>
    /// </remarks>
    /// <exception cref="ArgumentException">A loading is not in [0, 1) or there is none.</exception>
    public static double Cumulative(double c, IReadOnlyList<double> loadings, double degreesOfFreedom, bool twoSided = true)
    {
        ArgumentNullException.ThrowIfNull(loadings);
        if (loadings.Count == 0 || loadings.Any(l => !(l is >= 0 and < 1)))
            throw new ArgumentException("Each loading √(nᵢ/(nᵢ+n₀)) lies in [0, 1) and at least one is needed.", nameof(loadings));
        if (twoSided && c <= 0)
            return 0;
        var (scales, scaleWeights) = Quadrature.Scale(degreesOfFreedom);
        var (nodes, weights) = Quadrature.Panels(-Reach, Reach, 6);
        double sum = 0;
        for (int s = 0; s < scales.Length; s++)
        {
            double inner = 0;
            for (int z = 0; z < nodes.Length; z++)
                inner += weights[z] * NormalDistribution.Density(nodes[z]) * Inside(nodes[z], c * scales[s], loadings, twoSided);
            sum += scaleWeights[s] * inner;
        }
        return Math.Clamp(sum, 0, 1);
    }

    /// <summary>The critical value that the largest statistic stays below with the given probability.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The probability is not in (0, 1).</exception>
    public static double Quantile(double probability, IReadOnlyList<double> loadings, double degreesOfFreedom, bool twoSided = true)
    {
        if (!(probability is > 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "A probability for a quantile lies in (0, 1).");
        return Roots.Increasing(c => Cumulative(c, loadings, degreesOfFreedom, twoSided) - probability, 0, 3);
    }

    private static double Inside(double z, double limit, IReadOnlyList<double> loadings, bool twoSided)
    {
        double product = 1;
        foreach (double loading in loadings)
        {
            double root = Math.Sqrt(1 - (loading * loading));
            double upper = NormalDistribution.Cumulative(((loading * z) + limit) / root);
            product *= twoSided ? upper - NormalDistribution.Cumulative(((loading * z) - limit) / root) : upper;
        }
        return product;
    }
}
