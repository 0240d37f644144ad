using Umul.Evaluation.Classification;

namespace Umul.Evaluation.Statistics;

/// <summary>Brier's score in parts: reliability (0 is best) − resolution (more is better) + uncertainty of the labels.</summary>
/// <param name="Brier">Mean squared gap between probability and outcome.</param>
/// <param name="Reliability">Σ share·(mean probability − observed rate)² over bins.</param>
/// <param name="Resolution">Σ share·(observed rate − base rate)² over bins.</param>
/// <param name="Uncertainty">Base rate·(1 − base rate).</param>
/// <param name="ExpectedError">ECE over the same bins.</param>
public sealed record CalibrationParts(double Brier, double Reliability, double Resolution, double Uncertainty, double ExpectedError)
{
    internal static CalibrationParts Of(double[] probabilities, bool[] happened, int bins)
    {
        var calibration = Calibration.Of(probabilities, happened, bins);
        double n = probabilities.Length;
        double rate = happened.Count(h => h) / n;
        var filled = calibration.Bins.Where(b => b.Count > 0).ToArray();
        double brier = probabilities.Zip(happened).Sum(p => Math.Pow(p.First - (p.Second ? 1 : 0), 2)) / n;
        return new CalibrationParts(
            brier, filled.Sum(b => b.Count / n * Math.Pow(b.MeanConfidence - b.ObservedRate, 2)),
            filled.Sum(b => b.Count / n * Math.Pow(b.ObservedRate - rate, 2)), rate * (1 - rate), calibration.ExpectedError.Value);
    }
}

/// <summary>How well probabilities come true in both arms: means over runs, and the change of ECE with a bootstrap interval over cases.</summary>
public sealed record CalibrationShift
{
    private const int Resamples = 1_000;

    /// <summary>Mean over the baseline's runs.</summary>
    public required CalibrationParts Baseline { get; init; }

    /// <summary>Mean over the idea's runs.</summary>
    public required CalibrationParts Idea { get; init; }

    /// <summary>Change of Brier's score per case with its test; lower is better.</summary>
    public required QuantityChange Brier { get; init; }

    /// <summary>Percentile interval of the change of ECE, cases drawn anew, runs kept.</summary>
    public required ConfidenceInterval ExpectedErrorChange { get; init; }

    /// <param name="probabilities">Probability of the event in both arms, [run][case], in [0, 1].</param>
    /// <param name="happened">Whether it came true.</param>
    /// <param name="units">The cases with their units.</param>
    /// <param name="design">How the seeds relate.</param>
    /// <param name="bins">Bins of equal width.</param>
    /// <param name="seed">The analysis seed.</param>
    public static CalibrationShift Of(
        (IReadOnlyList<double[]> Baseline, IReadOnlyList<double[]> Idea) probabilities, bool[] happened, CaseDeltas units,
        SeedDesign design = SeedDesign.Independent, int bins = 15, ulong seed = 1)
    {
        ArgumentNullException.ThrowIfNull(happened);
        ArgumentNullException.ThrowIfNull(units);
        ScoreMatrix Squares(IReadOnlyList<double[]> runs) => ScoreMatrix.FromRuns([.. runs.Select(run => run.Select((p, i) => Math.Pow(p - (happened[i] ? 1 : 0), 2)).ToArray())]);
        var changes = new double[Resamples];
        var (left, right) = (Gaps(probabilities.Baseline, happened, bins), Gaps(probabilities.Idea, happened, bins));
        Parallel.For(0, Resamples, r =>
        {
            var random = new CounterRandom(seed, (ulong)r);
            var drawn = new int[happened.Length];
            random.FillIndices(drawn, drawn.Length);
            var sums = new double[bins];
            changes[r] = right.Average(run => Error(run, drawn, sums)) - left.Average(run => Error(run, drawn, sums));
        });
        Array.Sort(changes);
        return new CalibrationShift
        {
            Baseline = Mean(probabilities.Baseline, happened, bins),
            Idea = Mean(probabilities.Idea, happened, bins),
            Brier = QuantityChange.Of([new CaseQuantity("brier", Squares(probabilities.Baseline), Squares(probabilities.Idea))], units, design)[0],
            ExpectedErrorChange = new ConfidenceInterval(Quantiles.OfSorted(changes, 0.025), Quantiles.OfSorted(changes, 0.975), 0.95),
        };
    }

    // ECE is the sum over bins of |Σ (promised − came true)|/n: a case brings its bin and its gap, whatever else is drawn.
    private static (int Bin, double Gap)[][] Gaps(IReadOnlyList<double[]> runs, bool[] happened, int bins) =>
        [.. runs.Select(run => run.Select((p, i) => (Math.Min((int)(p * bins), bins - 1), p - (happened[i] ? 1 : 0))).ToArray())];

    private static double Error((int Bin, double Gap)[] run, int[] drawn, double[] sums)
    {
        Array.Clear(sums);
        foreach (int i in drawn)
            sums[run[i].Bin] += run[i].Gap;
        return sums.Sum(Math.Abs) / drawn.Length;
    }

    private static CalibrationParts Mean(IReadOnlyList<double[]> runs, bool[] happened, int bins)
    {
        CalibrationParts[] parts = [.. runs.Select(run => CalibrationParts.Of(run, happened, bins))];
        return new CalibrationParts(
            parts.Average(p => p.Brier), parts.Average(p => p.Reliability), parts.Average(p => p.Resolution), parts[0].Uncertainty, parts.Average(p => p.ExpectedError));
    }
}
