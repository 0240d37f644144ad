namespace Umul.Datasets;

/// <summary>A version of a dataset, without its cases.</summary>
internal sealed record Dataset
{
    /// <summary>Number inside the database.</summary>
    public required long Id { get; init; }

    public required long ProjectId { get; init; }

    public required string Name { get; init; }

    /// <summary>From 1; the newest is the largest.</summary>
    public required int Version { get; init; }

    /// <summary>SHA-256 of the content, in hex.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>Where the files' paths start; "" if all files are kept in Umul.</summary>
    public required string Folder { get; init; }

    /// <summary>True if the files' bytes are kept in Umul, under their hash.</summary>
    public required bool IsCopied { get; init; }

    public required int Cases { get; init; }

    /// <summary>0 if no groups are named.</summary>
    public required int Groups { get; init; }

    public required int Files { get; init; }

    public required long FileBytes { get; init; }

    /// <summary>Milliseconds since 1970, UTC.</summary>
    public required long CreatedMs { get; init; }

    /// <summary>What its groups are called: the column that named them; "" if nobody said.</summary>
    public string GroupName { get; init; } = "";

    /// <summary>As a person reads it aloud: enough to tell versions apart.</summary>
    public string ShortFingerprint => Fingerprint[..12];
}
