namespace Umul.Evaluation.Statistics;

/// <summary>Summaries of runs × tasks, as benchmark suites of reinforcement learning report them.</summary>
public static class SuiteStatistics
{
    /// <summary>Interquartile mean: the mean of the middle half of all runs × tasks scores (25 % cut from each end).</summary>
    /// <remarks>Source: Agarwal et al. 2021 (rliable), which trims ⌊n/4⌋ from each end as scipy's trim_mean does.</remarks>
    /// <exception cref="ArgumentException">There is no score.</exception>
    public static double InterquartileMean(ReadOnlySpan<double> scores)
    {
        if (scores.IsEmpty)
            throw new ArgumentException("An interquartile mean needs scores.", nameof(scores));
        var sorted = scores.ToArray();
        Array.Sort(sorted);
        int cut = scores.Length / 4;
        return Moments.Mean(sorted.AsSpan(cut, scores.Length - (2 * cut)));
    }

    /// <summary>Optimality gap: how far scores, capped at the target, stay below it on average.</summary>
    /// <exception cref="ArgumentException">There is no score.</exception>
    public static double OptimalityGap(ReadOnlySpan<double> scores, double target = 1)
    {
        if (scores.IsEmpty)
            throw new ArgumentException("An optimality gap needs scores.", nameof(scores));
        double sum = 0;
        foreach (double score in scores)
            sum += Math.Min(score, target);
        return target - (sum / scores.Length);
    }

    /// <summary>P(X &gt; Y): mean over tasks of U/(R_X R_Y), ties counting half. Rows are runs, columns tasks.</summary>
    /// <exception cref="ArgumentException">No run, or different tasks.</exception>
    public static double ProbabilityOfImprovement(IReadOnlyList<double[]> x, IReadOnlyList<double[]> y)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        if (x.Count == 0 || y.Count == 0 || x.Concat(y).Any(r => r.Length != x[0].Length) || x[0].Length == 0)
            throw new ArgumentException("Both methods need runs on the same tasks.", nameof(y));
        double sum = 0;
        for (int task = 0; task < x[0].Length; task++)
        {
            double wins = 0;
            foreach (double[] a in x)
            {
                foreach (double[] b in y)
                    wins += a[task] > b[task] ? 1 : a[task] == b[task] ? 0.5 : 0;
            }
            sum += wins / ((double)x.Count * y.Count);
        }
        return sum / x[0].Length;
    }
}
