using Umul.Evaluation.Statistics;

namespace Umul.Evaluation.Tests.Statistics;

/// <summary>Learning curves that are what they are called, and healthy ones that are called nothing.</summary>
public sealed class CurveVerdictTests
{
    [Fact]
    public void HealthyCurves_AreCalledNothing() => Assert.Empty(Judge(Arm(0.8), Arm(0.8)));

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void ValueThatIsNoNumber_IsDiverged(double value)
    {
        var idea = Arm(0.8);
        double[] broken = [.. idea.Validation[1].Values];
        broken[20] = value;
        var found = Judge(Arm(0.8), idea with { Validation = [idea.Validation[0], new("b1", broken), idea.Validation[2]] });
        var finding = Assert.Single(found, f => f.Fault == CurveFault.Diverged);
        Assert.Equal((1, 3), (finding.Runs.Count, finding.Of));
        Assert.Equal("b1", finding.Runs[0]);
    }

    [Fact]
    public void LossAboveThreeTimesItsBest_ForThreeEvaluations_IsDiverged_ForTwoIsNot()
    {
        double[] loss = [1, 0.5, 0.4, 0.3, 0.3, 0.3, 0.3, 0.3, 0.3, 0.3];
        double[] Spoilt(int count) => [.. loss.Select((v, i) => i >= 4 && i < 4 + count ? 1.0 : v)];
        Assert.Contains(Losses(loss, Spoilt(3)), f => f.Fault == CurveFault.Diverged);
        Assert.DoesNotContain(Losses(loss, Spoilt(2)), f => f.Fault == CurveFault.Diverged);
    }

    [Fact]
    public void StillRisingAtTheEnd_IsNotConverged()
    {
        double[] rising = [.. Enumerable.Range(0, 40).Select(i => 0.4 + (0.01 * i))];
        var finding = Assert.Single(Judge(Arm(0.8), new ArmCurves([new("r", rising)], [])), f => f.Fault == CurveFault.NotConverged);
        // 0.01 an evaluation, 4 evaluations a tenth of the training; the running median is flat over the very last two.
        Assert.InRange(finding.Size, 0.03, 0.04);
    }

    [Fact]
    public void ValidationFalls_WhileTrainingRises_IsOverfit_AndWithTrainingFlatIsNot()
    {
        double[] peak = [.. Enumerable.Range(0, 40).Select(i => 0.8 - (0.01 * Math.Abs(i - 12)) + (i % 2 * 0.002))];
        double[] rising = [.. Enumerable.Range(0, 40).Select(i => 0.5 + (0.01 * i))];
        ArmCurves Of(double[] training) => new([new("r", peak)], [new("r", training)]);
        Assert.Contains(Judge(Arm(0.8), Of(rising)), f => f.Fault == CurveFault.Overfit);
        Assert.DoesNotContain(Judge(Arm(0.8), Of([.. Enumerable.Repeat(0.7, 40)])), f => f.Fault == CurveFault.Overfit);
    }

    [Fact]
    public void TrainingWorse_IsUnderfit_TrainingEqualAndValidationWorse_GeneralisesLess()
    {
        Assert.Contains(Judge(Arm(0.8, training: 0.9), Arm(0.7, training: 0.8)), f => f.Fault == CurveFault.Underfit);
        var worse = Judge(Arm(0.8, training: 0.9), Arm(0.7, training: 0.9));
        Assert.Contains(worse, f => f.Fault == CurveFault.WorseOptimum && Math.Abs(f.Size - 0.1) < 1e-3);
        Assert.DoesNotContain(worse, f => f.Fault == CurveFault.Underfit);
    }

    [Fact]
    public void RunsFarApart_AreUnstable() => Assert.Contains(Judge(Arm(0.8), Arm(0.8, spread: 0.05)), f => f.Fault == CurveFault.Unstable && f.Size > 4);

    [Fact]
    public void TooFewEvaluations_AreCalledNothing() =>
        Assert.Empty(Judge(Arm(0.8), new ArmCurves([new("r", [0.1, 0.2, 0.3])], [])));

    private static IReadOnlyList<CurveFinding> Judge(ArmCurves baseline, ArmCurves idea) =>
        CurveVerdict.Of(baseline, idea, MetricDirection.HigherIsBetter, MetricDirection.HigherIsBetter, 0.01);

    private static IReadOnlyList<CurveFinding> Losses(double[] baseline, double[] idea) =>
        CurveVerdict.Of(new ArmCurves([new("a", baseline)], []), new ArmCurves([new("b", idea)], []), MetricDirection.LowerIsBetter, MetricDirection.Unknown, null);

    // Three runs that rise and rest, a little apart.
    private static ArmCurves Arm(double end, double training = 0.9, double spread = 0.01) => new(
        [.. Enumerable.Range(0, 3).Select(s => new LearningCurve($"b{s}", [.. Curve(end + (spread * (s - 1)))]))],
        [.. Enumerable.Range(0, 3).Select(s => new LearningCurve($"b{s}", [.. Curve(training + (0.005 * (s - 1)))]))]);

    private static IEnumerable<double> Curve(double end) => Enumerable.Range(0, 40).Select(i => end * (1 - Math.Exp(-i / 4.0)));
}
