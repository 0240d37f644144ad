using System.Text.Json;
using Umul.Evaluation.Detection;
using Umul.Evaluation.Segmentation;
using Umul.Evaluation.Tests.Segmentation;

namespace Umul.Evaluation.Tests.Detection;

/// <summary>The ten crafted detection maps of DIAGNijmegen/picai_eval 81d6067 with its expected results.</summary>
public class LesionDetectionTests
{
    [SharedDataFact]
    public void Evaluate_PicaiTestMaps_EqualsPicaiEval()
    {
        using var expected = JsonDocument.Parse(File.ReadAllText(SharedData.Path("picai_eval_maps/output-expected/metrics-expected.json")));
        LesionCase[] cases = [.. Enumerable.Range(0, 10).Select(Read)];
        for (var i = 0; i < cases.Length; i++)
        {
            var rows = expected.RootElement.GetProperty("lesion_results").GetProperty($"case-{i}").EnumerateArray()
                .Select(row => new LesionOutcome(row[0].GetInt32() == 1, row[1].GetDouble(), row[2].GetDouble()));
            Assert.Equal(rows, cases[i].Outcomes);
            Assert.Equal(expected.RootElement.GetProperty("case_pred").GetProperty($"case-{i}").GetDouble(), cases[i].Confidence);
        }

        var result = new LesionDetection(cases);
        Assert.Equal(expected.RootElement.GetProperty("AP").GetDouble(), result.AveragePrecision.Value, 1e-15);
        Assert.Equal(expected.RootElement.GetProperty("auroc").GetDouble(), result.CaseAuc.Value, 1e-15);
        Assert.Equal(expected.RootElement.GetProperty("num_lesions").GetInt32(), result.Lesions);
        Assert.Equal(5 / 9.0 / 2, result.AveragePrecision.Value, 1e-15);
    }

    // One lesion of two voxels, two candidates with one voxel of it each: one wins, the other is forgiven or not.
    [Fact]
    public void Of_TwoCandidatesOnOneLesion_LoserIsForgivenUnlessToldOtherwise()
    {
        var grid = Grid.Volume(1, 1, 9);
        byte[] reference = [0, 0, 1, 1, 1, 0, 0, 0, 0];
        float[] map = [0, 0, 1, 0, 2, 0, 0, 0.5f, 0];
        var forgiving = LesionCandidates.Of(map, reference, grid).Outcomes;
        Assert.Equal([(true, 1.0), (false, 0.5)], forgiving.Select(outcome => (outcome.IsLesion, outcome.Confidence)));
        var strict = LesionCandidates.Of(map, reference, grid, new LesionCandidateOptions { ForgiveLosers = false }).Outcomes;
        Assert.Equal([(true, 1.0), (false, 2.0), (false, 0.5)], strict.Select(outcome => (outcome.IsLesion, outcome.Confidence)));
    }

    [Fact]
    public void Of_SoftMapOrNegativeConfidence_IsRefusedWithTheRemedy()
    {
        var grid = Grid.Volume(1, 1, 3);
        Assert.Contains("soft prediction", Assert.Throws<ArgumentException>(() => LesionCandidates.Of([0.1f, 0.2f, 0.3f], new byte[3], grid)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => LesionCandidates.Of([0, -1, 0], new byte[3], grid));
        Assert.Throws<ArgumentException>(() => LesionCandidates.Of([0, float.NaN, 0], new byte[3], grid));
    }

    [Fact]
    public void Pseudovalues_FourCases_EqualLeavingOutByHand()
    {
        LesionCase[] cases =
        [
            new([new(true, 0.9, 0.5)], 0.9), new([new(false, 0.8, 0), new(true, 0.3, 0.2)], 0.8),
            new([new(true, 0, 0)], 0), new([new(false, 0.4, 0)], 0.4),
        ];
        var all = new LesionDetection(cases);
        Assert.Equal((1 + (2 / 4.0)) / 3, all.AveragePrecision.Value, 1e-15);
        var values = all.Pseudovalues();
        for (var i = 0; i < 4; i++)
        {
            var left = new LesionDetection([.. cases.Where((_, j) => j != i)]).AveragePrecision.Value;
            Assert.Equal((4 * all.AveragePrecision.Value) - (3 * left), values[i], 1e-12);
        }

        Assert.Equal(2 / 3.0, all.Froc.SensitivityAt(1).Value, 1e-15);
        Assert.Equal(UndefinedReason.NoPositives, new LesionDetection([cases[3]]).AveragePrecision.Reason);
    }

    private static LesionCase Read(int number)
    {
        var labels = NiftiLabels.Read(SharedData.Path($"picai_eval_maps/test-maps/case-{number}_label.nii.gz"));
        var map = NiftiLabels.Read(SharedData.Path($"picai_eval_maps/test-maps/case-{number}_detection_map.nii.gz"));
        return LesionCandidates.Of([.. map.Labels.Select(label => (float)label)], [.. labels.Labels.Select(label => (byte)Math.Min(label, (ushort)1))], labels.Grid);
    }
}
