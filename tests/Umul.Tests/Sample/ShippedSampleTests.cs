using System.Globalization;
using Umul.Sample;

namespace Umul.Tests.Sample;

/// <summary>What the archive in the repository holds: that it is complete, and that its parts agree with each other.</summary>
public sealed class ShippedSampleTests : IDisposable
{
    private readonly RecordedArchive _archive = new(SampleProject.Open()!);

    public void Dispose() => _archive.Dispose();

    [Fact]
    public void Runs_FiveIdeasWithFiveSeedsEach_FromOneCommit()
    {
        var runs = _archive.Manifest.Runs.Select(_archive.Run).ToList();

        Assert.Equal(
            from idea in new[] { "attention-gates", "baseline", "boundary-loss", "vertical-flip", "wide-half-steps" } from seed in Enumerable.Range(1, 5) select (idea, seed),
            runs.Select(run => (run.Idea, run.Seed)).Order());
        Assert.All(runs, run => Assert.Equal("FINISHED", run.Status));
        Assert.All(runs, run => Assert.Equal("", run.GitChanges));
        Assert.Single(runs.Select(run => run.GitCommit).Distinct());
    }

    [Fact]
    public void Dataset_Patients_AreInOneSplitEachAndHaveImageAndMask()
    {
        var rows = Table("metadata.csv");
        var files = _archive.DatasetFiles.ToHashSet(StringComparer.Ordinal);

        Assert.Equal(120, rows.Select(row => row["patient"]).Distinct().Count());
        Assert.All(rows.GroupBy(row => row["patient"]), patient => Assert.Single(patient.Select(row => row["split"]).Distinct()));
        Assert.All(rows.GroupBy(row => row["patient"]), patient => Assert.InRange(patient.Count(), 1, 4));
        Assert.All(rows, row => Assert.True(files.Contains(row["image"]) && files.Contains(row["mask"])));
    }

    [Fact]
    public void Predictions_EveryRun_CoversTheTestSplitExactly()
    {
        var expected = TestCases().Select(name => $"predictions/test/{name}.png").Order(StringComparer.Ordinal).ToList();

        Assert.All(_archive.Manifest.Runs, run =>
            Assert.Equal(expected, _archive.Artifacts(run).Where(name => name.StartsWith("predictions/", StringComparison.Ordinal))));
    }

    [Fact]
    public void TestDice_LoggedByTheRun_IsTheMeanOfItsCases()
    {
        var expected = TestCases().Order(StringComparer.Ordinal).ToList();
        foreach (var run in _archive.Manifest.Runs)
        {
            var rows = Rows(System.Text.Encoding.UTF8.GetString(_archive.ReadArtifact(run, "cases/test.csv")));
            var logged = Assert.Single(_archive.Points(run), point => point.Key == "test/dice").Value;

            Assert.Equal(expected, rows.Select(row => row["case"]).Order(StringComparer.Ordinal));
            Assert.Equal(rows.Average(row => double.Parse(row["dice"], CultureInfo.InvariantCulture)), logged, tolerance: 1e-6);
        }
    }

    // Training computed Dice on arrays with PyTorch; the command reads the files that training wrote.
    [Fact]
    public async Task TestDice_OfEveryCase_IsWhatUmulEvaluatesFromTheFiles()
    {
        using var folder = new Outcomes.Evaluate.EvaluateFolder();
        var masks = Table("metadata.csv").Where(row => row["split"] == "test").ToDictionary(row => row["case"], row => row["mask"]);
        foreach (var (name, mask) in masks) folder.Write($"references/{name}.png", _archive.ReadDatasetFile(mask));
        var runs = _archive.Manifest.Runs.Where(run => _archive.Run(run).Seed == 1).ToList();
        Assert.Equal(5, runs.Count);
        foreach (var run in runs)
        {
            foreach (var name in masks.Keys) folder.Write($"{run}/{name}.png", _archive.ReadArtifact(run, $"predictions/test/{name}.png"));
            var found = await folder.Run("segmentation", "references", run);
            Assert.Equal(0, found.Code);
            foreach (var row in Rows(System.Text.Encoding.UTF8.GetString(_archive.ReadArtifact(run, "cases/test.csv"))))
                Assert.Equal(double.Parse(row["dice"], CultureInfo.InvariantCulture), found.Value(row["case"], "dice")!.Value, tolerance: 1e-6);
        }
    }

    [Fact]
    public void Points_EveryRun_LieBetweenItsStartAndItsEnd()
    {
        Assert.All(_archive.Manifest.Runs, name =>
        {
            var run = _archive.Run(name);
            Assert.All(_archive.Points(name), point => Assert.InRange(point.TimeMs, run.StartMs, run.EndMs));
        });
    }

    private IEnumerable<string> TestCases() => Table("metadata.csv").Where(row => row["split"] == "test").Select(row => row["case"]);

    private List<Dictionary<string, string>> Table(string name) => Rows(System.Text.Encoding.UTF8.GetString(_archive.ReadDatasetFile(name)));

    private static List<Dictionary<string, string>> Rows(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var header = lines[0].Split(',');
        return [.. lines.Skip(1).Select(line => header.Zip(line.Split(',')).ToDictionary(cell => cell.First, cell => cell.Second))];
    }
}
