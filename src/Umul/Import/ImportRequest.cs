namespace Umul.Import;

/// <summary>What <c>umul import</c> was told.</summary>
internal sealed record ImportRequest
{
    public required string Path { get; init; }

    public string? Project { get; init; }

    public bool Watch { get; init; }

    public bool Json { get; init; }

    public required string DataFolder { get; init; }

    /// <summary>The server to send to; null: the one that owns the data folder, if any.</summary>
    public string? Uri { get; init; }

    public string? DatabaseUrl { get; init; }
}
