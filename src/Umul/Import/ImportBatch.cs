using Umul.Metrics;

namespace Umul.Import;

/// <summary>Points and console text between two places of a source, made durable together with the second place.</summary>
internal sealed class ImportBatch
{
    /// <summary>The source as an idempotent writer of the run.</summary>
    public required string Writer { get; init; }

    /// <summary>All that lies before this offset of the source is in this batch or in an earlier one.</summary>
    public required long Sequence { get; init; }

    public required ReadOnlyMemory<MetricPoint> Points { get; init; }

    /// <summary>For each point the offset of the record that it came from.</summary>
    public required ReadOnlyMemory<long> Offsets { get; init; }

    public string Console { get; init; } = "";
}
