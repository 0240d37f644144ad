namespace Umul.Evaluation.Tests.Statistics;

public sealed class ReferenceCheckTests
{
    [SharedDataFact]
    public void EveryReferenceNumber_Holds()
    {
        var checks = ReferenceChecks.All(SharedData.Path("statistics"));
        Assert.True(checks.Count > 60);
        Assert.All(checks, c => Assert.True(c.Holds, $"{c.What} ({c.Source}): expected {c.Expected:R}, found {c.Found:R}"));
    }
}
