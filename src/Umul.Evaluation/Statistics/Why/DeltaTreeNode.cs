namespace Umul.Evaluation.Statistics;

/// <summary>A node of a delta tree: the cases that meet all conditions on the way to it.</summary>
public sealed record DeltaTreeNode
{
    /// <summary>Conditions from the root, one a level.</summary>
    public required IReadOnlyList<CaseCondition> Path { get; init; }

    /// <summary>Cases that it was grown on.</summary>
    public required IReadOnlyList<int> Cases { get; init; }

    /// <summary>Mean difference over those cases.</summary>
    public required double Mean { get; init; }

    /// <summary>Sum of squared gaps from that mean.</summary>
    public required double SquaredError { get; init; }

    /// <summary>What sends a case to the left; null for a leaf.</summary>
    public CaseCondition? Split { get; init; }

    /// <summary>The cases that meet the split.</summary>
    public DeltaTreeNode? Left { get; init; }

    /// <summary>The others, those included of which the value is not known.</summary>
    public DeltaTreeNode? Right { get; init; }

    /// <summary>Leaves below, itself if it is one, from left to right.</summary>
    public IEnumerable<DeltaTreeNode> Leaves => Split is null ? [this] : Left!.Leaves.Concat(Right!.Leaves);

    /// <summary>The same node without what is below.</summary>
    internal DeltaTreeNode AsLeaf() => this with { Split = null, Left = null, Right = null };

    /// <summary>Squared error of all leaves below.</summary>
    internal double LeafError => Split is null ? SquaredError : Left!.LeafError + Right!.LeafError;

    /// <summary>The smallest gain per leaf of any split below: what pruning takes away next; infinite for a leaf.</summary>
    internal double WeakestGain => Split is null
        ? double.PositiveInfinity
        : Math.Min(GainPerLeaf, Math.Min(Left!.WeakestGain, Right!.WeakestGain));

    private double GainPerLeaf => (SquaredError - LeafError) / (Leaves.Count() - 1);

    /// <summary>Without every split that gains no more than this per leaf (weakest-link pruning).</summary>
    internal DeltaTreeNode Pruned(double gain)
    {
        var node = this;
        while (node.WeakestGain <= gain)
            node = node.Cut(node.WeakestGain);
        return node;
    }

    private DeltaTreeNode Cut(double gain) => Split is null ? this
        : GainPerLeaf <= gain ? AsLeaf()
        : this with { Left = Left!.Cut(gain), Right = Right!.Cut(gain) };
}
