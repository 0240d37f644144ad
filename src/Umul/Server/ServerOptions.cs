namespace Umul.Server;

/// <summary>What <c>umul up</c> is told.</summary>
internal sealed record ServerOptions
{
    /// <summary>The data folder.</summary>
    public required string DataFolder { get; init; }

    /// <summary>Address to listen on.</summary>
    public string Host { get; init; } = "127.0.0.1";

    /// <summary>Port to listen on; 0 for any free one.</summary>
    public int Port { get; init; } = 5190;

    /// <summary>PostgreSQL link, or null for the embedded database.</summary>
    public string? DatabaseUrl { get; init; }

    /// <summary>Bucket for the bytes of files, or null for the one the data folder has had so far, else the data folder itself.</summary>
    public string? Artifacts { get; init; }

    /// <summary>Whether an empty data folder gets the sample project.</summary>
    public bool WithSample { get; init; } = true;

    /// <summary>The clock; tests bring their own.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
