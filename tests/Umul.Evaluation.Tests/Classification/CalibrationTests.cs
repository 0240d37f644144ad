using Umul.Evaluation.Classification;

namespace Umul.Evaluation.Tests.Classification;

public class CalibrationTests
{
    [Fact]
    public void Of_ConfidencesOnTheEdges_LieInTheBinTheyBegin()
    {
        double[] tenths = [.. Enumerable.Range(0, 11).Select(i => i / 10.0)];
        var bins = Calibration.Of(tenths, new bool[11], 10).Bins;
        Assert.Equal([1, 1, 1, 1, 1, 1, 1, 1, 1, 2], bins.Select(bin => bin.Count));
        Assert.Equal(0.3, bins[3].Low);
    }

    [Fact]
    public void Of_TorchMetrics_PutsThreeTenthsBelowItsEdgeAndOneApart()
    {
        double[] tenths = [.. Enumerable.Range(0, 11).Select(i => i / 10.0)];
        var bins = Calibration.Of(tenths, new bool[11], 10, CalibrationBinning.TorchMetrics).Bins;
        Assert.Equal(11, bins.Count);
        Assert.Equal([1, 1, 2, 0], bins.Take(4).Select(bin => bin.Count));
        Assert.Equal(1, bins[10].Count);
    }

    [Fact]
    public void Of_UpperClosed_LeavesOutZero()
    {
        var calibration = Calibration.Of([0, 0.5, 1], [false, true, true], 2, CalibrationBinning.EqualWidthUpperClosed);
        Assert.Equal(2, calibration.Cases);
        Assert.Equal([1, 1], calibration.Bins.Select(bin => bin.Count));
    }

    // Bins {.1,.2} and {.8,.9}: promised .15 and .85, observed .5 and 1.
    [Fact]
    public void Errors_FourCasesInTwoBins_MatchTheHandComputation()
    {
        var calibration = Calibration.Of([0.1, 0.2, 0.8, 0.9], [false, true, true, true], 2, CalibrationBinning.EqualMass);
        Assert.Equal((0.35 + 0.15) / 2, calibration.ExpectedError.Value, 1e-15);
        Assert.Equal(0.35, calibration.MaximumError.Value, 1e-15);
        Assert.Equal(-0.25, calibration.SignedError.Value, 1e-15);
        Assert.Equal(Math.Sqrt(Math.Max(0, ((0.35 * 0.35) - 0.25 + (0.15 * 0.15)) / 2)), calibration.DebiasedError.Value, 1e-15);
        Assert.Equal("expectedCalibrationError.equalMass@2bins", calibration.ExpectedError.Definition);
    }

    [Fact]
    public void Of_NoProbability_IsRefusedWithTheCase()
    {
        var error = Assert.Throws<ArgumentException>(() => ClassificationEvaluation.Binary([true, false], [0.2, 1.5]));
        Assert.Contains("Case 1 has 1.5", error.Message, StringComparison.Ordinal);
        var ranked = ClassificationEvaluation.Binary([true, false], [0.2, 1.5], new ClassificationOptions { AreProbabilities = false });
        Assert.Equal(0, ranked["auc.mannWhitney"].Value);
        Assert.Null(ranked.Calibration);
    }

    [Fact]
    public void Values_OneClassOnly_CarryTheReason()
    {
        var result = ClassificationEvaluation.Binary([true, true], [0.2, 0.9]);
        Assert.Equal(UndefinedReason.NoNegatives, result["auc.mannWhitney"].Reason);
        Assert.Equal(UndefinedReason.OneClassOnly, result["matthewsCorrelation"].Reason);
        Assert.Equal(UndefinedReason.NoNegatives, result["specificity.class1"].Reason);
        Assert.Equal(UndefinedReason.TooFewCases, RocCurve.Of([1, 2, 3], [true, false, false]).AucVariance.Reason);
    }
}
