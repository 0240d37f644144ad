namespace Umul.Evaluation.Statistics;

/// <summary>Cases on which every run of both arms fails: far below the rest, so that the label or the case itself is the first thing to look at.</summary>
/// <param name="Cases">The cases, the lowest mean first.</param>
/// <param name="Fence">Every run lies below this score (oriented: larger is better).</param>
public sealed record SharedFailures(IReadOnlyList<int> Cases, double Fence)
{
    /// <remarks>Fence: lower quartile − 1.5 × interquartile range of the cases' means over all runs (Tukey 1977).</remarks>
    /// <param name="baseline">Oriented scores, runs × cases.</param>
    /// <param name="idea">The same cases.</param>
    public static SharedFailures Of(ScoreMatrix baseline, ScoreMatrix idea)
    {
        ArgumentNullException.ThrowIfNull(baseline);
        ArgumentNullException.ThrowIfNull(idea);
        var (means, best) = (new double[baseline.Units], new double[baseline.Units]);
        Array.Fill(best, double.NegativeInfinity);
        foreach (var arm in (ScoreMatrix[])[baseline, idea])
        {
            for (int s = 0; s < arm.Runs; s++)
            {
                var run = arm.Run(s);
                for (int i = 0; i < run.Length; i++)
                {
                    means[i] += run[i] / (baseline.Runs + idea.Runs);
                    best[i] = Math.Max(best[i], run[i]);
                }
            }
        }
        double[] sorted = [.. means.Order()];
        double low = Quantiles.OfSorted(sorted, 0.25);
        double fence = low - (1.5 * (Quantiles.OfSorted(sorted, 0.75) - low));
        return new SharedFailures([.. Enumerable.Range(0, means.Length).Where(i => best[i] < fence).OrderBy(i => means[i])], fence);
    }
}
