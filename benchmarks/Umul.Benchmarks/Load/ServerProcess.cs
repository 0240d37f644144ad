using System.Diagnostics;
using System.Globalization;

namespace Umul.Benchmarks.Load;

/// <summary>The real program as a process of its own, on a data folder of its own.</summary>
internal sealed class ServerProcess : IDisposable
{
    private readonly Process _process;

    public ServerProcess(string program, string folder, bool withSample = false)
    {
        var watch = Stopwatch.StartNew();
        string[] sample = withSample ? [] : ["--no-sample"];
        _process = Process.Start(new ProcessStartInfo(program, ["up", .. sample, "--port", "0", "--data", folder]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        while (_process.StandardOutput.ReadLine() is { } line)
        {
            var at = line.IndexOf("http://127.0.0.1:", StringComparison.Ordinal);
            if (at < 0) continue;
            Port = int.Parse(line[(at + 17)..].TrimEnd('/'), CultureInfo.InvariantCulture);
            break;
        }
        using (var client = new RawClient(Port)) client.Send(RawClient.Get("/health"));
        StartMs = watch.Elapsed.TotalMilliseconds;
        StartCpuMs = Cpu.TotalMilliseconds;
    }

    /// <summary>From starting the process to its first answer.</summary>
    public double StartMs { get; }

    /// <summary>CPU time of all its threads until then.</summary>
    public double StartCpuMs { get; }

    /// <summary>Where it listens.</summary>
    public int Port { get; }

    /// <summary>CPU time spent so far.</summary>
    public TimeSpan Cpu
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Resident memory in MiB, as the system counts it.</summary>
    public double MemoryMiB
    {
        get
        {
            var line = File.ReadLines($"/proc/{_process.Id}/status").First(l => l.StartsWith("VmRSS:", StringComparison.Ordinal));
            return long.Parse(line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024.0;
        }
    }

    /// <summary>Asks it to stop, and waits.</summary>
    public void Stop()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        _process.WaitForExit();
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }
}
