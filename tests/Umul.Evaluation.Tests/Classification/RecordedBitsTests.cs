using Umul.Evaluation.Classification;
using Umul.Evaluation.Detection;
using Umul.Evaluation.Tests.Detection;

namespace Umul.Evaluation.Tests.Classification;

/// <summary>Values recorded at AVX-512: the suite is run at four SIMD levels, and each must give these very bits.</summary>
public class RecordedBitsTests
{
    [Fact]
    public void Binary_AnyLevel_GivesTheRecordedBits()
    {
        bool[] positive = [.. Enumerable.Range(0, 203).Select(i => i * i % 7 < 3)];
        double[] scores = [.. Enumerable.Range(0, 203).Select(i => ((i * 29 % 41) + (positive[i] ? 10 : 0)) / 51.0)];
        var result = ClassificationEvaluation.Binary(positive, scores);
        string[] chosen =
        [
            "auc.mannWhitney", "auc.variance.deLong", "averagePrecision.step", "brier.binary", "expectedCalibrationError.equalWidth@15bins",
            "calibrationError.l2Debiased.equalMass@15bins", "netBenefit@0.2", "matthewsCorrelation", "kappa.quadratic",
        ];
        Assert.Equal(Recorded, string.Join('\n', chosen.Select(name => $"{name} {BitConverter.DoubleToInt64Bits(result[name].Value):X16}")));
    }

    [Fact]
    public void Errors_AnyLevel_GiveTheRecordedBits()
    {
        var result = DetectionErrorAnalysis.Evaluate(IntegerScene.Build());
        Assert.Equal(
            RecordedErrors, string.Join('\n', result.Errors.Select(error => $"{error.Kind} {BitConverter.DoubleToInt64Bits(error.AveragePrecisionGain):X16}")));
    }

    private const string Recorded =
        """
        auc.mannWhitney 3FE9214D2284D707
        auc.variance.deLong 3F5302039520AA7C
        averagePrecision.step 3FECCEAFE193C2D7
        brier.binary 3FC951E217809E12
        expectedCalibrationError.equalWidth@15bins 3FC81265A0E64252
        calibrationError.l2Debiased.equalMass@15bins 3FC8CE1ACA80EEF4
        netBenefit@0.2 3FE4A6768AB81E44
        matthewsCorrelation 3FD697E7DEDF46F2
        kappa.quadratic 3FD505F417D05F42
        """;

    private const string RecordedErrors =
        """
        WrongClass 3F8CFDB48B2253E0
        Localisation 3FA8A1652AFBE008
        WrongClassAndLocalisation 3F9D94944BF0BEB0
        Duplicate 3F66C35039DF9800
        Background 3FAA45AEE3F22DC8
        Missed 3FB5658288599FD8
        """;
}
