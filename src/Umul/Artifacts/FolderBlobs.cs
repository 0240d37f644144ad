namespace Umul.Artifacts;

/// <summary>Bytes as files of the data folder: <c>blobs/&lt;2 hex&gt;/&lt;SHA-256&gt;</c>, always whole, because they come by being renamed.</summary>
internal sealed class FolderBlobs(string folder) : IBlobs
{
    public bool IsLocal => true;

    public string FilePath(string hash) => Path.Combine(folder, hash[..2], hash);

    public Task<bool> Has(string hash, CancellationToken cancellation = default) => Task.FromResult(File.Exists(FilePath(hash)));

    public Task Take(string hash, string file, CancellationToken cancellation = default)
    {
        var target = FilePath(hash);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        // Also over bytes that are there: they are young again, and a collection that runs now leaves them alone.
        File.Move(file, target, overwrite: true);
        FolderSync.Sync(Path.GetDirectoryName(target)!);
        return Task.CompletedTask;
    }

    public Task TakeAll(string filesFolder, IReadOnlyCollection<string> hashes)
    {
        FolderSync.SyncAll(filesFolder);
        foreach (var hash in hashes)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(FilePath(hash))!);
            File.Move(Path.Combine(filesFolder, hash), FilePath(hash), overwrite: true);
        }
        FolderSync.SyncAll(folder);
        return Task.CompletedTask;
    }

    public Stream OpenRead(string hash, long sizeBytes) =>
        new FileStream(FilePath(hash), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1, FileOptions.Asynchronous | FileOptions.SequentialScan);

    public async IAsyncEnumerable<Blob> All([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await Task.CompletedTask;
        foreach (var file in new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories))
            yield return new Blob(file.Name, file.Length, new DateTimeOffset(file.LastWriteTimeUtc));
    }

    public Task Delete(string hash)
    {
        if (File.Exists(FilePath(hash))) File.Delete(FilePath(hash)); // not even its folder has to be there
        return Task.CompletedTask;
    }
}
