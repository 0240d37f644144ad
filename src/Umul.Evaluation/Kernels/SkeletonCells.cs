namespace Umul.Evaluation.Kernels;

/// <summary>A mask as bytes with a rim of zeros, and the list of the voxels that are still set: thinning visits those only.</summary>
internal sealed class SkeletonCells
{
    private readonly BitLayout _layout;
    private readonly int[] _offsets = new int[27];

    public SkeletonCells(BitVolume mask, bool isPlane)
    {
        _layout = mask.Layout;
        RowStride = _layout.Width + 2;
        PlaneStride = RowStride * (_layout.Height + 2);
        Values = new byte[checked(PlaneStride * (_layout.Depth + (isPlane ? 0 : 2)))];
        First = (isPlane ? 0 : PlaneStride) + RowStride + 1;
        for (var i = 0; i < 27; i++)
            _offsets[i] = (((i / 9) - 1) * PlaneStride) + ((((i / 3) % 3) - 1) * RowStride) + (i % 3) - 1;
        for (var z = 0; z < _layout.Depth; z++)
        {
            for (var y = 0; y < _layout.Height; y++)
            {
                for (var x = 0; x < _layout.Width; x++)
                {
                    if (!mask[z, y, x])
                        continue;
                    Values[Index(z, y, x)] = 1;
                    Foreground.Add(Index(z, y, x));
                }
            }
        }
    }

    public byte[] Values { get; }

    public int RowStride { get; }

    public int PlaneStride { get; }

    /// <summary>Indices of set cells in scan order; call <see cref="Sweep"/> after clearing some.</summary>
    public List<int> Foreground { get; } = [];

    private int First { get; }

    /// <summary>Step to neighbour 0 … 26 of the 3×3×3 cube, 13 being the cell itself.</summary>
    public int Offset(int neighbour) => _offsets[neighbour];

    public void Sweep() => Foreground.RemoveAll(at => Values[at] == 0);

    public BitVolume ToBits()
    {
        var bits = new BitVolume(_layout);
        foreach (var at in Foreground)
        {
            var (z, rest) = Math.DivRem(at - First, PlaneStride);
            var (y, x) = Math.DivRem(rest, RowStride);
            bits[z, y, x] = true;
        }

        return bits;
    }

    private int Index(int z, int y, int x) => First + (z * PlaneStride) + (y * RowStride) + x;
}
