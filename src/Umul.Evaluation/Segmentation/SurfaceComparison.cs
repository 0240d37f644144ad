using Umul.Evaluation.Kernels;

namespace Umul.Evaluation.Segmentation;

/// <summary>The distances between the borders of two masks, in both directions. Undefined, and therefore null, if a mask is empty.</summary>
/// <remarks>Shape: masks (z, y, x), C order; any non-zero voxel is foreground. Distances are exact Euclidean, in mm, in double.</remarks>
public static class SurfaceComparison
{
    /// <summary>Border voxel to border voxel (mask without its erosion by the cross; beyond the image is background).</summary>
    public static SurfacePair<DirectedDistances>? Borders(ReadOnlySpan<byte> reference, ReadOnlySpan<byte> prediction, Grid grid)
    {
        using var masks = MaskPair.FromMasks(reference, prediction, grid);
        return masks is null || masks.Counts.Emptiness != UndefinedReason.None ? null : Borders(masks);
    }

    /// <summary>Surface element to surface element on the corner lattice, with areas.</summary>
    public static SurfacePair<SurfelDistances>? Surfels(ReadOnlySpan<byte> reference, ReadOnlySpan<byte> prediction, Grid grid)
    {
        using var masks = MaskPair.FromMasks(reference, prediction, grid);
        return masks is null || masks.Counts.Emptiness != UndefinedReason.None
            ? null
            : Surfels(masks, double.PositiveInfinity);
    }

    internal static SurfacePair<DirectedDistances> Borders(MaskPair masks)
    {
        using var reference = SurfaceBits.VoxelBorder(masks.Reference, masks.Grid.IsPlane);
        using var prediction = SurfaceBits.VoxelBorder(masks.Prediction, masks.Grid.IsPlane);
        var shells = Shells(masks.Reach);
        return new SurfacePair<DirectedDistances>(
            new DirectedDistances(Measure(masks, reference, prediction, null, double.PositiveInfinity), shells),
            new DirectedDistances(Measure(masks, prediction, reference, null, double.PositiveInfinity), shells));
    }

    /// <param name="masks">The objects.</param>
    /// <param name="limitMm">Distances above need not be known; infinite if all must.</param>
    internal static SurfacePair<SurfelDistances> Surfels(MaskPair masks, double limitMm)
    {
        var isPlane = masks.Grid.IsPlane;
        using var reference = SurfaceBits.CornerSurface(masks.Reference, isPlane);
        using var prediction = SurfaceBits.CornerSurface(masks.Prediction, isPlane);
        var shells = Shells(masks.Reach);
        var areas = SurfelAreas.For(masks.Grid);
        // A hair more than the limit: whether a distance is within is decided on the distance itself, not on its square.
        var limitSquared = limitMm * limitMm * (1 + 1e-12);
        return new SurfacePair<SurfelDistances>(
            new SurfelDistances(Measure(masks, reference, prediction, masks.Reference, limitSquared), shells, areas),
            new SurfelDistances(Measure(masks, prediction, reference, masks.Prediction, limitSquared), shells, areas));
    }

    private static double[] Shells(Reach reach) => [0, .. reach.Offsets.Select(offset => offset.Squared)];

    private static unsafe DistanceTally Measure(
        MaskPair masks, BitVolume from, BitVolume to, BitVolume? codesOf, double limitSquared)
    {
        var isPlane = masks.Grid.IsPlane;
        var search = new NearSearch(masks.Reach, from, to, codesOf, isPlane);
        search.Run(limitSquared);
        if (search.Far is null)
            return search.Tally;
        using var far = search.Far;
        var layout = far.Layout;
        new FarSearch(new FarTargets(to), masks.Grid).Run(far, (squared, z, y, x) => search.Tally.Add(
            squared,
            codesOf is null
                ? 0
                : SurfaceBits.CornerCode(
                    codesOf.Words + layout.Row(z, y) + (x >> 6), x & 63, layout.RowStride, layout.PlaneStride, isPlane)));
        return search.Tally;
    }
}
