using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Umul.Evaluation.Statistics;

/// <summary>
/// Counter-based random numbers (Philox4x32-10) keyed by the analysis seed and a stream number. A resample owns its stream, so that the
/// result is the same on one thread and on many.
/// </summary>
/// <remarks>Source: Salmon et al., Parallel random numbers: as easy as 1, 2, 3, SC 2011; checked against the Random123 known answers.</remarks>
public struct CounterRandom
{
    private readonly uint key0;
    private readonly uint key1;
    private readonly uint stream0;
    private readonly uint stream1;
    private ulong counter;
    private uint a;
    private uint b;
    private uint c;
    private uint d;
    private int left;
    private double spare;

    /// <summary>The stream numbered <paramref name="stream"/> under the analysis seed.</summary>
    public CounterRandom(ulong seed, ulong stream)
    {
        key0 = (uint)seed;
        key1 = (uint)(seed >> 32);
        stream0 = (uint)stream;
        stream1 = (uint)(stream >> 32);
        spare = double.NaN;
    }

    /// <summary>32 random bits.</summary>
    public uint NextUInt32()
    {
        if (left == 0)
        {
            (a, b, c, d) = Block((uint)counter, (uint)(counter >> 32), stream0, stream1, key0, key1);
            counter++;
            left = 4;
        }
        left--;
        uint value = a;
        (a, b, c) = (b, c, d);
        return value;
    }

    /// <summary>64 random bits.</summary>
    public ulong NextUInt64() => ((ulong)NextUInt32() << 32) | NextUInt32();

    /// <summary>An integer in [0, n), by multiply and shift; the bias is below n/2³².</summary>
    public int NextIndex(int n) => (int)(((ulong)NextUInt32() * (uint)n) >> 32);

    /// <summary>Fills with random bits from the next whole block on; the same words on any machine.</summary>
    public void FillBits(Span<uint> target)
    {
        left = 0;
        while (Avx2.IsSupported && target.Length >= 16)
        {
            FourBlocks(Vector256.Create(uint.MaxValue), target, scale: false);
            target = target[16..];
        }
        for (int i = 0; i < target.Length; i++)
            target[i] = NextUInt32();
    }

    /// <summary>Fills with integers in [0, n) from the next whole block on, as <see cref="NextIndex"/> would one by one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void FillIndices(Span<int> target, int n)
    {
        left = 0;
        while (Avx2.IsSupported && target.Length >= 16)
        {
            FourBlocks(Vector256.Create((uint)n), MemoryMarshal.Cast<int, uint>(target), scale: true);
            target = target[16..];
        }
        for (int i = 0; i < target.Length; i++)
            target[i] = NextIndex(n);
    }

    /// <summary>A double in (0, 1), never an end.</summary>
    public double NextDouble() => ((NextUInt64() >> 12) + 0.5) * (1.0 / (1UL << 52));

    /// <summary>A standard normal by Marsaglia's polar method.</summary>
    public double NextNormal()
    {
        if (!double.IsNaN(spare))
        {
            double kept = spare;
            spare = double.NaN;
            return kept;
        }
        while (true)
        {
            double x = (2 * NextDouble()) - 1;
            double y = (2 * NextDouble()) - 1;
            double s = (x * x) + (y * y);
            if (s is > 0 and < 1)
            {
                double scale = Math.Sqrt(-2 * Math.Log(s) / s);
                spare = y * scale;
                return x * scale;
            }
        }
    }

    /// <summary>
    /// Four consecutive blocks at once, in the order of four single ones. Each 64-bit lane carries a 32-bit word; what gathers in the upper
    /// halves is never read by the multiplication. Four times as fast as the scalar rounds: bootstraps are bound by their draws.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // vectors are compiled where they run: at once well, not first badly and later again
    private void FourBlocks(Vector256<uint> n, Span<uint> target, bool scale)
    {
        var numbers = Vector256.Create(counter, counter + 1, counter + 2, counter + 3);
        counter += 4;
        var c0 = numbers;
        var c1 = numbers >>> 32;
        var c2 = Vector256.Create((ulong)stream0);
        var c3 = Vector256.Create((ulong)stream1);
        uint k0 = key0;
        uint k1 = key1;
        for (int round = 0; round < 10; round++)
        {
            var p = Avx2.Multiply(c0.AsUInt32(), Vector256.Create(0xD2511F53u));
            var q = Avx2.Multiply(c2.AsUInt32(), Vector256.Create(0xCD9E8D57u));
            c0 = (q >>> 32) ^ c1 ^ Vector256.Create((ulong)k0);
            c2 = (p >>> 32) ^ c3 ^ Vector256.Create((ulong)k1);
            c1 = q;
            c3 = p;
            k0 += 0x9E3779B9;
            k1 += 0xBB67AE85;
        }
        var low = Vector256.Create((ulong)uint.MaxValue);
        c0 = scale ? Avx2.Multiply(c0.AsUInt32(), n) >>> 32 : c0 & low;
        c1 = scale ? Avx2.Multiply(c1.AsUInt32(), n) >>> 32 : c1 & low;
        c2 = scale ? Avx2.Multiply(c2.AsUInt32(), n) >>> 32 : c2 & low;
        c3 = scale ? Avx2.Multiply(c3.AsUInt32(), n) >>> 32 : c3 & low;
        var first = c0 | (c1 << 32);
        var second = c2 | (c3 << 32);
        var even = Avx2.UnpackLow(first, second);
        var odd = Avx2.UnpackHigh(first, second);
        Avx2.Permute2x128(even, odd, 0x20).AsUInt32().CopyTo(target);
        Avx2.Permute2x128(even, odd, 0x31).AsUInt32().CopyTo(target[8..]);
    }

    /// <summary>One block of Philox4x32-10.</summary>
    internal static (uint A, uint B, uint C, uint D) Block(uint c0, uint c1, uint c2, uint c3, uint k0, uint k1)
    {
        for (int round = 0; round < 10; round++)
        {
            ulong p = 0xD2511F53UL * c0;
            ulong q = 0xCD9E8D57UL * c2;
            (c0, c1, c2, c3) = ((uint)(q >> 32) ^ c1 ^ k0, (uint)q, (uint)(p >> 32) ^ c3 ^ k1, (uint)p);
            k0 += 0x9E3779B9;
            k1 += 0xBB67AE85;
        }
        return (c0, c1, c2, c3);
    }
}
