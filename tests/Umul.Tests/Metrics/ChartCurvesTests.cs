using System.Net.Http.Json;
using Umul.Metrics;
using Umul.Projects;
using Umul.Runs;

namespace Umul.Tests.Metrics;

public sealed class ChartCurvesTests(UmulFixture umul) : IClassFixture<UmulFixture>
{
    private const long Start = 1_700_000_000_000;

    private ChartCurves Curves => umul.Get<ChartCurves>();

    [Fact]
    public async Task Step_FewPoints_AreExact()
    {
        var run = await Log([.. Points("loss", 20, step => step * 0.5)]);
        var curve = Curves.OfRun(run, new ChartQuestion { Key = "loss" })!;
        Assert.True(curve.IsExact);
        Assert.Equal(Enumerable.Range(0, 20).Select(i => i * 0.5), curve.Y);
    }

    [Fact]
    public async Task Step_ManyPoints_AreThinnedWithTheirExtremesAndZoomInToEveryPoint()
    {
        var run = await Log([.. Points("loss", 50_000, step => step == 31_337 ? 100 : Math.Sin(step / 900.0))]);
        var whole = Curves.OfRun(run, new ChartQuestion { Key = "loss", Pixels = 400 })!;
        Assert.False(whole.IsExact);
        Assert.Equal(50_000, whole.PointCount);
        Assert.Equal(100, whole.High!.Max());
        Assert.Equal((0, 49_999), (whole.X[0], whole.X[^1]));
        var zoomed = Curves.OfRun(run, new ChartQuestion { Key = "loss", Pixels = 400, From = 31_300, To = 31_400 })!;
        Assert.True(zoomed.IsExact);
        Assert.Equal(100, zoomed.Y[Array.IndexOf(zoomed.X, 31_337)]);
    }

    [Fact]
    public async Task Relative_IsSecondsSinceTheRunStarted()
    {
        var run = await Log([.. Points("loss", 3, _ => 1)]);
        var curve = Curves.OfRun(run, new ChartQuestion { Key = "loss", X = "relative" })!;
        Assert.Equal([0, 1, 2], curve.X);
        Assert.Equal([Start, Start + 1000, Start + 2000], Curves.OfRun(run, new ChartQuestion { Key = "loss", X = "clock" })!.X);
    }

    [Fact]
    public async Task OverAnotherMetric_TakesItsValueAtTheStepOrBefore()
    {
        var run = await Log(
        [
            .. Points("loss", 6, step => step),
            new MetricPoint("epoch", 1, Start, 1), new MetricPoint("epoch", 4, Start, 2),
        ]);
        var curve = Curves.OfRun(run, new ChartQuestion { Key = "loss", X = "metric:epoch" })!;
        Assert.Equal([1, 1, 1, 2, 2], curve.X);
        Assert.Equal([1, 2, 3, 4, 5], curve.Y);
    }

    [Fact]
    public async Task ResumedRun_DrawsTheNewestOfEachStepAndSaysHowManyItLeft()
    {
        var run = await Log([.. Points("loss", 100, _ => 1)]);
        await umul.Get<RunStore>().Append(run.Id, new RunBatch { Points = Enumerable.Range(50, 100).Select(s => new MetricPoint("loss", s, Start + 500_000 + s, 2)).ToArray() });
        var curve = Curves.OfRun(run, new ChartQuestion { Key = "loss" })!;
        Assert.Equal(50, curve.Superseded);
        Assert.Equal(Enumerable.Repeat(1.0, 50).Concat(Enumerable.Repeat(2.0, 100)), curve.Y);
        Assert.Equal(200, Curves.OfRun(run, new ChartQuestion { Key = "loss", X = "clock" })!.PointCount);
    }

    [Fact]
    public async Task RunResumedTwice_GivesItsOlderAttempts_TheNewestOfThemFirst()
    {
        var run = await Log([.. Points("loss", 30, _ => 1)]);
        await umul.Get<RunStore>().Append(run.Id, new RunBatch { Points = Enumerable.Range(10, 30).Select(s => new MetricPoint("loss", s, Start + 100_000 + s, 2)).ToArray() });
        await umul.Get<RunStore>().Append(run.Id, new RunBatch { Points = Enumerable.Range(20, 30).Select(s => new MetricPoint("loss", s, Start + 200_000 + s, 3)).ToArray() });
        var older = Curves.Older(run, new ChartQuestion { Key = "loss" }).ToList();
        Assert.All(older, curve => Assert.True(curve.IsOlder));
        // Steps 10–19 were logged twice, 20–29 three times, 30–39 twice.
        Assert.Equal([.. Enumerable.Repeat(1.0, 10), .. Enumerable.Repeat(2.0, 20)], older[0].Y);
        Assert.Equal((20, 29, 10), (older[1].X[0], older[1].X[^1], older[1].Y.Count(y => y == 1)));
        Assert.Equal(2, older.Count);
    }

    [Fact]
    public async Task Csv_HasNoLimitOnTheNumberOfRuns()
    {
        var run = await Log([.. Points("loss", 3, step => step)]);
        var runs = Enumerable.Range(0, 1500).Select(i => $"gone-{i}").Append(run.Id);
        using var response = await umul.Client.PostAsJsonAsync("/api/charts/csv", new { key = "loss", runs });
        Assert.Equal(4, (await response.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task SameStepForEveryPoint_IsStillACurveOverTime()
    {
        var run = await Log([.. Enumerable.Range(0, 10).Select(i => new MetricPoint("loss", 0, Start + i * 1000, i))]);
        Assert.Equal(10, Curves.OfRun(run, new ChartQuestion { Key = "loss", X = "relative" })!.X.Length);
        var curve = Curves.OfRun(run, new ChartQuestion { Key = "loss" })!;
        Assert.Equal((1, 9), (curve.X.Length, curve.Superseded));
    }

    [Fact]
    public async Task Reply_ReadBackByTheDocumentedLayout_HasTheColumns()
    {
        var run = await Log([.. Points("loss", 3, step => step)]);
        using var response = await umul.Client.PostAsJsonAsync("/api/charts/runs", new { key = "loss", runs = new[] { run.Id, "missing" } });
        var bytes = await response.Content.ReadAsByteArrayAsync();
        var headerLength = BitConverter.ToInt32(bytes);
        Assert.Equal(0, (4 + headerLength) % 8);
        using var header = System.Text.Json.JsonDocument.Parse(bytes.AsMemory(4, headerLength));
        Assert.Equal(1, header.RootElement.GetProperty("missing").GetInt32());
        var curve = header.RootElement.GetProperty("curves")[0];
        Assert.Equal(["x", "y"], curve.GetProperty("columns").EnumerateArray().Select(c => c.GetString()!));
        Assert.Equal([0.0, 1, 2, 0, 1, 2], Enumerable.Range(0, 6).Select(i => BitConverter.ToDouble(bytes, 4 + headerLength + i * 8)));
    }

    [Fact]
    public async Task Csv_HoldsEveryPointOfTheRange()
    {
        var run = await Log([.. Points("loss", 5000, step => step / 8.0)]);
        using var response = await umul.Client.PostAsJsonAsync("/api/charts/csv", new { key = "loss", from = 10, to = 4009, runs = new[] { run.Id } });
        var lines = (await response.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(1 + 4000, lines.Length);
        Assert.EndsWith(",10,1.25", lines[1].TrimEnd(), StringComparison.Ordinal);
    }

    private static IEnumerable<MetricPoint> Points(string key, int count, Func<int, double> value) =>
        Enumerable.Range(0, count).Select(step => new MetricPoint(key, step, Start + step * 1000L, value(step)));

    private async Task<Run> Log(MetricPoint[] points)
    {
        var project = await umul.Get<ProjectStore>().Create(Guid.NewGuid().ToString("N"));
        var run = await umul.Get<RunStore>().Create(new NewRun { ProjectId = project, StartedMs = Start });
        await umul.Get<RunStore>().Append(run.Id, new RunBatch { Points = points });
        return run;
    }
}
