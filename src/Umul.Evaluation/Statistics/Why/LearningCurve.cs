namespace Umul.Evaluation.Statistics;

/// <summary>A metric of one run over training, evaluation by evaluation, in the order of steps. NaN and infinities are data.</summary>
/// <param name="Run">Name of the run.</param>
/// <param name="Values">Its values.</param>
public sealed record LearningCurve(string Run, IReadOnlyList<double> Values)
{
    /// <summary>Running median of five evaluations, fewer at the ends; what is not finite is skipped.</summary>
    public double[] Smoothed()
    {
        var smooth = new double[Values.Count];
        for (int i = 0; i < smooth.Length; i++)
        {
            double[] window = [.. Values.Skip(Math.Max(0, i - 2)).Take(Math.Min(i, 2) + 3).Where(double.IsFinite)];
            smooth[i] = window.Length == 0 ? double.NaN : Quantiles.Median(window);
        }
        return smooth;
    }

    /// <summary>Mean of the last fifth, smoothed.</summary>
    internal double End
    {
        get
        {
            double[] last = [.. Last(Smoothed()).Where(double.IsFinite)];
            return last.Length == 0 ? double.NaN : Moments.Mean(last);
        }
    }

    /// <summary>The last fifth of values, at least three.</summary>
    internal static double[] Last(double[] values) => values[^Math.Min(values.Length, Math.Max(3, values.Length / 5))..];
}

/// <summary>The curves of one arm.</summary>
/// <param name="Validation">A run each; what is judged.</param>
/// <param name="Training">The same runs' training metric; empty if none was logged.</param>
public sealed record ArmCurves(IReadOnlyList<LearningCurve> Validation, IReadOnlyList<LearningCurve> Training);
