using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Umul.Benchmarks.Load;
using Umul.Benchmarks.Read;
using Umul.Ideas;
using Umul.Outcomes;
using Umul.Projects;
using Umul.Runs;
using Umul.Server;

namespace Umul.Benchmarks.Comparisons;

/// <summary>The page of a comparison as the first thing that a started server is asked for, then again; the real program, over HTTP.</summary>
internal static class ComparisonBenchmarks
{
    private const int Cases = 1000;
    private const int Starts = 3;

    private static readonly string[] s_metrics = ["dice", "iou", "sensitivity", "specificity", "precision", "hausdorffDistance95.maxOfDirected"];

    public static async Task<int> Run(string[] args)
    {
        if (args.Length < 1 || !File.Exists(args[0]))
        {
            Console.Error.WriteLine("Usage: umul-benchmarks comparison PROGRAM   (PROGRAM: artifacts/app/umul, built by ./umul up)");
            return 2;
        }
        foreach (var ideas in (int[])[3, 20])
        {
            var folder = Directory.CreateTempSubdirectory("umul-comparison-").FullName;
            var (project, idea) = await Write(folder, ideas);
            Measure(args[0], folder, $"{(ideas + 1) * 5} runs × {Cases} cases, {ideas} ideas", $"/projects/{project}/ideas/{idea}/comparison", $"/projects/{project}/ideas");
            Directory.Delete(folder, recursive: true);
        }
        return 0;
    }

    private static void Measure(string program, string folder, string what, string page, string tree)
    {
        Console.WriteLine($"load average {File.ReadAllText("/proc/loadavg").Trim()}");
        var (first, firstCpu, later, through) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
        double[] warm = [];
        for (var start = 0; start < 3 * Starts; start++)
        {
            using var server = new ServerProcess(program, folder);
            using var client = new RawClient(server.Port);
            if (start % 3 > 0) Thread.Sleep(3000);
            if (start % 3 == 2) client.Send(RawClient.Get(tree));
            var cpu = server.Cpu;
            var began = Stopwatch.GetTimestamp();
            client.Send(RawClient.Get(page));
            (start % 3 == 0 ? first : start % 3 == 1 ? later : through).Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            if (start % 3 == 0) firstCpu.Add((server.Cpu - cpu).TotalMilliseconds);
            if (start == 3 * Starts - 1) warm = ReadBenchmarks.Times(30, () => client.Send(RawClient.Get(page)));
        }
        Print($"{what}: the very first request, at the moment of the start", first);
        Print($"{what}: the same, CPU time", firstCpu);
        Print($"{what}: first request, three seconds after the start", later);
        Print($"{what}: first view of a comparison, after the tree of ideas", through);
        ReadBenchmarks.Print($"{what}: seen again", warm);
    }

    private static void Print(string what, List<double> times)
    {
        times.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {what} | {times[times.Count / 2]:0} ms median (least {times[0]:0}) |"));
    }

    private static async Task<(long Project, long Idea)> Write(string folder, int ideas)
    {
        await using var server = await UmulServer.Start(new ServerOptions { DataFolder = folder, Port = 0, WithSample = false });
        var (store, runs) = (server.Services.GetRequiredService<IdeaStore>(), server.Services.GetRequiredService<RunStore>());
        var outcomes = server.Services.GetRequiredService<OutcomeStore>();
        var project = await server.Services.GetRequiredService<ProjectStore>().Create("compared");
        long baseline = 0, first = 0;
        string[] cases = [.. Enumerable.Range(0, Cases).Select(i => $"case-{i:0000}")], groups = [.. Enumerable.Range(0, Cases).Select(i => $"patient-{i / 3:0000}")];
        for (var i = 0; i <= ideas; i++)
        {
            var name = i == 0 ? "baseline" : $"idea-{i}";
            var idea = await store.Create(project, new NewIdea(name, i == 0 ? null : baseline, IdeaText.Empty));
            if (i == 0) baseline = idea.Id;
            if (i == 1) first = idea.Id;
            for (var seed = 0; seed < 5; seed++)
            {
                var run = await runs.Create(new NewRun { ProjectId = project, Name = $"{name}-{seed}", Tags = [new("umul.idea", name), new("umul.seed", seed.ToString(CultureInfo.InvariantCulture))] });
                await runs.Append(run.Id, new RunBatch { Params = [new("epochs", "100"), new("lr", $"0.{i + 1}")] });
                var random = new Random(1000 * i + seed);
                var columns = s_metrics.Select(metric => OutcomeColumn.Of(OutcomeMetric.Of(metric), [.. cases.Select((_, c) => 0.7 + 0.0005 * i + 0.1 * Math.Sin(c) + 0.02 * random.NextDouble())]));
                await outcomes.Write(run.Id, "val", OutcomeTable.Of(cases, groups, [.. columns], (OutcomeSource.Rest, "benchmark"), []));
                await runs.Update(run.Id, RunStatus.Finished);
            }
        }
        await server.Services.GetRequiredService<IdeaMeasureStore>().Set(
            project, null, new IdeaMeasure { Metric = "dice", Split = "val", Direction = MetricDirection.Higher, Worthwhile = 0.01, Baseline = baseline });
        return (project, first);
    }
}
