using System.Numerics;
using System.Runtime.CompilerServices;
using Umul.Evaluation.Segmentation;

namespace Umul.Evaluation.Kernels;

/// <summary>
/// One pass over both label maps: how many voxels carry each pair of labels, and in which box. Everything that overlap metrics need,
/// and what lets the surface metrics look at the objects' boxes only.
/// </summary>
internal static unsafe class LabelScan
{
    /// <summary>Counts every pair but (0, 0), which is the rest. Splits planes between threads; the counts do not depend on it.</summary>
    public static PairTable Run<T>(T* reference, T* prediction, Grid grid, int threads)
        where T : unmanaged, IBinaryInteger<T>
    {
        var rows = grid.Depth * grid.Height;
        if (threads <= 1 || grid.VoxelCount < 1 << 20)
        {
            var all = new PairTable();
            ScanRows(reference, prediction, grid, 0, rows, all);
            return all;
        }

        var parts = new PairTable[threads];
        Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, part =>
        {
            parts[part] = new PairTable();
            ScanRows(
                reference, prediction, grid,
                (int)((long)rows * part / threads), (int)((long)rows * (part + 1) / threads), parts[part]);
        });
        for (var part = 1; part < threads; part++)
            parts[0].Merge(parts[part]);
        return parts[0];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ScanRows<T>(T* reference, T* prediction, Grid grid, int fromRow, int toRow, PairTable table)
        where T : unmanaged, IBinaryInteger<T>
    {
        var tail = stackalloc T[2 * LaneMask.Lanes];
        var whole = grid.Width & -LaneMask.Lanes;
        for (var row = fromRow; row < toRow; row++)
        {
            var (z, y) = (row / grid.Height, row % grid.Height);
            var r = reference + (long)row * grid.Width;
            var p = prediction + (long)row * grid.Width;
            for (var x = 0; x < whole; x += LaneMask.Lanes)
            {
                // Most of an image is background in both maps: look at four chunks at once while that is so.
                while (x + (4 * LaneMask.Lanes) <= whole && LaneMask.AllZero(r + x, p + x))
                    x += 4 * LaneMask.Lanes;
                if (x >= whole)
                    break;
                var rest = LaneMask.AnyNonZero(r + x, p + x);
                if (rest != 0)
                    AddPairs(r + x, p + x, rest, table, (z, y, x));
            }

            if (whole == grid.Width)
                continue;
            CopyTail(r + whole, tail, grid.Width - whole);
            CopyTail(p + whole, tail + LaneMask.Lanes, grid.Width - whole);
            var left = LaneMask.AnyNonZero(tail, tail + LaneMask.Lanes);
            if (left != 0)
                AddPairs(tail, tail + LaneMask.Lanes, left, table, (z, y, whole));
        }
    }

    /// <summary>Takes the pairs of a chunk in the order in which they first appear: as many steps as there are different pairs.</summary>
    private static void AddPairs<T>(T* reference, T* prediction, ulong rest, PairTable table, (int Z, int Y, int X) at)
        where T : unmanaged, IBinaryInteger<T>
    {
        while (rest != 0)
        {
            var first = BitOperations.TrailingZeroCount(rest);
            var (a, b) = (reference[first], prediction[first]);
            var lanes = LaneMask.EqualTo(reference, a) & LaneMask.EqualTo(prediction, b) & rest;
            table.Add(int.CreateTruncating(a), int.CreateTruncating(b), lanes, at.Z, at.Y, at.X);
            rest &= ~lanes;
        }
    }

    private static void CopyTail<T>(T* from, T* to, int count)
        where T : unmanaged
    {
        Unsafe.InitBlockUnaligned(to, 0, (uint)(LaneMask.Lanes * sizeof(T)));
        Unsafe.CopyBlockUnaligned(to, from, (uint)(count * sizeof(T)));
    }
}
