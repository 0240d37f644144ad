using System.Globalization;
using Umul.Evaluation.Kernels;

namespace Umul.Evaluation.Segmentation;

/// <summary>Metrics on what a mask's rim, centre line and centre are.</summary>
public static class ShapeMetrics
{
    public const string CentroidDistanceName = "centroidDistance";

    /// <summary>IoU of the two masks' rims: the voxels of a mask less than a width from its border. 1 is best.</summary>
    /// <remarks>
    /// <para>Shape: masks (z, y, x), C order; any non-zero voxel is foreground. The width is in voxels whatever the spacing, and a
    /// voxel at exactly the width is outside: the rule of MetricsReloaded.</para>
    /// <para>Empty: both empty ⇒ NaN; one empty ⇒ 0.</para>
    /// <para>Source: Cheng et al. 2021, doi:10.1109/CVPR46437.2021.01508.</para>
    /// </remarks>
    public static MetricValue BoundaryIou(
        ReadOnlySpan<byte> reference, ReadOnlySpan<byte> prediction, Grid grid, double widthVoxels) =>
        Of(reference, prediction, grid, BoundaryIouName(widthVoxels), masks => BoundaryIou(masks, widthVoxels), whenOneIsEmpty: 0);

    /// <summary>
    /// clDice: harmonic mean of the share of the prediction's centre line inside the reference and of the reference's inside the
    /// prediction. 1 is best.
    /// </summary>
    /// <remarks>
    /// <para>Centre lines: Zhang and Suen 1984 in planes, Lee et al. 1994 in volumes.</para>
    /// <para>Empty: a mask or a centre line empty ⇒ NaN with the reason; both lines outside ⇒ 0.</para>
    /// <para>Source: Shit et al. 2021, doi:10.1109/CVPR46437.2021.01629.</para>
    /// </remarks>
    public static MetricValue CentrelineDice(ReadOnlySpan<byte> reference, ReadOnlySpan<byte> prediction, Grid grid) =>
        Of(reference, prediction, grid, CentrelineDiceName(grid), CentrelineDice, whenOneIsEmpty: null);

    /// <summary>Distance (mm) between the centres of mass. 0 is best. A mask empty ⇒ NaN.</summary>
    public static MetricValue CentroidDistance(ReadOnlySpan<byte> reference, ReadOnlySpan<byte> prediction, Grid grid) =>
        Of(reference, prediction, grid, CentroidDistanceName, CentroidDistance, whenOneIsEmpty: null);

    internal static string BoundaryIouName(double widthVoxels) =>
        string.Create(CultureInfo.InvariantCulture, $"boundaryIou@{widthVoxels}voxels");

    internal static string CentrelineDiceName(Grid grid) => grid.IsPlane ? "clDice.zhangSuen" : "clDice.lee";

    internal static unsafe MetricValue BoundaryIou(MaskPair masks, double widthVoxels)
    {
        using var reference = Rim(masks.Reference, masks.Grid.IsPlane, widthVoxels);
        using var prediction = Rim(masks.Prediction, masks.Grid.IsPlane, widthVoxels);
        var both = Common(reference, prediction);
        return MetricValue.Ratio(
            BoundaryIouName(widthVoxels), both, reference.Count() + prediction.Count() - both, UndefinedReason.BothEmpty);
    }

    internal static MetricValue CentrelineDice(MaskPair masks)
    {
        var definition = CentrelineDiceName(masks.Grid);
        using var reference = Skeleton.Of(masks.Reference, masks.Grid.IsPlane);
        using var prediction = Skeleton.Of(masks.Prediction, masks.Grid.IsPlane);
        var (lengthReference, lengthPrediction) = (reference.Count(), prediction.Count());
        if (lengthReference == 0 || lengthPrediction == 0)
            return MetricValue.Undefined(definition, UndefinedReason.SkeletonEmpty);
        var precision = (double)Common(prediction, masks.Reference) / lengthPrediction;
        var sensitivity = (double)Common(reference, masks.Prediction) / lengthReference;
        var sum = precision + sensitivity;
        return MetricValue.Of(definition, sum == 0 ? 0 : 2 * precision * sensitivity / sum);
    }

    internal static MetricValue CentroidDistance(MaskPair masks)
    {
        var (n, z, y, x) = Centroid.Sums(masks.Reference);
        var (m, pz, py, px) = Centroid.Sums(masks.Prediction);
        var dz = (((double)pz / m) - ((double)z / n)) * masks.Grid.SpacingZMm;
        var dy = (((double)py / m) - ((double)y / n)) * masks.Grid.SpacingYMm;
        var dx = (((double)px / m) - ((double)x / n)) * masks.Grid.SpacingXMm;
        return MetricValue.Of(CentroidDistanceName, Math.Sqrt((dz * dz) + (dy * dy) + (dx * dx)));
    }

    private static unsafe BitVolume Rim(BitVolume mask, bool isPlane, double widthVoxels)
    {
        using var border = SurfaceBits.VoxelBorder(mask, isPlane);
        var rim = BallDilation.Grow(border, widthVoxels, strict: true, (1, 1, 1));
        for (var i = 0; i < rim.Layout.Length; i++)
            rim.Words[i] &= mask.Words[i];
        return rim;
    }

    private static unsafe long Common(BitVolume a, BitVolume b)
    {
        long count = 0;
        for (var i = 0; i < a.Layout.Length; i++)
            count += System.Numerics.BitOperations.PopCount(a.Words[i] & b.Words[i]);
        return count;
    }

    private static MetricValue Of(
        ReadOnlySpan<byte> reference, ReadOnlySpan<byte> prediction, Grid grid, string definition,
        Func<MaskPair, MetricValue> measure, double? whenOneIsEmpty)
    {
        using var masks = MaskPair.FromMasks(reference, prediction, grid);
        var reason = masks is null ? UndefinedReason.BothEmpty : masks.Counts.Emptiness;
        if (reason == UndefinedReason.None)
            return measure(masks!);
        return reason != UndefinedReason.BothEmpty && whenOneIsEmpty is { } value
            ? MetricValue.Of(definition, value)
            : MetricValue.Undefined(definition, reason);
    }
}
