using System.Text.Json;
using Umul.Evaluation.Classification;
using Umul.Evaluation.Statistics;

namespace Umul.Evaluation.Tests.Classification;

/// <summary>400 cases with heavy ties and without, and what scikit-learn, torchmetrics, MetricsReloaded and DeLong print (golden/cls_binary.json).</summary>
public class BinaryGoldenTests
{
    [SharedDataTheory]
    [InlineData("s_ties")]
    [InlineData("s_cont")]
    public void Binary_GoldenScores_EqualEveryNamedImplementation(string column)
    {
        using var golden = JsonDocument.Parse(File.ReadAllText(SharedData.Path("golden/cls_binary.json")));
        bool[] positive = [.. golden.RootElement.GetProperty("y").EnumerateArray().Select(y => y.GetInt32() == 1)];
        double[] scores = [.. golden.RootElement.GetProperty(column).EnumerateArray().Select(s => s.GetDouble())];
        var expected = golden.RootElement.GetProperty(column + "_expected");
        var result = ClassificationEvaluation.Binary(positive, scores);
        Near(expected, "sklearn_auc", result["auc.mannWhitney"].Value);
        Near(expected, "delong_auc", result["auc.mannWhitney"].Value);
        Near(expected, "delong_var", result["auc.variance.deLong"].Value);
        Near(expected, "sklearn_ap", result["averagePrecision.step"].Value);
        Near(expected, "metricsreloaded_ap_trapezoid", result["averagePrecision.trapezoid"].Value, 1e-3);
        Near(expected, "brier", result["brier.binary"].Value);
        Near(expected, "ece_torchmetrics_15", result["expectedCalibrationError.torchMetrics@15bins"].Value);
        var tenBins = Calibration.Of(scores, positive, 10, CalibrationBinning.TorchMetrics);
        Near(expected, "ece_torchmetrics_10", tenBins.ExpectedError.Value);
        Near(expected, "mce_torchmetrics_10", tenBins.MaximumError.Value);
        Near(
            expected, "ece_metricsreloaded_10",
            Calibration.Of(scores, positive, 10, CalibrationBinning.EqualWidthUpperClosed).ExpectedError.Value);
        var atHalf = expected.GetProperty("at_0_5");
        Near(atHalf, "mcc", result["matthewsCorrelation"].Value);
        Near(atHalf, "kappa", result["kappa.unweighted"].Value);
        Near(atHalf, "f1", result["f1.class1"].Value);
        Near(atHalf, "bacc", result["balancedAccuracy"].Value);
        var interval = result.Roc!.AucInterval()!.Value;
        Assert.Equal(expected.GetProperty("delong_ci95")[0].GetDouble(), interval.Lower, 1e-9);
        Assert.Equal(expected.GetProperty("delong_ci95")[1].GetDouble(), interval.Upper, 1e-9);
    }

    [SharedDataFact]
    public void Binary_GoldenScores_AgreeWithDeLongsTest()
    {
        using var golden = JsonDocument.Parse(File.ReadAllText(SharedData.Path("golden/cls_binary.json")));
        bool[] positive = [.. golden.RootElement.GetProperty("y").EnumerateArray().Select(y => y.GetInt32() == 1)];
        double[] ties = [.. golden.RootElement.GetProperty("s_ties").EnumerateArray().Select(s => s.GetDouble())];
        var placements = AucPlacements.Of(ties, positive);
        var paired = DeLongTest.Compute(ties, ties, positive);
        var curve = RocCurve.Of(ties, positive);
        Assert.Equal(placements.Auc, curve.Auc.Value, 1e-14);
        Assert.Equal(paired.FirstVariance, curve.AucVariance.Value, 1e-14);
    }

    private static void Near(JsonElement expected, string name, double actual, double tolerance = 1e-12) =>
        Assert.Equal(expected.GetProperty(name).GetDouble(), actual, tolerance);
}
