using System.Text.Json;
using Umul.Projects;
using Umul.Runs;

namespace Umul.Tests.Ingest;

/// <summary>The real client against the real server. What the client promises by itself is specified in clients/python/test_umul.py.</summary>
public sealed class PythonClientTests(UmulFixture server) : IClassFixture<UmulFixture>, IDisposable
{
    private readonly PythonClient _python = new(server.Link);

    public void Dispose() => _python.Dispose();

    [PythonFact]
    public async Task ATrainingScript_IsRecordedComplete()
    {
        var id = await _python.Run("""
            run = umul.start(project="유방", idea="baseline", seed=0, params={"lr": 1e-3}, tags=["quick"])
            print("hello from training")
            for step in range(500):
                run.log({"train/loss": 1 / (step + 1), "val/dice": float("nan") if step == 3 else step / 500}, step=step)
            run.image("overlay", [[0, 128], [255, 1]], step=2)
            run.cases("test", [{"case": "p1", "group": "p1", "dice": 0.5}, {"case": "p2", "group": "p2", "dice": float("nan")}])
            open("결과.txt", "w").write("done")
            run.file("결과.txt")
            run.finish()
            sys.stdout.buffer.write(run.id.encode())
            """.ReplaceLineEndings("\n"));
        var run = new RecordedRun(server, id[^32..]);
        Assert.Equal((RunStatus.Finished, "baseline-seed0"), (run.Run.Status, run.Run.Name));
        Assert.Equal("유방", server.Get<ProjectStore>().Find(run.Run.ProjectId)!.Name);
        Assert.Equal(Enumerable.Range(0, 500).Select(i => ((long)i, 1.0 / (i + 1))), run.Points("train/loss"));
        Assert.Equal((3, double.NaN), run.Points("val/dice")[3]);
        Assert.Equal(("0.001", "0"), (run.Params["lr"], run.Params["seed"]));
        Assert.Equal(("baseline", "0", ""), (run.Tags["umul.idea"], run.Tags["umul.seed"], run.Tags["quick"]));
        Assert.StartsWith("hello from training\n", run.Console, StringComparison.Ordinal);
        Assert.Equal("""{"columns":["case","group","dice"],"data":[["p1","p1",0.5],["p2","p2","NaN"]]}""", run.Text("cases/test.json"));
        Assert.Equal(("overlay", 2), (Assert.Single(run.Media).Name, run.Media[0].Step));
        Assert.Contains("provenance/packages.txt", run.Files);
        Assert.Contains("python", JsonDocument.Parse(run.Text("provenance/provenance.json")).RootElement.GetProperty("python").GetString() + "python", StringComparison.Ordinal);
        Assert.Equal("done", run.Text("결과.txt"));
        Assert.True(Directory.GetFileSystemEntries(Path.Combine(_python.Folder, "spool")).Length == 0, "the spool is not empty");
    }

    [PythonFact]
    public async Task AKilledScript_IsPushedLaterOnceAndEndsAsKilled()
    {
        const string Script = """
            import umul
            run = umul.start(project="kill")
            print(run.id, flush=True)
            step = 0
            while True: run.log({"x": step}, step=step); step += 1; print(step, flush=True) if step % 1000 == 0 else None
            """;
        // Nothing listens at that address, so everything stays in the spool until it is pushed.
        using var process = _python.Start(["-c", Script.ReplaceLineEndings("\n")], [("UMUL_URI", "http://127.0.0.1:9"), ("UMUL_CONSOLE", "0"), ("UMUL_CODE", "0")]);
        var id = (await process.StandardOutput.ReadLineAsync())!;
        long logged = 0;
        for (var i = 0; i < 5; i++) logged = long.Parse((await process.StandardOutput.ReadLineAsync())!, System.Globalization.CultureInfo.InvariantCulture);
        process.Kill();
        await process.WaitForExitAsync();
        Assert.Contains("0 files", await _python.Command("push"), StringComparison.Ordinal);
        var run = new RecordedRun(server, id);
        var points = run.Points("x");
        Assert.True(points.Length >= logged, $"{points.Length} of at least {logged} points arrived");
        Assert.Equal(Enumerable.Range(0, points.Length).Select(i => ((long)i, (double)i)), points);
        Assert.Equal(RunStatus.Killed, run.Run.Status);
    }

    [PythonFact]
    public async Task TwoProcessesOfOneRun_AreOneRun()
    {
        const string Script = """run = umul.start(project="ddp", console=False); [run.log({"rank" + os.environ["RANK"]: i}, step=i) for i in range(100)]; run.finish(); print(run.id)""";
        var ids = await Task.WhenAll(Enumerable.Range(0, 2).Select(rank => _python.Run(Script, ("UMUL_RUN", "job " + _python.Folder), ("RANK", $"{rank}"), ("WORLD_SIZE", "2"))));
        Assert.Equal(ids[0], ids[1]);
        var run = new RecordedRun(server, ids[0].Trim());
        Assert.Equal((100, 100), (run.Points("rank0").Length, run.Points("rank1").Length));
        Assert.Equal(RunStatus.Finished, run.Run.Status);
    }

    [PythonFact]
    public async Task AResumedRunWithAnotherParam_GoesOnAndSaysSo()
    {
        const string Script = """run = umul.start(project="resume", run="again", params={"lr": os.environ["LR"], "new" + os.environ["LR"]: 1}); run.log({"x": 1}, step=int(os.environ["LR"])); run.finish(); print(run.id)""";
        var id = (await _python.Run(Script, ("LR", "1"))).Trim();
        await _python.Run(Script, ("LR", "2"));
        var run = new RecordedRun(server, id);
        Assert.Equal("1", run.Params["lr"]);
        Assert.Equal("1", run.Params["new2"]);
        Assert.Equal([(1, 1), (2, 1)], run.Points("x"));
    }

    [PythonFact]
    public async Task TheCommandLine_RecordsAnyCommandAndFindsTheServerHealthy()
    {
        Assert.Contains("ok server", await _python.Command("doctor"), StringComparison.Ordinal);
        Assert.Equal("out\n", await _python.Command("run", "--project", "shell", "--", "sh", "-c", "echo out; echo err >&2"));
        var project = server.Get<ProjectStore>().FindByName("shell")!;
        var run = new RecordedRun(server, Assert.Single(server.Get<RunCatalog>().Of(project.Id).Runs).Id);
        Assert.Equal(("0", RunStatus.Finished), (run.Tags["exit_code"], run.Run.Status));
        Assert.Contains("out\n", run.Console, StringComparison.Ordinal);
        Assert.Contains("err\n", run.Console, StringComparison.Ordinal);
    }
}
