using System.Diagnostics;
using System.Globalization;

namespace Umul.Benchmarks;

/// <summary>
/// Times a piece of work several times and prints median, min and max of the wall clock, CPU seconds (what to compare on a busy
/// machine) and what it allocated on the managed heap.
/// </summary>
internal static class Timing
{
    public static void Print(string name, int repeats, Action work)
    {
        var first = Stopwatch.GetTimestamp();
        work();
        var firstSeconds = Stopwatch.GetElapsedTime(first).TotalSeconds;
        work();
        var seconds = new double[repeats];
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var cpu = new double[repeats];
        for (var i = 0; i < repeats; i++)
        {
            var cpuBefore = Environment.CpuUsage.TotalTime;
            var start = Stopwatch.GetTimestamp();
            work();
            seconds[i] = Stopwatch.GetElapsedTime(start).TotalSeconds;
            cpu[i] = (Environment.CpuUsage.TotalTime - cpuBefore).TotalSeconds;
        }

        Array.Sort(cpu);
        var allocated = (GC.GetTotalAllocatedBytes(precise: true) - before) / (double)repeats / 1e6;
        Array.Sort(seconds);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name,-64} median {seconds[repeats / 2]:0.0000} s   min {seconds[0]:0.0000}   max {seconds[^1]:0.0000}   CPU median {cpu[repeats / 2]:0.0000} min {cpu[0]:0.0000}   allocated {allocated:0.0} MB   first {firstSeconds:0.000}"));
    }
}
