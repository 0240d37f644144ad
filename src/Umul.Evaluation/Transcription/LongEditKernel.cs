namespace Umul.Evaluation.Transcription;

/// <summary>
/// <see cref="EditKernel"/> for references of more than 64 tokens. Columns are kept at every √n-th only, and those between are computed
/// again on the way back: for 10,000 × 10,000 words half a megabyte instead of 25, and the alignment is the same to the token.
/// </summary>
internal sealed class LongEditKernel
{
    private ulong[] _checkpoints = [];
    private ulong[] _stretch = [];
    private ulong[] _match = [];
    private int[] _starts = [];
    private (int Block, ulong Bits)[] _places = [];

    public void Align(ReadOnlySpan<int> reference, ReadOnlySpan<int> prediction, int distinct, ref EditTrace trace)
    {
        var blocks = (reference.Length + 63) / 64;
        var interval = Math.Max(16, (int)Math.Ceiling(Math.Sqrt(prediction.Length)));
        FindPlaces(reference, distinct);
        Grow(ref _match, blocks);
        Grow(ref _checkpoints, 2L * blocks * (((prediction.Length - 1) / interval) + 1));
        Grow(ref _stretch, 2L * blocks * (interval + 1));
        Array.Clear(_match);
        Forward(prediction, blocks, interval);
        Back(reference, prediction, blocks, interval, ref trace);
    }

    /// <summary>For each code, the blocks where it occurs and its bits there: as long as the reference, however many codes there are.</summary>
    private void FindPlaces(ReadOnlySpan<int> reference, int distinct)
    {
        _starts = new int[distinct + 1];
        _places = new (int, ulong)[reference.Length];
        foreach (var code in reference)
            _starts[code + 1]++;
        for (var code = 0; code < distinct; code++)
            _starts[code + 1] += _starts[code];
        var next = _starts.AsSpan(0, distinct).ToArray();
        for (var i = 0; i < reference.Length; i++)
            _places[next[reference[i]]++] = (i >> 6, 1UL << (i & 63));
    }

    private void Forward(ReadOnlySpan<int> prediction, int blocks, int interval)
    {
        var column = _stretch.AsSpan(0, 2 * blocks);
        for (var b = 0; b < blocks; b++)
            (column[2 * b], column[(2 * b) + 1]) = (~0UL, 0);
        for (var j = 0; j < prediction.Length; j++)
        {
            if (j % interval == 0)
                column.CopyTo(_checkpoints.AsSpan(j / interval * 2 * blocks));
            Advance(column, column, prediction[j]);
        }
    }

    private void Back(ReadOnlySpan<int> reference, ReadOnlySpan<int> prediction, int blocks, int interval, ref EditTrace trace)
    {
        var (i, j) = (reference.Length, prediction.Length);
        while (i > 0 && j > 0)
        {
            // Rows below the present one no longer matter: a column's upper blocks do not depend on its lower ones.
            var (start, width) = ((j - 1) / interval * interval, 2 * (((i - 1) >> 6) + 1));
            _checkpoints.AsSpan(start / interval * 2 * blocks, width).CopyTo(_stretch);
            for (var c = start; c < j; c++)
                Advance(_stretch.AsSpan((c - start) * width, width), _stretch.AsSpan((c - start + 1) * width, width), prediction[c]);
            while (i > 0 && j > start)
            {
                var cell = ((j - start) * width) + (2 * ((i - 1) >> 6));
                if (((_stretch[cell] >> (i - 1)) & 1) != 0)
                {
                    trace.Delete();
                    i--;
                    continue;
                }

                j--;
                if (((_stretch[cell - width + 1] >> (i - 1)) & 1) != 0)
                {
                    trace.Insert();
                    continue;
                }

                i--;
                trace.Pair(reference[i] == prediction[j]);
            }
        }

        trace.Delete(i);
        trace.Insert(j);
    }

    /// <summary>One column: pairs of words (steps up, steps down), block after block, the border's steps carried from one to the next.</summary>
    private void Advance(ReadOnlySpan<ulong> from, Span<ulong> to, int code)
    {
        var places = code < 0 ? [] : _places.AsSpan(_starts[code].._starts[code + 1]);
        foreach (var (block, bits) in places)
            _match[block] |= bits;
        var (carryRight, carryLeft) = (1UL, 0UL);
        var match = _match.AsSpan(0, from.Length / 2);
        to = to[..from.Length];
        for (var b = 0; b < match.Length; b++)
        {
            var (up, down) = (from[2 * b], from[(2 * b) + 1]);
            var matches = match[b] | carryLeft;
            var diagonal = (((matches & up) + up) ^ up) | matches | down;
            var right = down | ~(diagonal | up);
            var left = diagonal & up;
            var shifted = (right << 1) | carryRight;
            to[2 * b] = (left << 1) | carryLeft | ~(diagonal | shifted);
            to[(2 * b) + 1] = shifted & diagonal;
            (carryRight, carryLeft) = (right >> 63, left >> 63);
        }

        foreach (var (block, _) in places)
            _match[block] = 0;
    }

    private static void Grow(ref ulong[] buffer, long length)
    {
        if (buffer.Length < length)
            buffer = new ulong[length];
    }
}
