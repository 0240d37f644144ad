namespace Umul.Artifacts;

/// <summary>Stored bytes as they lie: their SHA-256, size, and when they came.</summary>
internal sealed record Blob(string Hash, long SizeBytes, DateTimeOffset Since);

/// <summary>
/// Where the bytes of files lie, each once under its SHA-256: in the data folder (<see cref="FolderBlobs"/>) or in a bucket
/// (<see cref="BucketBlobs"/>). What is named by its hash never changes, so nothing here needs a lock.
/// </summary>
internal interface IBlobs
{
    /// <summary>True if the bytes lie on this machine, where a file of theirs can be sent as it is.</summary>
    bool IsLocal { get; }

    /// <summary>Whether the bytes are there.</summary>
    Task<bool> Has(string hash, CancellationToken cancellation = default);

    /// <summary>Takes a whole, synced file in. When this returns it is durable; the file itself is gone or may be deleted.</summary>
    Task Take(string hash, string file, CancellationToken cancellation = default);

    /// <summary>Takes in the files of a folder, which are named by their hashes and not synced yet; all of them or, if it throws, perhaps some.</summary>
    Task TakeAll(string filesFolder, IReadOnlyCollection<string> hashes);

    /// <summary>Opens for reading; the stream can seek.</summary>
    Stream OpenRead(string hash, long sizeBytes);

    /// <summary>The path of a file on this machine that has the bytes. From a bucket they are brought here first, and stay.</summary>
    string FilePath(string hash);

    /// <summary>Everything that is stored.</summary>
    IAsyncEnumerable<Blob> All(CancellationToken cancellation = default);

    /// <summary>Deletes for good.</summary>
    Task Delete(string hash);
}
