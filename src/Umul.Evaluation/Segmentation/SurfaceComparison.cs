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
            : Surfels(masks);
    }

    private static SurfacePair<DirectedDistances> Borders(MaskPair masks)
    {
        using var surfaces = SurfaceMeasurement.OfBorders(masks);
        surfaces.MeasureAll();
        return surfaces.Distances();
    }

    private static SurfacePair<SurfelDistances> Surfels(MaskPair masks)
    {
        using var surfaces = SurfaceMeasurement.OfCorners(masks, double.PositiveInfinity);
        surfaces.MeasureAll();
        return surfaces.WeightedDistances();
    }
}
