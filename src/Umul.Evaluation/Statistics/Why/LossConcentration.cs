namespace Umul.Evaluation.Statistics;

/// <summary>Whether a loss sits in few units or is a broad shift.</summary>
/// <param name="Wins">Units that gained.</param>
/// <param name="Ties">Units that did not change.</param>
/// <param name="Losses">Units that lost.</param>
/// <param name="Worst">How many units the worst twentieth is.</param>
/// <param name="Share">Their share of all that was lost, in [0, 1]; NaN if nothing was.</param>
public sealed record LossConcentration(int Wins, int Ties, int Losses, int Worst, double Share)
{
    /// <summary>More than half of the loss lies in the worst twentieth.</summary>
    public bool FewDrive => Share > 0.5;

    /// <summary>Σ over the worst 5 % of min(D, 0), over the same sum of all.</summary>
    public static LossConcentration Of(ReadOnlySpan<double> differences)
    {
        var sorted = differences.ToArray();
        Array.Sort(sorted);
        int losses = sorted.Count(d => d < 0);
        int worst = Math.Max(1, (int)Math.Round(sorted.Length * 0.05));
        double lost = Moments.Sum(sorted.AsSpan(0, losses));
        double share = losses == 0 ? double.NaN : Moments.Sum(sorted.AsSpan(0, Math.Min(worst, losses))) / lost;
        return new LossConcentration(sorted.Count(d => d > 0), sorted.Count(d => d == 0), losses, worst, share);
    }
}
