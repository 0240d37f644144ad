using Umul.Evaluation.Classification;

namespace Umul.Evaluation.Tests.Classification;

/// <summary>
/// Figures SN 2.9, 2.11 and 2.24 of the Metrics Reloaded pitfalls paper, with the values of MetricsReloaded's tests (commit cb38dfc,
/// test_pairwise_measures.py and test_calibration_metrics.py), compared as tightly as they are given there.
/// </summary>
public class MetricsReloadedFigureTests
{
    [Theory]
    [InlineData(45, 5, 10, 40, 0.70, 0.70, 0.85)]
    [InlineData(81, 9, 2, 8, 0.56, 0.53, 0.85)]
    public void Figure29_PrevalenceMovesCorrelationAndKappa_NotBalancedAccuracy(
        long hits, long misses, long alarms, long rejections, double mcc, double kappa, double balanced)
    {
        var matrix = ConfusionMatrix.FromFlat([rejections, alarms, misses, hits]);
        Assert.Equal(mcc, LabelMetrics.Matthews(matrix).Value, 0.02);
        Assert.Equal(kappa, LabelMetrics.Kappa(matrix).Value, 0.01);
        Assert.Equal(balanced, LabelMetrics.BalancedAccuracy(matrix).Value, 0.01);
    }

    [Theory]
    [InlineData(30, 0, 75, 0, 0.1, 0.206)]
    [InlineData(20, 15, 60, 10, 0.1, 0.127)]
    [InlineData(20, 15, 60, 10, 0.5, -0.381)]
    [InlineData(30, 0, 75, 0, 0.5, -0.429)]
    public void Figure211_NetBenefit_EqualsPublished(int hits, int misses, int alarms, int rejections, double threshold, double expected)
    {
        bool[] positive = [.. Enumerable.Repeat(true, hits + misses), .. Enumerable.Repeat(false, alarms + rejections)];
        double[] called = [.. Values(hits, 1), .. Values(misses, 0), .. Values(alarms, 1), .. Values(rejections, 0)];
        Assert.Equal(expected, DecisionCurve.NetBenefit(called, positive, threshold).Value, 0.001);
    }

    [Theory]
    [InlineData(2, 0.11, 0.12)]
    [InlineData(5, 0.32, 0.55)]
    [InlineData(10, 0.36, 0.96)]
    public void Figure224_NumberOfBinsDecides_EqualsPublished(int bins, double expected, double maximum)
    {
        double[] confidences = [0.22, 0.48, 0.49, 0.96, 0.55, 0.64, 0.78, 0.82, 0.34, 0.87];
        bool[] positive = [false, true, false, false, true, true, true, true, true, false];
        var calibration = Calibration.Of(confidences, positive, bins, CalibrationBinning.EqualWidthUpperClosed);
        Assert.Equal(expected, calibration.ExpectedError.Value, 0.01);
        Assert.Equal(maximum, calibration.MaximumError.Value, 0.01);
    }

    private static IEnumerable<double> Values(int count, double value) => Enumerable.Repeat(value, count);
}
