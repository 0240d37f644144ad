using Umul.Runs;

namespace Umul.Ideas;

/// <summary>What a project's ideas are judged by. Asked once; until then, what its outcomes suggest.</summary>
internal sealed record IdeaMeasure
{
    /// <summary>Name of the outcome metric that decides; "" if there are no outcomes yet.</summary>
    public required string Metric { get; init; }

    /// <summary>The split on which it decides.</summary>
    public required string Split { get; init; }

    /// <summary>Which way it is better.</summary>
    public required MetricDirection Direction { get; init; }

    /// <summary>δ: the smallest difference worth having, in the metric's unit; null if nobody has said.</summary>
    public double? Worthwhile { get; init; }

    /// <summary>Run s of two ideas shares split, initialisation and data order. Asked, never inferred from equal seeds.</summary>
    public bool IsMatched { get; init; }

    /// <summary>How the checkpoint that is evaluated is chosen: "last", "best validation loss".</summary>
    public string CheckpointRule { get; init; } = "";

    /// <summary>The idea that others are compared with; null if there is none to be seen.</summary>
    public long? Baseline { get; init; }

    /// <summary>0 until a person has said so.</summary>
    public long Version { get; init; }

    /// <summary>Who said so.</summary>
    public string Person { get; init; } = "";

    /// <summary>Whether a person has said so; if not, it is a suggestion.</summary>
    public bool IsSet => Version > 0;
}

/// <summary>What the baseline meant from a moment on.</summary>
/// <param name="Version">From 1.</param>
/// <param name="Idea">The idea; null if there was none.</param>
/// <param name="Dataset">Fingerprint of its data; "" if unknown.</param>
/// <param name="Split">The split.</param>
/// <param name="CheckpointRule">How checkpoints are chosen.</param>
/// <param name="Metric">What decides.</param>
/// <param name="Code">Commit of its newest run; "" if unknown.</param>
/// <param name="Person">Who made it so.</param>
/// <param name="CreatedMs">Milliseconds since 1970, UTC.</param>
internal sealed record BaselineVersion(
    long Version, long? Idea, string Dataset, string Split, string CheckpointRule, string Metric, string Code, string Person, long CreatedMs);
