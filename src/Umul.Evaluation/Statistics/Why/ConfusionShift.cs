namespace Umul.Evaluation.Statistics;

/// <summary>One cell of the change of the confusion matrix.</summary>
/// <param name="Reference">The class that the cases have.</param>
/// <param name="Prediction">The class that they were taken for.</param>
/// <param name="Baseline">Cases in it, mean over the baseline's runs.</param>
/// <param name="Idea">The same of the idea.</param>
/// <param name="Change">Change per case with its test; <see cref="QuantityChange.AdjustedP"/> allows for all cells.</param>
public sealed record ConfusionCell(string Reference, string Prediction, double Baseline, double Idea, QuantityChange Change);

/// <summary>How the confusion matrix changed from baseline to idea, and which cases flipped.</summary>
public sealed record ConfusionShift
{
    /// <summary>Cells outside the diagonal that any run fills, the largest change of count first.</summary>
    public required IReadOnlyList<ConfusionCell> Cells { get; init; }

    /// <summary>Cases right in more than half of the baseline's runs and in at most half of the idea's.</summary>
    public required IReadOnlyList<int> Lost { get; init; }

    /// <summary>The other way round.</summary>
    public required IReadOnlyList<int> Won { get; init; }

    /// <summary>Cases on which all runs of both arms agree, and disagree with the reference: look at the label first.</summary>
    public required IReadOnlyList<int> Suspicious { get; init; }

    /// <param name="references">Class of each case.</param>
    /// <param name="baseline">Class predicted, [run][case].</param>
    /// <param name="idea">The same of the idea.</param>
    /// <param name="units">The cases with their units.</param>
    /// <param name="design">How the seeds relate.</param>
    public static ConfusionShift Of(
        IReadOnlyList<string> references, IReadOnlyList<IReadOnlyList<string>> baseline, IReadOnlyList<IReadOnlyList<string>> idea, CaseDeltas units, SeedDesign design = SeedDesign.Independent)
    {
        ArgumentNullException.ThrowIfNull(references);
        ArgumentNullException.ThrowIfNull(baseline);
        ArgumentNullException.ThrowIfNull(idea);
        ArgumentNullException.ThrowIfNull(units);
        if (baseline.Count == 0 || idea.Count == 0 || baseline.Concat(idea).Any(run => run.Count != references.Count))
            throw new ArgumentException($"Each arm has a run, and each run {references.Count} predictions.", nameof(baseline));
        var places = baseline.Concat(idea).SelectMany(run => references.Zip(run)).Where(p => p.First != p.Second).Distinct()
            .OrderBy(p => p.First, StringComparer.Ordinal).ThenBy(p => p.Second, StringComparer.Ordinal).ToArray();
        CaseQuantity[] counted = [.. places.Select(p => new CaseQuantity($"{p.First} → {p.Second}", Fills(references, baseline, p), Fills(references, idea, p)))];
        var changes = QuantityChange.Of(counted, units, design);
        var cells = places.Select((p, i) => new ConfusionCell(
            p.First, p.Second, counted[i].Baseline.RunMeans().Average() * references.Count, counted[i].Idea.RunMeans().Average() * references.Count, changes[i]));
        var (before, after) = (Right(references, baseline), Right(references, idea));
        int[] all = [.. Enumerable.Range(0, references.Count)];
        return new ConfusionShift
        {
            Cells = [.. cells.OrderByDescending(c => Math.Abs(c.Idea - c.Baseline))],
            Lost = Array.FindAll(all, i => before[i] > 0.5 && after[i] <= 0.5),
            Won = Array.FindAll(all, i => before[i] <= 0.5 && after[i] > 0.5),
            Suspicious = Array.FindAll(all, i => baseline[0][i] != references[i] && baseline.Concat(idea).All(run => run[i] == baseline[0][i])),
        };
    }

    private static ScoreMatrix Fills(IReadOnlyList<string> references, IReadOnlyList<IReadOnlyList<string>> runs, (string Reference, string Prediction) place) =>
        ScoreMatrix.FromRuns([.. runs.Select(run => references.Select((r, i) => r == place.Reference && run[i] == place.Prediction ? 1.0 : 0).ToArray())]);

    private static double[] Right(IReadOnlyList<string> references, IReadOnlyList<IReadOnlyList<string>> runs) =>
        [.. references.Select((r, i) => runs.Count(run => run[i] == r) / (double)runs.Count)];
}
