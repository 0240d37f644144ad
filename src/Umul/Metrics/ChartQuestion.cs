namespace Umul.Metrics;

/// <summary>What a chart asks for: one metric, over one axis, for many runs at once.</summary>
internal sealed record ChartQuestion
{
    /// <summary>The metric.</summary>
    public required string Key { get; init; }

    /// <summary><c>step</c>, <c>clock</c> (ms since 1970), <c>relative</c> (seconds since the run's start) or <c>metric:KEY</c>.</summary>
    public string X { get; init; } = "step";

    /// <summary>Range in units of x; null for all.</summary>
    public double? From { get; init; }

    public double? To { get; init; }

    /// <summary>Width of the plot.</summary>
    public int Pixels { get; init; } = 800;

    /// <summary>Whether x is drawn logarithmically.</summary>
    public bool LogX { get; init; }

    /// <summary>Whether points that a resumed run logged again are wanted too.</summary>
    public bool Older { get; init; }

    /// <summary>Ids of runs to draw one by one.</summary>
    public IReadOnlyList<string> Runs { get; init; } = [];

    /// <summary>Groups of runs to average.</summary>
    public IReadOnlyList<ChartGroup> Groups { get; init; } = [];

    internal double Start => From ?? double.NegativeInfinity;

    internal double End => To ?? double.PositiveInfinity;

    internal int Cells => Math.Clamp(Pixels, 50, 4000);
}

/// <summary>Runs that are averaged, under the key that the answer names them by.</summary>
internal sealed record ChartGroup(string Key, IReadOnlyList<string> Runs);
