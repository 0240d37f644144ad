using Umul.Evaluation;

namespace Umul.Outcomes;

/// <summary>The values of one metric, one for each case of a list, in its order. A value is NaN exactly when its reason says why.</summary>
internal sealed record OutcomeColumn
{
    public required OutcomeMetric Metric { get; init; }

    public required double[] Values { get; init; }

    /// <summary>Why values are undefined; null if all are defined.</summary>
    public UndefinedReason[]? Reasons { get; init; }

    /// <summary>Additive upper parts of a ratio, NaN where there is none; null for metrics that are no ratio of sums.</summary>
    public double[]? Numerators { get; init; }

    /// <summary>Additive lower parts.</summary>
    public double[]? Denominators { get; init; }

    /// <summary>How many values are defined.</summary>
    public int Defined => Values.Length - (Reasons?.Count(reason => reason != UndefinedReason.None) ?? 0);

    /// <summary>Mean over the defined values, in the order of the cases; NaN if there is none.</summary>
    public double Mean
    {
        get
        {
            var (sum, count) = (0.0, 0);
            foreach (var value in Values)
            {
                if (double.IsNaN(value)) continue;
                sum += value;
                count++;
            }
            return count == 0 ? double.NaN : sum / count;
        }
    }

    /// <summary>Values as the evaluation gives them, one a case.</summary>
    public static OutcomeColumn Of(OutcomeMetric metric, IReadOnlyList<MetricValue> values)
    {
        var isRatio = values.Any(v => double.IsFinite(v.Denominator));
        return new OutcomeColumn
        {
            Metric = metric,
            Values = [.. values.Select(v => v.Value)],
            Reasons = values.All(v => v.IsDefined) ? null : [.. values.Select(v => v.Reason)],
            Numerators = isRatio ? [.. values.Select(v => v.Numerator)] : null,
            Denominators = isRatio ? [.. values.Select(v => v.Denominator)] : null,
        };
    }

    /// <summary>Values of unknown making: what is not finite is undefined, without a reason.</summary>
    public static OutcomeColumn Of(OutcomeMetric metric, IReadOnlyList<double> values) => new()
    {
        Metric = metric,
        Values = [.. values.Select(v => double.IsFinite(v) ? v : double.NaN)],
        Reasons = values.All(double.IsFinite) ? null : [.. values.Select(v => double.IsFinite(v) ? UndefinedReason.None : UndefinedReason.NotGiven)],
    };

    /// <summary>The same without its values: that there is one is said, which one is not.</summary>
    public OutcomeColumn Seal() => this with { Values = [.. Values.Select(_ => double.NaN)], Reasons = Seal(Reasons ?? new UndefinedReason[Values.Length]), Numerators = null, Denominators = null };

    /// <summary>Reasons of values that are not shown; that a case was never evaluated is no result.</summary>
    public static UndefinedReason[] Seal(UndefinedReason[] reasons) =>
        [.. reasons.Select(reason => reason == UndefinedReason.NotEvaluated ? reason : UndefinedReason.Sealed)];

    /// <summary>The same values in another order of the cases.</summary>
    public OutcomeColumn Reorder(int[] order)
    {
        return this with { Values = Take(Values), Reasons = Reasons is null ? null : Take(Reasons), Numerators = Numerators is null ? null : Take(Numerators), Denominators = Denominators is null ? null : Take(Denominators) };

        T[] Take<T>(T[] from) => Array.ConvertAll(order, at => from[at]);
    }

    /// <exception cref="ArgumentException">Lengths differ, or NaN and reasons disagree.</exception>
    public static void Require(OutcomeColumn column, int cases)
    {
        var (name, values, reasons) = (column.Metric.Name, column.Values, column.Reasons);
        if (values.Length != cases || (reasons?.Length ?? cases) != cases || (column.Numerators?.Length ?? cases) != cases || (column.Denominators?.Length ?? cases) != cases)
            throw new ArgumentException($"The column '{name}' has {values.Length} values for {cases} cases.", nameof(column));
        if (column.Numerators is null != column.Denominators is null)
            throw new ArgumentException($"The column '{name}' has one part of a ratio and not the other.", nameof(column));
        for (var i = 0; i < cases; i++)
        {
            if (double.IsNaN(values[i]) != ((reasons?[i] ?? UndefinedReason.None) != UndefinedReason.None))
                throw new ArgumentException($"The column '{name}' holds {values[i]} with the reason {reasons?[i]}: a value is NaN exactly when a reason is given.", nameof(column));
        }
    }
}
