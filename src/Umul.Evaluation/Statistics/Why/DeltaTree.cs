namespace Umul.Evaluation.Statistics;

/// <summary>How a delta tree is grown.</summary>
public sealed record DeltaTreeOptions
{
    /// <summary>Levels of splits.</summary>
    public int Depth { get; init; } = 3;

    /// <summary>Columns that are looked at; further ones are left out.</summary>
    public int Columns { get; init; } = 12;

    /// <summary>Parts of the cross-validation.</summary>
    public int Folds { get; init; } = 10;

    /// <summary>The analysis seed: which units fall into which part.</summary>
    public ulong Seed { get; init; } = 1;
}

/// <summary>
/// A regression tree on what each case gained, by metadata: which combination of properties gains or loses. Pruned by cross-validation
/// whose parts never split a unit; without skill on held-out units there is no tree.
/// </summary>
/// <remarks>Source: Breiman, Friedman, Olshen and Stone 1984 (growing, weakest-link pruning, one-standard-error rule).</remarks>
public sealed class DeltaTree
{
    private DeltaTree(DeltaTreeNode root, double crossValidated) => (Root, CrossValidated) = (root, crossValidated);

    /// <summary>The root; a leaf if nothing could be split off.</summary>
    public DeltaTreeNode Root { get; }

    /// <summary>R² on held-out units; at most 0: the tree knows nothing.</summary>
    public double CrossValidated { get; }

    /// <summary>Whether it says anything.</summary>
    public bool IsUseful => Root.Split is not null && CrossValidated > 0;

    /// <summary>
    /// Grows without pruning: at each node the split with the largest fall of squared error, at the middle between two neighbouring values;
    /// words one against all others. Leaves hold max(10, 5 % of the cases).
    /// </summary>
    public static DeltaTreeNode Grow(CaseDeltas deltas, IReadOnlyList<CaseColumn> columns, DeltaTreeOptions? options = null, IReadOnlyList<int>? cases = null)
    {
        ArgumentNullException.ThrowIfNull(deltas);
        ArgumentNullException.ThrowIfNull(columns);
        options ??= new DeltaTreeOptions();
        int[] all = cases is null ? [.. Enumerable.Range(0, deltas.Cases)] : [.. cases];
        return new TreeGrowth(deltas, [.. columns.Take(options.Columns)], SliceScan.SmallestSlice(all.Length)).Node(all, [], options.Depth);
    }

    /// <summary>Grows on some of the cases, all by default, and prunes by the one-standard-error rule.</summary>
    public static DeltaTree Of(CaseDeltas deltas, IReadOnlyList<CaseColumn> columns, DeltaTreeOptions? options = null, IReadOnlyList<int>? cases = null)
    {
        options ??= new DeltaTreeOptions();
        var root = Grow(deltas, columns, options, cases);
        double[] gains = Gains(root);
        if (gains.Length == 0)
            return new DeltaTree(root, 0);
        var (errors, deviations, baseError) = CrossValidate(deltas, columns, options, root.Cases, gains);
        int best = Array.IndexOf(errors, errors.Min());
        int chosen = Array.FindLastIndex(errors, e => e <= errors[best] + deviations[best]);
        return new DeltaTree(chosen == gains.Length ? root.AsLeaf() : root.Pruned(chosen == 0 ? 0 : gains[chosen - 1]), baseError > 0 ? 1 - (errors[chosen] / baseError) : 0);
    }

    /// <summary>The gains per leaf at which the tree loses a split, rising.</summary>
    private static double[] Gains(DeltaTreeNode root)
    {
        var gains = new List<double>();
        for (var node = root; node.Split is not null; node = node.Pruned(gains[^1]))
            gains.Add(node.WeakestGain);
        return [.. gains];
    }

    /// <summary>Squared error on held-out units at each size of the tree, its standard error over units, and that of the mean alone.</summary>
    private static (double[] Errors, double[] Deviations, double Base) CrossValidate(
        CaseDeltas deltas, IReadOnlyList<CaseColumn> columns, DeltaTreeOptions options, IReadOnlyList<int> cases, double[] gains)
    {
        int[] fold = Folds(deltas.Units, options.Folds, options.Seed);
        var byUnit = Enumerable.Range(0, gains.Length + 1).Select(_ => new double[deltas.Units]).ToArray();
        for (int f = 0; f < options.Folds; f++)
        {
            int[] train = [.. cases.Where(i => fold[deltas.UnitOf(i)] != f)];
            int[] held = [.. cases.Where(i => fold[deltas.UnitOf(i)] == f)];
            if (train.Length == 0 || held.Length == 0)
                continue;
            var tree = Grow(deltas, columns, options, train);
            for (int k = 0; k <= gains.Length; k++)
            {
                // Between two gains the tree is the same: their geometric mean stands for it.
                double at = k == 0 ? 0 : k == gains.Length ? double.PositiveInfinity : Math.Sqrt(gains[k - 1] * gains[k]);
                var pruned = double.IsPositiveInfinity(at) ? tree.AsLeaf() : tree.Pruned(at * train.Length / cases.Count);
                foreach (int i in held)
                {
                    double gap = deltas[i] - Find(pruned, columns, i).Mean;
                    byUnit[k][deltas.UnitOf(i)] += gap * gap;
                }
            }
        }
        var units = cases.Select(deltas.UnitOf).Distinct().ToArray();
        double[][] used = [.. byUnit.Select(errors => units.Select(u => errors[u]).ToArray())];
        return ([.. used.Select(e => Moments.Sum(e))], [.. used.Select(e => Math.Sqrt(e.Length * (e.Length < 2 ? 0 : Moments.Variance(e))))], Moments.Sum(used[^1]));
    }

    /// <summary>The leaf that a case falls into.</summary>
    internal static DeltaTreeNode Find(DeltaTreeNode node, IReadOnlyList<CaseColumn> columns, int index)
    {
        while (node.Split is { } split)
            node = split.Holds(columns.First(c => c.Name == split.Column), index) ? node.Left! : node.Right!;
        return node;
    }

    private static int[] Folds(int units, int folds, ulong seed)
    {
        int[] order = TreeGrowth.Shuffle(units, seed, stream: 1);
        var fold = new int[units];
        for (int i = 0; i < units; i++)
            fold[order[i]] = i % folds;
        return fold;
    }
}
