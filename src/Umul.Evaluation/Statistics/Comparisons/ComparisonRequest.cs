namespace Umul.Evaluation.Statistics;

/// <summary>Everything a comparison is computed from. Bad data are answered by guards in the result, not by exceptions.</summary>
public sealed record ComparisonRequest
{
    /// <summary>Runs of the baseline.</summary>
    public required IReadOnlyList<RunScores> Baseline { get; init; }

    /// <summary>Runs of the idea.</summary>
    public required IReadOnlyList<RunScores> Idea { get; init; }

    /// <summary>Which way the metric is better.</summary>
    public required MetricDirection Direction { get; init; }

    /// <summary>How the seeds of the arms relate. Ask; never infer it from equal integers.</summary>
    public SeedDesign Design { get; init; } = SeedDesign.Independent;

    /// <summary>Group (patient, speaker) of each case, the independent unit; null when cases are independent.</summary>
    public IReadOnlyDictionary<string, string>? Groups { get; init; }

    /// <summary>What the mean weighs equally when there are groups.</summary>
    public GroupWeighting Weighting { get; init; } = GroupWeighting.ByGroup;

    /// <summary>δ, the smallest difference worth having; positive, or null if it was not set.</summary>
    public double? SmallestWorthwhile { get; init; }

    /// <summary>Two-sided level.</summary>
    public double Alpha { get; init; } = 0.05;

    /// <summary>Smallest and largest value the metric can take, for worst- and best-case bounds; null takes those seen.</summary>
    public (double Low, double High)? MetricRange { get; init; }

    /// <summary>Runs of the baseline left out by hand; the result is also computed with them.</summary>
    public IReadOnlyList<RunScores> ExcludedBaseline { get; init; } = [];

    /// <summary>Runs of the idea left out by hand; the result is also computed with them.</summary>
    public IReadOnlyList<RunScores> ExcludedIdea { get; init; } = [];

    /// <summary>Guards that only the caller can know: different splits, metric definitions, exposure.</summary>
    public IReadOnlyList<Guard> KnownGuards { get; init; } = [];

    /// <summary>Seed, number of resamples and threads.</summary>
    public ResamplingOptions Resampling { get; init; } = new();
}
