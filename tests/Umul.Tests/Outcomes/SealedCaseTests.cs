using System.Security.Cryptography;
using System.Text;
using Umul.Artifacts;
using Umul.Datasets;
using Umul.Ledger;
using Umul.Outcomes;
using Umul.Projects;
using Umul.Runs;

namespace Umul.Tests.Outcomes;

/// <summary>What a run heard or marked on a test split is a result like any other: shown after it was unsealed, not before.</summary>
public sealed class SealedCaseTests(UmulFixture server) : IClassFixture<UmulFixture>
{
    private const string Reference = """{"images": [{"id": 1, "file_name": "c1.png", "width": 9, "height": 9}], "categories": [{"id": 1, "name": "lesion"}], "annotations": [{"id": 1, "image_id": 1, "category_id": 1, "bbox": [1, 1, 4, 4], "area": 16, "iscrowd": 0}]}""";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Transcript_OfASealedRun_EvaluatedOrNot_IsNotOnThePage(bool isEvaluated)
    {
        var (project, run) = await Record("c1.txt", "what was said", "heard.trn", "the secret words (c1)\n", isEvaluated);
        var address = $"/projects/{project}/case?split=test&case=c1&runs={run}";
        Assert.DoesNotContain("secret", await server.Client.GetStringAsync(address), StringComparison.Ordinal);
        await Open(project);
        Assert.Contains("secret", await server.Client.GetStringAsync(address), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Boxes_OfASealedRun_AreNotSent_ThoseOfTheReferenceAre()
    {
        var (project, run) = await Record("gt.json", Reference, "results.json", """[{"image_id": 1, "category_id": 1, "bbox": [1, 1, 4, 4], "score": 0.77}]""");
        var address = $"/api/projects/{project}/case-boxes?split=test&id=c1&runs={run}";
        var before = await server.Client.GetStringAsync(address);
        Assert.Contains("lesion", before, StringComparison.Ordinal);
        Assert.DoesNotContain("0.77", before, StringComparison.Ordinal);
        await Open(project);
        Assert.Contains("0.77", await server.Client.GetStringAsync(address), StringComparison.Ordinal);
    }

    private Task Open(long project) => server.Get<LedgerStore>().Write(new LedgerLine(LedgerKind.Open, project, "test", "") { Reason = "The study is finished." });

    private async Task<(long Project, string Run)> Record(string referenceFile, string reference, string predictionFile, string prediction, bool isEvaluated = true)
    {
        var project = await server.Get<ProjectStore>().Create(Guid.NewGuid().ToString());
        var bytes = Encoding.UTF8.GetBytes(reference);
        var file = new CaseFile(FileRoles.Reference, referenceFile, Convert.ToHexStringLower(SHA256.HashData(bytes)), bytes.Length);
        var content = DatasetContent.Of([], [new DatasetCase("c1", "", [], [file])], [new DatasetSplit("test", SplitRole.Test, ["c1"])]);
        var artifacts = server.Get<ArtifactStore>();
        await artifacts.PutAll([(DatasetFiles.Root(content.Fingerprint()), ArtifactPath.Parse(referenceFile), bytes)], project);
        await server.Get<DatasetStore>().Add(project, new NewDataset("data", "", IsCopied: true, content));
        var run = await server.Get<RunStore>().Create(new NewRun { ProjectId = project, Name = "run" });
        await artifacts.PutAll([(run.Id, ArtifactPath.Parse($"predictions/test/{predictionFile}"), Encoding.UTF8.GetBytes(prediction))], project);
        if (isEvaluated) await server.Get<OutcomeStore>().Write(run.Id, "test", OutcomeTable.Of(["c1"], null, [OutcomeColumn.Of(OutcomeMetric.Of("wer"), [0.5])], (OutcomeSource.Rest, "test")));
        return (project, run.Id);
    }
}
