namespace Umul.Evaluation.Statistics;

/// <summary>McNemar's test of two accuracies on the same cases, one run each.</summary>
/// <param name="IdeaOnly">b: cases that only the idea has right.</param>
/// <param name="BaselineOnly">c: cases that only the baseline has right.</param>
/// <param name="Cases">n: all cases.</param>
public sealed record McNemarTest(long IdeaOnly, long BaselineOnly, long Cases)
{
    /// <summary>Exact two-sided p = 2·P(Binom(b+c, ½) ≤ min(b, c)), at most 1.</summary>
    /// <remarks>Source: McNemar 1947. The normal approximation of NIST's sc_stats is wrong (R·0.5 for R+0.5) and is not offered.</remarks>
    public double ExactP => Math.Min(1, 2 * BinomialDistribution.Cumulative(Math.Min(IdeaOnly, BaselineOnly), Discordant, 0.5));

    /// <summary>Mid-p: the exact p with half of the observed table's probability.</summary>
    public double MidP => Discordant == 0
        ? 1
        : Math.Min(1, ExactTail - BinomialDistribution.Mass(Math.Min(IdeaOnly, BaselineOnly), Discordant, 0.5));

    /// <summary>χ² = (|b − c| − 1)²/(b + c) with continuity correction (Edwards 1948); NaN without discordant cases.</summary>
    public double ChiSquaredCorrected => Square(Math.Abs((double)IdeaOnly - BaselineOnly) - 1) / Discordant;

    /// <summary>χ² = (b − c)²/(b + c); NaN without discordant cases.</summary>
    public double ChiSquared => Square((double)IdeaOnly - BaselineOnly) / Discordant;

    /// <summary>Accuracy of the idea minus that of the baseline, (b − c)/n.</summary>
    public double Difference => ((double)IdeaOnly - BaselineOnly) / Cases;

    /// <summary>Bonett–Price interval of the difference: Wald's formula with one case added to b and to c.</summary>
    /// <remarks>Source: Bonett and Price 2012, doi:10.3102/1076998611411915.</remarks>
    public ConfidenceInterval Interval(double level = 0.95)
    {
        double n = Cases + 2.0;
        double b = (IdeaOnly + 1) / n;
        double c = (BaselineOnly + 1) / n;
        double reach = NormalDistribution.Quantile(0.5 + (level / 2)) * Math.Sqrt((b + c - Square(b - c)) / n);
        return new ConfidenceInterval(Math.Max(-1, b - c - reach), Math.Min(1, b - c + reach), level);
    }

    /// <summary>Counts the discordant cases of two equally long lists of "right or wrong".</summary>
    /// <exception cref="ArgumentException">The lists differ in length or are empty.</exception>
    public static McNemarTest Of(ReadOnlySpan<bool> baselineRight, ReadOnlySpan<bool> ideaRight)
    {
        if (baselineRight.Length != ideaRight.Length || baselineRight.IsEmpty)
            throw new ArgumentException($"Both arms judge the same cases, at least one: {baselineRight.Length} and {ideaRight.Length}.", nameof(ideaRight));
        long b = 0;
        long c = 0;
        for (int i = 0; i < ideaRight.Length; i++)
        {
            b += ideaRight[i] && !baselineRight[i] ? 1 : 0;
            c += baselineRight[i] && !ideaRight[i] ? 1 : 0;
        }
        return new McNemarTest(b, c, ideaRight.Length);
    }

    private long Discordant => IdeaOnly + BaselineOnly;

    private double ExactTail => 2 * BinomialDistribution.Cumulative(Math.Min(IdeaOnly, BaselineOnly), Discordant, 0.5);

    private static double Square(double x) => x * x;
}
