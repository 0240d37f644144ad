using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace Umul.Server;

/// <summary>Says by what a port is taken, and which one is free.</summary>
internal static class PortOwner
{
    /// <summary>Name and number of the process that listens on the port, where the system tells; otherwise null.</summary>
    public static string? Find(int port)
    {
        if (!OperatingSystem.IsLinux()) return null;
        var sockets = Inodes(port).Select(inode => $"socket:[{inode}]").ToHashSet(StringComparer.Ordinal);
        foreach (var process in Directory.EnumerateDirectories("/proc").Where(d => char.IsAsciiDigit(Path.GetFileName(d)[0])))
        {
            try
            {
                if (Directory.EnumerateFiles(Path.Combine(process, "fd")).Any(fd => File.ResolveLinkTarget(fd, false)?.Name is { } name && sockets.Contains(name)))
                    return $"{File.ReadAllText(Path.Combine(process, "comm")).Trim()} (process {Path.GetFileName(process)})";
            }
            catch (Exception hidden) when (hidden is UnauthorizedAccessException or IOException)
            {
                // Another user's process, or one that has just ended.
            }
        }
        return null;
    }

    /// <summary>The first free port above the given one.</summary>
    public static int NextFree(int port)
    {
        var taken = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Select(e => e.Port).ToHashSet();
        while (++port < IPEndPoint.MaxPort && taken.Contains(port))
        {
        }
        return port;
    }

    /// <summary>True if starting failed because the port is taken.</summary>
    public static bool IsTaken(Exception failure) =>
        failure is IOException && (failure.InnerException?.InnerException ?? failure.InnerException) is SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse };

    // /proc/net/tcp: local address in hex as ADDRESS:PORT in column 1, state in column 3 (0A: listening), inode in column 9.
    private static IEnumerable<string> Inodes(int port)
    {
        var suffix = ":" + port.ToString("X4", CultureInfo.InvariantCulture);
        foreach (var table in (string[])["/proc/net/tcp", "/proc/net/tcp6"])
        {
            if (!File.Exists(table)) continue;
            foreach (var line in File.ReadLines(table).Skip(1))
            {
                var columns = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                if (columns.Length > 9 && columns[1].EndsWith(suffix, StringComparison.Ordinal) && columns[3] == "0A") yield return columns[9];
            }
        }
    }
}
