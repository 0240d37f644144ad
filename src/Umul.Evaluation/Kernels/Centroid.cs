using System.Numerics;

namespace Umul.Evaluation.Kernels;

/// <summary>Sums of the coordinates of a mask's voxels: integers, so that the centroid does not depend on any order.</summary>
internal static unsafe class Centroid
{
    public static (long Count, long Z, long Y, long X) Sums(BitVolume mask)
    {
        var layout = mask.Layout;
        long count = 0, sumZ = 0, sumY = 0, sumX = 0;
        for (var z = 0; z < layout.Depth; z++)
        {
            for (var y = 0; y < layout.Height; y++)
            {
                var row = mask.Words + layout.Row(z, y);
                for (var w = 0; w < layout.Words; w++)
                {
                    if (row[w] == 0)
                        continue;
                    long bits = BitOperations.PopCount(row[w]);
                    count += bits;
                    sumZ += bits * z;
                    sumY += bits * y;
                    sumX += (bits * (w << 6)) + IndexSum(row[w]);
                }
            }
        }

        return (count, sumZ, sumY, sumX);
    }

    /// <summary>Σ of the positions of the set bits: bit k of a position has its share counted for all of them at once.</summary>
    private static long IndexSum(ulong word) =>
        BitOperations.PopCount(word & 0xAAAAAAAAAAAAAAAA)
        + (2L * BitOperations.PopCount(word & 0xCCCCCCCCCCCCCCCC))
        + (4L * BitOperations.PopCount(word & 0xF0F0F0F0F0F0F0F0))
        + (8L * BitOperations.PopCount(word & 0xFF00FF00FF00FF00))
        + (16L * BitOperations.PopCount(word & 0xFFFF0000FFFF0000))
        + (32L * BitOperations.PopCount(word & 0xFFFFFFFF00000000));
}
