using Umul.Evaluation.Detection;

namespace Umul.Evaluation.Tests.Detection;

/// <summary>The kinds of error, one by one and as dbolya/tide counts them.</summary>
public class DetectionErrorTests
{
    // What tidecv prints for the integer scene (crowds as ignore regions; its percent divided by 100).
    [Fact]
    public void Evaluate_IntegerScene_EqualsTide()
    {
        var result = DetectionErrorAnalysis.Evaluate(IntegerScene.Build());
        Assert.Equal(0.270915549469373, result.AveragePrecision.Value, 1e-12);
        (DetectionErrorKind, int, double)[] expected =
        [
            (DetectionErrorKind.WrongClass, 11, 0.014155779357944027),
            (DetectionErrorKind.Localisation, 17, 0.04810634755807545),
            (DetectionErrorKind.WrongClassAndLocalisation, 20, 0.028887097487482832),
            (DetectionErrorKind.Duplicate, 24, 0.002778679553546013),
            (DetectionErrorKind.Background, 35, 0.05131289036315987),
            (DetectionErrorKind.Missed, 14, 0.08358016804561369),
        ];
        foreach (var (kind, count, gain) in expected)
        {
            var actual = result.Errors.Single(error => error.Kind == kind);
            Assert.Equal(count, actual.Count);
            Assert.Equal(gain, actual.AveragePrecisionGain, 1e-12);
        }

        Assert.Equal(0.38915045713128704, result.FalsePositiveGain, 1e-12);
        Assert.Equal(0.1162255675720544, result.FalseNegativeGain, 1e-12);
        // Three categories with objects each: the gain of the mean is the mean of the gains.
        Assert.All(result.Errors, error => Assert.Equal(error.AveragePrecisionGain, error.ByCategory.Values.Sum() / 3, 1e-12));
        var all = result.Count(_ => true, _ => true);
        Assert.All(result.Errors, error => Assert.Equal(error.Count, all[error.Kind]));
    }

    // What tidecv prints for COCO's first hundred images and fake boxes.
    [SharedDataFact]
    public void Evaluate_Val2014Hundred_EqualsTide()
    {
        var data = CocoJson.Read(
            SharedData.Path("coco_detections/dataset/cocoapi/instances_val2014_100.json"),
            SharedData.Path("coco_detections/cocoapi_results/instances_val2014_fakebbox100_results.json"), "bbox");
        var result = DetectionErrorAnalysis.Evaluate(data);
        Assert.Equal(0.6420498881733425, result.AveragePrecision.Value, 1e-12);
        Assert.Equal([83, 1, 0, 1, 0, 97], result.Errors.Select(error => error.Count));
        Assert.Equal(0.222460397441685, result.Errors[0].AveragePrecisionGain, 1e-12);
        Assert.Equal(0.08523573787723365, result.Errors[5].AveragePrecisionGain, 1e-12);
    }

    [Fact]
    public void Evaluate_OneOfEachKind_NamesStateAndExplanation()
    {
        double[][] references = [[0, 0, 100, 100], [200, 0, 100, 100], [0, 200, 100, 100], [200, 200, 100, 100]];
        (double[] Box, long Category)[] predictions =
        [
            ([0, 0, 100, 90], 1),      // hit
            ([0, 0, 100, 80], 1),      // duplicate of it
            ([230, 30, 100, 100], 1),  // overlap 4900/15100: badly placed
            ([0, 200, 100, 95], 2),    // wrong class
            ([500, 500, 50, 50], 1),   // background
            ([30, 230, 100, 100], 2),  // wrong class and badly placed
        ];
        var result = DetectionErrorAnalysis.Evaluate(new DetectionData
        {
            CategoryIds = [1, 2],
            References = new ReferenceObjects
            {
                ImageIds = new long[4],
                CategoryIds = new long[] { 1, 1, 1, 1 },
                Shapes = new BoxShapes(references.SelectMany(box => box).ToArray()),
            },
            Predictions = new PredictedObjects
            {
                ImageIds = new long[6],
                CategoryIds = predictions.Select(item => item.Category).ToArray(),
                Scores = new[] { 0.9, 0.8, 0.7, 0.6, 0.5, 0.4 },
                Shapes = new BoxShapes(predictions.SelectMany(item => item.Box).ToArray()),
            },
        });
        Assert.Equal(
            [
                PredictionState.Hit, PredictionState.Duplicate, PredictionState.Localisation, PredictionState.WrongClass,
                PredictionState.Background, PredictionState.WrongClassAndLocalisation,
            ],
            result.Predictions.Select(match => match.State));
        Assert.Equal([0, 0, 1, 2, -1, 2], result.Predictions.Select(match => match.Reference));
        Assert.Equal(4900 / 15100.0, result.Predictions[2].Overlap, 1e-15);
        Assert.Equal(
            [ReferenceState.Found, ReferenceState.NearlyFound, ReferenceState.NearlyFound, ReferenceState.Missed],
            result.References.Select(match => match.State));
        Assert.Equal([0, -1, -1, -1], result.References.Select(match => match.Prediction));
    }
}
