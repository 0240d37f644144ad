using Umul.Import;
using Umul.Import.Mlruns;

namespace Umul.Tests.Import;

public sealed class MlrunsTests : IDisposable
{
    private const string RunId = "0d8653353e3e43beb89442a8bca1a94d";

    private readonly SourceFolder folder = new();
    private readonly RecordingSink sink = new();
    private readonly ImportReport report = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Read_RunOfAFileStore_GivesEverythingThatMlflowWrote()
    {
        Experiment("7", "병변 분할");
        Run("mlruns/7", RunId, "status: 3");
        folder.Write($"mlruns/7/{RunId}/params/lr", "0.001");
        folder.Write($"mlruns/7/{RunId}/tags/mlflow.source.git.commit", "459611c9");
        folder.Write($"mlruns/7/{RunId}/metrics/val/dice", "1731484365931 0.5 0\n1731484366931 nan 1\n1731484367931 1e-05 2\n");
        folder.Write($"mlruns/7/{RunId}/artifacts/model/weights.bin", "w");

        var run = ReadSingle();

        Assert.Equal((RunId, "병변 분할"), (run.Id, run.Project));
        Assert.Equal(("gregarious-roo-26", SourceStatus.Finished, 1731484365.897, 1731484374.241), (sink.Name, sink.Status, sink.StartTime, sink.EndTime));
        Assert.Equal([("val/dice", 0, 1731484365.931, 0.5), ("val/dice", 1, 1731484366.931, double.NaN), ("val/dice", 2, 1731484367.931, 1e-5)], sink.Points);
        Assert.Equal("0.001", sink.Params["lr"]);
        Assert.Equal("459611c9", sink.Tags["mlflow.source.git.commit"]);
        Assert.Equal("model/weights.bin", sink.Files.Single().ArtifactPath);
    }

    [Fact]
    public void Runs_OfTheBin_AreMarkedAsDeleted()
    {
        folder.Write("mlruns/.trash/7/meta.yaml", "experiment_id: '7'\nname: old\nlifecycle_stage: deleted\n");
        Run("mlruns/.trash/7", RunId, "status: 4");

        ReadSingle();

        Assert.True(sink.IsDeleted);
        Assert.Equal(SourceStatus.Failed, sink.Status);
    }

    [Theory]
    [InlineData("mlruns")]
    [InlineData("")]
    [InlineData("mlruns/7")]
    public void Runs_AreFoundFromTheStoreItsParentOrOneExperiment(string start)
    {
        Experiment("7", "x");
        Run("mlruns/7", RunId, "status: 3");
        folder.Write("mlruns/models/SVM/meta.yaml", "name: SVM\n");

        Assert.Equal([RunId], MlrunsFolder.Runs(Path.Combine(folder.Path, start), report).Select(run => run.Id));
    }

    [Fact]
    public void Read_DamagedMetricLine_IsReportedWithItsOffsetAndTheOthersAreRead()
    {
        Experiment("7", "x");
        Run("mlruns/7", RunId, "status: 3");
        folder.Write($"mlruns/7/{RunId}/metrics/loss", "1000 1.5 0\n10x0 2.5 1\n3000 3.5 2\n4000 4.5");

        ReadSingle();

        Assert.Equal([1.5, 3.5, 4.5], sink.Values("loss"));
        Assert.Equal((11, SkipReason.Malformed), (report.Skips.Single().Offset, report.Skips.Single().Reason));
    }

    [Fact]
    public void Read_MetricFileLargerThanTheBuffer_LosesNoLine()
    {
        Experiment("7", "x");
        Run("mlruns/7", RunId, "status: 3");
        folder.Write($"mlruns/7/{RunId}/metrics/loss", string.Concat(Enumerable.Range(0, 20_000).Select(i => $"{1000 + i} {i}.5 {i}\n")));

        ReadSingle();

        Assert.Equal(Enumerable.Range(0, 20_000).Select(i => (long)i), sink.Steps("loss"));
        Assert.Equal(0, report.SkipCount);
    }

    [Fact]
    public void Read_LinkInArtifacts_IsNotFollowed()
    {
        Experiment("7", "x");
        Run("mlruns/7", RunId, "status: 3");
        folder.Write($"mlruns/7/{RunId}/artifacts/real.txt", "r");
        File.CreateSymbolicLink(Path.Combine(folder.Path, $"mlruns/7/{RunId}/artifacts/passwd"), "/etc/passwd");
        Directory.CreateSymbolicLink(Path.Combine(folder.Path, $"mlruns/7/{RunId}/artifacts/etc"), "/etc");

        ReadSingle();

        Assert.Equal(["real.txt"], sink.Files.Select(file => file.ArtifactPath));
    }

    [Theory]
    [InlineData("name: plain text", "plain text")]
    [InlineData("name: 'it''s'", "it's")]
    [InlineData("name: \"a\\tb\\u00e9 \\\"q\\\"\"", "a\tbé \"q\"")]
    [InlineData("name: \"\\uD83D\\uDE00\"", "😀")]
    [InlineData("name: '853099972095872099'", "853099972095872099")]
    [InlineData("name: http://x:80/y", "http://x:80/y")]
    [InlineData("name: a long value\n  that goes on", "a long value that goes on")]
    [InlineData("name: null", null)]
    [InlineData("name:", null)]
    [InlineData("name: ''", "")]
    [InlineData("tags: []\nother:\n  name: nested\nname: x", "x")]
    [InlineData("- name: no", null)]
    public void FlatYaml_ScalarsOfMlflowsDumper_AreRead(string yaml, string? expected) =>
        Assert.Equal(expected, FlatYaml.Parse(yaml).GetValueOrDefault("name"));

    private MlrunsRun ReadSingle()
    {
        var run = MlrunsFolder.Runs(folder.Path, report).Single();
        new MlrunsRunReader(run, report).Read(sink, _ => -1, CancellationToken.None);
        return run;
    }

    private void Experiment(string id, string name) =>
        folder.Write($"mlruns/{id}/meta.yaml", $"artifact_location: file:///x\nexperiment_id: '{id}'\nlifecycle_stage: active\nname: {name}\n");

    private void Run(string experiment, string id, string status) =>
        folder.Write($"{experiment}/{id}/meta.yaml",
            $"end_time: 1731484374241\nlifecycle_stage: active\nrun_id: {id}\nrun_name: gregarious-roo-26\nstart_time: 1731484365897\n{status}\ntags: []\nuser_id: me\n");
}
