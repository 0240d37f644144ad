namespace Umul.Evaluation.Kernels;

/// <summary>
/// Where the bit of voxel (z, y, x) lives: 64 voxels of a row in a word, rows and planes surrounded by zeros so that a search may
/// look up to <see cref="PadZ"/> planes, <see cref="PadY"/> rows and one word beyond the edge without asking.
/// </summary>
internal readonly record struct BitLayout
{
    public BitLayout(int depth, int height, int width, int padZ, int padY)
    {
        Depth = depth;
        Height = height;
        Width = width;
        PadZ = padZ;
        PadY = padY;
        Words = (width + 63) >> 6;
        // One zero word ends each row and serves the next row as the word before its first.
        RowStride = Words + 1;
        PlaneStride = checked(RowStride * (height + padY));
        Origin = checked(PadZ * PlaneStride + PadY * RowStride + 1);
        Length = checked(Origin + (depth + padZ) * PlaneStride + padY * RowStride + 1);
    }

    public int Depth { get; }

    public int Height { get; }

    public int Width { get; }

    public int PadZ { get; }

    public int PadY { get; }

    /// <summary>Words of a row that hold voxels.</summary>
    public int Words { get; }

    public int RowStride { get; }

    public int PlaneStride { get; }

    /// <summary>Index of the word that holds voxel (0, 0, 0).</summary>
    public int Origin { get; }

    public int Length { get; }

    public int Row(int z, int y) => Origin + z * PlaneStride + y * RowStride;
}
