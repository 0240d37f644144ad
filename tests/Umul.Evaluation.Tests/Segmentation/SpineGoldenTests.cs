using System.Globalization;
using System.Text.Json;
using Umul.Evaluation.Segmentation;

namespace Umul.Evaluation.Tests.Segmentation;

/// <summary>
/// Real model output on spine MR (BrainLesion/panoptica's examples) against what google-deepmind/surface-distance, medpy,
/// MetricsReloaded, MONAI and panoptica print for it (golden/seg3d_panoptica_spine.json).
/// </summary>
public class SpineGoldenTests
{
    private const double Tight = 1e-9;
    // float32 sums, and an interpolation weight in float32.
    private const double Float32 = 2e-5;

    [SharedDataTheory]
    [InlineData("semantic")]
    [InlineData("matched_instance")]
    public void Evaluate_SpinePredictions_EqualsEveryNamedImplementation(string pair)
    {
        using var golden = JsonDocument.Parse(File.ReadAllText(SharedData.Path("golden/seg3d_panoptica_spine.json")));
        var reference = NiftiLabels.Read(SharedData.Path($"panoptica_spine/{pair}/ref.nii.gz"));
        var prediction = NiftiLabels.Read(SharedData.Path($"panoptica_spine/{pair}/pred.nii.gz"));
        var result = SegmentationEvaluation.Evaluate(
            reference.Labels, prediction.Labels, reference.Grid,
            new SegmentationOptions { Metrics = SegmentationMetrics.All, TolerancesMm = [1, 2], StrictTolerance = true, Threads = 2 });

        var compared = 0;
        foreach (var expected in golden.RootElement.GetProperty("cases").EnumerateArray())
        {
            var name = expected.GetProperty("case").GetString()!.Split("/label");
            if (name[0] != pair)
                continue;
            Compare(expected, result[name[1]], $"{pair} label {name[1]}");
            compared++;
        }

        Assert.True(compared >= 14, $"{compared} labels compared");
    }

    private static void Compare(JsonElement expected, RegionResult actual, string at)
    {
        Assert.Equal(expected.GetProperty("n_ref").GetInt64(), actual.Counts.Reference);
        Assert.Equal(expected.GetProperty("n_pred").GetInt64(), actual.Counts.Prediction);
        Assert.Equal(expected.GetProperty("n_inter").GetInt64(), actual.Counts.TruePositive);
        foreach (var (path, definition, tolerance) in Correspondence)
        {
            var keys = path.Split('/');
            var wanted = expected.GetProperty(keys[0]).GetProperty(keys[1]).GetDouble();
            var value = actual[definition].Value;
            Assert.True(
                Math.Abs(value - wanted) <= tolerance * Math.Max(1, Math.Abs(wanted)),
                string.Create(CultureInfo.InvariantCulture, $"{at}: {definition} is {value:R}, {path} says {wanted:R}"));
        }
    }

    private static readonly (string Path, string Definition, double Tolerance)[] Correspondence =
    [
        ("deepmind/dice", "dice", Tight),
        ("deepmind/hd100", "hausdorffDistance.surfel", Tight),
        ("deepmind/hd95", "hausdorffDistance95.areaWeighted", Tight),
        ("deepmind/asd_gt_to_pred", "averageSurfaceDistance.areaWeighted.referenceToPrediction", Tight),
        ("deepmind/asd_pred_to_gt", "averageSurfaceDistance.areaWeighted.predictionToReference", Tight),
        ("deepmind/nsd@1.0", "normalizedSurfaceDistance.surfel@1mm", Tight),
        ("deepmind/nsd@2.0", "normalizedSurfaceDistance.surfel@2mm", Tight),
        ("medpy/dc", "dice", Tight),
        ("medpy/hd", "hausdorffDistance", Tight),
        ("medpy/hd95", "hausdorffDistance95.pooled", Tight),
        ("medpy/assd", "averageSymmetricSurfaceDistance", Tight),
        ("medpy/asd_pred_to_ref", "averageSurfaceDistance.predictionToReference", Tight),
        ("medpy/asd_ref_to_pred", "averageSurfaceDistance.referenceToPrediction", Tight),
        ("metrics_reloaded/dsc", "dice", Tight),
        ("metrics_reloaded/iou", "iou", Tight),
        ("metrics_reloaded/hd", "hausdorffDistance", Tight),
        ("metrics_reloaded/hd95", "hausdorffDistance95.maxOfDirected", Tight),
        ("metrics_reloaded/assd", "averageSymmetricSurfaceDistance", Tight),
        ("metrics_reloaded/masd", "meanAverageSurfaceDistance", Tight),
        ("metrics_reloaded/nsd@1.0", "normalizedSurfaceDistance.voxel@1mm", Tight),
        ("metrics_reloaded/boundary_iou_d2", "boundaryIou@2voxels", Tight),
        ("panoptica/assd_is_masd", "meanAverageSurfaceDistance", Tight),
        ("panoptica/hd95_pooled", "hausdorffDistance95.pooled", Tight),
        ("panoptica/nsd_default_tau_min_spacing", "normalizedSurfaceDistance.panoptica@0.5859400033950806mm", Tight),
        ("monai_f32/hd", "hausdorffDistance", Float32),
        ("monai_f32/hd95", "hausdorffDistance95.maxOfDirected", Float32),
        ("monai_f32/assd", "averageSymmetricSurfaceDistance", Float32),
        ("monai_f32/asd_pred_to_gt", "averageSurfaceDistance.predictionToReference", Float32),
        ("monai_f32/nsd@2.0", "normalizedSurfaceDistance.voxel@2mm", Float32),
        ("monai_f32/nsd_subvoxel@1.0", "normalizedSurfaceDistance.surfel@1mm", Float32),
    ];
}
