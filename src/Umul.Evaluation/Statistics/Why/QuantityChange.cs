namespace Umul.Evaluation.Statistics;

/// <summary>A number counted on each case in both arms: voxels of a kind of error, substitutions, cases taken for another class.</summary>
/// <param name="Name">What is counted.</param>
/// <param name="Baseline">Runs × cases.</param>
/// <param name="Idea">Runs × cases, the same cases.</param>
public sealed record CaseQuantity(string Name, ScoreMatrix Baseline, ScoreMatrix Idea);

/// <summary>How such a number changed from baseline to idea, per case, with the interval of the crossed-t: seeds and units both random.</summary>
public sealed record QuantityChange
{
    /// <summary>What is counted.</summary>
    public required string Name { get; init; }

    /// <summary>Mean per unit in the baseline.</summary>
    public required double Baseline { get; init; }

    /// <summary>Mean per unit in the idea.</summary>
    public required double Idea { get; init; }

    /// <summary>Idea − baseline; paired t over units with one run in an arm.</summary>
    public required Estimate Change { get; init; }

    /// <summary>p after allowing for all quantities (Holm).</summary>
    public double AdjustedP { get; init; } = double.NaN;

    /// <summary>Seed-averaged change of each case, idea − baseline.</summary>
    public required IReadOnlyList<double> OfCases { get; init; }

    /// <summary>Changes of several quantities of one kind, corrected together, in the order given.</summary>
    /// <param name="quantities">What was counted.</param>
    /// <param name="units">The cases with their units; only these are used of it.</param>
    /// <param name="design">How the seeds relate.</param>
    /// <exception cref="ArgumentException">A quantity has other cases, or there are fewer than two units.</exception>
    public static IReadOnlyList<QuantityChange> Of(IReadOnlyList<CaseQuantity> quantities, CaseDeltas units, SeedDesign design = SeedDesign.Independent)
    {
        ArgumentNullException.ThrowIfNull(quantities);
        ArgumentNullException.ThrowIfNull(units);
        if (units.Units < 2)
            throw new ArgumentException("A change needs at least two units.", nameof(units));
        QuantityChange[] changes = [.. quantities.Select(q => One(q, units, design))];
        var adjusted = Multiplicity.Holm([.. changes.Select(c => c.Change.PValue)]);
        return [.. changes.Select((c, i) => c with { AdjustedP = adjusted[i] })];
    }

    private static QuantityChange One(CaseQuantity quantity, CaseDeltas units, SeedDesign design)
    {
        if (quantity.Baseline.Units != units.Cases || quantity.Idea.Units != units.Cases)
            throw new ArgumentException($"{quantity.Name} was counted on {quantity.Baseline.Units} and {quantity.Idea.Units} cases, not on {units.Cases}.", nameof(quantity));
        var (baseline, idea) = (Gather(quantity.Baseline, units), Gather(quantity.Idea, units));
        var change = baseline.Runs < 2 || idea.Runs < 2 ? PairedT.Compute(CrossedT.Difference(idea.UnitMeans(), baseline.UnitMeans()))
            : design == SeedDesign.Matched && baseline.Runs == idea.Runs ? CrossedT.Matched(baseline, idea).Estimate
            : CrossedT.Independent(baseline, idea).Estimate;
        return new QuantityChange
        {
            Name = quantity.Name,
            Baseline = Moments.Mean(baseline.RunMeans()),
            Idea = Moments.Mean(idea.RunMeans()),
            Change = change,
            OfCases = CrossedT.Difference(quantity.Idea.UnitMeans(), quantity.Baseline.UnitMeans()),
        };
    }

    private static ScoreMatrix Gather(ScoreMatrix cases, CaseDeltas units)
    {
        if (!units.HasGroups)
            return cases;
        var sizes = new double[units.Units];
        for (int i = 0; i < units.Cases; i++)
            sizes[units.UnitOf(i)]++;
        var means = new double[cases.Runs * units.Units];
        for (int s = 0; s < cases.Runs; s++)
        {
            var run = cases.Run(s);
            for (int i = 0; i < run.Length; i++)
                means[(s * units.Units) + units.UnitOf(i)] += run[i] / sizes[units.UnitOf(i)];
        }
        return new ScoreMatrix(cases.Runs, units.Units, means);
    }
}
