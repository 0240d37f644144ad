using System.Runtime.InteropServices;

namespace Umul.Artifacts;

/// <summary>Makes a rename durable: the folder itself has to be synced, which the framework has no call for.</summary>
internal static partial class FolderSync
{
    /// <summary>Syncs a folder; where the system cannot, the rename is as durable as its file system makes it.</summary>
    public static void Sync(string folder)
    {
        if (!OperatingSystem.IsLinux()) return;
        var descriptor = open(folder, 0);
        if (descriptor < 0) return;
        _ = fsync(descriptor);
        _ = close(descriptor);
    }

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int open(string path, int flags);

    [LibraryImport("libc")]
    private static partial int fsync(int descriptor);

    [LibraryImport("libc")]
    private static partial int close(int descriptor);
}
