namespace Umul.Evaluation.Statistics;

/// <summary>
/// A delta tree whose leaves are measured on units that it was not grown on: with at least 100 units half of them grow the tree and the other
/// half estimate; with fewer, the same units do both and the leaves are exploratory.
/// </summary>
public sealed record HonestTree
{
    /// <summary>From this many units on they are divided.</summary>
    public const int Enough = 100;

    /// <summary>The tree, as it was grown.</summary>
    public required DeltaTree Tree { get; init; }

    /// <summary>Its leaves, the largest loss first; each with all of its cases, measured on the units that did not grow the tree.</summary>
    public required IReadOnlyList<CaseSlice> Leaves { get; init; }

    /// <summary>Units that measure; 0 if the same units did both.</summary>
    public required int HeldOut { get; init; }

    /// <summary>Whether the leaves were measured on the units that found them: no p then.</summary>
    public bool IsExploratory => HeldOut == 0;

    /// <summary>Null if there is nothing that held-out units confirm: no split, or cross-validated R² ≤ 0.</summary>
    public static HonestTree? Of(CaseDeltas deltas, IReadOnlyList<CaseColumn> columns, DeltaTreeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(deltas);
        ArgumentNullException.ThrowIfNull(columns);
        options ??= new DeltaTreeOptions();
        bool honest = deltas.Units >= Enough;
        var grows = new bool[deltas.Units];
        foreach (int unit in TreeGrowth.Shuffle(deltas.Units, options.Seed, stream: 2).Take(honest ? deltas.Units / 2 : deltas.Units))
            grows[unit] = true;
        int[] all = [.. Enumerable.Range(0, deltas.Cases)];
        var tree = DeltaTree.Of(deltas, columns, options, Array.FindAll(all, i => grows[deltas.UnitOf(i)]));
        if (!tree.IsUseful)
            return null;
        int[] measured = honest ? Array.FindAll(all, i => !grows[deltas.UnitOf(i)]) : all;
        var leaves = tree.Root.Leaves.Select(leaf => Measure(deltas, columns, (tree.Root, leaf), (all, measured))).OfType<CaseSlice>().ToArray();
        if (leaves.Length == 0)
            return null;
        var adjusted = Multiplicity.Holm([.. leaves.Select(l => l.PValue)]);
        return new HonestTree
        {
            Tree = tree,
            HeldOut = honest ? measured.Select(deltas.UnitOf).Distinct().Count() : 0,
            Leaves = [.. leaves.Select((leaf, i) => honest ? leaf with { AdjustedP = adjusted[i] } : leaf with { PValue = double.NaN }).OrderBy(l => l.Mean)],
        };
    }

    private static CaseSlice? Measure(CaseDeltas deltas, IReadOnlyList<CaseColumn> columns, (DeltaTreeNode Root, DeltaTreeNode Leaf) place, (int[] All, int[] Measured) cases)
    {
        bool Inside(int i) => ReferenceEquals(DeltaTree.Find(place.Root, columns, i), place.Leaf);
        var split = (cases.Measured.Where(Inside).ToList(), cases.Measured.Where(i => !Inside(i)).ToList());
        if (SliceScan.Measure(deltas, "", place.Leaf.Path, split) is not { } slice)
            return null;
        int[] whole = Array.FindAll(cases.All, Inside);
        double sum = whole.Sum(i => deltas[i]);
        return slice with { Cases = whole, Contribution = sum / cases.All.Length, Share = sum / cases.All.Sum(i => deltas[i]) };
    }
}
