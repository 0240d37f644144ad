using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Umul.Evaluation.Kernels;

/// <summary>Sums in eight fixed lanes, added up in one fixed order: the same bits at every SIMD level.</summary>
internal static class LaneSum
{
    public static double Of(ReadOnlySpan<double> values)
    {
        var lanes = Vector512<double>.Zero;
        var i = 0;
        for (; i + 8 <= values.Length; i += 8)
            lanes += Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(values), (nuint)i);
        Span<double> sums = stackalloc double[8];
        lanes.CopyTo(sums);
        for (var lane = 0; i < values.Length; i++, lane++)
            sums[lane] += values[i];
        return ((sums[0] + sums[4]) + (sums[2] + sums[6])) + ((sums[1] + sums[5]) + (sums[3] + sums[7]));
    }
}
