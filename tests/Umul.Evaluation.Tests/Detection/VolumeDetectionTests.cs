using System.Text.Json;
using Umul.Evaluation.Detection;

namespace Umul.Evaluation.Tests.Detection;

/// <summary>60 volumes of synthetic boxes, evaluated by nnDetection 97a58f31 (golden/det3d_nndetection.json).</summary>
public class VolumeDetectionTests
{
    [SharedDataFact]
    public void Evaluate_GoldenVolumes_EqualsNnDetection()
    {
        using var golden = JsonDocument.Parse(File.ReadAllText(SharedData.Path("golden/det3d_nndetection.json")));
        var result = CocoEvaluation.Evaluate(Read(golden.RootElement.GetProperty("images")), CocoOptions.NnDetection);
        var expected = golden.RootElement.GetProperty("coco");
        foreach (var iou in (double[])[0.1, 0.5, 0.75])
        {
            var t = result.Options.IouThresholds.ToList().IndexOf(iou);
            var name = FormattableString.Invariant($"AP_IoU_{iou:0.00}_MaxDet_100");
            Assert.Equal(expected.GetProperty(name).GetDouble(), result.AveragePrecision(iou).Value, 1e-12);
            Assert.Equal(expected.GetProperty(name).GetDouble(), result.AveragePrecisionOfNnDetection(iou).Value, 1e-12);
            for (var k = 0; k < 2; k++)
            {
                var mean = Enumerable.Range(0, 101).Average(r => result.Precision(t, r, k, 0, 2));
                Assert.Equal(expected.GetProperty($"{"ab"[k]}_{name}").GetDouble(), mean, 1e-12);
            }
        }

        var overall = Enumerable.Range(0, 9).Average(t => Enumerable.Range(0, 2).Average(k => Enumerable.Range(0, 101).Average(r => result.Precision(t, r, k, 0, 2))));
        Assert.Equal(expected.GetProperty("mAP_IoU_0.10_0.50_0.05_MaxDet_100").GetDouble(), overall, 1e-12);
    }

    [SharedDataFact]
    public void Froc_GoldenVolumes_EqualsNnDetection()
    {
        using var golden = JsonDocument.Parse(File.ReadAllText(SharedData.Path("golden/det3d_nndetection.json")));
        var result = CocoEvaluation.Evaluate(Read(golden.RootElement.GetProperty("images")), CocoOptions.NnDetection);
        foreach (var iou in (double[])[0.1, 0.5])
        {
            var froc = FrocCurve.Of(result, result.Options.IouThresholds.ToList().IndexOf(iou));
            var name = FormattableString.Invariant($"IoU_{iou:0.00}");
            double[] curve = [.. golden.RootElement.GetProperty("froc_curve").GetProperty($"FROC_curve_{name}").EnumerateArray().Select(v => v.GetDouble())];
            for (var i = 0; i < curve.Length; i++)
                Assert.Equal(curve[i], froc.SensitivityAt(FrocCurve.Luna16Rates[i], FrocRule.Interpolated).Value, 1e-12);
            Assert.Equal(golden.RootElement.GetProperty("froc").GetProperty($"FROC_score_{name}").GetDouble(), froc.Score(FrocRule.Interpolated).Value, 1e-12);
            Assert.True(froc.Score(FrocRule.Stepped).Value <= froc.Score(FrocRule.Interpolated).Value);
        }
    }

    [Fact]
    public void AveragePrecisionOfNnDetection_CategoryWithoutObjects_CountsMinusOne()
    {
        var data = IntegerScene.Build();
        var result = CocoEvaluation.Evaluate(data with { CategoryIds = [2, 5, 9, 77] });
        var sound = result.AveragePrecision().Value;
        Assert.Equal(((3 * sound) - 1) / 4, result.AveragePrecisionOfNnDetection().Value, 1e-12);
        Assert.EndsWith(".nnDetection", result.AveragePrecisionOfNnDetection().Definition, StringComparison.Ordinal);
    }

    private static DetectionData Read(JsonElement images)
    {
        var items = images.EnumerateArray().ToList();
        long[] Ids(string column) => [.. items.SelectMany((image, i) => Enumerable.Repeat((long)i, image.GetProperty(column).GetArrayLength()))];
        double[] Numbers(string column) => [.. items.SelectMany(image => image.GetProperty(column).EnumerateArray().Select(v => v.GetDouble()))];
        double[] Boxes(string column) => [.. items.SelectMany(image => image.GetProperty(column).EnumerateArray().SelectMany(box => box.EnumerateArray().Select(v => v.GetDouble())))];
        return new DetectionData
        {
            ImageIds = [.. Enumerable.Range(0, items.Count).Select(i => (long)i)],
            CategoryIds = [0, 1],
            References = new ReferenceObjects
            {
                ImageIds = Ids("gt_classes"),
                CategoryIds = Numbers("gt_classes").Select(v => (long)v).ToArray(),
                Shapes = new VolumeBoxShapes(Boxes("gt_boxes")),
            },
            Predictions = new PredictedObjects
            {
                ImageIds = Ids("pred_classes"),
                CategoryIds = Numbers("pred_classes").Select(v => (long)v).ToArray(),
                Scores = Numbers("pred_scores"),
                Shapes = new VolumeBoxShapes(Boxes("pred_boxes")),
            },
        };
    }
}
