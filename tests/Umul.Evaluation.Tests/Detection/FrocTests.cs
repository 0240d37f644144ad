using Umul.Evaluation.Detection;

namespace Umul.Evaluation.Tests.Detection;

public class FrocTests
{
    // Two images, four objects. By falling score: hit, alarm, hit, alarm, alarm, hit.
    private static readonly FrocCurve s_curve = FrocCurve.Of([0.9, 0.8, 0.7, 0.6, 0.5, 0.4], [true, false, true, false, false, true], 4, 2);

    [Theory]
    [InlineData(0.25, FrocRule.Stepped, 0.25)]
    [InlineData(0.5, FrocRule.Stepped, 0.5)]
    [InlineData(1.2, FrocRule.Stepped, 0.5)]
    [InlineData(1.5, FrocRule.Stepped, 0.75)]
    [InlineData(8, FrocRule.Stepped, 0.75)]
    [InlineData(0.25, FrocRule.Interpolated, 0.25)]
    [InlineData(1.2, FrocRule.Interpolated, 0.5)]
    [InlineData(8, FrocRule.InterpolatedCamelyon, 0.5)]
    public void SensitivityAt_ByRule_MatchesTheHandComputation(double rate, FrocRule rule, double expected) =>
        Assert.Equal(expected, s_curve.SensitivityAt(rate, rule).Value, 1e-15);

    [Fact]
    public void SensitivityAt_BetweenTwoPoints_LiesOnTheLine()
    {
        // Points (0, .25) and, ties taken together, (1, .75).
        var tied = FrocCurve.Of([0.9, 0.5, 0.5, 0.5], [true, true, true, false], 4, 1);
        Assert.Equal(0.5, tied.SensitivityAt(0.5, FrocRule.Interpolated).Value, 1e-15);
        Assert.Equal(0.25, tied.SensitivityAt(0.5, FrocRule.Stepped).Value, 1e-15);
    }

    [Fact]
    public void Score_NoObjects_IsUndefinedWithTheReason()
    {
        var curve = FrocCurve.Of([0.9], [false], 0, 3);
        Assert.Equal(UndefinedReason.NoPositives, curve.Score().Reason);
        Assert.Equal("froc.score@0.125:8.stepped", curve.Score().Definition);
        Assert.Equal(0, FrocCurve.Of([], [], 5, 3).Score().Value);
    }
}
