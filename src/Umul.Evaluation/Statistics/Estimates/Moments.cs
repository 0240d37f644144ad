namespace Umul.Evaluation.Statistics;

/// <summary>Mean and variance in two sequential passes: the same bits on any machine and any number of threads.</summary>
internal static class Moments
{
    public static double Sum(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values)
            sum += value;
        return sum;
    }

    public static double Mean(ReadOnlySpan<double> values) => Sum(values) / values.Length;

    /// <summary>Sample variance with divisor n − 1; NaN below two values.</summary>
    public static double Variance(ReadOnlySpan<double> values)
    {
        if (values.Length < 2)
            return double.NaN;
        double mean = Mean(values);
        double sum = 0;
        foreach (double value in values)
        {
            double gap = value - mean;
            sum += gap * gap;
        }
        return sum / (values.Length - 1);
    }
}
