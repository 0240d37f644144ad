using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Umul.Evaluation.Statistics;

/// <summary>
/// Signed sums of difference vectors, eight units per table entry: a random flip of 200 units is 25 look-ups instead of 200 additions.
/// </summary>
internal sealed class FlipTable
{
    private const int Entries = 256;
    private readonly double[] sums;
    private readonly int chunks;
    private readonly int units;

    /// <summary>Tables for K vectors over the same units; K is padded to eight lanes unless it is one.</summary>
    public FlipTable(IReadOnlyList<double[]> vectors)
    {
        units = vectors[0].Length;
        chunks = (units + 7) / 8;
        Stride = vectors.Count == 1 ? 1 : (vectors.Count + 7) / 8 * 8;
        sums = new double[chunks * Entries * Stride];
        for (int chunk = 0; chunk < chunks; chunk++)
        {
            int size = Math.Min(8, units - (8 * chunk));
            for (int mask = 0; mask < Entries; mask++)
            {
                for (int k = 0; k < vectors.Count; k++)
                    sums[(((chunk * Entries) + mask) * Stride) + k] = SignedSum(vectors[k].AsSpan(8 * chunk, size), mask);
            }
        }
    }

    /// <summary>Lanes per entry.</summary>
    public int Stride { get; }

    /// <summary>The sum with the signs of one enumerated mask (units ≤ 20); a set bit keeps the sign.</summary>
    public double Enumerated(uint mask)
    {
        double sum = 0;
        for (int chunk = 0; chunk < chunks; chunk++)
        {
            sum += sums[(chunk * Entries) + (int)(mask & 255)];
            mask >>= 8;
        }
        return sum;
    }

    /// <summary>All K sums with the signs of one enumerated mask.</summary>
    public void Enumerated(uint mask, Span<double> result)
    {
        result.Clear();
        for (int chunk = 0; chunk < chunks; chunk++)
        {
            AddEntry(chunk, (int)(mask & 255), result);
            mask >>= 8;
        }
    }

    /// <summary>32-bit words of random signs that one flip takes.</summary>
    public int Words => (chunks + 3) / 4;

    /// <summary>Four sums with random signs, one from each of four consecutive stretches of <see cref="Words"/> words.</summary>
    public (double A, double B, double C, double D) Drawn(ReadOnlySpan<uint> bits)
    {
        int words = Words;
        ReadOnlySpan<byte> a = MemoryMarshal.AsBytes(bits[..words]);
        ReadOnlySpan<byte> b = MemoryMarshal.AsBytes(bits.Slice(words, words));
        ReadOnlySpan<byte> c = MemoryMarshal.AsBytes(bits.Slice(2 * words, words));
        ReadOnlySpan<byte> d = MemoryMarshal.AsBytes(bits.Slice(3 * words, words));
        ref double start = ref MemoryMarshal.GetArrayDataReference(sums);
        var (sumA, sumB, sumC, sumD) = (0.0, 0.0, 0.0, 0.0);
        for (int chunk = 0; chunk < chunks; chunk++)
        {
            sumA += Unsafe.Add(ref start, (chunk * Entries) + a[chunk]);
            sumB += Unsafe.Add(ref start, (chunk * Entries) + b[chunk]);
            sumC += Unsafe.Add(ref start, (chunk * Entries) + c[chunk]);
            sumD += Unsafe.Add(ref start, (chunk * Entries) + d[chunk]);
        }
        return (sumA, sumB, sumC, sumD);
    }

    /// <summary>All K sums with one draw of random signs, shared by the vectors.</summary>
    public void Drawn(ref CounterRandom random, Span<double> result)
    {
        result.Clear();
        uint bits = 0;
        for (int chunk = 0; chunk < chunks; chunk++)
        {
            bits = (chunk & 3) == 0 ? random.NextUInt32() : bits >> 8;
            AddEntry(chunk, (int)(bits & 255), result);
        }
    }

    private void AddEntry(int chunk, int mask, Span<double> result)
    {
        ref double entry = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(sums), ((chunk * Entries) + mask) * Stride);
        if (Stride == 1)
        {
            result[0] += entry;
            return;
        }
        ref double target = ref MemoryMarshal.GetReference(result);
        for (int lane = 0; lane < Stride; lane += 8)
        {
            var sum = Vector512.LoadUnsafe(ref Unsafe.Add(ref target, lane)) + Vector512.LoadUnsafe(ref Unsafe.Add(ref entry, lane));
            sum.StoreUnsafe(ref Unsafe.Add(ref target, lane));
        }
    }

    private static double SignedSum(ReadOnlySpan<double> values, int mask)
    {
        double sum = 0;
        for (int i = 0; i < values.Length; i++)
            sum += ((mask >> i) & 1) == 1 ? values[i] : -values[i];
        return sum;
    }
}
