using System.Text.Json;
using Umul.Metrics;
using Umul.Runs;

namespace Umul.Ingest;

/// <summary>What one record says, in the stores' words. A kind that this server does not know says nothing.</summary>
internal sealed record Record
{
    /// <summary>Its place in the writer's order.</summary>
    public required long Sequence { get; init; }

    /// <summary>The beginning of a writer, or null.</summary>
    public RunStart? Start { get; init; }

    /// <summary>Params, in order.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Params { get; init; } = [];

    /// <summary>Tags, in order.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Tags { get; init; } = [];

    /// <summary>Metric points.</summary>
    public IReadOnlyList<MetricPoint> Points { get; init; } = [];

    /// <summary>Console text; may be empty.</summary>
    public string Console { get; init; } = "";

    /// <summary>Rows of single cases, or null.</summary>
    public CaseRows? Cases { get; init; }

    /// <summary>The provenance as it came, or null.</summary>
    public JsonElement? Provenance { get; init; }

    /// <summary>The run's end, or null.</summary>
    public RunEnd? End { get; init; }
}

/// <summary>How a writer of a run begins.</summary>
/// <param name="Project">The project's name.</param>
/// <param name="Name">The run's shown name.</param>
/// <param name="UserName">Who started it.</param>
/// <param name="TimeMs">When, by the client's clock.</param>
/// <param name="IsPrimary">Whether this writer gives the run its begin and end.</param>
internal sealed record RunStart(string Project, string? Name, string UserName, long TimeMs, bool IsPrimary);

/// <summary>How a run ends.</summary>
internal sealed record RunEnd(RunStatus Status, long TimeMs);

/// <summary>Rows of a split, each an object with a <c>case</c>.</summary>
internal sealed record CaseRows(string Split, IReadOnlyList<JsonElement> Rows);
