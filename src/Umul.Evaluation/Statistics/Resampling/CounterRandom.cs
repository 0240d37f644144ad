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
