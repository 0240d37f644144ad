using Umul.Metrics;

namespace Umul.Runs;

/// <summary>A run with what was logged to it; each list by name.</summary>
internal sealed record RunData(Run Run)
{
    /// <summary>Params.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Params { get; init; } = [];

    /// <summary>Tags.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Tags { get; init; } = [];

    /// <summary>Metrics with their summaries.</summary>
    public IReadOnlyList<(string Key, SeriesSummary Summary)> Metrics { get; init; } = [];
}
