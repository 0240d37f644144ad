using System.Runtime.InteropServices;

namespace Umul.Evaluation.Transcription;

/// <summary>
/// Minimal alignment of two coded sequences. The column of the edit matrix is kept as two words of bits, its steps up and its steps down,
/// and advances by a dozen operations for 64 reference tokens; kept for every column, they are all that the way back needs.
/// </summary>
/// <remarks>Source: Myers 1999, doi:10.1145/316542.316550, in the form of Hyyrö 2003.</remarks>
internal sealed class EditKernel
{
    private const int WordBits = 64;

    private readonly LongEditKernel _long = new();
    private readonly WeightedEditKernel _weighted = new();
    private ulong[] _places = new ulong[WordBits];
    private ulong[] _columns = new ulong[2 * 128];

    /// <param name="coder">The two sequences.</param>
    /// <param name="weights">What to minimise.</param>
    /// <param name="steps">Receives the alignment from first to last, if given.</param>
    public EditCounts Align(TokenCoder coder, EditWeights weights, List<EditOperation>? steps = null)
    {
        var reference = coder.Reference;
        var prediction = coder.Prediction;
        var trace = new EditTrace(steps);
        if (weights == EditWeights.Sclite)
        {
            _weighted.Align(reference, prediction, ref trace);
        }
        else
        {
            var prefix = reference.CommonPrefixLength(prediction);
            reference = reference[prefix..];
            prediction = prediction[prefix..];
            var suffix = 0;
            while (suffix < reference.Length && suffix < prediction.Length && reference[^(suffix + 1)] == prediction[^(suffix + 1)])
                suffix++;
            trace.Hit(suffix);
            AlignMiddle(reference[..^suffix], prediction[..^suffix], coder.Distinct, ref trace);
            trace.Hit(prefix);
        }

        if (steps is not null)
            CollectionsMarshal.AsSpan(steps).Reverse();
        return trace.Counts;
    }

    private void AlignMiddle(ReadOnlySpan<int> reference, ReadOnlySpan<int> prediction, int distinct, ref EditTrace trace)
    {
        if (reference.IsEmpty || prediction.IsEmpty)
        {
            trace.Delete(reference.Length);
            trace.Insert(prediction.Length);
        }
        else if (reference.Length <= WordBits)
        {
            Fill(reference, prediction);
            WalkBack(reference, prediction, ref trace);
        }
        else
        {
            _long.Align(reference, prediction, distinct, ref trace);
        }
    }

    private void Fill(ReadOnlySpan<int> reference, ReadOnlySpan<int> prediction)
    {
        if (_columns.Length < 2 * prediction.Length)
            _columns = new ulong[4 * prediction.Length];
        // Codes are numbered by first occurrence in the whole reference: those of 64 tokens can be any, but are rarely large.
        var largest = 0;
        foreach (var code in reference)
            largest = Math.Max(largest, code);
        if (_places.Length <= largest)
            _places = new ulong[2 * (largest + 1)];
        var (places, columns) = (_places, _columns);
        for (var i = 0; i < reference.Length; i++)
            places[reference[i]] |= 1UL << i;
        var (up, down) = (~0UL, 0UL);
        for (var j = 0; j < prediction.Length; j++)
        {
            var code = prediction[j];
            var match = (uint)code <= (uint)largest ? places[code] : 0;
            var diagonal = (((match & up) + up) ^ up) | match | down;
            var right = down | ~(diagonal | up);
            var left = diagonal & up;
            right = (right << 1) | 1;
            left <<= 1;
            up = left | ~(diagonal | right);
            down = right & diagonal;
            columns[2 * j] = up;
            columns[(2 * j) + 1] = down;
        }

        foreach (var code in reference)
            places[code] = 0;
    }

    private void WalkBack(ReadOnlySpan<int> reference, ReadOnlySpan<int> prediction, ref EditTrace trace)
    {
        var (i, j, columns) = (reference.Length, prediction.Length, _columns);
        while (i > 0 && j > 0)
        {
            if (((columns[(2 * j) - 2] >> (i - 1)) & 1) != 0)
            {
                trace.Delete();
                i--;
                continue;
            }

            j--;
            if (j > 0 && ((columns[(2 * j) - 1] >> (i - 1)) & 1) != 0)
            {
                trace.Insert();
                continue;
            }

            i--;
            trace.Pair(reference[i] == prediction[j]);
        }

        trace.Delete(i);
        trace.Insert(j);
    }
}
