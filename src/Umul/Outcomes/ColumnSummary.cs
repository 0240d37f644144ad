using Umul.Evaluation;

namespace Umul.Outcomes;

/// <summary>
/// A column in numbers: over how many cases, how many of them have no value and why, and what the others are like. Undefined values are
/// left out and counted, never replaced.
/// </summary>
internal sealed record ColumnSummary
{
    public required OutcomeMetric Metric { get; init; }

    public required int Cases { get; init; }

    public required int Defined { get; init; }

    public int Undefined => Cases - Defined;

    /// <summary>How many values are undefined for which reason.</summary>
    public required IReadOnlyList<(UndefinedReason Reason, int Count)> Reasons { get; init; }

    /// <summary>NaN without a defined value; so are all below.</summary>
    public required double Mean { get; init; }

    /// <summary>Over cases, n − 1; NaN for fewer than two values.</summary>
    public required double StandardDeviation { get; init; }

    public required double Median { get; init; }

    public required double LowerQuartile { get; init; }

    public required double UpperQuartile { get; init; }

    public required double Minimum { get; init; }

    public required double Maximum { get; init; }

    /// <summary>Sum of the upper parts over the sum of the lower; NaN for metrics that are no ratio of sums.</summary>
    public required double Pooled { get; init; }

    public static ColumnSummary Of(OutcomeColumn column)
    {
        var values = Array.FindAll(column.Values, v => !double.IsNaN(v));
        Array.Sort(values);
        var mean = values.Length == 0 ? double.NaN : column.Mean;
        var squares = values.Sum(v => (v - mean) * (v - mean));
        return new ColumnSummary
        {
            Metric = column.Metric,
            Cases = column.Values.Length,
            Defined = values.Length,
            Reasons = [.. (column.Reasons ?? []).Where(r => r != UndefinedReason.None).GroupBy(r => r).OrderBy(g => g.Key).Select(g => (g.Key, g.Count()))],
            Mean = mean,
            StandardDeviation = values.Length < 2 ? double.NaN : Math.Sqrt(squares / (values.Length - 1)),
            Median = Quantile(values, 0.5),
            LowerQuartile = Quantile(values, 0.25),
            UpperQuartile = Quantile(values, 0.75),
            Minimum = values.Length == 0 ? double.NaN : values[0],
            Maximum = values.Length == 0 ? double.NaN : values[^1],
            Pooled = PooledOf(column),
        };
    }

    // Linear between order statistics, as numpy does by default.
    private static double Quantile(double[] sorted, double share)
    {
        if (sorted.Length == 0) return double.NaN;
        var at = share * (sorted.Length - 1);
        var below = (int)at;
        return below + 1 == sorted.Length ? sorted[below] : sorted[below] + ((at - below) * (sorted[below + 1] - sorted[below]));
    }

    private static double PooledOf(OutcomeColumn column)
    {
        if (column.Numerators is null) return double.NaN;
        double upper = 0, lower = 0;
        for (var i = 0; i < column.Values.Length; i++)
        {
            if (!double.IsFinite(column.Numerators[i]) || !double.IsFinite(column.Denominators![i])) continue;
            upper += column.Numerators[i];
            lower += column.Denominators[i];
        }
        return lower == 0 ? double.NaN : upper / lower;
    }
}
