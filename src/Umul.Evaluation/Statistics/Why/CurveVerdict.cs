namespace Umul.Evaluation.Statistics;

/// <summary>What a learning curve says went wrong.</summary>
public enum CurveFault
{
    /// <summary>NaN or infinite, or a loss above three times its best for three evaluations.</summary>
    Diverged,

    /// <summary>Still improving by more than the tolerance per tenth of the training when it ended.</summary>
    NotConverged,

    /// <summary>Validation fell from its best by more than twice its noise, while training still improved.</summary>
    Overfit,

    /// <summary>Training ended worse than the baseline's by more than the tolerance.</summary>
    Underfit,

    /// <summary>Training ended as the baseline's, validation worse: it generalises less.</summary>
    WorseOptimum,

    /// <summary>The runs end more than twice as far apart as the baseline's.</summary>
    Unstable,
}

/// <summary>A fault with its numbers.</summary>
/// <param name="Fault">What it is.</param>
/// <param name="Runs">Names of the runs that show it; all of the idea's for what is said about the arm.</param>
/// <param name="Of">Runs looked at.</param>
/// <param name="Size">How large: the mean over the runs named; a ratio for <see cref="CurveFault.Unstable"/>.</param>
/// <param name="Tolerance">What it was held against.</param>
public sealed record CurveFinding(CurveFault Fault, IReadOnlyList<string> Runs, int Of, double Size, double Tolerance);

/// <summary>Reads learning curves. Smoothed by a running median of five; "the end" is the last fifth.</summary>
public static class CurveVerdict
{
    private const int FewestEvaluations = 5;
    private const int MostAbove = 3;

    /// <summary>Every fault of the idea's runs. None is claimed from fewer than five evaluations.</summary>
    /// <param name="baseline">The baseline's curves.</param>
    /// <param name="idea">The idea's curves.</param>
    /// <param name="validation">Which way the validation metric is better.</param>
    /// <param name="training">Which way the training metric is better.</param>
    /// <param name="worthwhile">δ of the validation metric; null: twice the standard error between runs or the curve's own noise stands in.</param>
    public static IReadOnlyList<CurveFinding> Of(ArmCurves baseline, ArmCurves idea, MetricDirection validation, MetricDirection training, double? worthwhile)
    {
        ArgumentNullException.ThrowIfNull(baseline);
        ArgumentNullException.ThrowIfNull(idea);
        double way = validation == MetricDirection.LowerIsBetter ? -1 : 1;
        double trainWay = training == MetricDirection.LowerIsBetter ? -1 : 1;
        var found = new List<CurveFinding>();
        Each(found, CurveFault.Diverged, idea, (run, _) => Divergence(run, validation), 3);
        Each(found, CurveFault.NotConverged, idea, (run, _) => Rise(run, way) is var rise && rise > (worthwhile ?? 2 * Noise(run)) ? rise : null, worthwhile);
        Each(found, CurveFault.Overfit, idea, (run, train) => Overfit(run, train, way, trainWay), null);
        var (trainGap, trainError) = Gap(baseline.Training, idea.Training, trainWay);
        var (gap, error) = Gap(baseline.Validation, idea.Validation, way);
        double tolerance = worthwhile ?? 2 * error;
        if (trainGap < -2 * trainError)
            found.Add(new CurveFinding(CurveFault.Underfit, Names(idea), idea.Validation.Count, -trainGap, 2 * trainError));
        else if (double.IsFinite(trainGap) && gap < -tolerance && gap < -2 * error)
            found.Add(new CurveFinding(CurveFault.WorseOptimum, Names(idea), idea.Validation.Count, -gap, tolerance));
        double spread = Deviation(idea.Validation) / Deviation(baseline.Validation);
        if (baseline.Validation.Count >= 3 && idea.Validation.Count >= 3 && spread > 2 && double.IsFinite(spread))
            found.Add(new CurveFinding(CurveFault.Unstable, Names(idea), idea.Validation.Count, spread, 2));
        return found;
    }

    private static void Each(List<CurveFinding> found, CurveFault fault, ArmCurves arm, Func<LearningCurve, LearningCurve?, double?> look, double? tolerance)
    {
        var hit = arm.Validation.Where(run => run.Values.Count >= FewestEvaluations)
            .Select(run => (run.Run, Size: look(run, arm.Training.FirstOrDefault(t => t.Run == run.Run)))).Where(r => r.Size is not null).ToArray();
        if (hit.Length > 0)
            found.Add(new CurveFinding(fault, [.. hit.Select(r => r.Run)], arm.Validation.Count, hit.Average(r => r.Size!.Value), tolerance ?? double.NaN));
    }

    private static string[] Names(ArmCurves arm) => [.. arm.Validation.Select(run => run.Run)];

    // How many times its best a loss was, or +∞ for a value that is no number.
    private static double? Divergence(LearningCurve run, MetricDirection direction)
    {
        double best = double.PositiveInfinity;
        double worst = 0;
        int above = 0;
        foreach (double value in run.Values)
        {
            if (!double.IsFinite(value))
                return double.PositiveInfinity;
            if (direction != MetricDirection.LowerIsBetter || value <= 0)
                continue;
            best = Math.Min(best, value);
            above = value > 3 * best ? above + 1 : 0;
            if (above >= MostAbove)
                worst = Math.Max(worst, value / best);
        }
        return worst > 0 ? worst : null;
    }

    /// <summary>Improvement per tenth of the training, by least squares over the last fifth.</summary>
    private static double Rise(LearningCurve run, double way)
    {
        double[] last = LearningCurve.Last(run.Smoothed());
        if (last.Any(v => !double.IsFinite(v)))
            return double.NaN;
        double middle = (last.Length - 1) / 2.0;
        double slope = last.Select((v, i) => (i - middle) * v).Sum() / last.Select((_, i) => (i - middle) * (i - middle)).Sum();
        return way * slope * run.Values.Count / 10;
    }

    // Differences of neighbours of the raw curve have twice the variance of its noise, and hardly any of its trend.
    private static double Noise(LearningCurve run)
    {
        double[] finite = [.. run.Values.Where(double.IsFinite)];
        return finite.Length < 3 ? double.PositiveInfinity : Math.Sqrt(finite.Skip(1).Zip(finite, (b, a) => (b - a) * (b - a)).Average() / 2);
    }

    private static double? Overfit(LearningCurve run, LearningCurve? train, double way, double trainWay)
    {
        if (train is null || train.Values.Count < FewestEvaluations)
            return null;
        double[] smooth = Array.ConvertAll(run.Smoothed(), v => way * v);
        if (smooth.Any(v => !double.IsFinite(v)))
            return null;
        int best = Array.IndexOf(smooth, smooth.Max());
        double fall = smooth[best] - (way * run.End);
        double[] training = Array.ConvertAll(train.Smoothed(), v => trainWay * v);
        double then = training[(int)Math.Round((double)best / (smooth.Length - 1) * (training.Length - 1))];
        return fall > 2 * Noise(run) && trainWay * train.End > then + Math.Max(Noise(train), 1e-9 * Math.Abs(then)) ? fall : null;
    }

    private static (double Gap, double Error) Gap(IReadOnlyList<LearningCurve> baseline, IReadOnlyList<LearningCurve> idea, double way)
    {
        double[] left = [.. baseline.Where(r => r.Values.Count >= FewestEvaluations).Select(r => r.End)];
        double[] right = [.. idea.Where(r => r.Values.Count >= FewestEvaluations).Select(r => r.End)];
        return left.Length < 2 || right.Length < 2
            ? (double.NaN, double.NaN)
            : (way * (Moments.Mean(right) - Moments.Mean(left)), Math.Sqrt((Moments.Variance(left) / left.Length) + (Moments.Variance(right) / right.Length)));
    }

    private static double Deviation(IReadOnlyList<LearningCurve> runs) => Math.Sqrt(Moments.Variance([.. runs.Select(r => r.End)]));
}
