namespace Umul.Metrics;

/// <summary>What a chart has on its x axis.</summary>
internal enum CurveAxis
{
    /// <summary>The logged step.</summary>
    Step,

    /// <summary>The client's clock, ms since 1970.</summary>
    Time,
}

/// <summary>The part of a curve that is asked for; bounds included, infinite for all of it.</summary>
internal readonly record struct CurveRange(CurveAxis Axis, double From, double To)
{
    /// <summary>All of it.</summary>
    public static readonly CurveRange Everything = new(CurveAxis.Step, double.NegativeInfinity, double.PositiveInfinity);
}

/// <summary>A metric as it is drawn: all points, or cells of <see cref="PointsPerCell"/> points each.</summary>
internal sealed record Curve
{
    /// <summary>The points, sorted by step, if they are few enough to be drawn one by one; otherwise null.</summary>
    public PointColumns? Points { get; init; }

    /// <summary>The cells, by step, if the points are too many; otherwise null.</summary>
    public IReadOnlyList<CurveCell>? Cells { get; init; }

    /// <summary>1 when exact.</summary>
    public required int PointsPerCell { get; init; }

    /// <summary>Points in the range, about, when thinned by whole cells; exact when <see cref="Points"/> is given.</summary>
    public required long PointCount { get; init; }

    /// <summary>The series' summary: over all points, not only the range.</summary>
    public required SeriesSummary Summary { get; init; }
}
