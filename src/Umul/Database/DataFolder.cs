using System.Globalization;
using Umul.Web;

namespace Umul.Database;

/// <summary>The folder that one server owns: database, artifacts, spool. Held by an exclusive lock for as long as the object lives.</summary>
internal sealed class DataFolder : IDisposable
{
    private readonly FileStream _lock;

    private DataFolder(string path, FileStream lockFile) => (Path, _lock) = (path, lockFile);

    /// <summary>Absolute path of the folder.</summary>
    public string Path { get; }

    /// <summary>The SQLite file; absent when PostgreSQL is used.</summary>
    public string DatabaseFile => System.IO.Path.Combine(Path, "umul.db");

    /// <summary>Where artifacts' bytes lie, by hash.</summary>
    public string Blobs => System.IO.Path.Combine(Path, "blobs");

    /// <summary>Where uploads are written before they are renamed into <see cref="Blobs"/>.</summary>
    public string Incoming => System.IO.Path.Combine(Path, "incoming");

    /// <summary>Creates the folder if needed and takes the lock.</summary>
    /// <exception cref="UmulException">Another process holds the folder; the message names its process id and link.</exception>
    public static DataFolder Open(string path)
    {
        path = System.IO.Path.GetFullPath(path);
        Directory.CreateDirectory(path);
        var lockPath = System.IO.Path.Combine(path, "umul.lock");
        FileStream file;
        try
        {
            file = new FileStream(lockPath, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException inner)
        {
            var owner = ReadOwner(path);
            throw new UmulException(
                ErrorCode.WrongState,
                new Sentence(
                    $"The data folder {path} is in use by another Umul{owner}. Stop that one first, or start this one with --data and another folder.",
                    $"데이터 폴더 {path}은(는) 다른 Umul이 쓰고 있습니다{owner}. 먼저 그것을 끄거나, --data로 다른 폴더를 주세요."),
                inner);
        }
        var folder = new DataFolder(path, file);
        Directory.CreateDirectory(folder.Blobs);
        Directory.CreateDirectory(folder.Incoming);
        folder.DescribeOwner("");
        return folder;
    }

    /// <summary>The link of the server that holds the folder at <paramref name="path"/>, or null if none answers to that.</summary>
    public static string? RunningServer(string path)
    {
        var file = OwnerFile(System.IO.Path.GetFullPath(path));
        if (!File.Exists(file)) return null;
        try
        {
            using var probe = new FileStream(System.IO.Path.Combine(path, "umul.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return null;
        }
        catch (IOException)
        {
            var lines = File.ReadAllLines(file);
            return lines.Length > 1 && lines[1].Length > 0 ? lines[1] : null;
        }
    }

    /// <summary>Writes the process id and the link beside the lock, for <see cref="RunningServer"/> and for the refusal's text.</summary>
    public void DescribeOwner(string link) =>
        File.WriteAllLines(OwnerFile(Path), [Environment.ProcessId.ToString(CultureInfo.InvariantCulture), link]);

    public void Dispose()
    {
        File.Delete(OwnerFile(Path));
        _lock.Dispose();
    }

    // Beside the lock and not in it: a file held with FileShare.None cannot be read by the process that is refused.
    private static string OwnerFile(string path) => System.IO.Path.Combine(path, "umul.owner");

    private static string ReadOwner(string path)
    {
        var file = OwnerFile(path);
        if (!File.Exists(file)) return "";
        var lines = File.ReadAllLines(file);
        var process = lines.Length > 0 ? $" (process {lines[0]}" : "";
        return process.Length == 0 ? "" : process + (lines.Length > 1 && lines[1].Length > 0 ? $", {lines[1]})" : ")");
    }
}
