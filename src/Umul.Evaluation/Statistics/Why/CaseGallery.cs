namespace Umul.Evaluation.Statistics;

/// <summary>Cases worth looking at, with random ones as a control against seeing patterns in extremes.</summary>
/// <param name="Worst">Those that lost most, the worst first.</param>
/// <param name="Best">Those that gained most, the best first.</param>
/// <param name="Flipped">The baseline was at least at its median, and the idea is worse by more than δ; the worst first.</param>
/// <param name="Control">Drawn at random by the analysis seed.</param>
public sealed record CaseGallery(IReadOnlyList<int> Worst, IReadOnlyList<int> Best, IReadOnlyList<int> Flipped, IReadOnlyList<int> Control)
{
    /// <param name="deltas">What each case gained.</param>
    /// <param name="baseline">Seed-averaged baseline scores, larger is better.</param>
    /// <param name="worthwhile">δ; null: any loss flips a case.</param>
    /// <param name="size">How many of each.</param>
    /// <param name="seed">The analysis seed.</param>
    public static CaseGallery Of(CaseDeltas deltas, IReadOnlyList<double> baseline, double? worthwhile, int size = 10, ulong seed = 1)
    {
        ArgumentNullException.ThrowIfNull(deltas);
        ArgumentNullException.ThrowIfNull(baseline);
        if (baseline.Count != deltas.Cases)
            throw new ArgumentException($"{deltas.Cases} cases have {baseline.Count} baseline scores.", nameof(baseline));
        int[] order = [.. Enumerable.Range(0, deltas.Cases).OrderBy(i => deltas[i])];
        double median = Quantiles.Median([.. baseline]);
        return new CaseGallery(
            [.. order.Where(i => deltas[i] < 0).Take(size)],
            [.. order.Reverse().Where(i => deltas[i] > 0).Take(size)],
            [.. order.Where(i => baseline[i] >= median && deltas[i] < -(worthwhile ?? 0)).Take(size)],
            Draw(deltas.Cases, size, seed));
    }

    private static int[] Draw(int cases, int size, ulong seed)
    {
        int[] all = [.. Enumerable.Range(0, cases)];
        var random = new CounterRandom(seed, 0);
        int drawn = Math.Min(size, cases);
        for (int i = 0; i < drawn; i++)
        {
            int other = i + random.NextIndex(cases - i);
            (all[i], all[other]) = (all[other], all[i]);
        }
        return [.. all.Take(drawn).Order()];
    }
}
