namespace Umul.Evaluation.Segmentation;

/// <summary>
/// Shape and voxel spacing of an image in C order: x runs fastest, then y, then z. A plane has no z axis at all; a volume of depth 1
/// has one, and all its voxels touch the outside.
/// </summary>
public readonly record struct Grid
{
    private Grid((int Z, int Y, int X) shape, (double Z, double Y, double X) spacingMm, bool isPlane)
    {
        var (depth, height, width) = shape;
        var (spacingZMm, spacingYMm, spacingXMm) = spacingMm;
        Positive(depth, nameof(depth));
        Positive(height, nameof(height));
        Positive(width, nameof(width));
        Positive(spacingZMm, nameof(spacingZMm));
        Positive(spacingYMm, nameof(spacingYMm));
        Positive(spacingXMm, nameof(spacingXMm));
        Depth = depth;
        Height = height;
        Width = width;
        SpacingZMm = spacingZMm;
        SpacingYMm = spacingYMm;
        SpacingXMm = spacingXMm;
        IsPlane = isPlane;
    }

    public int Depth { get; }

    public int Height { get; }

    public int Width { get; }

    public double SpacingZMm { get; }

    public double SpacingYMm { get; }

    public double SpacingXMm { get; }

    public bool IsPlane { get; }

    public long VoxelCount => (long)Depth * Height * Width;

    /// <summary>mm³ of a voxel, or mm² of a pixel.</summary>
    public double VoxelSizeMm => IsPlane ? SpacingYMm * SpacingXMm : SpacingZMm * SpacingYMm * SpacingXMm;

    /// <summary>The smallest spacing over the axes that exist.</summary>
    public double SmallestSpacingMm =>
        IsPlane ? Math.Min(SpacingYMm, SpacingXMm) : Math.Min(SpacingZMm, Math.Min(SpacingYMm, SpacingXMm));

    public static Grid Plane(int height, int width, double spacingYMm = 1, double spacingXMm = 1) =>
        new((1, height, width), (1, spacingYMm, spacingXMm), isPlane: true);

    public static Grid Volume(
        int depth, int height, int width, double spacingZMm = 1, double spacingYMm = 1, double spacingXMm = 1) =>
        new((depth, height, width), (spacingZMm, spacingYMm, spacingXMm), isPlane: false);

    internal void RequireLength(int length, string name)
    {
        if (length != VoxelCount)
            throw new ArgumentException($"{name} has {length} elements, but the grid {Depth}×{Height}×{Width} has {VoxelCount}.", name);
    }

    private static void Positive(double value, string name)
    {
        if (!double.IsFinite(value) || value <= 0)
            throw new ArgumentOutOfRangeException(name, value, $"{name} must be finite and above 0.");
    }
}
