using Umul.Artifacts;
using Umul.Import;
using Umul.Import.Mlruns;
using Umul.Import.TensorBoard;
using Umul.Import.Wandb;
using Umul.Metrics;
using Umul.Projects;
using Umul.Runs;

namespace Umul.Tests.Import;

public sealed class ImportIntoStoreTests(UmulFixture umul) : IClassFixture<UmulFixture>, IDisposable
{
    private static readonly byte[] Png = [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10];

    private readonly SourceFolder folder = new();
    private bool useServer;
    private readonly string project = "import " + Guid.NewGuid();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void TensorBoard_FolderOfRuns_BecomesAProjectWithOneRunADirectory()
    {
        folder.Write("base/events.out.tfevents.1.host.1.0", new EventFileBuilder().Scalar("loss", 0, 1).Scalar("loss", 1, 0.5f).ToArray());
        folder.Write("idea/events.out.tfevents.1.host.2.0", new EventFileBuilder()
            .Scalar("loss", 0, 2)
            .Value(3, new ProtoBytes().Text(1, "sample/mask").Message(4, new ProtoBytes().Bytes(4, Png))).ToArray());

        var report = TensorBoard();

        Assert.Equal((2, 3, 0), (report.Runs, report.Points, report.SkipCount));
        Assert.Equal(["base", "idea"], Runs().Select(run => run.Name).Order(StringComparer.Ordinal));
        Assert.Equal([1.0, 0.5], Values("base", "loss"));
        var idea = Runs().Single(run => run.Name == "idea");
        var mask = umul.Get<MediaStore>().OfRun(idea).Single();
        Assert.Equal(("sample/mask", 3, "image", "images/sample/mask/3_0.png"), (mask.Name, mask.Step, mask.Kind, mask.Path));
        Assert.Equal(Png, Bytes(idea, mask.Path));
        Assert.Equal((long)Math.Round((EventFileBuilder.FirstTime) * 1000), idea.StartedMs);
    }

    [Fact]
    public void TensorBoard_SecondImport_AddsNothing()
    {
        folder.Write("base/events.out.tfevents.1.host.1.0", new EventFileBuilder().Scalar("loss", 0, 1).ToArray());
        folder.Write("base/events.out.tfevents.2.host.1.0", new EventFileBuilder().Scalar("loss", 1, 1).Scalar("acc", 1, 1).ToArray());
        TensorBoard();
        var before = State();

        var report = TensorBoard();

        Assert.Equal((0, 0, 0), (report.Runs, report.Points, report.Files));
        Assert.Equal(before, State());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void TensorBoard_RestartAfterTheFirstImport_TakesBackWhatItWroteAgain(bool throughServer)
    {
        useServer = throughServer;
        folder.Write("base/events.out.tfevents.1.host", new EventFileBuilder().Scalar("loss", 0, 8).Scalar("loss", 1, 4).Scalar("loss", 2, 2).ToArray());
        TensorBoard();
        folder.Write("base/events.out.tfevents.2.host", new EventFileBuilder().Scalar("loss", 1, 5).Scalar("loss", 2, 3).Scalar("loss", 3, 1).ToArray());

        TensorBoard();

        Assert.Equal([8.0, 5, 3, 1], Values("base", "loss"));
        var before = State();
        Assert.Equal(0, TensorBoard().Points);
        Assert.Equal(before, State());
    }

    [Fact]
    public void TensorBoard_RestartWhileWatched_TakesBackWhatItWroteAgain()
    {
        var first = new EventFileBuilder().Scalar("loss", 0, 8).Scalar("loss", 1, 4);
        folder.Write("base/events.out.tfevents.1.host", first.ToArray());
        var import = new TensorBoardImport(folder.Path, Session(new ImportReport()));
        import.ReadAll();
        folder.Write("base/events.out.tfevents.1.host", first.Scalar("loss", 2, 2).ToArray());
        import.ReadAll();
        folder.Write("base/events.out.tfevents.2.host", new EventFileBuilder().Scalar("loss", 1, 5).ToArray());
        import.ReadAll();
        folder.Write("base/events.out.tfevents.3.host", new EventFileBuilder().Scalar("loss", 2, 3).ToArray());
        import.ReadAll();

        Assert.Equal([8.0, 5, 3], Values("base", "loss"));
    }

    [Fact]
    public void TensorBoard_TrainAndValidationOfKeras_AreOneRun()
    {
        folder.Write("fit-1/train/events.out.tfevents.1.host.1.0.v2", new EventFileBuilder().Scalar("epoch_loss", 0, 2).Scalar("epoch_loss", 1, 1).ToArray());
        folder.Write("fit-1/validation/events.out.tfevents.1.host.1.1.v2", new EventFileBuilder().Scalar("epoch_loss", 0, 3).Scalar("epoch_loss", 1, 2.5f).ToArray());

        TensorBoard();

        Assert.Equal("fit-1", Runs().Single().Name);
        Assert.Equal([2.0, 1], Values("fit-1", "train/epoch_loss"));
        Assert.Equal([3.0, 2.5], Values("fit-1", "validation/epoch_loss"));
        var before = State();
        TensorBoard();
        Assert.Equal(before, State());
    }

    [Fact]
    public void TensorBoard_FileThatGrew_AddsOnlyWhatIsNew()
    {
        var file = new EventFileBuilder().Scalar("loss", 0, 1);
        folder.Write("base/events.out.tfevents.1.host", file.ToArray());
        TensorBoard();
        folder.Write("base/events.out.tfevents.1.host", file.Scalar("loss", 1, 0.5f).ToArray());

        Assert.Equal((0, 1), (TensorBoard() is var report ? report.Runs : -1, report.Points));
        Assert.Equal([1.0, 0.5], Values("base", "loss"));
    }

    [Fact]
    public void TensorBoard_WatchedFolder_TakesOverNewPointsAndNewRuns()
    {
        var file = new EventFileBuilder().Scalar("loss", 0, 1);
        folder.Write("base/events.out.tfevents.1.host", file.ToArray());
        var import = new TensorBoardImport(folder.Path, Session(new ImportReport()));
        import.ReadAll();
        folder.Write("base/events.out.tfevents.1.host", file.Scalar("loss", 1, 0.5f).ToArray());
        folder.Write("later/events.out.tfevents.9.host", new EventFileBuilder().Scalar("loss", 0, 7).ToArray());

        import.ReadAll();
        import.ReadAll();

        Assert.Equal([1.0, 0.5], Values("base", "loss"));
        Assert.Equal([7.0], Values("later", "loss"));
    }

    [Fact]
    public void TensorBoard_TimeStampedHParamsDirectory_IsFoldedIntoTheRunAboveIt()
    {
        var entry = new ProtoBytes().Text(1, "lr").Message(2, new ProtoBytes().Double(2, 0.01));
        folder.Write("runs/exp/events.out.tfevents.1.host", new EventFileBuilder().Scalar("loss", 0, 1).ToArray());
        folder.Write("runs/exp/1622543341.7577/events.out.tfevents.2.host", new EventFileBuilder()
            .HParams("_hparams_/session_start_info", new ProtoBytes().Message(3, new ProtoBytes().Message(1, entry)))
            .Scalar("hparam/acc", 0, 0.9f).ToArray());

        TensorBoard();

        var run = umul.Get<RunStore>().Data(Runs()).Single();
        Assert.Equal([new("lr", "0.01")], run.Params);
        Assert.Equal(["hparam/acc", "loss"], run.Metrics.Select(metric => metric.Key));
    }

    [Fact]
    public void TensorBoard_InterruptedImport_GoesOnWhereItStopped()
    {
        var file = new EventFileBuilder();
        for (var step = 0; step < 100; step++)
            file.Scalar("loss", step, step);
        folder.Write("a/events.out.tfevents.1.host", file.ToArray());
        for (var step = 0; step < 100; step++)
            file.Scalar("loss", 100 + step, step);
        folder.Write("a/events.out.tfevents.2.host", file.ToArray());
        using var stop = new CancellationTokenSource();
        var files = 0;
        Assert.Throws<OperationCanceledException>(() => new TensorBoardImport(folder.Path, new ImportSession(Target(), new ImportReport(), TimeProvider.System)
        {
            Project = project,
            Cancellation = stop.Token,
            OnRead = _ => { if (++files > 150) stop.Cancel(); },
        }).ReadAll());

        TensorBoard();

        Assert.Equal(200, Values("a", "loss").Count);
    }

    [Fact]
    public async Task TensorBoard_RunInTheBin_StaysAsItIsAndIsReported()
    {
        var file = new EventFileBuilder().Scalar("loss", 0, 1);
        folder.Write("base/events.out.tfevents.1.host", file.ToArray());
        TensorBoard();
        await umul.Get<RunStore>().Delete(Runs().Single().Id);
        folder.Write("base/events.out.tfevents.1.host", file.Scalar("loss", 1, 1).ToArray());

        var report = TensorBoard();

        Assert.Equal(SkipReason.Refused, report.Skips.Single().Reason);
        Assert.Equal([1.0], Values("base", "loss"));
    }

    [Fact]
    public void Wandb_ResumedRun_IsOneRunWithItsFilesAndConsole()
    {
        folder.Write("wandb/run-20260101_000000-abc/run-abc.wandb", new WandbFileBuilder().Run("abc", "unet").Config("lr", "0.1")
            .History(0, ("loss", "1")).Console("epoch 0\n").ToArray());
        folder.Write("wandb/run-20260101_000000-abc/files/requirements.txt", "torch==2.4");
        folder.Write("wandb/run-20260102_000000-abc/run-abc.wandb", new WandbFileBuilder().Run("abc", "unet")
            .History(1, ("loss", "0.5")).Console("epoch 1\n").Exit(0).ToArray());

        Wandb();
        var before = State();
        var second = Wandb();

        var run = Runs().Single();
        Assert.Equal(("unet", RunStatus.Finished), (run.Name, run.Status));
        Assert.Equal([1.0, 0.5], Values("unet", "loss"));
        Assert.Equal("epoch 0\nepoch 1\n", string.Concat(umul.Get<ConsoleStore>().Read(run).Select(piece => piece.Text)));
        Assert.Equal("torch==2.4"u8.ToArray(), Bytes(run, "provenance/packages.txt"));
        Assert.Equal((0, 0, 0), (second.Runs, second.Points, second.Files));
        Assert.Equal(before, State());
    }

    [Fact]
    public void Mlruns_SecondImportAfterGrowth_AddsOnlyWhatIsNew()
    {
        var id = Guid.NewGuid().ToString("N");
        folder.Write("mlruns/7/meta.yaml", "experiment_id: '7'\nname: from mlflow\n");
        folder.Write($"mlruns/7/{id}/meta.yaml", $"run_id: {id}\nrun_name: svm\nstatus: 3\nstart_time: 1731484365897\nend_time: 1731484374241\nuser_id: kim\n");
        folder.Write($"mlruns/7/{id}/params/C", "1.0");
        folder.Write($"mlruns/7/{id}/metrics/acc", "1731484365931 0.5 0\n");
        folder.Write($"mlruns/7/{id}/metrics/loss", "1731484365931 2 0\n");
        folder.Write($"mlruns/7/{id}/artifacts/model/model.pkl", "bytes");
        Mlruns();
        var before = State();
        var unchanged = Mlruns();
        Assert.Equal((0, 0, 0), (unchanged.Runs, unchanged.Points, unchanged.Files));
        Assert.Equal(before, State());
        folder.Write($"mlruns/7/{id}/metrics/acc", "1731484365931 0.5 0\n1731484366931 0.75 1\n");

        Mlruns();

        var run = Runs().Single();
        Assert.Equal((id, "svm", "kim", RunStatus.Finished, 1731484365897, 1731484374241), (run.Id, run.Name, run.UserName, run.Status, run.StartedMs, run.EndedMs));
        Assert.Equal([0.5, 0.75], Values("svm", "acc"));
        Assert.Equal([2.0], Values("svm", "loss"));
        Assert.Equal("bytes"u8.ToArray(), Bytes(run, "model/model.pkl"));
    }

    [Fact]
    public void Mlruns_ParamThatTheRunHasWithAnotherValue_KeepsTheOldOneAndSaysSo()
    {
        var id = Guid.NewGuid().ToString("N");
        folder.Write("mlruns/7/meta.yaml", "experiment_id: '7'\nname: x\n");
        folder.Write($"mlruns/7/{id}/meta.yaml", $"run_id: {id}\nstatus: 3\n");
        folder.Write($"mlruns/7/{id}/params/C", "1.0");
        Mlruns();
        folder.Write($"mlruns/7/{id}/params/C", "2.0");
        folder.Write($"mlruns/7/{id}/params/gamma", "3.0");

        var report = Mlruns();

        Assert.Equal((SkipReason.Refused, "C"), (report.Skips.Single().Reason, report.Skips.Single().Detail));
        Assert.Equal([new("C", "1.0"), new("gamma", "3.0")], umul.Get<RunStore>().Data(Runs()).Single().Params);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void AnyTarget_HoldsTheSameAfterTwoImports(bool throughServer)
    {
        useServer = throughServer;
        folder.Write("base/events.out.tfevents.1.host", new EventFileBuilder()
            .Scalar("loss/train", 0, float.NaN).Scalar("loss/train", -1, 2).Scalar("지표 α", 5, float.PositiveInfinity)
            .Value(3, new ProtoBytes().Text(1, "a b/c?#%").Message(4, new ProtoBytes().Bytes(4, Png)))
            .Event(7, new ProtoBytes()
                .Message(1, new ProtoBytes().Text(1, "x").Float(2, 1)).Message(1, new ProtoBytes().Text(1, "x").Float(2, 2)).Message(1, new ProtoBytes().Text(1, "y").Float(2, 3)))
            .ToArray());

        var first = TensorBoard();
        var before = State();
        var second = TensorBoard();

        Assert.Equal((1, 5, 1), (first.Runs, first.Points, first.Files));
        Assert.Equal((0, 0, 0), (second.Runs, second.Points, second.Files));
        Assert.Equal(before, State());
        Assert.Equal([2.0], Values("base", "loss/train"));
        Assert.Equal([double.PositiveInfinity], Values("base", "지표 α"));
        Assert.Equal([1.0, 2.0], Values("base", "x"));
        var run = Runs().Single();
        Assert.Equal(("base", (long)Math.Round(EventFileBuilder.FirstTime * 1000)), (run.Name, run.StartedMs));
        var image = umul.Get<MediaStore>().OfRun(run).Single();
        Assert.Equal(("a b/c?#%", 3), (image.Name, image.Step));
        Assert.Equal(Png, Bytes(run, image.Path));
    }

    [Fact]
    public void ServerTarget_WandbRun_ArrivesWithParamsConsoleFilesAndStatus()
    {
        useServer = true;
        folder.Write("wandb/run-1-abc/run-abc.wandb", new WandbFileBuilder().Run("abc", "unet").Config("lr", "0.1").Config("note", "\"넓은\"")
            .History(0, ("loss", "1"), ("acc", "0.5")).Console("epoch 0\n").Exit(3).ToArray());
        folder.Write("wandb/run-1-abc/files/diff.patch", "--- a\n+++ b\n");

        Wandb();
        var before = State();
        Wandb();

        var run = umul.Get<RunStore>().Data(Runs()).Single();
        Assert.Equal([new("lr", "0.1"), new("note", "넓은")], run.Params);
        Assert.Equal(["acc", "loss"], run.Metrics.Select(metric => metric.Key));
        Assert.Equal(RunStatus.Failed, run.Run.Status);
        Assert.Equal("epoch 0\n", string.Concat(umul.Get<ConsoleStore>().Read(run.Run).Select(piece => piece.Text)));
        Assert.Equal("--- a\n+++ b\n"u8.ToArray(), Bytes(run.Run, "provenance/uncommitted.patch"));
        Assert.Equal(before, State());
    }

    private ImportReport TensorBoard() => With(session => new TensorBoardImport(folder.Path, session).ReadAll());

    private ImportReport Wandb() => With(session => new WandbImport(folder.Path, session).ReadAll());

    private ImportReport Mlruns() => With(session => new MlrunsImport(folder.Path, session).ReadAll());

    private ImportReport With(Action<ImportSession> import)
    {
        var report = new ImportReport();
        import(Session(report));
        return report;
    }

    private ImportSession Session(ImportReport report) => new(Target(), report, TimeProvider.System) { Project = project };

    private IImportTarget Target() => useServer ? new ServerTarget(new HttpClient { BaseAddress = umul.Link }) : new StoreTarget(umul.Get<IServiceProvider>());

    private IReadOnlyList<Run> Runs() => umul.Get<RunCatalog>().Of(umul.Get<ProjectStore>().FindByName(project)!.Id).Runs;

    private List<double> Values(string runName, string key)
    {
        var run = Runs().Single(each => each.Name == runName);
        return [.. umul.Get<MetricStore>().Points(run.ProjectId, run.RowId, key)!.Value.Points.Values];
    }

    private byte[] Bytes(Run run, string path)
    {
        var artifacts = umul.Get<ArtifactStore>();
        return File.ReadAllBytes(artifacts.BlobPath(artifacts.Find(run.Id, ArtifactPath.Parse(path))!.Hash));
    }

    /// <summary>Everything that a second import could add to, as text.</summary>
    private string State() => string.Join('\n', umul.Get<RunStore>().Data(Runs()).Select(data => string.Join(' ',
        data.Run,
        string.Join(',', data.Params),
        string.Join(',', data.Tags),
        string.Join(',', data.Metrics.Select(metric => $"{metric.Key}:{metric.Summary.Count}")),
        string.Join(',', umul.Get<ArtifactStore>().All(data.Run.Id)),
        string.Join(',', umul.Get<MediaStore>().OfRun(data.Run)),
        umul.Get<ConsoleStore>().Read(data.Run).Count)));
}
