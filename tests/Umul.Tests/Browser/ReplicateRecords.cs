using Microsoft.Extensions.DependencyInjection;
using Umul.Metrics;
using Umul.Projects;
using Umul.Runs;

namespace Umul.Tests.Browser;

/// <summary>
/// Six replicated runs (two ideas, three seeds) with values made so that a test can know them: idea "base" ends at dice
/// 0.80 + seed / 100, idea "wide" at 0.90 + seed / 100.
/// </summary>
internal sealed class ReplicateRecords(IServiceProvider services)
{
    public const long Start = 1_700_000_000_000;
    public const int Steps = 60;

    public long ProjectId { get; private set; }

    /// <summary>Run ids by name, such as <c>base-0</c>.</summary>
    public Dictionary<string, string> Runs { get; } = new(StringComparer.Ordinal);

    public async Task Write()
    {
        ProjectId = await services.GetRequiredService<ProjectStore>().Create("Replicates");
        for (var idea = 0; idea < 2; idea++)
            for (var seed = 0; seed < 3; seed++) await WriteRun(idea == 0 ? "base" : "wide", seed, idea * 0.1 + seed * 0.01);
    }

    private async Task WriteRun(string idea, int seed, double better)
    {
        var store = services.GetRequiredService<RunStore>();
        var start = Start + (Runs.Count * 3_600_000L);
        var run = await store.Create(new NewRun { ProjectId = ProjectId, Name = $"{idea}-{seed}", StartedMs = start, Tags = [new("stage", idea == "base" ? "first" : "second")] });
        Runs[run.Name] = run.Id;
        List<MetricPoint> points = [];
        for (var step = 0; step < Steps; step++)
        {
            var time = start + step * 10_000L;
            points.Add(new("train/loss", step, time, step == 20 && seed == 1 ? double.NaN : 2.0 / (step + 1) + 0.01 - better / 20));
            points.Add(new("epoch", step, time, step / 10));
            // Best at step 40, then a little worse: last and best differ.
            points.Add(new("val/dice", step, time, (0.8 + better) * (1 - Math.Abs(step - 40) / 100.0)));
        }
        if (Runs.Count == 1) points.AddRange(Enumerable.Range(0, 6000).Select(s => new MetricPoint("signal/raw", s, start + s, s == 4321 ? 50 : Math.Sin(s / 100.0))));
        await store.Append(run.Id, new RunBatch
        {
            Params = [new("lr", idea == "base" ? "0.001" : "0.01"), new("seed", $"{seed}"), new("batch_size", "16")],
            Points = points.ToArray(),
        });
        await store.Update(run.Id, RunStatus.Finished, start + 600_000);
    }
}
