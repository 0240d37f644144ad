using Umul.Evaluation.Segmentation;

namespace Umul.Evaluation.Kernels;

/// <summary>A box of voxels, both ends inclusive; empty while a minimum is above its maximum.</summary>
internal record struct Box(int MinZ, int MinY, int MinX, int MaxZ, int MaxY, int MaxX)
{
    public static readonly Box Empty = new(int.MaxValue, int.MaxValue, int.MaxValue, -1, -1, -1);

    public readonly bool IsEmpty => MaxX < MinX;

    public readonly int Depth => MaxZ - MinZ + 1;

    public readonly int Height => MaxY - MinY + 1;

    public readonly int Width => MaxX - MinX + 1;

    public readonly long Volume => IsEmpty ? 0 : (long)Depth * Height * Width;

    public readonly Box Union(Box other) => new(
        Math.Min(MinZ, other.MinZ), Math.Min(MinY, other.MinY), Math.Min(MinX, other.MinX),
        Math.Max(MaxZ, other.MaxZ), Math.Max(MaxY, other.MaxY), Math.Max(MaxX, other.MaxX));

    /// <summary>With a margin on every side, as far as the grid goes.</summary>
    public readonly Box Grown(int z, int y, int x, Grid grid) => new(
        Math.Max(0, MinZ - z), Math.Max(0, MinY - y), Math.Max(0, MinX - x),
        Math.Min(grid.Depth - 1, MaxZ + z), Math.Min(grid.Height - 1, MaxY + y), Math.Min(grid.Width - 1, MaxX + x));

    public void Include(int z, int y, int minX, int maxX)
    {
        MinZ = Math.Min(MinZ, z);
        MaxZ = Math.Max(MaxZ, z);
        MinY = Math.Min(MinY, y);
        MaxY = Math.Max(MaxY, y);
        MinX = Math.Min(MinX, minX);
        MaxX = Math.Max(MaxX, maxX);
    }
}
