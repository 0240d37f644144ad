using System.Buffers;
using System.Security.Cryptography;
using Dapper;
using Umul.Access;
using Umul.Database;
using Umul.Runs;
using Umul.Web;

namespace Umul.Artifacts;

/// <summary>A stored file.</summary>
internal sealed record Artifact
{
    /// <summary>Id of the run or model it belongs to.</summary>
    public required string Root { get; init; }

    /// <summary>Path inside the root.</summary>
    public required string Path { get; init; }

    /// <summary>SHA-256 in hex.</summary>
    public required string Hash { get; init; }

    /// <summary>Bytes.</summary>
    public required long SizeBytes { get; init; }

    /// <summary>Milliseconds since 1970, UTC.</summary>
    public required long ModifiedMs { get; init; }
}

/// <summary>An entry of a folder listing.</summary>
internal sealed record ArtifactEntry(string Path, bool IsFolder, long SizeBytes);

/// <summary>
/// Files of runs and models. Bytes lie once each, under their SHA-256; a file is written under a temporary name, synced, renamed, and
/// only then recorded, so that a record never names bytes that are not there.
/// </summary>
internal sealed class ArtifactStore(UmulDatabase database, DataFolder folder, IBlobs blobs, LiveFeed feed, TimeProvider clock)
{
    private const string Columns = "root AS Root, path AS Path, hash AS Hash, size_bytes AS SizeBytes, modified_ms AS ModifiedMs";

    /// <summary>A file is being recorded, inside the write that records it: what must not be forgotten about it is written here too.</summary>
    public event Action<WriteScope, Artifact>? Recording;

    /// <summary>Stores a file, replacing one of the same path. Reads the stream to its end at flat memory.</summary>
    public async Task<Artifact> Put(string root, ArtifactPath path, Stream content, long? projectId = null, CancellationToken cancellation = default)
    {
        RequireWriter(root);
        var (hash, size) = await StoreBytes(content, cancellation);
        var artifact = new Artifact { Root = root, Path = path.Value, Hash = hash, SizeBytes = size, ModifiedMs = clock.UnixMs };
        await database.Writer.Write(scope =>
        {
            Record(scope, artifact);
            if (projectId is { } project) scope.AfterCommit(() => feed.Tell(new RunChange(project, root, "artifacts")));
        });
        return artifact;
    }

    /// <summary>Stores many small files, replacing those of the same path; all of them or, if the disk fails, none.</summary>
    public async Task PutAll(IEnumerable<(string Root, ArtifactPath Path, byte[] Content)> files, long projectId)
    {
        var now = clock.UnixMs;
        var artifacts = new List<Artifact>();
        try
        {
            using var batch = new BlobBatch(folder, blobs);
            foreach (var (root, path, content) in files)
                artifacts.Add(new Artifact { Root = root, Path = path.Value, Hash = batch.Add(content), SizeBytes = content.Length, ModifiedMs = now });
            await batch.Commit();
        }
        catch (IOException failure)
        {
            throw new UmulException(
                ErrorCode.StorageFailed, new Sentence(
                    $"Umul could not store the files ({failure.Message}). None of them was kept; free some space and send them again.",
                    $"파일들을 저장하지 못했습니다({failure.Message}). 남긴 것은 없습니다. 공간을 마련하고 다시 보내세요."), failure);
        }
        await database.Writer.Write(scope =>
        {
            foreach (var artifact in artifacts) Record(scope, artifact);
            foreach (var root in artifacts.Select(artifact => artifact.Root).Distinct(StringComparer.Ordinal))
                scope.AfterCommit(() => feed.Tell(new RunChange(projectId, root, "artifacts")));
        });
    }

    /// <summary>The file of that path, or null.</summary>
    public Artifact? Find(string root, ArtifactPath path)
    {
        if (!MayRead(root)) return null;
        using var connection = database.OpenRead();
        return connection.QuerySingleOrDefault<Artifact>($"SELECT {Columns} FROM artifacts WHERE root = @root AND path = @path", new { root, path = path.Value });
    }

    /// <summary>All files of a root, by path.</summary>
    public IReadOnlyList<Artifact> All(string root)
    {
        if (!MayRead(root)) return [];
        using var connection = database.OpenRead();
        return connection.Query<Artifact>($"SELECT {Columns} FROM artifacts WHERE root = @root ORDER BY path", new { root }).AsList();
    }

    /// <summary>One level of a folder, folders and files together by name; empty if there is no such folder.</summary>
    public IReadOnlyList<ArtifactEntry> List(string root, ArtifactPath? folderPath)
    {
        var prefix = folderPath is { } f ? f.Value + "/" : "";
        var entries = new SortedDictionary<string, ArtifactEntry>(StringComparer.Ordinal);
        foreach (var artifact in All(root))
        {
            if (!artifact.Path.StartsWith(prefix, StringComparison.Ordinal)) continue;
            var slash = artifact.Path.IndexOf('/', prefix.Length);
            var path = slash < 0 ? artifact.Path : artifact.Path[..slash];
            entries[path] = new ArtifactEntry(path, slash >= 0, slash < 0 ? artifact.SizeBytes : 0);
        }
        return [.. entries.Values];
    }

    /// <summary>A file is about to be shown to somebody; who must not let it be seen throws.</summary>
    public event Action<Artifact>? Showing;

    /// <summary>Asks whether a file may be shown to the caller, and notes that it was.</summary>
    /// <exception cref="UmulException">It may not.</exception>
    public void RequireShown(Artifact artifact) => Showing?.Invoke(artifact);

    /// <summary>Opens a stored file for reading.</summary>
    public Stream OpenRead(Artifact artifact) => blobs.OpenRead(artifact.Hash, artifact.SizeBytes);

    /// <summary>The path of a stored file's bytes if they lie on this machine, where the system can send them without us.</summary>
    public string? LocalPath(Artifact artifact) => blobs.IsLocal ? blobs.FilePath(artifact.Hash) : null;

    /// <summary>The path of a stored file's bytes on this machine; from a bucket they are brought here.</summary>
    public string BlobPath(string hash) => blobs.FilePath(hash);

    /// <summary>Removes a file, or a folder with all in it; the answer is how many files. Their bytes go with the next <c>umul gc</c>.</summary>
    public Task<int> Delete(string root, ArtifactPath path)
    {
        RequireWriter(root);
        return database.Writer.Write(scope => scope.Execute(
            "DELETE FROM artifacts WHERE root = @p0 AND (path = @p1 OR (path > @p2 AND path < @p3))",
            root, path.Value, path.Value + "/", path.Value + "0")); // '0' follows '/'
    }

    // Only accounts whose role is not the same in all projects cost a question to the database.
    private bool MayRead(string root) => Caller.Account is not { Role: < Role.Reader } || ProjectOf(root) is { } project && Caller.MayRead(project);

    private void RequireWriter(string root)
    {
        if (Caller.Account is not { Role: < Role.Writer }) return;
        if (ProjectOf(root) is { } project) Caller.RequireWriter(project);
        else Caller.RequireEverywhere(Role.Writer);
    }

    private long? ProjectOf(string root)
    {
        using var connection = database.OpenRead();
        return connection.QuerySingleOrDefault<long?>("SELECT project_id FROM runs WHERE id = @root UNION ALL SELECT project_id FROM logged_models WHERE id = @root", new { root });
    }

    private void Record(WriteScope scope, Artifact artifact)
    {
        scope.Execute(
            """
            INSERT INTO artifacts (root, path, hash, size_bytes, modified_ms) VALUES (@p0, @p1, @p2, @p3, @p4)
            ON CONFLICT (root, path) DO UPDATE SET hash = excluded.hash, size_bytes = excluded.size_bytes, modified_ms = excluded.modified_ms
            """,
            artifact.Root, artifact.Path, artifact.Hash, artifact.SizeBytes, artifact.ModifiedMs);
        Recording?.Invoke(scope, artifact);
    }

    private async Task<(string Hash, long Size)> StoreBytes(Stream content, CancellationToken cancellation)
    {
        var temporary = Path.Combine(folder.Incoming, Guid.NewGuid().ToString("N"));
        try
        {
            string hash;
            long size = 0;
            await using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.Asynchronous))
            {
                using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
                var buffer = ArrayPool<byte>.Shared.Rent(1 << 17);
                for (int read; (read = await content.ReadAsync(buffer, cancellation)) > 0; size += read)
                {
                    sha.AppendData(buffer, 0, read);
                    await file.WriteAsync(buffer.AsMemory(0, read), cancellation);
                }
                ArrayPool<byte>.Shared.Return(buffer);
                file.Flush(flushToDisk: true);
                hash = Convert.ToHexStringLower(sha.GetHashAndReset());
            }
            await blobs.Take(hash, temporary, cancellation);
            return (hash, size);
        }
        catch (IOException failure) when (failure is not FileNotFoundException)
        {
            throw new UmulException(
                ErrorCode.StorageFailed, new Sentence(
                    $"Umul could not store the file ({failure.Message}). Nothing of it was kept; free some space and send it again.",
                    $"파일을 저장하지 못했습니다({failure.Message}). 남긴 것은 없습니다. 공간을 마련하고 다시 보내세요."), failure);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
