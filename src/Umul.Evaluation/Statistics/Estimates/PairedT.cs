namespace Umul.Evaluation.Statistics;

/// <summary>Paired t over cases, for one run per arm. Claim: these two trained models, never the method.</summary>
public static class PairedT
{
    /// <summary>Δ = mean(D_i), SE = sd(D)/√N, df = N − 1.</summary>
    /// <exception cref="ArgumentException">Fewer than two differences.</exception>
    public static Estimate Compute(ReadOnlySpan<double> differences)
    {
        if (differences.Length < 2)
            throw new ArgumentException($"A paired t needs two differences, not {differences.Length}.", nameof(differences));
        return new Estimate(Moments.Mean(differences), Math.Sqrt(Moments.Variance(differences) / differences.Length), differences.Length - 1);
    }
}
