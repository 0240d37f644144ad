using Umul.Artifacts;
using Umul.Import;
using Umul.Import.Mlruns;
using Umul.Metrics;
using Umul.Projects;
using Umul.Runs;

namespace Umul.Tests.Import;

/// <summary>From one server that speaks the MLflow protocol into another Umul.</summary>
public sealed class MlflowServerImportTests(UmulFixture umul) : IClassFixture<UmulFixture>
{
    [Fact]
    public async Task ReadAll_RunningServer_IsTakenOverOnceWithItsOwnIds()
    {
        var origin = new UmulFixture();
        await origin.InitializeAsync();
        try
        {
            var id = await Record(origin);

            var first = Import(origin);
            var second = Import(origin);

            var run = umul.Get<RunStore>().Data([umul.Get<RunStore>().Find(id)!]).Single();
            Assert.Equal(("svm", RunStatus.Finished, 1_700_000_000_000, 1_700_000_060_000), (run.Run.Name, run.Run.Status, run.Run.StartedMs, run.Run.EndedMs));
            Assert.Equal("from a server", umul.Get<ProjectStore>().Find(run.Run.ProjectId)!.Name);
            Assert.Equal([new("C", "1.0")], run.Params);
            Assert.Equal([0.5, double.NaN, double.PositiveInfinity], umul.Get<MetricStore>().Points(run.Run.ProjectId, run.Run.RowId, "val/acc")!.Value.Points.Values.ToArray());
            Assert.Equal(["model/inner/weights.bin"], umul.Get<ArtifactStore>().All(id).Select(file => file.Path));
            Assert.Equal((1, 3), (first.Runs, first.Points));
            Assert.Equal((0, 0, 0), (second.Runs, second.Points, second.Files));
        }
        finally
        {
            await origin.DisposeAsync();
        }
    }

    private ImportReport Import(UmulFixture origin)
    {
        var report = new ImportReport();
        using var server = new MlflowServer(origin.Link, _ => null);
        new MlflowServerImport(server, new ImportSession(new StoreTarget(umul.Get<IServiceProvider>()), report, TimeProvider.System)).ReadAll();
        return report;
    }

    private static async Task<string> Record(UmulFixture origin)
    {
        var runs = origin.Get<RunStore>();
        var project = await origin.Get<ProjectStore>().Create("from a server");
        var run = await runs.Create(new NewRun { ProjectId = project, Name = "svm", StartedMs = 1_700_000_000_000 });
        await runs.Append(run.Id, new RunBatch
        {
            Params = [new("C", "1.0")],
            Points = new MetricPoint[]
            {
                new("val/acc", 0, 1_700_000_001_000, 0.5), new("val/acc", 1, 1_700_000_002_000, double.NaN), new("val/acc", 2, 1_700_000_003_000, double.PositiveInfinity),
            },
        });
        using var bytes = new MemoryStream([1, 2, 3]);
        await origin.Get<ArtifactStore>().Put(run.Id, ArtifactPath.Parse("model/inner/weights.bin"), bytes, project);
        await runs.Update(run.Id, RunStatus.Finished, 1_700_000_060_000);
        return run.Id;
    }
}
