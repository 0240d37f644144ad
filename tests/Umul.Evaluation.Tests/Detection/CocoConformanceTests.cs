using Umul.Evaluation.Detection;

namespace Umul.Evaluation.Tests.Detection;

/// <summary>
/// Numbers printed by pycocotools (cocodataset/cocoapi 8c9bcc3, numpy 1.24), compared bit for bit. Those of val2014 are published with the
/// data (val2014_fake_eval_res.txt, three digits) and by faster_coco_eval 33ab609 (16 digits).
/// </summary>
public class CocoConformanceTests
{
    private const string Reference = "coco_detections/dataset/cocoapi/instances_val2014_100.json";

    [SharedDataTheory]
    [InlineData("bbox", new[] { 0.5045806987249628, 0.6969727247299577, 0.5729816669904824, 0.5856257209410443, 0.5193996948036719, 0.5013978986347466, 0.38681277964578054, 0.5936795762842003, 0.595352982877607, 0.6398109626113442, 0.5664205978994309, 0.5642905982905982 })]
    [InlineData("segm", new[] { 0.3195452758576433, 0.5622883972521636, 0.29892653412086784, 0.3873740315997838, 0.31018272403369485, 0.3269339071005138, 0.2682297225711534, 0.41544868114906375, 0.4168394992198818, 0.4694498622754236, 0.37675922666197265, 0.3814715099715099 })]
    public void Evaluate_Val2014Hundred_EqualsPycocotoolsToTheBit(string kind, double[] expected)
    {
        var data = CocoJson.Read(SharedData.Path(Reference), SharedData.Path($"coco_detections/cocoapi_results/instances_val2014_fake{kind}100_results.json"), kind);
        Equal(expected, CocoEvaluation.Evaluate(data, CocoOptions.Coco with { Threads = 2 }));
    }

    [SharedDataTheory]
    [InlineData("keypoints_dataset", "keypoints", new[] { 0.5048844884488449, 0.7227722772277227, 0.6336633663366337, 0.46633663366336636, 0.7504950495049505, 0.5181818181818182, 0.7272727272727273, 0.6363636363636364, 0.4666666666666666, 0.75 })]
    [InlineData("dataset", "segm", new[] { 0.6947194719471946, 0.6947194719471946, 0.6947194719471946, -1.0, 0.7920792079207921, 0.0, 0.6666666666666666, 0.75, 0.75, -1.0, 0.7916666666666666, 0.0 })]
    public void Evaluate_ExamplesOfFasterCocoEval_EqualPycocotoolsToTheBit(string folder, string kind, double[] expected)
    {
        var data = CocoJson.Read(SharedData.Path($"coco_detections/{folder}/gt_dataset.json"), SharedData.Path($"coco_detections/{folder}/dt_dataset.json"), kind);
        Equal(expected, CocoEvaluation.Evaluate(data));
    }

    [Theory]
    [InlineData(true, new[] { 0.1296723314318241, 0.27019360227465344, 0.0815527315180134, 0.16417313159887417, 0.14994098790886534, 0.0, 0.08681481481481483, 0.379037037037037, 0.379037037037037, 0.2714285714285714, 0.44159544159544156, 0.0 })]
    [InlineData(false, new[] { 0.11409295428332379, 0.26617547489848503, 0.059783563850041924, 0.17574822488409728, 0.12803977029900054, 0.0, 0.026415094339622643, 0.2867924528301887, 0.3754716981132076, 0.31052631578947365, 0.4516129032258064, 0.0 })]
    public void Evaluate_IntegerScene_EqualsPycocotoolsToTheBit(bool useCategories, double[] expected)
    {
        var result = CocoEvaluation.Evaluate(IntegerScene.Build(), CocoOptions.Coco with { UseCategories = useCategories });
        Equal(expected, result);
        if (!useCategories)
            return;
        Assert.Equal(0.3076923076923077, result.Precision(3, 40, 1, 0, 2));
        Assert.Equal(0.7272727272727273, result.Recall(0, 2, 1, 1));
    }

    // Mean over categories of the same detections at IoU .5, as six tools would print it (golden/det2d_ap_variants_cocofake100.json).
    [SharedDataFact]
    public void Curve_Val2014Hundred_GivesEveryNamedAveragePrecision()
    {
        var data = CocoJson.Read(SharedData.Path(Reference), SharedData.Path("coco_detections/cocoapi_results/instances_val2014_fakebbox100_results.json"), "bbox");
        var result = CocoEvaluation.Evaluate(data);
        PrecisionRecallCurve[] curves = [.. Enumerable.Range(0, result.CategoryIds.Count).Where(k => result.References(k, 0) > 0).Select(k => result.Curve(k, 0))];
        using var golden = System.Text.Json.JsonDocument.Parse(File.ReadAllText(SharedData.Path("golden/det2d_ap_variants_cocofake100.json")));
        double Expected(string name) => golden.RootElement.GetProperty(name).GetDouble();
        Assert.Equal(Expected("coco101"), curves.Average(curve => curve.Coco101.Value), 1e-12);
        Assert.Equal(Expected("voc11"), curves.Average(curve => curve.Voc11.Value), 1e-12);
        Assert.Equal(Expected("voc_area"), curves.Average(curve => curve.VocArea.Value), 1e-12);
        Assert.Equal(Expected("raw_step(sklearn-like)"), curves.Average(curve => curve.Step.Value), 1e-12);
        Assert.Equal(Expected("trapz"), curves.Average(curve => curve.Trapezoid.Value), 1e-12);
        Assert.Equal(Expected("ultralytics_101_interp_trapz"), curves.Average(curve => curve.Interpolated101.Value), 1e-12);
    }

    private static void Equal(double[] expected, CocoResult result) =>
        Assert.Equal(expected.Select(BitConverter.DoubleToInt64Bits), result.Stats.Select(BitConverter.DoubleToInt64Bits));
}
