using Umul.Metrics;
using Umul.Projects;
using Umul.Runs;

namespace Umul.Tests.Metrics;

public sealed class MetricStoreTests(UmulFixture umul) : IClassFixture<UmulFixture>
{
    private RunStore Runs => umul.Get<RunStore>();

    private MetricStore Store => umul.Get<MetricStore>();

    [Fact]
    public async Task Points_are_the_same_before_a_flush_after_it_and_after_a_restart()
    {
        var run = await NewRun();
        var points = Enumerable.Range(0, 10_000).Select(i => new MetricPoint("loss", i, 1_700_000_000_000 + i * 37, 1.0 / (i + 1))).ToArray();
        await Runs.Append(run.Id, new RunBatch { Points = points });
        AssertSame(points, run);
        await umul.Get<ChunkWriter>().Flush();
        AssertSame(points, run);
        await Runs.Append(run.Id, new RunBatch { Points = new[] { new MetricPoint("loss", 10_000, 1_800_000_000_000, double.NaN) } });
        await umul.Restart();
        AssertSame([.. points, new MetricPoint("loss", 10_000, 1_800_000_000_000, double.NaN)], run);
    }

    [Fact]
    public async Task Last_value_is_greatest_by_step_then_time_then_value()
    {
        var run = await NewRun();
        await Log(run, ("a", 5, 10, 1.0), ("a", 3, 99, 2.0), ("a", 5, 10, 0.5), ("a", 5, 11, -7));
        var summary = Store.Summaries(run.ProjectId, run.RowId).Single().Summary;
        Assert.Equal((5, 11, -7.0), (summary.LastStep, summary.LastTimeMs, summary.LastValue));
        Assert.Equal((2.0, 3), (summary.Maximum, summary.MaximumStep));
        Assert.Equal((4, 1), (summary.Count, summary.BackwardSteps));
    }

    [Fact]
    public async Task A_point_repeated_exactly_is_kept_once_also_across_calls_flushes_and_restarts()
    {
        var run = await NewRun();
        await Log(run, ("a", 1, 10, 1.0), ("a", 2, 20, double.NaN), ("a", 1, 10, 1.0));
        await Log(run, ("a", 2, 20, double.NaN));
        await umul.Get<ChunkWriter>().Flush();
        await Log(run, ("a", 1, 10, 1.0));
        await umul.Restart();
        await Log(run, ("a", 1, 10, 1.0), ("a", 1, 10, 2.0));
        Assert.Equal(3, Store.Points(run.ProjectId, run.RowId, "a")!.Value.Points.Count);
    }

    [Fact]
    public async Task A_refused_batch_leaves_no_point_behind()
    {
        var run = await NewRun();
        await Runs.Append(run.Id, new RunBatch { Params = [new("lr", "0.1")] });
        var refused = await Assert.ThrowsAsync<Umul.Web.UmulException>(() => Runs.Append(
            run.Id, new RunBatch { Params = [new("lr", "0.2")], Points = new[] { new MetricPoint("a", 1, 1, 1) } }));
        Assert.Contains("'lr'", refused.Message, StringComparison.Ordinal);
        Assert.Empty(Store.Summaries(run.ProjectId, run.RowId));
        await Log(run, ("a", 1, 1, 2.0));
        Assert.Equal(2.0, Store.Summaries(run.ProjectId, run.RowId).Single().Summary.LastValue);
    }

    [Fact]
    public async Task A_replayed_batch_adds_nothing()
    {
        var run = await NewRun();
        var batch = new RunBatch { Points = new[] { new MetricPoint("a", 1, 1, 1) }, Position = ("writer-1", 7) };
        Assert.True(await Runs.Append(run.Id, batch));
        Assert.False(await Runs.Append(run.Id, batch with { Points = new[] { new MetricPoint("a", 2, 2, 2) } }));
        Assert.Equal(1, Store.Summaries(run.ProjectId, run.RowId).Single().Summary.Count);
        Assert.Equal(7, Runs.Position(run, "writer-1"));
    }

    [Theory]
    [InlineData(1_000_000, 2000)]
    [InlineData(5_000, 100)]
    [InlineData(100_000, 1000)]
    public async Task A_long_curve_is_thinned_without_losing_its_extremes(int count, int cells)
    {
        var run = await NewRun();
        var points = new MetricPoint[count];
        for (var i = 0; i < count; i++) points[i] = new MetricPoint("x", i, i * 10L, Math.Sin(i * 0.001));
        points[count / 3] = points[count / 3] with { Value = 99 };
        points[count / 2] = points[count / 2] with { Value = double.NaN };
        foreach (var part in points.Chunk(100_000)) await Runs.Append(run.Id, new RunBatch { Points = part });
        await umul.Get<ChunkWriter>().Flush();
        var curve = Store.Curve(run.ProjectId, run.RowId, "x", CurveRange.Everything, cells)!;
        Assert.NotNull(curve.Cells);
        Assert.InRange(curve.Cells.Count, cells / 4, cells);
        Assert.Equal(count, curve.Cells.Sum(c => c.Count));
        Assert.Equal(99, curve.Cells.Max(c => c.Maximum));
        Assert.Equal(1, curve.Cells.Sum(c => c.NanCount));
        var zoomed = Store.Curve(run.ProjectId, run.RowId, "x", new CurveRange(CurveAxis.Step, count / 3 - 10, count / 3 + 10), cells)!;
        Assert.Equal(23, zoomed.Points!.Count); // 21 in range, one more on either side
        Assert.Equal(99, zoomed.Points.Values[11]);
    }

    private async Task<Run> NewRun() => await Runs.Create(new NewRun { ProjectId = await umul.Get<ProjectStore>().Create("p" + Guid.NewGuid()) });

    private Task Log(Run run, params (string Key, long Step, long TimeMs, double Value)[] points) =>
        Runs.Append(run.Id, new RunBatch { Points = points.Select(p => new MetricPoint(p.Key, p.Step, p.TimeMs, p.Value)).ToArray() });

    private void AssertSame(MetricPoint[] expected, Run run)
    {
        var (points, summary) = Store.Points(run.ProjectId, run.RowId, expected[0].Key)!.Value;
        Assert.Equal(expected.Length, summary.Count);
        Assert.Equal(expected.Select(p => p.Step), points.Steps.ToArray());
        Assert.Equal(expected.Select(p => p.TimeMs), points.TimesMs.ToArray());
        Assert.Equal(expected.Select(p => p.Value), points.Values.ToArray());
    }
}
