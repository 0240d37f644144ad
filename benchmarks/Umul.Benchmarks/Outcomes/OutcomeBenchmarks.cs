using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Umul.Outcomes;
using Umul.Projects;
using Umul.Runs;
using Umul.Server;

namespace Umul.Benchmarks.Outcomes;

/// <summary>The store of outcomes: 1,000 runs × 1,000 cases × 20 metrics on disk, and a matrix of 20 runs × 1,000 cases out of it.</summary>
internal static class OutcomeBenchmarks
{
    private const int Cases = 1_000;
    private const int Shown = 20;

    // Names as an evaluation gives them; random digits to the last bit, so that nothing compresses that would not in earnest.
    private static readonly OutcomeMetric[] s_metrics =
        [.. Enumerable.Range(0, 20).Select(i => OutcomeMetric.Of(i % 2 == 0 ? "dice" : "hausdorffDistance95.maxOfDirected", (i / 2).ToString(CultureInfo.InvariantCulture)))];

    public static async Task<int> Run(string[] args)
    {
        var count = args.Length > 0 && int.TryParse(args[0], CultureInfo.InvariantCulture, out var said) ? said : 1_000;
        var folder = Directory.CreateTempSubdirectory("umul-outcomes-").FullName;
        try
        {
            List<Run> runs;
            await using (var server = await Start(folder))
            {
                var (wall, cpu) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
                runs = await Write(server, count);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"write {count} runs × {Cases} cases × {s_metrics.Length} metrics: {Stopwatch.GetElapsedTime(wall).TotalSeconds:0.0} s, CPU {(Environment.CpuUsage.TotalTime - cpu).TotalSeconds:0.0} s"));
            }
            var bytes = new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"data folder: {bytes / 1e6:0.0} MB, {bytes / ((double)count * Cases * s_metrics.Length):0.00} bytes a value"));
            await using (var server = await Start(folder))
            {
                var (store, shown, metric) = (server.Services.GetRequiredService<OutcomeStore>(), server.Services.GetRequiredService<ShownOutcomes>(), s_metrics[0].Name);
                var twenty = runs.TakeLast(Shown).ToList();
                Timing.Print($"matrix of {Shown} runs × {Cases} cases", 200, () => Require(store.Matrix(twenty, "development", metric)));
                Timing.Print("the same as a person may see it, unsealed split", 200, () => Require(shown.Matrix(twenty, "development", metric)));
                Timing.Print("matrix of 200 runs", 20, () => Require(store.Matrix([.. runs.TakeLast(200)], "development", metric)));
            }
            Console.WriteLine($"load average {(await File.ReadAllTextAsync("/proc/loadavg")).Trim()}");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
        return 0;
    }

    private static Task<UmulServer> Start(string folder) => UmulServer.Start(new ServerOptions { DataFolder = folder, Port = 0, WithSample = false });

    private static void Require(OutcomeMatrix? matrix)
    {
        if (matrix is null) throw new InvalidOperationException("The matrix is not there.");
    }

    private static async Task<List<Run>> Write(UmulServer server, int count)
    {
        var project = await server.Services.GetRequiredService<ProjectStore>().Create("outcomes");
        var (runs, store, random) = (new List<Run>(), server.Services.GetRequiredService<OutcomeStore>(), new Random(1));
        string[] ids = [.. Enumerable.Range(0, Cases).Select(i => $"patient{i / 2:0000}-{i % 2}")];
        for (var i = 0; i < count; i++)
        {
            var run = await server.Services.GetRequiredService<RunStore>().Create(new NewRun { ProjectId = project, Name = $"run{i:0000}" });
            var columns = s_metrics.Select(metric => OutcomeColumn.Of(metric, [.. ids.Select(_ => metric.Definition == "dice" ? random.NextDouble() : 50 * random.NextDouble())]));
            await store.Write(run.Id, "development", OutcomeTable.Of(ids, null, [.. columns], (OutcomeSource.Rest, "benchmark")));
            runs.Add(run);
        }
        return runs;
    }
}
