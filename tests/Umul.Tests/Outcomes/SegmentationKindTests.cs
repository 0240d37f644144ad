using System.Text.Json;
using Umul.Evaluation;
using Umul.Files;
using Umul.Files.Nifti;
using Umul.Outcomes;
using Umul.Outcomes.Kinds;
using Umul.Outcomes.Reports;

namespace Umul.Tests.Outcomes;

/// <summary>Folders of masks as people really have them. No case disappears, and each refusal names its file and what to do.</summary>
public sealed class SegmentationKindTests : IDisposable
{
    private static readonly string[] s_square = ["0000", "0110", "0110", "0000"];
    private static readonly string[] s_half = ["0000", "0100", "0100", "0000"];
    private static readonly string[] s_empty = ["0000", "0000", "0000", "0000"];

    private readonly MaskFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Evaluate_HalfOfASquare_HasTheDiceThatIsCountedByHand()
    {
        var report = _folder.With("P1.png", s_square, s_half).Evaluate();
        Assert.Equal(2.0 * 2 / (4 + 2), Value(report, "P1", "dice").Value); // 2 pixels of 4 found, none wrong
        Assert.Equal(0.5, Value(report, "P1", "sensitivity").Value);
        Assert.Equal(1, Value(report, "P1", "hausdorffDistance").Value);
    }

    [Fact]
    public void Evaluate_EmptySides_AreUndefinedOrZeroAndSayWhy()
    {
        var report = _folder.With("both.png", s_empty, s_empty).With("missed.png", s_square, s_empty).With("spurious.png", s_empty, s_square).Evaluate();
        Assert.Equal(UndefinedReason.BothEmpty, Value(report, "both", "dice").Reason);
        Assert.Equal(0, Value(report, "missed", "dice").Value);
        Assert.Equal(0, Value(report, "spurious", "dice").Value);
        Assert.Equal(UndefinedReason.PredictionEmpty, Value(report, "missed", "hausdorffDistance95.maxOfDirected").Reason);
        Assert.Equal(UndefinedReason.ReferenceEmpty, Value(report, "spurious", "hausdorffDistance95.maxOfDirected").Reason);
        var dice = report.Columns().Select(ColumnSummary.Of).First(s => s.Metric.Name == "dice");
        Assert.Equal((3, 2, 1, 0.0), (dice.Cases, dice.Defined, dice.Undefined, dice.Mean));
        Assert.Equal([(UndefinedReason.BothEmpty, 1)], dice.Reasons);
    }

    [Fact]
    public void Evaluate_AllBackgroundEverywhere_KeepsEveryCase()
    {
        var report = _folder.With("a.png", s_empty, s_empty).With("b.png", s_empty, s_empty).Evaluate();
        Assert.Equal(["a", "b"], report.Cases.Select(c => c.Case));
        Assert.All(report.Columns().First(c => c.Metric.Name == "dice").Reasons!, reason => Assert.Equal(UndefinedReason.BothEmpty, reason));
    }

    [Fact]
    public void Evaluate_MissingPartner_StaysAsACaseWithoutValues()
    {
        var report = _folder.With("P1.png", s_square, s_square).With("P2.png", s_square, null).With("P3.png", null, s_square).Evaluate();
        Assert.Equal(["P1", "P2"], report.Cases.Select(c => c.Case));
        Assert.Equal(UndefinedReason.PredictionMissing, report.Columns().First(c => c.Metric.Name == "dice").Reasons![1]);
        Assert.Contains("there is no prediction for the case 'P2'", report.Cases[1].Problem!.English, StringComparison.Ordinal);
        Assert.EndsWith("P3.png", Assert.Single(report.PredictionsWithoutReference), StringComparison.Ordinal);
    }

    [Fact]
    public void Evaluate_WrongShape_IsRefusedWithBothShapesAndTheRestGoesOn()
    {
        var report = _folder.With("P1.png", s_square, ["01", "01"]).With("P2.png", s_square, s_square).Evaluate();
        var problem = report.Cases[0].Problem!.English;
        Assert.Contains("P1.png", problem, StringComparison.Ordinal);
        Assert.Contains("4×4", problem, StringComparison.Ordinal);
        Assert.Contains("2×2", problem, StringComparison.Ordinal);
        Assert.Contains("--resample nearest", problem, StringComparison.Ordinal);
        Assert.Equal(1, Value(report, "P2", "dice").Value);
        Assert.Equal(1, report.Failed);
    }

    [Fact]
    public void Evaluate_WrongShapeResampledOnRequest_IsEvaluatedAndSaid()
    {
        var report = _folder.With("P1.png", ["0011", "0011"], ["01"]).Evaluate(new SegmentationRules { IsResampled = true });
        Assert.Equal(1, Value(report, "P1", "dice").Value);
        Assert.Contains(report.Cases[0].Notes, note => note.English.Contains("nearest", StringComparison.Ordinal));
    }

    [Fact]
    public void Evaluate_DamagedFile_IsTheProblemOfItsCaseOnly()
    {
        var report = _folder.With("P1.png", s_square, null).WithBytes(_folder.Predictions, "P1.png", MaskFolder.Png(s_square)[..40]).With("P2.png", s_square, s_square).Evaluate();
        Assert.Equal(UndefinedReason.NotUsable, report.Cases[0].ProblemReason);
        Assert.Contains("P1.png", report.Cases[0].Problem!.English, StringComparison.Ordinal);
        Assert.Equal(1, Value(report, "P2", "dice").Value);
    }

    [Fact]
    public void Evaluate_NaNInAPrediction_IsRefusedAndSaysWhere()
    {
        var report = _folder.WithBytes(_folder.References, "P1.nii.gz", Volume(0, 1, 1, 0)).WithBytes(_folder.Predictions, "P1.nii.gz", Volume(0, float.NaN, 1, 0)).Evaluate();
        Assert.Equal(UndefinedReason.NotUsable, report.Cases[0].ProblemReason);
        Assert.Contains("NaN", report.Cases[0].Problem!.English, StringComparison.Ordinal);
    }

    [Fact]
    public void Evaluate_UndeclaredLabels_AreNamedAndCountAsBackground()
    {
        var report = _folder.With("P1.png", ["0123"], ["0133"]).Evaluate(new SegmentationRules { Regions = SegmentationRules.ParseRegions("liver=1") });
        Assert.Equal(["dice:liver"], report.Metrics.Where(m => m.Definition == "dice").Select(m => m.Name));
        Assert.Contains(report.Cases[0].Notes, note => note.English.Contains("Labels 2, 3", StringComparison.Ordinal));
    }

    [Fact]
    public void Evaluate_LabelThatOnlyOneCaseHas_IsAbsentInTheOthersNotMissing()
    {
        var report = _folder.With("P1.png", ["0120"], ["0120"]).With("P2.png", ["0110"], ["0110"]).Evaluate();
        Assert.Equal(["dice:1", "dice:2"], report.Metrics.Where(m => m.Definition == "dice").Select(m => m.Name));
        Assert.Equal(UndefinedReason.BothEmpty, Value(report, "P2", "dice:2").Reason);
    }

    [Fact]
    public void Evaluate_FullScaleMasks_AreTakenAsLabelOneAndSaid()
    {
        var report = _folder.With("P1.png", ["0FF0"], ["0110"]).Evaluate();
        Assert.Equal(1, Value(report, "P1", "dice").Value);
        Assert.Contains(report.Cases[0].Notes, note => note.English.Contains("255", StringComparison.Ordinal));
    }

    [Fact]
    public void Evaluate_WithoutSpacing_GivesDistancesInPixelsAndSaysSo()
    {
        _folder.With("P1.png", s_square, s_half);
        Assert.Equal("px", _folder.Evaluate().Metrics.First(m => m.Name == "hausdorffDistance").Unit);
        var known = _folder.Evaluate(new SegmentationRules { SpacingMm = (0.5, 0.5, 0.5) });
        Assert.Equal(("mm", 0.5), (known.Metrics.First(m => m.Name == "hausdorffDistance").Unit, Value(known, "P1", "hausdorffDistance").Value));
        Assert.Empty(known.Notes);
    }

    [Fact]
    public void Evaluate_MoreLabelsThanAnyoneNames_AsksForThem()
    {
        var row = string.Concat(Enumerable.Range(1, 9)) + "0";
        var many = Enumerable.Range(0, 100).Select(i => (byte)i).ToArray();
        using var stream = new MemoryStream();
        Umul.Files.Png.PngWriter.Write(stream, many, RasterShape.Plane(10, 10));
        var report = _folder.WithBytes(_folder.References, "P1.png", stream.ToArray()).WithBytes(_folder.Predictions, "P1.png", stream.ToArray()).With("P2.png", [row], [row]).Evaluate();
        Assert.Contains("--labels", report.Cases[0].Problem!.English, StringComparison.Ordinal);
        Assert.Null(report.Cases[1].Problem);
    }

    [Fact]
    public void Json_OfAReport_ComesBackAsTheSameOutcomes()
    {
        var report = _folder.With("both.png", s_empty, s_empty).With("P1.png", s_square, s_half).With("P2.png", s_square, null).Evaluate();
        using var json = JsonDocument.Parse(ReportJson.Write(report));
        var read = ReportReader.Read(json.RootElement, OutcomeSource.Command);
        var written = report.ToTable(OutcomeSource.Command);
        Assert.Equal(written.Cases.Hash, read.Cases.Hash);
        Assert.Equal(written.Columns.Select(c => c.Metric), read.Columns.Select(c => c.Metric));
        foreach (var (expected, actual) in written.Columns.Zip(read.Columns))
        {
            Assert.Equal(expected.Values, actual.Values);
            Assert.Equal(expected.Reasons, actual.Reasons);
            Assert.Equal(expected.Denominators, actual.Denominators);
        }
    }

    [Fact]
    public void NnunetSummary_HasItsLayoutAndItsMeans()
    {
        var report = _folder.With("P1.png", s_square, s_half).With("P2.png", s_empty, s_empty).Evaluate();
        using var json = JsonDocument.Parse(NnunetSummary.Write(report));
        var first = json.RootElement.GetProperty("metric_per_case")[0].GetProperty("metrics").GetProperty("1");
        Assert.Equal((2, 0, 2, 12), (first.GetProperty("TP").GetInt32(), first.GetProperty("FP").GetInt32(), first.GetProperty("FN").GetInt32(), first.GetProperty("TN").GetInt32()));
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("metric_per_case")[1].GetProperty("metrics").GetProperty("1").GetProperty("Dice").ValueKind);
        Assert.Equal(2.0 / 3, json.RootElement.GetProperty("foreground_mean").GetProperty("Dice").GetDouble(), 15);
    }

    private static MetricValue Value(EvaluationReport report, string name, string metric) =>
        report.Cases.First(c => c.Case == name).Values.First(v => v.Metric.Name == metric).Value;

    private static byte[] Volume(params float[] voxels)
    {
        using var stream = new MemoryStream();
        NiftiWriter.Write(stream, new Raster { Name = "v.nii.gz", Format = "NIfTI-1", Shape = RasterShape.Volume(1, 1, voxels.Length), Elements = voxels, HasSpacing = true }, gzip: true);
        return stream.ToArray();
    }
}
