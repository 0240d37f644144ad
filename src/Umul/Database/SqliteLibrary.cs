using System.Runtime.InteropServices;

namespace Umul.Database;

/// <summary>
/// Keeps SQLite's own functions apart from those of a second SQLite in the process. libvips loads its modules for everybody to see, one of
/// them (openslide) brings the system's SQLite along, and calls inside ours would go there from then on: a crash at the next open.
/// </summary>
internal static partial class SqliteLibrary
{
    private const string File = "libe_sqlite3.so";
    private const int BindNow = 0x2;
    private const int BindToItselfFirst = 0x8;
    private const int MemoryStatistics = 9;

    /// <summary>
    /// Whether SQLite leaves out counts of memory that nobody reads, taken under one lock at every allocation of every connection. To be
    /// asked before the first connection: asking settles it, once.
    /// </summary>
    public static bool IsWithoutMemoryCounts { get; } = Configure(MemoryStatistics, 0) == 0;

    /// <summary>Settles every call inside SQLite now. To be called before any library that may bring another SQLite.</summary>
    public static void Bind()
    {
        if (!OperatingSystem.IsLinux()) return;
        var folders = (AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") as string ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries);
        if (folders.Append(AppContext.BaseDirectory).Select(folder => Path.Combine(folder, File)).FirstOrDefault(System.IO.File.Exists) is { } path)
            Open(path, BindNow | BindToItselfFirst);
    }

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_config")]
    private static partial int Configure(int option, int value);

    [LibraryImport("libc", EntryPoint = "dlopen", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint Open(string path, int flags);
}
