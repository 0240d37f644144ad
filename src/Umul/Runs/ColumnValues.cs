using Umul.Metrics;

namespace Umul.Runs;

/// <summary>One column of the run table for the runs asked for: a text each, or of a metric what its summary holds.</summary>
internal sealed record ColumnValues
{
    public IReadOnlyList<string?>? Text { get; init; }

    public IReadOnlyList<double?>? Last { get; init; }

    /// <summary>Lowest finite value; null if there is none.</summary>
    public IReadOnlyList<double?>? Min { get; init; }

    public IReadOnlyList<double?>? Max { get; init; }

    public IReadOnlyList<long?>? LastStep { get; init; }

    public IReadOnlyList<long?>? MinStep { get; init; }

    public IReadOnlyList<long?>? MaxStep { get; init; }

    /// <summary>The column <c>params.KEY</c>, <c>tags.KEY</c> or <c>metrics.KEY</c>; null for any other name.</summary>
    public static ColumnValues? Of(ProjectRuns project, string name, IReadOnlyList<long?> rows)
    {
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0) return null;
        var key = name[(dot + 1)..];
        return name[..dot] switch
        {
            "params" => OfText(project.Param(key), rows),
            "tags" => OfText(project.Tag(key), rows),
            "metrics" => OfMetric(project.Metric(key), rows),
            _ => null,
        };
    }

    private static ColumnValues OfText(IReadOnlyDictionary<long, string> column, IReadOnlyList<long?> rows) =>
        new() { Text = [.. rows.Select(row => row is { } r ? column.GetValueOrDefault(r) : null)] };

    private static ColumnValues OfMetric(IReadOnlyDictionary<long, SeriesSummary> column, IReadOnlyList<long?> rows)
    {
        var found = rows.Select(row => row is { } r && column.TryGetValue(r, out var summary) ? summary : (SeriesSummary?)null).ToList();
        double? Finite(SeriesSummary? s, double value) => s is { HasFinite: true } ? value : null;
        return new ColumnValues
        {
            Last = [.. found.Select(s => s?.LastValue)],
            Min = [.. found.Select(s => Finite(s, s?.Minimum ?? 0))],
            Max = [.. found.Select(s => Finite(s, s?.Maximum ?? 0))],
            LastStep = [.. found.Select(s => s?.LastStep)],
            MinStep = [.. found.Select(s => s?.MinimumStep)],
            MaxStep = [.. found.Select(s => s?.MaximumStep)],
        };
    }
}
