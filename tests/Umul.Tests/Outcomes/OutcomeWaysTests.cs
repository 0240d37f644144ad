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
    public async Task Predictions_OfACaseWithTwoReferenceMasks_AreComparedWithBothTogether()
    {
        var run = await Run();
        byte[] left = MaskFolder.Png("1000"), right = MaskFolder.Png("0001");
        CaseFile[] parts = [.. ((byte[][])[left, right]).Select((mask, i) => new CaseFile(FileRoles.Reference, $"P1_mask{(i == 0 ? "" : "_1")}.png", Convert.ToHexStringLower(SHA256.HashData(mask)), mask.Length))];
        await Add(run.ProjectId, DatasetContent.Of([], [new DatasetCase("P1", "", [], parts)], [new DatasetSplit("test", SplitRole.Test, ["P1"])]), (parts[0].Path, left), (parts[1].Path, right));
        await Put(run, "predictions/test/P1.png", MaskFolder.Png("1001"));
        await server.Get<OutcomeWorker>().Settle();
        Assert.Equal([1.0], Store.Matrix([run], "test", "dice")!.Values[0]);
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

    [Theory]
    [InlineData("predictions/test/hypothesis.csv", "id,text\nP1,one too three\n")]
    [InlineData("predictions/test/hypothesis.trn", "one too three (P1)\n")]
    [InlineData("predictions/test/P1.lab", "one too three")]
    public async Task PredictedTranscripts_AreEvaluatedAgainstTheDatasetsTexts(string path, string content)
    {
        var run = await Run();
        await AddRows(run.ProjectId, "text", ("P1", "Kim", "one two three"), ("P2", "Lee", "four"));
        await Put(run, path, content);
        await server.Get<OutcomeWorker>().Settle();
        var matrix = Store.Matrix([run], "test", "wer@nfc+singleSpaces")!;
        Assert.Equal([1.0 / 3, double.NaN], matrix.Values[0]);
        Assert.Equal(UndefinedReason.PredictionMissing, matrix.Reasons[0][1]);
        Assert.Equal(["Kim", "Lee"], matrix.Cases.Groups!);
        Assert.Equal((1.0, 3.0), (matrix.Numerators![0][0], matrix.Denominators![0][0]));
        Assert.Equal(new[] { "one too three", null }, Store.Texts(run, "test").First(t => t.Text.Name == "prediction").Text.Texts);
        Assert.Contains("1 of 2 cases have no outcome", Assert.Single(server.Get<OutcomeWork>().Of(run)).Said!.English, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PredictedScores_AreEvaluatedAgainstTheDatasetsLabels_AsTheProjectsTagsSay()
    {
        var run = await Run();
        await AddRows(run.ProjectId, "label", ("P1", "Kim", "cyst"), ("P2", "Lee", "solid"), ("P3", "Lee", "cyst"));
        await server.Get<ProjectStore>().SetTag(run.ProjectId, "umul.positive", "solid");
        await Put(run, "predictions/test/scores.csv", "case,score\nP1,0.25\nP2,0.5\nP3,0.75\n");
        await server.Get<OutcomeWorker>().Settle();
        Assert.Equal([0.0625, 0.25, 0.5625], Store.Matrix([run], "test", "brier.binary")!.Values[0]);
        Assert.Equal(new[] { "cyst", "solid", "cyst" }, Store.Texts(run, "test").First(t => t.Text.Name == "reference").Text.Texts);
    }

    [Fact]
    public async Task PredictedBoxes_AreEvaluatedAgainstTheCocoFileThatTheCasesShare()
    {
        var run = await Run();
        var coco = Encoding.UTF8.GetBytes("""
            {"images": [{"id": 7, "file_name": "images/P1.png"}, {"id": 8, "file_name": "images/P2.png"}, {"id": 9, "file_name": "images/other.png"}], "categories": [{"id": 1, "name": "lesion"}],
             "annotations": [{"id": 1, "image_id": 7, "category_id": 1, "bbox": [0, 0, 10, 10], "area": 100, "iscrowd": 0}, {"id": 2, "image_id": 8, "category_id": 1, "bbox": [5, 5, 10, 10], "area": 100, "iscrowd": 0}]}
            """);
        var file = new CaseFile(FileRoles.Reference, "instances.json", Convert.ToHexStringLower(SHA256.HashData(coco)), coco.Length);
        await Add(run.ProjectId, DatasetContent.Of([], [new DatasetCase("P1", "Kim", [], [file]), new DatasetCase("P2", "Lee", [], [file])], [new DatasetSplit("test", SplitRole.Test, ["P1", "P2"])]), ("instances.json", coco));
        await Put(run, "predictions/test/results.json", """[{"image_id": 7, "category_id": 1, "bbox": [0, 0, 10, 9], "score": 0.9}, {"image_id": 9, "category_id": 1, "bbox": [0, 0, 10, 9], "score": 0.9}, {"image_id": 11, "category_id": 1, "bbox": [0, 0, 1, 1], "score": 0.9}]""");
        await server.Get<OutcomeWorker>().Settle();
        var work = Assert.Single(server.Get<OutcomeWork>().Of(run));
        Assert.Equal(WorkState.Done, work.State);
        Assert.Contains("image_id 11", work.Said!.English, StringComparison.Ordinal);
        var recall = Store.Matrix([run], "test", "objectRecall@0.50.bestF1")!;
        Assert.Equal(["P1", "P2"], recall.Cases.Ids);
        Assert.Equal([1.0, 0.0], recall.Values[0]);
    }

    [Theory]
    [InlineData("predictions/test/hypothesis.csv", "id,text\nP1,one\n", "column 'text'")]
    [InlineData("predictions/test/results.json", "[{\"image_id\": 1, \"category_id\": 1, \"bbox\": [0, 0, 1, 1], \"score\": 0.5}]", "one COCO file")]
    [InlineData("predictions/test/scores.csv", "case,score\nP1,0.5\n", "column 'label'")]
    public async Task PredictedRows_WithoutAReference_SayWhatTheDatasetNeeds(string path, string content, string expected)
    {
        var run = await Run();
        await Put(run, path, content);
        await server.Get<OutcomeWorker>().Settle();
        var work = Assert.Single(server.Get<OutcomeWork>().Of(run));
        Assert.Equal(WorkState.Refused, work.State);
        Assert.Contains(path, work.Said!.English, StringComparison.Ordinal);
        Assert.Contains(expected, work.Said!.English, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Predictions_WithNotesOfTheProgramBesideThem_AreStillMasks()
    {
        var run = await Run();
        await AddDataset(run.ProjectId, ("P1", "Kim", s_square));
        await Put(run, "predictions/test/P1.png", MaskFolder.Png(s_half));
        await server.Get<ProjectStore>().SetTag(run.ProjectId, "umul.lesions", "true");
        await server.Get<ProjectStore>().SetTag(run.ProjectId, "umul.errors", "true");
        await Put(run, "predictions/test/plans.json", "{}");
        await Put(run, "predictions/test/notes.csv", "a,b\n1,2\n");
        await server.Get<OutcomeWorker>().Settle();
        Assert.Equal(2.0 / 3, Store.Matrix([run], "test", "dice")!.Values[0][0], 15);
        Assert.Equal(1, Store.Matrix([run], "test", "lesionRecall.Naive.Iou≥0.5.8neighbours")!.Values[0][0]);
        Assert.Equal(2, Store.Matrix([run], "test", "errorVoxels.missedBoundary@2voxels")!.Values[0][0]);
    }

    [Theory]
    [InlineData("classification", "case,label\nP1,0\nP2,1\nP3,1\nP4,0\n", "case,score\nP1,0.1\nP2,0.9\nP3,0.4\nP4,0.2\n", "jackknife.auc.mannWhitney")]
    [InlineData("transcription", "id,text\nP1,one two\nP2,three\nP3,four\nP4,five\n", "id,text\nP1,one too\nP2,three\nP3,for\nP4,five\n", "jackknife.wer@nfc+singleSpaces")]
    [InlineData("detection",
        """{"images": [{"id": 1, "file_name": "P1.png"}, {"id": 2, "file_name": "P2.png"}], "categories": [{"id": 1, "name": "a"}], "annotations": [{"id": 1, "image_id": 1, "category_id": 1, "bbox": [0, 0, 9, 9], "area": 81, "iscrowd": 0}, {"id": 2, "image_id": 2, "category_id": 1, "bbox": [0, 0, 9, 9], "area": 81, "iscrowd": 0}]}""",
        """[{"image_id": 1, "category_id": 1, "bbox": [0, 0, 9, 8], "score": 0.9}, {"image_id": 2, "category_id": 1, "bbox": [0, 0, 9, 6], "score": 0.8}]""", "jackknife.coco.averagePrecision.box@0.50:0.95.all.max100")]
    public async Task Command_WithARun_StoresWhatComparisonsNeed(string kind, string reference, string prediction, string metric)
    {
        var run = await Run();
        using var folder = new Evaluate.EvaluateFolder();
        folder.Write("reference.csv", reference);
        folder.Write("prediction.csv", prediction);
        var found = await folder.Run(kind, "reference.csv", "prediction.csv", "--run", run.Id, "--uri", server.Client.BaseAddress!.ToString());
        Assert.True(found.Code == 0, found.Errors);
        Assert.Equal(found.Cases.Select(c => found.Value(c, metric)!.Value), Store.Matrix([run], "test", metric)!.Values[0]);
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

    private Task AddRows(long project, string column, params (string Case, string Group, string Value)[] rows) => server.Get<DatasetStore>().Add(project, new NewDataset("rows", "", IsCopied: true, DatasetContent.Of(
        ["device", column], rows.Select(r => new DatasetCase(r.Case, r.Group, ["A", r.Value], [])), [new DatasetSplit("test", SplitRole.Test, rows.Select(r => r.Case))])));

    private async Task Add(long project, DatasetContent content, params (string Path, byte[] Bytes)[] files)
    {
        await server.Get<ArtifactStore>().PutAll(files.Select(f => (DatasetFiles.Root(content.Fingerprint()), ArtifactPath.Parse(f.Path), f.Bytes)), project);
        await server.Get<DatasetStore>().Add(project, new NewDataset("files", "", IsCopied: true, content));
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
