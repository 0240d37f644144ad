using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using Umul.Artifacts;
using Umul.Datasets;
using Umul.Evaluation;
using Umul.Outcomes;
using Umul.Outcomes.Reports;
using Umul.Projects;
using Umul.Runs;

namespace Umul.Tests.Outcomes;

/// <summary>The four ways in: the command's report, predictions, tables of cases, and the REST interface.</summary>
public sealed class OutcomeWaysTests(UmulFixture server) : IClassFixture<UmulFixture>
{
    private static readonly string[] s_square = ["0000", "0110", "0110", "0000"];
    private static readonly string[] s_half = ["0000", "0100", "0100", "0000"];

    private OutcomeStore Store => server.Get<OutcomeStore>();

    [Fact]
    public async Task LoggedTable_OfMlflow_BecomesOutcomesWithItsGroups()
    {
        var run = await Run();
        await Put(run, "cases/test.json", """{"columns": ["patient", "case", "dice", "device"], "data": [["Kim", "P2", 0.5, "A"], ["Lee", "P1", null, "B"]]}""");
        await server.Get<OutcomeWorker>().Settle();

        var matrix = Store.Matrix([run], "test", "logged/dice")!;
        Assert.Equal(["P1", "P2"], matrix.Cases.Ids);
        Assert.Equal(["Lee", "Kim"], matrix.Cases.Groups!);
        Assert.Equal([double.NaN, 0.5], matrix.Values[0]);
        Assert.Equal(UndefinedReason.NotGiven, matrix.Reasons[0][0]);
        Assert.Equal(new[] { "B", "A" }, Assert.Single(Store.Texts(run, "test")).Text.Texts);
    }

    [Theory]
    [InlineData("case,dice\nP1,0.25\nP2,0.75\n")]
    [InlineData("\uFEFFcase,dice\r\nP1,0.25\r\nP2,0.75\r\n")]
    [InlineData("case\tdice\nP1\t0.25\nP2\t0.75")]
    [InlineData("case;dice\r\nP1;0.25\nP2;0.75\r\n\r\n")]
    [InlineData("dice,case\n0.25,\"P1\"\n0.75,\"P2\"\n")]
    public async Task LoggedCsv_WithAnyLineEndsBomAndSeparator_IsRead(string csv)
    {
        var run = await Run();
        await Put(run, "cases/test.csv", csv);
        await server.Get<OutcomeWorker>().Settle();
        Assert.Equal([0.25, 0.75], Store.Matrix([run], "test", "logged/dice")!.Values[0]);
    }

    [Theory]
    [InlineData("cases/test.csv", "case,dice\nP1,0.5\nP1,0.6\n", "cases/test.csv: The case 'P1' is there twice")]
    [InlineData("cases/test.csv", "patch,dice\nP1,0.5\n", "no column names the case; there is patch, dice")]
    [InlineData("cases/test.csv", "case,dice\nP1,0.5,0.6\n", "line 2: there are 3 values, the header names 2")]
    [InlineData("cases/test.json", "{\"columns\": [\"case\"]", "not JSON")]
    [InlineData("cases/test.json", "[1]", "not a table of cases")]
    public async Task LoggedTable_ThatCannotBeUsed_SaysWhatAndWhere(string path, string content, string expected)
    {
        var run = await Run();
        await Put(run, path, content);
        await server.Get<OutcomeWorker>().Settle();
        var work = Assert.Single(server.Get<OutcomeWork>().Of(run));
        Assert.Equal(WorkState.Refused, work.State);
        Assert.Contains(expected, work.Said!.English, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Predictions_WithAReferenceInTheDataset_AreEvaluatedAndTheRestIsSaid()
    {
        var run = await Run();
        await AddDataset(run.ProjectId, ("P1", "Kim", s_square), ("P2", "Lee", s_square));
        await Put(run, "predictions/test/P1_pred.png", MaskFolder.Png(s_half));
        await Put(run, "predictions/test/P9.png", MaskFolder.Png(s_half));
        await server.Get<OutcomeWorker>().Settle();

        var matrix = Store.Matrix([run], "test", "dice")!;
        Assert.Equal([2.0 / 3, double.NaN], matrix.Values[0]);
        Assert.Equal([UndefinedReason.None, UndefinedReason.PredictionMissing], matrix.Reasons[0]);
        Assert.Equal(["Kim", "Lee"], matrix.Cases.Groups!);
        Assert.Equal(64, matrix.Origins[0]!.Dataset.Length);
        var work = Assert.Single(server.Get<OutcomeWork>().Of(run));
        Assert.Equal((WorkState.Done, 2), (work.State, work.Done));
        Assert.Contains("1 of 2 cases have no outcome, and 1 predictions belong to no case of the split: P9", work.Said!.English, StringComparison.Ordinal);

        await Put(run, "predictions/test/P2.png", MaskFolder.Png(s_square));
        await server.Get<OutcomeWorker>().Settle();
        Assert.Equal([2.0 / 3, 1], Store.Matrix([run], "test", "dice")!.Values[0]);
    }

    [Fact]
    public async Task Predictions_BeforeTheirDataset_WaitForIt()
    {
        var run = await Run();
        await Put(run, "predictions/test/P1.png", MaskFolder.Png(s_half));
        await server.Get<OutcomeWorker>().Settle();
        Assert.Contains("umul data add", Assert.Single(server.Get<OutcomeWork>().Of(run)).Said!.English, StringComparison.Ordinal);

        await AddDataset(run.ProjectId, ("P1", "Kim", s_square));
        await server.Get<OutcomeWork>().Again(run.ProjectId);
        await server.Get<OutcomeWorker>().Settle();
        Assert.Equal([2.0 / 3], Store.Matrix([run], "test", "dice")!.Values[0]);
    }

    [Fact]
    public async Task Rest_RowsTableAndReport_AreAllTaken()
    {
        var run = await Run();
        using var rows = await server.Client.PostAsJsonAsync($"/api/outcomes/{run.Id}/rows", new[] { new { @case = "P1", wer = 0.25 }, new { @case = "P2", wer = 0.5 } });
        Assert.Equal(HttpStatusCode.OK, rows.StatusCode);
        using var folder = new MaskFolder();
        using var content = new ByteArrayContent(ReportJson.Write(folder.With("P1.png", s_square, s_half).Evaluate()));
        using var report = await server.Client.PostAsync(new Uri($"/api/outcomes/{run.Id}/test", UriKind.Relative), content);
        Assert.Equal(HttpStatusCode.OK, report.StatusCode);
        Assert.Equal([0.25, 0.5], Store.Matrix([run], "rows", "logged/wer")!.Values[0]);
        Assert.Equal([2.0 / 3], Store.Matrix([run], "test", "dice")!.Values[0]);

        var matrix = await server.Client.GetStringAsync(new Uri($"/api/outcomes/matrix?runs={run.Id}&split=test&metric=dice", UriKind.Relative));
        Assert.Contains("\"cases\":[\"P1\"]", matrix, StringComparison.Ordinal);
        using var nothing = await server.Client.GetAsync(new Uri($"/api/outcomes/matrix?runs={run.Id}&split=test&metric=iou:7", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, nothing.StatusCode);
        using var damaged = await server.Client.PostAsync(new Uri($"/api/outcomes/{run.Id}/test", UriKind.Relative), new StringContent("{"));
        Assert.Equal(HttpStatusCode.BadRequest, damaged.StatusCode);
    }

    [Fact]
    public async Task Work_NotedBeforeARestart_IsDoneAfterIt()
    {
        var run = await Run();
        await Put(run, "cases/late.json", """{"columns": ["case", "dice"], "data": [["P1", 0.5]]}""");
        await server.Restart();
        await server.Get<OutcomeWorker>().Settle();
        Assert.Equal([0.5], Store.Matrix([run], "late", "logged/dice")!.Values[0]);
    }

    private async Task<Run> Run() => await server.Get<RunStore>().Create(new NewRun { ProjectId = await server.Get<ProjectStore>().Create("ways " + Guid.NewGuid()) });

    private Task Put(Run run, string path, string text) => Put(run, path, Encoding.UTF8.GetBytes(text));

    private async Task Put(Run run, string path, byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);
        await server.Get<ArtifactStore>().Put(run.Id, ArtifactPath.Parse(path), stream, run.ProjectId);
    }

    private async Task AddDataset(long project, params (string Case, string Group, string[] Mask)[] cases)
    {
        var files = cases.Select(c => (c.Case, c.Group, Bytes: MaskFolder.Png(c.Mask))).ToList();
        var content = DatasetContent.Of(
            [], files.Select(f => new DatasetCase(f.Case, f.Group, [], [new CaseFile(FileRoles.Reference, $"masks/{f.Case}.png", Convert.ToHexStringLower(SHA256.HashData(f.Bytes)), f.Bytes.Length)])),
            [new DatasetSplit("test", SplitRole.Test, cases.Select(c => c.Case))]);
        await server.Get<ArtifactStore>().PutAll(files.Select(f => (DatasetFiles.Root(content.Fingerprint()), ArtifactPath.Parse($"masks/{f.Case}.png"), f.Bytes)), project);
        await server.Get<DatasetStore>().Add(project, new NewDataset("masks", "", IsCopied: true, content));
    }
}
