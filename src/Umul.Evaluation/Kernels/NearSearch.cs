using System.Numerics;
using System.Runtime.CompilerServices;

namespace Umul.Evaluation.Kernels;

/// <summary>
/// Exact distance from each set bit of one volume to the nearest set bit of another, for those within <see cref="Reach"/>; what is
/// farther is left as a set bit for <see cref="FarSearch"/>.
/// </summary>
/// <remarks>
/// Most surface elements lie on or beside the other surface, so three steps are taken: whole words that coincide; whole words
/// shifted by one offset after the other (64 elements at once, which keeps noise linear); then, for the few bits left, the nearest bit
/// within rows by counting zeros, rows by rising distance. Squares are (z² + y²) + x² of integer steps times spacing, so that a
/// distance has the same bits whichever step found it.
/// </remarks>
internal sealed unsafe class NearSearch(Reach reach, BitVolume queries, BitVolume targets, BitVolume? mask, bool isPlane)
{
    /// <summary>Up to this many bits of a word are looked up one by one; above, the word is shifted. Measured.</summary>
    private const int FewBits = 4;

    private readonly BitLayout _layout = queries.Layout;
    private readonly int[] _rowDeltas = Array.ConvertAll(reach.Rows, row => Delta(queries.Layout, row.Dz, row.Dy));
    private readonly int[] _offsetDeltas = Array.ConvertAll(reach.Offsets, step => Delta(queries.Layout, step.Dz, step.Dy));

    // The codes of one word, worked out at most once for all its shells.
    private readonly byte[] _codes = new byte[64];
    private int _codesOf = -1;
    private BitVolume? _far;

    public DistanceTally Tally { get; } = new(mask is null ? 1 : isPlane ? 16 : 256, reach.Offsets.Length + 1);

    /// <summary>Bits that the near search did not resolve, or null if it resolved all.</summary>
    public BitVolume? Far => _far;

    /// <param name="limitSquared">Elements farther than this need no distance; infinite if all do.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(double limitSquared)
    {
        for (var z = 0; z < _layout.Depth; z++)
        {
            for (var y = 0; y < _layout.Height; y++)
            {
                var row = _layout.Row(z, y);
                for (var w = 0; w < _layout.Words; w++)
                {
                    if (queries.Words[row + w] != 0)
                        Resolve(row + w, limitSquared);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Resolve(int word, double limitSquared)
    {
        var rest = queries.Words[word];
        var hits = rest & targets.Words[word];
        if (hits != 0)
        {
            Count(0, hits, word);
            rest &= ~hits;
        }

        if (BitOperations.PopCount(rest) > FewBits)
            rest = ResolveWord(word, rest);
        var limit = Math.Min(limitSquared, reach.RadiusSquared);
        while (rest != 0)
        {
            var bit = BitOperations.TrailingZeroCount(rest);
            rest &= rest - 1;
            var squared = NearestSquared(word, bit, limit);
            if (squared <= limit)
                Tally.Add(squared, Code(word, bit));
            else if (limitSquared <= reach.RadiusSquared)
                Tally.Beyond[Code(word, bit)]++;
            else
                (_far ??= new BitVolume(_layout)).Words[word] |= 1UL << bit;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private ulong ResolveWord(int word, ulong rest)
    {
        var steps = reach.Offsets;
        for (var k = 0; k < steps.Length && rest != 0; k++)
        {
            var t = targets.Words + word + _offsetDeltas[k];
            var dx = steps[k].Dx;
            var shifted = dx == 0 ? *t : dx > 0 ? (*t >> dx) | (t[1] << (64 - dx)) : (*t << -dx) | (t[-1] >> (64 + dx));
            var hits = rest & shifted;
            if (hits == 0)
                continue;
            Count(k + 1, hits, word);
            rest &= ~hits;
        }

        return rest;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double NearestSquared(int word, int bit, double limit)
    {
        var best = Math.BitIncrement(limit);
        var centre = targets.Words + word;
        fixed (double* steps = reach.StepSquared)
        fixed (Reach.RowShell* shells = reach.RowShells)
        fixed (int* deltas = _rowDeltas)
        {
            var end = shells + reach.RowShells.Length;
            for (var shell = shells; shell < end && shell->Squared < best; shell++)
            {
                // Rows at the same distance are laid over each other: the nearest bit of any of them is what counts.
                ulong here = 0, after = 0, before = 0;
                for (var r = shell->First; r < shell->End; r++)
                {
                    var t = centre + deltas[r];
                    here |= t[0];
                    after |= t[1];
                    before |= t[-1];
                }

                // Bits from x upwards and from x downwards; 64 zeros if the window is empty.
                var up = (here >> bit) | (after << 1 << (63 - bit));
                var down = (here << (63 - bit)) | (before >> 1 >> bit);
                var dx = Math.Min(BitOperations.TrailingZeroCount(up), BitOperations.LeadingZeroCount(down));
                best = Math.Min(best, shell->Squared + steps[dx]);
            }
        }

        return best;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Count(int shell, ulong hits, int word)
    {
        if (mask is null)
        {
            Tally.AddNear(shell, 0, BitOperations.PopCount(hits));
            return;
        }

        if (BitOperations.PopCount(hits) <= FewBits)
        {
            for (; hits != 0; hits &= hits - 1)
                Tally.AddNear(shell, Code(word, BitOperations.TrailingZeroCount(hits)), 1);
            return;
        }

        fixed (byte* codes = _codes)
        fixed (long* counts = &Tally.Near[shell * Tally.Codes])
        {
            if (_codesOf != word)
                SurfaceBits.CornerCodes(mask.Words + word, _layout.RowStride, _layout.PlaneStride, isPlane, codes);
            _codesOf = word;
            for (; hits != 0; hits &= hits - 1)
                counts[codes[BitOperations.TrailingZeroCount(hits)]]++;
        }
    }

    private static int Delta(BitLayout layout, int dz, int dy) => (dz * layout.PlaneStride) + (dy * layout.RowStride);

    private int Code(int word, int bit) =>
        mask is null ? 0 : SurfaceBits.CornerCode(mask.Words + word, bit, _layout.RowStride, _layout.PlaneStride, isPlane);
}
