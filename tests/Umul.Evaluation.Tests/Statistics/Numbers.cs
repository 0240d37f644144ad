namespace Umul.Evaluation.Tests.Statistics;

/// <summary>Closeness of numbers as the reference tables state it: relative, with the same absolute allowance below one.</summary>
internal static class Numbers
{
    public static void Close(double expected, double actual, double relative)
    {
        double allowed = relative * Math.Abs(expected);
        Assert.True(Math.Abs(expected - actual) <= allowed, $"Expected {expected:R} within {allowed:G3}, found {actual:R}.");
    }

    public static void Near(double expected, double actual, double absolute) =>
        Assert.True(Math.Abs(expected - actual) <= absolute, $"Expected {expected:R} within {absolute:G3}, found {actual:R}.");
}
