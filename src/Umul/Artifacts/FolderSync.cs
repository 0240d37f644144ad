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

    /// <summary>Whether <see cref="SyncAll"/> does anything here.</summary>
    public static bool CanSyncAll => OperatingSystem.IsLinux();

    /// <summary>Syncs the whole file system that holds a folder: one call for many files.</summary>
    public static void SyncAll(string folder)
    {
        if (!CanSyncAll) return;
        var descriptor = open(folder, 0);
        var isSynced = descriptor >= 0 && syncfs(descriptor) == 0;
        if (descriptor >= 0) _ = close(descriptor);
        if (!isSynced) throw new IOException($"{folder} could not be synced to the disk.");
    }

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int open(string path, int flags);

    [LibraryImport("libc")]
    private static partial int fsync(int descriptor);

    [LibraryImport("libc")]
    private static partial int syncfs(int descriptor);

    [LibraryImport("libc")]
    private static partial int close(int descriptor);
}
