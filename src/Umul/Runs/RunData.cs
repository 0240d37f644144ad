using Umul.Metrics;

namespace Umul.Runs;

/// <summary>A run with what was logged to it; each list by name.</summary>
internal sealed record RunData(Run Run)
{
    /// <summary>Params.</summary>
    public List<KeyValuePair<string, string>> Params { get; } = [];

    /// <summary>Tags.</summary>
    public List<KeyValuePair<string, string>> Tags { get; } = [];

    /// <summary>Metrics with their summaries.</summary>
    public List<(string Key, SeriesSummary Summary)> Metrics { get; } = [];
}
