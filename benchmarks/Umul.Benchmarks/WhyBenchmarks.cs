using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Umul.Comparisons;
using Umul.Comparisons.Why;
using Umul.Datasets;
using Umul.Ideas;
using Umul.Metrics;
using Umul.Outcomes;
using Umul.Projects;
using Umul.Runs;
using Umul.Server;

namespace Umul.Benchmarks;

/// <summary>
/// "Why" complete: every question about two arms of five runs on 1,000 cases of 500 patients with 12 metadata columns, six kinds of
/// errors, classes with probabilities and learning curves of 1,000 points, from the stores of a running server.
/// </summary>
internal static class WhyBenchmarks
{
    private const int Cases = 1_000;
    private const int Seeds = 5;
    private const int Repeats = 9;

    private static readonly string[] s_kinds = ["missedObject", "missedBoundary", "missedInterior", "spuriousObject", "spuriousBoundary", "leak"];

    public static async Task<int> Run()
    {
        var folder = Directory.CreateTempSubdirectory("umul-why");
        try
        {
            await using var server = await UmulServer.Start(new ServerOptions { DataFolder = folder.FullName, Port = 0, WithSample = false });
            var (project, idea) = await Fill(server.Services);
            using var client = new HttpClient { BaseAddress = server.Link };
            await Time("page of the comparison, first", () => client.GetStringAsync($"/projects/{project}/ideas/{idea}/comparison"));
            await Time("section why, first, after the page", () => client.GetStringAsync($"/projects/{project}/ideas/{idea}/why"));
            await Time("section why, again", () => client.GetStringAsync($"/projects/{project}/ideas/{idea}/why"));
            var read = server.Services.GetRequiredService<IdeaTree>().Of(project);
            var node = read.Find(idea)!;
            var report = Ask(server.Services, read, node);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{report.Answers.Count} answers, {report.All.Count} findings, {report.Cases.Count} cases"));
            Timing.Print("why: every question, nothing remembered", Repeats, () => Ask(server.Services, read, node));
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // An instance of its own each time: what it remembers is what it would not have to compute.
    private static WhyReport Ask(IServiceProvider services, ProjectIdeas read, IdeaNode node) => new IdeaWhy(
        services.GetRequiredService<OutcomeStore>(), services.GetRequiredService<DatasetStore>(), services.GetRequiredService<RunStore>(),
        services.GetRequiredService<CurveQuestion>(), services.GetRequiredService<IdeaComparison>(), services.GetRequiredService<IdeaRecords>()).Of(read, node)!;

    private static async Task Time(string name, Func<Task<string>> get)
    {
        var (start, cpu) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        var page = await get();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{name,-64} {Stopwatch.GetElapsedTime(start).TotalMilliseconds:0} ms   CPU {(Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds:0} ms   {page.Length / 1000} kB"));
    }

    private static async Task<(long Project, long Idea)> Fill(IServiceProvider services)
    {
        var project = await services.GetRequiredService<ProjectStore>().Create("why");
        var ideas = services.GetRequiredService<IdeaStore>();
        var baseline = await ideas.Create(project, new NewIdea("baseline", null, IdeaText.Empty));
        var idea = await ideas.Create(project, new NewIdea("idea", baseline.Id, IdeaText.Empty with { ConfigKeys = ["loss"] }));
        var random = new Random(7);
        string[] ids = [.. Enumerable.Range(0, Cases).Select(i => $"case-{i:0000}")];
        string[] columns = [.. Enumerable.Range(0, 8).Select(c => $"x{c}"), "device", "hospital", "grade", "view"];
        var rows = ids.Select((id, i) => new DatasetCase(id, $"P{i / 2:000}",
            [.. Enumerable.Range(0, 8).Select(_ => random.NextDouble().ToString("F4", CultureInfo.InvariantCulture)), .. Enumerable.Range(0, 4).Select(k => $"L{random.Next(3 + k)}")], [])).ToList();
        await services.GetRequiredService<DatasetStore>().Add(project, new NewDataset("data", "", false, DatasetContent.Of(columns, rows, [new DatasetSplit("val", SplitRole.Development, ids)])));
        var own = Array.ConvertAll(ids, _ => 0.75 + 0.2 * random.NextDouble());
        foreach (var arm in (string[])["baseline", "idea"])
            for (var seed = 0; seed < Seeds; seed++) await AddRun(services, project, arm, seed, (ids, own, rows, random));
        await services.GetRequiredService<IdeaMeasureStore>().Set(project, null, new IdeaMeasure { Metric = "dice", Split = "val", Direction = MetricDirection.Higher, Worthwhile = 0.01, Baseline = baseline.Id });
        return (project, idea.Id);
    }

    private static async Task AddRun(IServiceProvider services, long project, string arm, int seed, (string[] Ids, double[] Own, List<DatasetCase> Rows, Random Random) data)
    {
        var (ids, own, rows, random) = data;
        var runs = services.GetRequiredService<RunStore>();
        var run = await runs.Create(new NewRun { ProjectId = project, Name = $"{arm}-{seed}", Tags = [new("umul.idea", arm), new("umul.seed", $"{seed}")] });
        var isIdea = arm == "idea";
        await runs.Append(run.Id, new RunBatch
        {
            Params = [.. Enumerable.Range(0, 60).Select(p => new KeyValuePair<string, string>($"model.block{p}.width", "64")), new("loss", arm)],
            Points = Enumerable.Range(0, 1000).SelectMany(step => (MetricPoint[])[new("val/dice", step, step, 0.8 - Math.Exp(-step / 100.0)), new("train/dice", step, step, 0.9 - Math.Exp(-step / 100.0))]).ToArray(),
        });
        double Hurt(int i) => isIdea ? rows[i].Metadata[8] == "L1" && rows[i].Metadata[0][2] < '4' ? -0.05 : 0.004 : 0;
        List<OutcomeColumn> columns = [OutcomeColumn.Of(OutcomeMetric.Of("dice"), [.. ids.Select((_, i) => own[i] + Hurt(i) + 0.01 * random.NextDouble())])];
        columns.AddRange(s_kinds.Select(kind => OutcomeColumn.Of(OutcomeMetric.Of($"errors.{kind}"), [.. ids.Select((_, i) => 10 - (100 * Hurt(i)) + random.NextDouble())])));
        columns.AddRange(s_kinds.Select(kind => OutcomeColumn.Of(OutcomeMetric.Of($"diceGain.{kind}"), [.. ids.Select(_ => 0.01 * random.NextDouble())])));
        columns.Add(OutcomeColumn.Of(OutcomeMetric.Logged("probability"), [.. ids.Select(_ => random.NextDouble())]));
        List<OutcomeText> texts =
        [
            new("reference", [.. ids.Select((_, i) => i % 3 == 0 ? "malignant" : "benign")]),
            new("prediction", [.. ids.Select((_, i) => (i % 3 == 0) == (random.NextDouble() < 0.9) ? "malignant" : "benign")]),
        ];
        var outcomes = services.GetRequiredService<OutcomeStore>();
        await outcomes.Write(run.Id, "val", OutcomeTable.Of(ids, [.. rows.Select(r => r.Group)], columns, (OutcomeSource.Rest, "benchmark"), texts));
        await runs.Update(run.Id, RunStatus.Finished);
    }
}
