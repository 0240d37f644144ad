using System.IO.Compression;
using System.Net;
using System.Text.Json;
using Umul.Projects;
using Umul.Runs;

namespace Umul.Tests.Ingest;

public sealed class IngestTests(UmulFixture server) : IClassFixture<UmulFixture>
{
    private readonly string _run = SpoolWriter.NewRun();

    private SpoolWriter Writer(string writer = "writer-1") => new(server.Client, _run, writer);

    private RecordedRun Recorded => new(server, _run);

    [Fact]
    public async Task Ingest_AWholeRun_IsStoredInAllItsParts()
    {
        var answer = await Writer().Send(
            SpoolWriter.Start("유방 초음파", ""","user":"kim","idea":"baseline","seed":"3","params":{"lr":"0.1"},"tags":{"a":"b"}"""),
            SpoolWriter.Log(0, """{"loss":1,"dice":"NaN"}"""), SpoolWriter.Log(1, """{"loss":0.5}"""),
            """{"kind":"params","params":{"late":"1"}}""", """{"kind":"tags","tags":{"a":"c"}}""",
            """{"kind":"console","time":1,"stream":"stdout","text":"epoch 1\n"}""", """{"kind":"console","time":2,"stream":"stderr","text":"oh\n"}""",
            """{"kind":"provenance","time":1,"host":"box","git":{"commit":"abc"}}""",
            """{"kind":"finish","time":9000,"status":"FAILED","reason":"ValueError: x"}""");

        Assert.Equal((9, 0), (answer.Acknowledged, answer.Rejected.Count));
        Assert.Equal("유방 초음파", server.Get<ProjectStore>().Find(Recorded.Run.ProjectId)!.Name);
        Assert.Equal(("n", "kim", RunStatus.Failed, 1000L, 9000L), (Recorded.Run.Name, Recorded.Run.UserName, Recorded.Run.Status, Recorded.Run.StartedMs, Recorded.Run.EndedMs));
        Assert.Equal(new Dictionary<string, string> { ["lr"] = "0.1", ["late"] = "1" }, Recorded.Params);
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["umul.idea"] = "baseline",
                ["umul.seed"] = "3",
                ["a"] = "c",
                ["umul.host"] = "box",
                ["umul.git.commit"] = "abc",
                ["umul.reason"] = "ValueError: x",
            },
            Recorded.Tags);
        Assert.Equal([(0, 1), (1, 0.5)], Recorded.Points("loss"));
        Assert.Equal([(0, double.NaN)], Recorded.Points("dice"));
        Assert.Equal("epoch 1\noh\n", Recorded.Console);
        Assert.Contains("\"commit\": \"abc\"", Recorded.Text("provenance/provenance.json"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ingest_TheSameAgain_AddsNothing()
    {
        var body = Writer().Frames(
            SpoolWriter.Start(), SpoolWriter.Log(0, """{"loss":1}"""), """{"kind":"console","time":1,"text":"once\n"}""",
            """{"kind":"cases","split":"test","rows":[{"case":"a","dice":1}]}""");
        for (var i = 0; i < 3; i++) Assert.Equal(4, (await Writer().SendBytes(body)).Acknowledged);
        Assert.Equal([(0, 1)], Recorded.Points("loss"));
        Assert.Equal("once\n", Recorded.Console);
    }

    [Fact]
    public async Task Ingest_AStretchThatOverlaps_AddsOnlyWhatIsNew()
    {
        var records = new[] { SpoolWriter.Start(), SpoolWriter.Log(0, """{"x":0}"""), SpoolWriter.Log(1, """{"x":1}"""), SpoolWriter.Log(2, """{"x":2}""") };
        await Writer().Send(records[..3]);
        await Writer().Send(records);
        Assert.Equal([(0, 0), (1, 1), (2, 2)], Recorded.Points("x"));
    }

    [Fact]
    public async Task Ingest_ManyAttemptsAtOnce_AddEachRecordOnce()
    {
        var records = Enumerable.Range(0, 50).Select(i => SpoolWriter.Log(i, """{"x":1}""")).Prepend(SpoolWriter.Start()).ToArray();
        await Task.WhenAll(Enumerable.Range(1, 50).Select(n => Writer().SendBytes(Writer().Frames(records[..(n + 1)]))));
        Assert.Equal(Enumerable.Range(0, 50).Select(i => ((long)i, 1.0)), Recorded.Points("x"));
    }

    [Fact]
    public async Task Ingest_NothingAtAll_SaysHowFarTheServerIs()
    {
        Assert.Equal(0, (await Writer().SendBytes([])).Acknowledged);
        await Writer().Send(SpoolWriter.Start(), SpoolWriter.Log(0, """{"x":0}"""));
        Assert.Equal(2, (await Writer().SendBytes([])).Acknowledged);
        Assert.Equal(0, (await Writer("other").SendBytes([])).Acknowledged);
    }

    [Fact]
    public async Task Ingest_SeveralWriters_ShareTheRunAndOnlyThePrimaryEndsIt()
    {
        var second = """{"kind":"start","time":1,"project":"p","name":"other","primary":false,"params":{"lr":"0.1"}}""";
        await Writer("b").Send(second, SpoolWriter.Log(0, """{"b":1}"""), """{"kind":"leave","time":5,"status":"FINISHED"}""");
        await Writer("a").Send(SpoolWriter.Start(more: ""","params":{"lr":"0.1"}"""), SpoolWriter.Log(0, """{"a":1}"""));
        Assert.Equal(RunStatus.Running, Recorded.Run.Status);
        await Writer("a").SendBytes(SpoolWriter.Frame(3, """{"kind":"finish","time":6,"status":"FINISHED"}"""));
        Assert.Equal((RunStatus.Finished, 6L), (Recorded.Run.Status, Recorded.Run.EndedMs));
        Assert.Equal([(0, 1)], Recorded.Points("a"));
        Assert.Equal([(0, 1)], Recorded.Points("b"));
    }

    [Fact]
    public async Task Ingest_ANewPrimaryOfAnEndedRun_LetsItRunAgain()
    {
        await Writer("first").Send(SpoolWriter.Start(), """{"kind":"finish","time":6,"status":"KILLED"}""");
        await Writer("second").Send(SpoolWriter.Start());
        Assert.Equal((RunStatus.Running, null), (Recorded.Run.Status, Recorded.Run.EndedMs));
    }

    [Fact]
    public async Task Ingest_AParamWithASecondValue_IsRejectedAloneAndAllElseIsStored()
    {
        await Writer("first").Send(SpoolWriter.Start(more: ""","params":{"lr":"0.1"}"""));
        var answer = await Writer("second").Send(
            SpoolWriter.Start(more: ""","params":{"width":"64","lr":"0.2","depth":"4"}"""), SpoolWriter.Log(0, """{"x":1}"""),
            """{"kind":"console","time":1,"text":"once\n"}""");
        Assert.Equal(3, answer.Acknowledged);
        var rejection = Assert.Single(answer.Rejected);
        Assert.Equal(1, rejection.Sequence);
        Assert.Contains("'lr'", rejection.Reason, StringComparison.Ordinal);
        Assert.Equal(new Dictionary<string, string> { ["lr"] = "0.1", ["width"] = "64", ["depth"] = "4" }, Recorded.Params);
        Assert.Equal([(0, 1)], Recorded.Points("x"));
        Assert.Equal("once\n", Recorded.Console);
    }

    [Fact]
    public async Task Ingest_ARecordThatIsNone_IsRejectedAloneAndNamed()
    {
        var answer = await Writer().Send(SpoolWriter.Start(), "{]", SpoolWriter.Log(0, """{"x":"high"}"""), SpoolWriter.Log(1, """{"x":1}"""), "[]");
        Assert.Equal([2, 3, 5], answer.Rejected.Select(r => r.Sequence));
        Assert.Equal(5, answer.Acknowledged);
        Assert.Equal([(1, 1)], Recorded.Points("x"));
    }

    [Fact]
    public async Task Ingest_EveryOddityOfUnicode_IsKeptButForNul()
    {
        await Writer().Send(
            SpoolWriter.Start(), SpoolWriter.Log(0, """{"\u0001\u200b\u202e\ud83d\ude00\ufdd0\uffff\"'\u0000%_e\u0301":1}"""),
            """{"kind":"console","time":1,"text":"a\u0000b"}""");
        Assert.Equal([(0, 1)], Recorded.Points("\u0001\u200b\u202e\ud83d\ude00\ufdd0\uffff\"'\ufffd%_e\u0301"));
        Assert.Equal("a\ufffdb", Recorded.Console);
    }

    [Fact]
    public async Task Ingest_Cases_AreUpsertedByCaseWithColumnsInOrderOfAppearance()
    {
        await Writer().Send(
            SpoolWriter.Start(), """{"kind":"cases","split":"test","rows":[{"case":"a","dice":0.5},{"case":"b","dice":"NaN"}]}""",
            """{"kind":"cases","split":"val","rows":[{"case":"a","dice":1}]}""");
        await Writer("b").Send(SpoolWriter.Start(), """{"kind":"cases","split":"test","rows":[{"dice":0.75,"case":"a","hd95Mm":2},{"case":"c"}]}""");
        Assert.Equal(
            """{"columns":["case","dice","hd95Mm"],"data":[["a",0.75,2],["b","NaN",null],["c",null,null]]}""", Recorded.Text("cases/test.json"));
        Assert.Equal("""{"columns":["case","dice"],"data":[["a",1]]}""", Recorded.Text("cases/val.json"));
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("/etc/passwd")]
    [InlineData("a/%2e%2e/b")]
    public async Task Ingest_CasesOfASplitThatLeavesTheRun_AreRejected(string split)
    {
        var answer = await Writer().Send(SpoolWriter.Start(), $$"""{"kind":"cases","split":"{{split}}","rows":[{"case":"a"}]}""");
        Assert.Equal(2, Assert.Single(answer.Rejected).Sequence);
        Assert.Empty(Recorded.Files);
    }

    [Fact]
    public async Task Ingest_CasesOntoAFileThatIsNoTable_LeavesTheFileAlone()
    {
        await Writer().Send(SpoolWriter.Start());
        using var put = await server.Client.PutAsync(new Uri($"/api/runs/{_run}/files/cases/test.json", UriKind.Relative), new StringContent("mine"));
        Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        Assert.Single((await Writer("b").Send(SpoolWriter.Start(), """{"kind":"cases","split":"test","rows":[{"case":"a"}]}""")).Rejected);
        Assert.Equal("mine", Recorded.Text("cases/test.json"));
    }

    [Fact]
    public async Task Ingest_Gzip_IsUnpacked()
    {
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)) await gzip.WriteAsync(Writer().Frames(SpoolWriter.Start()));
        using var response = await Writer().Post(packed.ToArray(), "gzip");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("n", Recorded.Run.Name);
    }

    [Fact]
    public async Task Ingest_AGzipThatUnpacksToMoreThanAllowed_IsRefusedWithoutBeingUnpacked()
    {
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            for (var i = 0; i < 64; i++) await gzip.WriteAsync(new byte[1 << 20]);
        await AssertProblem(await Writer().Post(packed.ToArray(), "gzip"), HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task Ingest_OfARunInTheBin_IsAConflictSoThatTheClientKeepsItsRecords()
    {
        await Writer().Send(SpoolWriter.Start());
        await server.Get<RunStore>().Delete(_run);
        var more = SpoolWriter.Frame(2, SpoolWriter.Log(0, """{"x":1}"""));
        await AssertProblem(await Writer().Post(more), HttpStatusCode.Conflict);
        await server.Get<RunStore>().Restore(_run);
        await Writer().SendBytes(more);
        Assert.Equal([(0, 1)], Recorded.Points("x"));
    }

    [Fact]
    public async Task Ingest_OfARunThatNothingBegins_IsNotFound() =>
        await AssertProblem(await Writer().Post(Writer().Frames(SpoolWriter.Log(0, """{"x":1}"""))), HttpStatusCode.NotFound);

    [Theory]
    [InlineData("", "w")]
    [InlineData("r", "")]
    [InlineData("../x", "w")]
    [InlineData("r", "w%00")]
    [InlineData("r\u200b", "w")]
    public async Task Ingest_WithoutProperNames_IsRefused(string run, string writer)
    {
        using var content = new ByteArrayContent([]);
        await AssertProblem(await server.Client.PostAsync(new Uri($"/api/ingest?run={run}&writer={writer}", UriKind.Relative), content), HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Ingest_RandomBytes_AreRefusedAndStoreNothing()
    {
        var random = new Random(1);
        var sound = Writer().Frames(SpoolWriter.Start(), SpoolWriter.Log(0, """{"x":1}"""));
        for (var i = 0; i < 200; i++)
        {
            var body = (byte[])sound.Clone();
            for (var n = random.Next(1, 8); n > 0; n--) body[random.Next(body.Length)] ^= (byte)random.Next(1, 256);
            await AssertProblem(await Writer().Post(body), HttpStatusCode.BadRequest);
        }
        Assert.Null(server.Get<RunStore>().Find(_run));
    }

    [Fact]
    public async Task Ingest_AcknowledgedPoints_SurviveARestart()
    {
        await using var own = new OwnServer();
        await own.Server.InitializeAsync();
        await new SpoolWriter(own.Server.Client, _run).Send(SpoolWriter.Start(), SpoolWriter.Log(0, """{"x":1}"""));
        await own.Server.Restart();
        Assert.Equal(2, (await new SpoolWriter(own.Server.Client, _run).SendBytes([])).Acknowledged);
        Assert.Equal([(0, 1)], new RecordedRun(own.Server, _run).Points("x"));
    }

    private static async Task AssertProblem(HttpResponseMessage response, HttpStatusCode status)
    {
        using (response)
        {
            var text = await response.Content.ReadAsStringAsync();
            Assert.True(status == response.StatusCode, $"{(int)response.StatusCode}: {text}");
            Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
            Assert.NotEqual("", JsonDocument.Parse(text).RootElement.GetProperty("detail").GetString());
        }
    }

    private sealed class OwnServer : IAsyncDisposable
    {
        public UmulFixture Server { get; } = new();

        public async ValueTask DisposeAsync() => await Server.DisposeAsync();
    }
}
