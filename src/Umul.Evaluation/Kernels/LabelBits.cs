using System.Numerics;
using System.Runtime.CompilerServices;
using Umul.Evaluation.Segmentation;

namespace Umul.Evaluation.Kernels;

/// <summary>Cuts the voxels that carry one of some labels out of a label map, as bits, within a box.</summary>
internal static unsafe class LabelBits
{
    /// <param name="into">Its layout is at least as large as the box; bit (0, 0, 0) becomes the box's first voxel.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Fill<T>(BitVolume into, T* labels, Grid grid, Box box, ReadOnlySpan<T> wanted)
        where T : unmanaged, IBinaryInteger<T>
    {
        var buffer = stackalloc T[LaneMask.Lanes];
        for (var z = 0; z < box.Depth; z++)
        {
            for (var y = 0; y < box.Height; y++)
            {
                var from = labels + (((long)(z + box.MinZ) * grid.Height) + y + box.MinY) * grid.Width + box.MinX;
                var to = into.Words + into.Layout.Row(z, y);
                for (var x = 0; x < box.Width; x += LaneMask.Lanes)
                {
                    var count = Math.Min(LaneMask.Lanes, box.Width - x);
                    var lanes = from + x;
                    if (count < LaneMask.Lanes)
                    {
                        Unsafe.CopyBlockUnaligned(buffer, lanes, (uint)(count * sizeof(T)));
                        lanes = buffer;
                    }

                    ulong bits = 0;
                    foreach (var label in wanted)
                        bits |= LaneMask.EqualTo(lanes, label);
                    to[x >> 6] = count < LaneMask.Lanes ? bits & ((1UL << count) - 1) : bits;
                }
            }
        }
    }

    /// <summary>Takes out of <paramref name="mask"/> the voxels that carry <paramref name="ignored"/> in <paramref name="labels"/>.</summary>
    public static void Remove<T>(BitVolume mask, T* labels, Grid grid, Box box, T ignored)
        where T : unmanaged, IBinaryInteger<T>
    {
        using var hidden = new BitVolume(mask.Layout);
        Fill(hidden, labels, grid, box, [ignored]);
        for (var i = 0; i < mask.Layout.Length; i++)
            mask.Words[i] &= ~hidden.Words[i];
    }
}
