using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Umul.Evaluation.Kernels;

/// <summary>Comparisons of 64 neighbouring labels that answer with one bit each. Labels are bytes or 16-bit numbers.</summary>
internal static unsafe class LaneMask
{
    public const int Lanes = 64;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong EqualTo<T>(T* labels, T value)
        where T : unmanaged
    {
        if (sizeof(T) == 1)
            return Vector512.Equals(Vector512.Load((byte*)labels), Vector512.Create(Unsafe.BitCast<T, byte>(value)))
                .ExtractMostSignificantBits();
        var wide = Vector512.Create(Unsafe.BitCast<T, ushort>(value));
        var low = Vector512.Equals(Vector512.Load((ushort*)labels), wide).ExtractMostSignificantBits();
        var high = Vector512.Equals(Vector512.Load((ushort*)labels + 32), wide).ExtractMostSignificantBits();
        return low | (high << 32);
    }

    /// <summary>Whether four times 64 labels of either array are all zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AllZero<T>(T* a, T* b)
        where T : unmanaged
    {
        var p = (byte*)a;
        var q = (byte*)b;
        var any = Vector512<byte>.Zero;
        for (var i = 0; i < 4 * sizeof(T); i += 4)
        {
            any |= (Vector512.Load(p + (64 * i)) | Vector512.Load(q + (64 * i)))
                | (Vector512.Load(p + (64 * i) + 64) | Vector512.Load(q + (64 * i) + 64))
                | (Vector512.Load(p + (64 * i) + 128) | Vector512.Load(q + (64 * i) + 128))
                | (Vector512.Load(p + (64 * i) + 192) | Vector512.Load(q + (64 * i) + 192));
        }

        return any == Vector512<byte>.Zero;
    }

    /// <summary>Lanes in which either array is not zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong AnyNonZero<T>(T* a, T* b)
        where T : unmanaged
    {
        if (sizeof(T) == 1)
        {
            var either = Vector512.Load((byte*)a) | Vector512.Load((byte*)b);
            return either == Vector512<byte>.Zero
                ? 0
                : ~Vector512.Equals(either, Vector512<byte>.Zero).ExtractMostSignificantBits();
        }

        var low = Vector512.Load((ushort*)a) | Vector512.Load((ushort*)b);
        var high = Vector512.Load((ushort*)a + 32) | Vector512.Load((ushort*)b + 32);
        if ((low | high) == Vector512<ushort>.Zero)
            return 0;
        return ~(Vector512.Equals(low, Vector512<ushort>.Zero).ExtractMostSignificantBits()
            | (Vector512.Equals(high, Vector512<ushort>.Zero).ExtractMostSignificantBits() << 32));
    }
}
