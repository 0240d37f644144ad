using System.Runtime.CompilerServices;

namespace Umul.Evaluation.Kernels;

/// <summary>The two notions of a surface: voxels of the mask that touch the outside, and corners between voxels of both kinds.</summary>
internal static unsafe class SurfaceBits
{
    /// <summary>Mask without its erosion by the cross of 4 (plane) or 6 (volume) neighbours; beyond the image is outside.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static BitVolume VoxelBorder(BitVolume mask, bool isPlane)
    {
        var layout = mask.Layout;
        var border = new BitVolume(layout);
        var (row, plane) = (layout.RowStride, isPlane ? 0 : layout.PlaneStride);
        for (var z = 0; z < layout.Depth; z++)
        {
            for (var y = 0; y < layout.Height; y++)
            {
                var m = mask.Words + layout.Row(z, y);
                var b = border.Words + layout.Row(z, y);
                for (var w = 0; w < layout.Words; w++, m++, b++)
                {
                    var here = *m;
                    if (here == 0)
                        continue;
                    var inside = here & ((here << 1) | (m[-1] >> 63)) & ((here >> 1) | (m[1] << 63))
                        & m[-row] & m[row] & m[-plane] & m[plane];
                    *b = here & ~inside;
                }
            }
        }

        return border;
    }

    /// <summary>
    /// Corners of the voxel lattice whose 8 (plane: 4) voxels are neither all inside nor all outside. Corner (z, y, x) lies before
    /// voxel (z, y, x) on each axis, so there is one corner more than voxels on each axis (plane: on y and x).
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static BitVolume CornerSurface(BitVolume mask, bool isPlane)
    {
        var layout = mask.Layout;
        var surface = new BitVolume(layout);
        var (row, plane) = (layout.RowStride, isPlane ? 0 : layout.PlaneStride);
        for (var z = 0; z < layout.Depth; z++)
        {
            for (var y = 0; y < layout.Height; y++)
            {
                var m = mask.Words + layout.Row(z, y);
                var s = surface.Words + layout.Row(z, y);
                ulong anyBefore = 0, allBefore = 0;
                for (var w = 0; w < layout.Words; w++, m++)
                {
                    var any = *m | m[-row] | m[-plane] | m[-plane - row];
                    var all = *m & m[-row] & m[-plane] & m[-plane - row];
                    s[w] = (any | (any << 1) | (anyBefore >> 63)) & ~(all & ((all << 1) | (allBefore >> 63)));
                    (anyBefore, allBefore) = (any, all);
                }
            }
        }

        return surface;
    }

    /// <summary>
    /// Which of the voxels around a corner are inside. Two bits a row (x−1, then x), rows (z−1, y−1), (z−1, y), (z, y−1), (z, y)
    /// from the lowest bits up; in a plane the two rows of z−1 are missing and the code has 4 bits.
    /// </summary>
    public static int CornerCode(ulong* maskWord, int bit, int rowStride, int planeStride, bool isPlane)
    {
        var near = RowPair(maskWord - rowStride, bit) | (RowPair(maskWord, bit) << 2);
        if (isPlane)
            return near;
        return RowPair(maskWord - planeStride - rowStride, bit) | (RowPair(maskWord - planeStride, bit) << 2) | (near << 4);
    }

    /// <summary><see cref="CornerCode"/> of all 64 corners of a word at once: eight planes of bits turned into bytes.</summary>
    public static void CornerCodes(ulong* maskWord, int rowStride, int planeStride, bool isPlane, byte* codes)
    {
        var planes = stackalloc ulong[8];
        var count = isPlane ? 2 : 4;
        for (var k = 0; k < count; k++)
        {
            var row = maskWord - ((k & 1) == 0 ? rowStride : 0) - (count == 4 && k < 2 ? planeStride : 0);
            planes[2 * k] = (row[0] << 1) | (row[-1] >> 63);
            planes[(2 * k) + 1] = row[0];
        }

        for (var part = 0; part < 64; part += 8)
        {
            ulong square = 0;
            for (var k = 0; k < 2 * count; k++)
                square |= ((planes[k] >> part) & 0xFF) << (8 * k);
            *(ulong*)(codes + part) = Transpose(square);
        }
    }

    /// <summary>Mirrors an 8×8 square of bits, row k in byte k, at its diagonal (Hacker's Delight, 7-3).</summary>
    private static ulong Transpose(ulong square)
    {
        var swap = (square ^ (square >> 7)) & 0x00AA00AA00AA00AA;
        square ^= swap ^ (swap << 7);
        swap = (square ^ (square >> 14)) & 0x0000CCCC0000CCCC;
        square ^= swap ^ (swap << 14);
        swap = (square ^ (square >> 28)) & 0x00000000F0F0F0F0;
        return square ^ swap ^ (swap << 28);
    }

    private static int RowPair(ulong* word, int bit) =>
        bit == 0 ? (int)((word[-1] >> 63) | ((word[0] & 1) << 1)) : (int)((word[0] >> (bit - 1)) & 3);
}
