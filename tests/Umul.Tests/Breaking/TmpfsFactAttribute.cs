using System.Diagnostics;

namespace Umul.Tests.Breaking;

/// <summary>A test that needs a small file system of its own; skipped where mounting one is not allowed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TmpfsFactAttribute : FactAttribute
{
    public TmpfsFactAttribute()
    {
        if (!CanMount()) Skip = "A tmpfs cannot be mounted here; run as root on Linux to test a full disk.";
    }

    private static bool CanMount()
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess) return false;
        var folder = Directory.CreateTempSubdirectory("umul-mount-").FullName;
        try
        {
            if (!Succeeds("mount", "-t", "tmpfs", "-o", "size=1m", "umul-test", folder)) return false;
            return Succeeds("umount", folder);
        }
        finally
        {
            Directory.Delete(folder);
        }
    }

    private static bool Succeeds(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, UseShellExecute = false })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
