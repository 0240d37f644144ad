using Umul.Metrics;
using Umul.Runs;

namespace Umul.Tests.Runs;

/// <summary>What is shown of a run is what was acknowledged last, however often it was asked for before.</summary>
public sealed class RunDataTests(UmulFixture umul) : IClassFixture<UmulFixture>
{
    private RunStore Runs => umul.Get<RunStore>();

    [Fact]
    public async Task A_run_that_was_shown_before_shows_params_and_tags_that_came_since()
    {
        var run = await Runs.Create(new NewRun { ProjectId = 0, Tags = [new("stage", "draft")] });
        Assert.Equal([new("stage", "draft")], Data(run).Tags);
        await Runs.Append(run.Id, new RunBatch { Params = [new("lr", "0.1")], Tags = [new("stage", "final"), new("b", "1")] });
        Assert.Equal([new("lr", "0.1")], Data(run).Params);
        Assert.Equal([new("b", "1"), new("stage", "final")], Data(run).Tags);
        await Runs.DeleteTag(run.Id, "stage");
        Assert.Equal([new("b", "1")], Data(run).Tags);
    }

    [Fact]
    public async Task A_refused_change_leaves_what_was_shown()
    {
        var run = await Runs.Create(new NewRun { ProjectId = 0, Tags = [new("stage", "draft")] });
        await Runs.Append(run.Id, new RunBatch { Params = [new("lr", "0.1")] });
        Data(run);
        await Assert.ThrowsAsync<Umul.Web.UmulException>(() => Runs.Append(run.Id, new RunBatch { Tags = [new("stage", "final")], Params = [new("lr", "0.2")] }));
        Assert.Equal([new("lr", "0.1")], Data(run).Params);
    }

    [Fact]
    public async Task A_run_at_rest_shows_metrics_that_came_since_it_was_shown()
    {
        var run = await Runs.Create(new NewRun { ProjectId = 0 });
        await Log(run, new MetricPoint("a", 1, 10, 1.0), new MetricPoint("b", 1, 10, double.NaN));
        await umul.Restart(); // nothing of the run is in the writer's memory any more
        Assert.Equal([("a", 1.0), ("b", double.NaN)], Last(run));
        await Log(run, new MetricPoint("a", 2, 20, 2.0), new MetricPoint("c", 0, 20, 3.0));
        Assert.Equal([("a", 2.0), ("b", double.NaN), ("c", 3.0)], Last(run));
    }

    [Fact]
    public async Task A_run_that_left_the_writers_memory_shows_what_was_logged_while_it_was_there()
    {
        var run = await Runs.Create(new NewRun { ProjectId = 0 });
        await Log(run, new MetricPoint("a", 1, 10, 1.0));
        await umul.Restart();
        Assert.Equal([("a", 1.0)], Last(run)); // remembered as a run at rest
        await Log(run, new MetricPoint("a", 2, 20, 2.0));
        await umul.Get<ChunkWriter>().Flush();
        await umul.Get<Umul.Database.UmulDatabase>().Writer.Write(scope => scope.AfterCommit(() => umul.Get<MetricStore>().Trim(0)));
        Assert.Equal([("a", 2.0)], Last(run));
        Assert.Equal(2, umul.Get<MetricStore>().Points(run.ProjectId, run.RowId, "a")!.Value.Points.Count);
        Assert.Null(umul.Get<MetricStore>().Points(run.ProjectId, run.RowId, "never"));
    }

    [Fact]
    public async Task Runs_are_shown_in_the_order_asked_for_each_with_its_own()
    {
        List<Run> runs = [];
        for (var i = 0; i < 5; i++)
        {
            runs.Add(await Runs.Create(new NewRun { ProjectId = 0 }));
            await Runs.Append(runs[i].Id, new RunBatch { Params = [new("n", $"{i}"), new("same", "x")] });
        }
        Data(runs[3]); // some are remembered, others are not
        runs.Reverse();
        Assert.Equal(["4", "3", "2", "1", "0"], Runs.Data(runs).Select(d => d.Params[0].Value));
    }

    private RunData Data(Run run) => Runs.Data([run])[0];

    private IEnumerable<(string, double)> Last(Run run) => Data(run).Metrics.Select(m => (m.Key, m.Summary.LastValue));

    private Task Log(Run run, params MetricPoint[] points) => Runs.Append(run.Id, new RunBatch { Points = points });
}
