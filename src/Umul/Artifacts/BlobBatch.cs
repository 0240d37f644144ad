using System.Security.Cryptography;
using Umul.Database;

namespace Umul.Artifacts;

/// <summary>
/// Many small files made durable together: written under temporary names, synced by one call, and only then renamed to their hashes, so
/// that a file of that name is always whole. (2,400 files of 200 bytes: 22 s with a sync each, 0.5 s with sixteen at a time, 0.3 s so.)
/// </summary>
internal sealed class BlobBatch : IDisposable
{
    private readonly IBlobs _blobs;
    private readonly string _incoming;
    private readonly HashSet<string> _written = new(StringComparer.Ordinal);

    public BlobBatch(DataFolder folder, IBlobs blobs) =>
        (_blobs, _incoming) = (blobs, Directory.CreateDirectory(Path.Combine(folder.Incoming, Guid.NewGuid().ToString("N"))).FullName);

    /// <summary>Takes a file in; the answer is its hash. It can be read after <see cref="Commit"/>.</summary>
    public string Add(ReadOnlySpan<byte> content)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(content));
        if (!_written.Add(hash)) return hash;
        using var file = File.OpenHandle(Path.Combine(_incoming, hash), FileMode.CreateNew, FileAccess.Write);
        RandomAccess.Write(file, content, 0);
        if (!FolderSync.CanSyncAll) RandomAccess.FlushToDisk(file);
        return hash;
    }

    /// <summary>Makes everything durable under its hash.</summary>
    public async Task Commit()
    {
        await _blobs.TakeAll(_incoming, _written);
        _written.Clear();
    }

    public void Dispose() => Directory.Delete(_incoming, recursive: true);
}
