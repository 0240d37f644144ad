using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Umul.Files.Masks;

/// <summary>Which values a plane of bytes holds. Most masks have two, which one vector pass finds at the speed of memory.</summary>
internal static class ByteLabels
{
    /// <summary>How often each of the 256 values occurs.</summary>
    public static long[] Count(ReadOnlySpan<byte> values)
    {
        var counts = new long[256];
        if (IsTwoValued(values, out var value, out var voxels))
        {
            counts[value] = voxels;
            counts[0] += values.Length - voxels;
            return counts;
        }
        // Two tables, so that runs of one value do not wait for the same counter.
        var other = new long[256];
        var i = 0;
        for (; i + 1 < values.Length; i += 2)
        {
            counts[values[i]]++;
            other[values[i + 1]]++;
        }
        if (i < values.Length) counts[values[i]]++;
        for (var v = 0; v < counts.Length; v++) counts[v] += other[v];
        return counts;
    }

    /// <summary>1 where the value is not 0. In place if both are the same.</summary>
    public static void ToOnes(ReadOnlySpan<byte> values, Span<byte> labels)
    {
        var from = MemoryMarshal.Cast<byte, Vector<byte>>(values);
        var to = MemoryMarshal.Cast<byte, Vector<byte>>(labels);
        for (var v = 0; v < from.Length; v++) to[v] = Vector.Min(from[v], Vector<byte>.One);
        for (var i = from.Length * Vector<byte>.Count; i < values.Length; i++) labels[i] = Math.Min(values[i], (byte)1);
    }

    private static bool IsTwoValued(ReadOnlySpan<byte> values, out byte value, out long voxels)
    {
        (value, voxels) = (0, 0);
        var first = values.IndexOfAnyExcept((byte)0);
        if (first < 0) return true;
        value = values[first];
        var wanted = Vector256.Create(value);
        var i = first;
        for (; i <= values.Length - Vector256<byte>.Count; i += Vector256<byte>.Count)
        {
            var block = Vector256.Create(values.Slice(i, Vector256<byte>.Count));
            var isWanted = Vector256.Equals(block, wanted);
            if ((isWanted | Vector256.Equals(block, Vector256<byte>.Zero)) != Vector256<byte>.AllBitsSet) return false;
            voxels += BitOperations.PopCount(isWanted.ExtractMostSignificantBits());
        }
        for (; i < values.Length; i++)
        {
            if (values[i] == value) voxels++;
            else if (values[i] != 0) return false;
        }
        return true;
    }
}
