namespace Umul.Metrics;

/// <summary>A value without a height: where, which and how many at that place of the screen.</summary>
internal readonly record struct OddPoint(double X, OddKind Kind, int Count);

/// <summary>Sent as numbers: never renumber.</summary>
internal enum OddKind
{
    NotANumber = 0,
    PositiveInfinity = 1,
    NegativeInfinity = 2,
}

/// <summary>One curve as the browser draws it: columns over x, and what the chart must say about them.</summary>
internal sealed record ChartCurve
{
    /// <summary>The run's id, or the group's key.</summary>
    public required string Id { get; init; }

    public required double[] X { get; init; }

    /// <summary>The value where exact, else the mean of the finite points behind the pixel.</summary>
    public required double[] Y { get; init; }

    /// <summary>Lowest and highest behind the pixel, or the interval of a group's mean; null where each point is one point.</summary>
    public double[]? Low { get; init; }

    public double[]? High { get; init; }

    /// <summary>Of a group: runs at this x.</summary>
    public double[]? N { get; init; }

    /// <summary>Points behind the curve, in the range asked for.</summary>
    public required long PointCount { get; init; }

    public required bool IsExact { get; init; }

    public int Superseded { get; init; }

    /// <summary>Whether these are points that stood at the same steps before; they follow the curve of the same id.</summary>
    public bool IsOlder { get; init; }

    public IReadOnlyList<OddPoint> Odd { get; init; } = [];
}
