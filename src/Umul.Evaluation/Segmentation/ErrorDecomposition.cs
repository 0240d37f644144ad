using System.Numerics;
using Umul.Evaluation.Kernels;

namespace Umul.Evaluation.Segmentation;

/// <summary>
/// Where the wrong voxels are: missed and spurious objects, boundaries, interiors, leaks; and what Dice would be with one kind put
/// right. The gains do not add up.
/// </summary>
public sealed record ErrorDecomposition
{
    private ErrorDecomposition(OverlapCounts counts) => Counts = counts;

    public OverlapCounts Counts { get; }

    /// <summary>Missed voxels of reference objects that no prediction touches.</summary>
    public long MissedObject { get; private init; }

    /// <summary>Other missed voxels at most the tolerance away from the background.</summary>
    public long MissedBoundary { get; private init; }

    /// <summary>The missed voxels deeper inside.</summary>
    public long MissedInterior { get; private init; }

    /// <summary>Wrong voxels of predicted objects that touch no reference.</summary>
    public long SpuriousObject { get; private init; }

    /// <summary>Other wrong voxels at most the tolerance away from the reference.</summary>
    public long SpuriousBoundary { get; private init; }

    /// <summary>The wrong voxels farther out.</summary>
    public long Leak { get; private init; }

    public int ReferenceObjects { get; private init; }

    public int PredictedObjects { get; private init; }

    /// <summary>How much Dice rises when the kind is put right, by the kind's name.</summary>
    public IReadOnlyList<MetricValue> OracleGains =>
    [
        GainOfFound("missedObject", MissedObject), GainOfFound("missedBoundary", MissedBoundary),
        GainOfFound("missedInterior", MissedInterior), GainOfRemoved("spuriousObject", SpuriousObject),
        GainOfRemoved("spuriousBoundary", SpuriousBoundary), GainOfRemoved("leak", Leak),
    ];

    /// <param name="reference">Mask (z, y, x), C order; any non-zero voxel is foreground.</param>
    /// <param name="prediction">Mask of the same shape.</param>
    /// <param name="grid">Shape and spacing.</param>
    /// <param name="toleranceMm">Width of the boundary, mm; null: 2 voxels whatever the spacing.</param>
    /// <param name="connectivity">What makes an object.</param>
    public static ErrorDecomposition Of(
        ReadOnlySpan<byte> reference, ReadOnlySpan<byte> prediction, Grid grid, double? toleranceMm = null,
        Connectivity connectivity = Connectivity.Corner)
    {
        if (toleranceMm is { } given && (!double.IsFinite(given) || given < 0))
            throw new ArgumentOutOfRangeException(nameof(toleranceMm), given, "A tolerance is finite and not below 0.");
        var step = toleranceMm is null ? (1.0, 1.0, 1.0) : (grid.SpacingZMm, grid.SpacingYMm, grid.SpacingXMm);
        var tolerance = toleranceMm ?? 2;
        using var masks = MaskPair.FromMasks(reference, prediction, grid, tolerance, step);
        return masks is null
            ? new ErrorDecomposition(new OverlapCounts(0, 0, 0, grid.VoxelCount))
            : Decompose(masks, tolerance, step, connectivity);
    }

    private static ErrorDecomposition Decompose(
        MaskPair masks, double tolerance, (double Z, double Y, double X) step, Connectivity connectivity)
    {
        var references = new Components(masks.Reference, (int)connectivity);
        var predictions = new Components(masks.Prediction, (int)connectivity);
        var touching = Components.Overlaps(references, predictions).Keys;
        var touched = touching.Select(pair => pair.A).ToHashSet();
        var right = touching.Select(pair => pair.B).ToHashSet();
        var missed = references.Sizes.Where((_, i) => !touched.Contains(i)).Sum();
        var spurious = predictions.Sizes.Where((_, i) => !right.Contains(i)).Sum();
        using var missedObjects = new BitVolume(masks.Reference.Layout);
        references.Draw(missedObjects, i => !touched.Contains(i));
        using var spuriousObjects = new BitVolume(masks.Reference.Layout);
        predictions.Draw(spuriousObjects, i => !right.Contains(i));

        using var background = Background(masks);
        using var nearBackground = BallDilation.Grow(background, tolerance, strict: false, step);
        using var nearReference = BallDilation.Grow(masks.Reference, tolerance, strict: false, step);
        var missedBoundary = Count(masks.Reference, masks.Prediction, missedObjects, nearBackground);
        var spuriousBoundary = Count(masks.Prediction, masks.Reference, spuriousObjects, nearReference);
        return new ErrorDecomposition(masks.Counts)
        {
            MissedObject = missed,
            MissedBoundary = missedBoundary,
            MissedInterior = masks.Counts.FalseNegative - missed - missedBoundary,
            SpuriousObject = spurious,
            SpuriousBoundary = spuriousBoundary,
            Leak = masks.Counts.FalsePositive - spurious - spuriousBoundary,
            ReferenceObjects = references.Sizes.Length,
            PredictedObjects = predictions.Sizes.Length,
        };
    }

    /// <summary>Voxels of the image outside the reference; beyond the image there is nothing, neither object nor background.</summary>
    private static BitVolume Background(MaskPair masks)
    {
        var background = new BitVolume(masks.Reference.Layout);
        for (var z = 0; z < masks.Box.Depth; z++)
        {
            for (var y = 0; y < masks.Box.Height; y++)
            {
                for (var x = 0; x < masks.Box.Width; x++)
                    background[z, y, x] = !masks.Reference[z, y, x];
            }
        }

        return background;
    }

    private static unsafe long Count(BitVolume inside, BitVolume outside, BitVolume without, BitVolume near)
    {
        long count = 0;
        for (var i = 0; i < inside.Layout.Length; i++)
            count += BitOperations.PopCount(inside.Words[i] & ~outside.Words[i] & ~without.Words[i] & near.Words[i]);
        return count;
    }

    private MetricValue GainOfFound(string kind, long voxels) =>
        Gain(kind, Counts with { TruePositive = Counts.TruePositive + voxels, FalseNegative = Counts.FalseNegative - voxels });

    private MetricValue GainOfRemoved(string kind, long voxels) =>
        Gain(kind, Counts with { FalsePositive = Counts.FalsePositive - voxels, TrueNegative = Counts.TrueNegative + voxels });

    private MetricValue Gain(string kind, OverlapCounts repaired)
    {
        var (before, after) = (Overlap.Dice(Counts), Overlap.Dice(repaired));
        var definition = $"diceGain.{kind}";
        if (!before.IsDefined)
            return MetricValue.Undefined(definition, before.Reason);
        // Removing all that was predicted leaves two empty masks: right, though no Dice says so.
        return MetricValue.Of(definition, (after.IsDefined ? after.Value : 1) - before.Value);
    }
}
