namespace Umul.Evaluation.Statistics;

/// <summary>Cochran's Q: do k methods succeed equally often on the same cases?</summary>
/// <param name="Q">The statistic; NaN when every case is all right or all wrong.</param>
/// <param name="DegreesOfFreedom">k − 1.</param>
public sealed record CochranQTest(double Q, int DegreesOfFreedom)
{
    /// <summary>p of Q by χ².</summary>
    public double PValue => double.IsNaN(Q) ? 1 : ChiSquaredDistribution.UpperTail(Q, DegreesOfFreedom);

    /// <summary>Q over method × case successes.</summary>
    /// <remarks>Source: Cochran 1950, doi:10.1093/biomet/37.3-4.256.</remarks>
    /// <exception cref="ArgumentException">Fewer than two methods, no case, or ragged rows.</exception>
    public static CochranQTest Compute(IReadOnlyList<bool[]> methods)
    {
        ArgumentNullException.ThrowIfNull(methods);
        int k = methods.Count;
        if (k < 2 || methods[0].Length == 0 || methods.Any(m => m.Length != methods[0].Length))
            throw new ArgumentException("Cochran's Q needs two methods judged on the same cases.", nameof(methods));
        double total = 0;
        double methodSquares = 0;
        foreach (bool[] method in methods)
        {
            double right = method.Count(r => r);
            total += right;
            methodSquares += right * right;
        }
        double caseSquares = 0;
        for (int i = 0; i < methods[0].Length; i++)
        {
            double right = methods.Count(m => m[i]);
            caseSquares += right * right;
        }
        double q = (k - 1) * ((k * methodSquares) - (total * total)) / ((k * total) - caseSquares);
        return new CochranQTest(q, k - 1);
    }
}
