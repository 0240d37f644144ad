using Umul.Artifacts;
using Umul.Ideas;
using Umul.Metrics;
using Umul.Projects;
using Umul.Runs;
using Umul.Sample;

namespace Umul.Tests.Sample;

public sealed class SampleProjectTests : IAsyncLifetime
{
    private readonly UmulFixture _server = new();

    public Task InitializeAsync() => _server.InitializeAsync();

    public Task DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Load_RecordedRun_IsAsItWasRecorded()
    {
        using var archive = RecordedSample.Open();
        var project = await Sample.Load(archive);

        var run = Find("baseline-seed-1");
        Assert.Equal((project, "baseline-seed-1", RunStatus.Finished, 1000, 9000), (run.ProjectId, run.Name, run.Status, run.StartedMs, run.EndedMs));
        var data = _server.Get<RunStore>().Data([run])[0];
        Assert.Equal(
            [new("attention", "False"), new("learning_rate", "0.002"), new("optimizer", "AdamW"), new("width", "8")], data.Params);
        Assert.Contains(new KeyValuePair<string, string>("umul.idea", "baseline"), data.Tags);
        Assert.Contains(new KeyValuePair<string, string>("umul.seed", "1"), data.Tags);
        Assert.DoesNotContain(data.Tags, tag => tag.Key == "umul.parent");
    }

    [Fact]
    public async Task Load_Ideas_StandBelowTheBaselineWithHypothesesWrittenBeforeTheirRuns()
    {
        using var archive = RecordedSample.Open();
        var project = await Sample.Load(archive);
        await Sample.Load(archive); // a second time changes nothing

        var (ideas, members) = (_server.Get<IdeaStore>(), _server.Get<IdeaRunStore>().Of(project));
        Assert.Equal(["baseline", "bolder"], ideas.All(project).Select(idea => idea.Name));
        var (baseline, bolder) = (ideas.Find(project, "baseline")!, ideas.Find(project, "bolder")!);
        Assert.Equal((baseline.Id, "Better.\n\n더 낫다."), (bolder.Parent, bolder.Text.Hypothesis));
        Assert.True(Assert.Single(ideas.Edits(bolder, members.FirstRunMs(bolder.Id))).BeforeFirstRun);
        Assert.Equal("bolder-seed-1", Assert.Single(members.Of(bolder.Id)).Run.Name);
        var measure = _server.Get<IdeaMeasureStore>().Of(project);
        Assert.Equal(("dice", "test", 0.01, baseline.Id), (measure.Metric, measure.Split, measure.Worthwhile, measure.Baseline));
    }

    [Fact]
    public async Task Load_Points_KeepStepTimeAndOrder()
    {
        using var archive = RecordedSample.Open();
        var project = await Sample.Load(archive);

        var points = _server.Get<MetricStore>().Points(project, Find("bolder-seed-1").RowId, "train/loss")!.Value.Points;
        Assert.Equal([1, 2], points.Steps.ToArray());
        Assert.Equal([2000, 3000], points.TimesMs.ToArray());
        Assert.Equal([0.75, 0.25], points.Values.ToArray());
    }

    [Fact]
    public async Task Load_FilesAndImagesAndConsole_BelongToTheRun()
    {
        using var archive = RecordedSample.Open();
        await Sample.Load(archive);

        var run = Find("baseline-seed-1");
        Assert.Equal(
            ["cases/test.csv", "images/val/probability/P1-1/000002.png", "predictions/test/P1-1.png", "provenance/packages.txt", "provenance/provenance.json"],
            _server.Get<ArtifactStore>().All(run.Id).Select(artifact => artifact.Path));
        var image = Assert.Single(_server.Get<MediaStore>().OfRun(run));
        Assert.Equal(("val/probability/P1-1", 2, 3100, "images/val/probability/P1-1/000002.png"), (image.Name, image.Step, image.LoggedMs, image.Path));
        Assert.Equal("epoch 1\nepoch 2\n", Assert.Single(_server.Get<ConsoleStore>().Read(run)).Text);
    }

    [Fact]
    public async Task Load_Provenance_IsShownAsTheRunRecordedIt()
    {
        using var archive = RecordedSample.Open();
        await Sample.Load(archive);

        var page = await _server.Client.GetStringAsync(new Uri($"/runs/{Find("baseline-seed-1").Id}/provenance", UriKind.Relative));
        Assert.Contains("python3 train.py", page, StringComparison.Ordinal);
        Assert.Contains("3.11.2", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Load_IdeaWithParent_NamesItAndKeepsItsEnd()
    {
        using var archive = RecordedSample.Open();
        await Sample.Load(archive);

        var run = Find("bolder-seed-1");
        Assert.Equal(RunStatus.Failed, run.Status);
        Assert.Contains(new KeyValuePair<string, string>("umul.parent", "baseline"), _server.Get<RunStore>().Data([run])[0].Tags);
    }

    [Fact]
    public async Task Load_Twice_AddsNothing()
    {
        using var archive = RecordedSample.Open();
        var first = await Sample.Load(archive);
        var second = await Sample.Load(archive);

        Assert.Equal(first, second);
        var run = Find("baseline-seed-1");
        Assert.Equal(2, _server.Get<MetricStore>().Points(first, run.RowId, "train/loss")!.Value.Points.Count);
        Assert.Single(_server.Get<ConsoleStore>().Read(run));
        Assert.Single(_server.Get<MediaStore>().OfRun(run));
        Assert.Equal(5, _server.Get<ArtifactStore>().All(run.Id).Count);
    }

    [Fact]
    public async Task LoadIfEmpty_OtherProjectIsThere_LoadsNothing()
    {
        await _server.Get<ProjectStore>().Create("mine");

        Assert.Null(await Sample.LoadIfEmpty());
        Assert.DoesNotContain(_server.Get<ProjectStore>().All(), project => project.Name != "mine" && project.Id != 0);
    }

    [Fact]
    public async Task LoadIfEmpty_RunInTheDefaultProject_LoadsNothing()
    {
        await _server.Get<RunStore>().Create(new NewRun { ProjectId = 0 });

        Assert.Null(await Sample.LoadIfEmpty());
    }

    [Fact]
    public async Task Load_AfterAnInterruptedLoad_AddsWhatIsMissing()
    {
        using (var damaged = RecordedSample.Open(secondStatus: "PERHAPS"))
            await Assert.ThrowsAsync<InvalidDataException>(() => Sample.Load(damaged));
        using var archive = RecordedSample.Open();
        var project = await Sample.Load(archive);

        Assert.Equal(2, _server.Get<RunCatalog>().Of(project).Runs.Count);
        Assert.Equal(RunStatus.Failed, Find("bolder-seed-1").Status);
        Assert.Equal(2, _server.Get<MetricStore>().Points(project, Find("bolder-seed-1").RowId, "train/loss")!.Value.Points.Count);
        Assert.Equal(5, _server.Get<ArtifactStore>().All(Find("bolder-seed-1").Id).Count);
    }

    [Fact]
    public void Open_FormatOfALaterVersion_IsRefused()
    {
        var refusal = Assert.Throws<InvalidDataException>(() => RecordedSample.Open(format: 2));

        Assert.Contains("format 2", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Load_StatusThatIsNone_NamesTheRun()
    {
        using var archive = RecordedSample.Open(secondStatus: "PERHAPS");

        var refusal = await Assert.ThrowsAsync<InvalidDataException>(() => Sample.Load(archive));
        Assert.Contains("bolder-seed-1", refusal.Message, StringComparison.Ordinal);
    }

    private SampleProject Sample => _server.Get<SampleProject>();

    private Run Find(string name) => _server.Get<RunStore>().Find(SampleProject.IdOf(RecordedSample.Project, name))!;
}
