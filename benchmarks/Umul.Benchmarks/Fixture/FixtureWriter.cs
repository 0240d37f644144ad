using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Umul.Database;
using Umul.Metrics;
using Umul.Projects;
using Umul.Runs;
using Umul.Server;

namespace Umul.Benchmarks.Fixture;

/// <summary>Writes experiments into a data folder through the stores, as a client's runs would get there, but without HTTP.</summary>
internal static class FixtureWriter
{
    private const int MaximumRunsAtOnce = 256;
    private const int PointsAtOnce = 1_000_000;

    /// <summary>Writes the experiments one after the other; each is told of as it is done.</summary>
    public static async Task Write(string folder, IReadOnlyList<FixtureShape> shapes, TextWriter log)
    {
        await using var server = await UmulServer.Start(new ServerOptions { DataFolder = folder, Port = 0, WithSample = false });
        var services = server.Services;
        var projects = services.GetRequiredService<ProjectStore>();
        var chunks = services.GetRequiredService<ChunkWriter>();
        for (var i = 0; i < shapes.Count; i++)
        {
            var shape = shapes[i];
            var watch = Stopwatch.StartNew();
            var project = await projects.Create(shape.Name);
            await WriteRuns(services, project, i, shape);
            await chunks.Flush();
            await log.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"{shape.Name}: {shape.Runs:N0} runs × {shape.Metrics:N0} metrics × {shape.Steps:N0} steps = {shape.Points:N0} points in {watch.Elapsed.TotalSeconds:0.0} s"));
        }
    }

    private static async Task WriteRuns(IServiceProvider services, long project, int experiment, FixtureShape shape)
    {
        var runs = services.GetRequiredService<RunStore>();
        var metrics = services.GetRequiredService<MetricStore>();
        var writer = services.GetRequiredService<UmulDatabase>().Writer;
        // As many at once as share a commit without filling the memory with points.
        var atOnce = Math.Clamp(PointsAtOnce / Math.Max(1, shape.Metrics * shape.Steps), 1, MaximumRunsAtOnce);
        foreach (var slice in Enumerable.Range(0, shape.Runs).Chunk(atOnce))
        {
            await Task.WhenAll(slice.Select(run => Create(runs, project, experiment, run, shape)));
            await metrics.WaitForRoom();
            await Task.WhenAll(slice.Select(run => Append(runs, experiment, run, shape)));
            await writer.Write(scope =>
            {
                foreach (var run in slice)
                    runs.SetStatus(scope, FixtureShape.RunId(experiment, run), RunStatus.Finished, FixtureShape.StartMs(run) + shape.Steps * 250L);
            });
        }
    }

    private static async Task Create(RunStore runs, long project, int experiment, int run, FixtureShape shape)
    {
        var id = FixtureShape.RunId(experiment, run);
        await runs.Create(new NewRun { ProjectId = project, Id = id, Name = $"run-{run:d4}", UserName = run % 3 == 0 ? "kim" : "lee", StartedMs = FixtureShape.StartMs(run) });
        await runs.Append(id, new RunBatch { Params = [.. shape.ParamsOf(run)], Tags = [.. shape.TagsOf(run)] });
    }

    private static async Task Append(RunStore runs, int experiment, int run, FixtureShape shape)
    {
        var points = new MetricPoint[shape.Metrics * shape.Steps];
        for (var m = 0; m < shape.Metrics; m++) shape.PointsOf(run, m, points.AsSpan(m * shape.Steps, shape.Steps));
        await runs.Append(FixtureShape.RunId(experiment, run), new RunBatch { Points = points });
    }
}
