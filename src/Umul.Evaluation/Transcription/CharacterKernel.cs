namespace Umul.Evaluation.Transcription;

/// <summary>
/// As <see cref="EditKernel"/> on two texts as they stand, where each UTF-16 unit is a character and at most 64 are left of the reference
/// when what both ends share is taken off: the usual sentence. Without tokens and their numbers, a third less work.
/// </summary>
internal sealed class CharacterKernel
{
    private const int WordBits = 64;
    private const int SlotBits = 8;
    private const int SlotMask = (1 << SlotBits) - 1;

    // Where each character of the reference stands, by open addressing; a place of 0 is a free slot. All free between calls.
    private readonly ulong[] _places = new ulong[1 << SlotBits];
    private readonly char[] _characters = new char[1 << SlotBits];
    private ulong[] _columns = new ulong[2 * 128];

    /// <summary>Counts the edits; false if the texts are not of the usual kind.</summary>
    public bool TryAlign(ReadOnlySpan<char> reference, ReadOnlySpan<char> prediction, out EditCounts counts)
    {
        counts = default;
        if (reference.ContainsAnyInRange('\ud800', '\udfff') || prediction.ContainsAnyInRange('\ud800', '\udfff'))
            return false;
        var shared = reference.CommonPrefixLength(prediction);
        reference = reference[shared..];
        prediction = prediction[shared..];
        var suffix = 0;
        while (suffix < reference.Length && suffix < prediction.Length && reference[^(suffix + 1)] == prediction[^(suffix + 1)])
            suffix++;
        reference = reference[..^suffix];
        prediction = prediction[..^suffix];
        if (reference.Length > WordBits)
            return false;
        if (!reference.IsEmpty && !prediction.IsEmpty)
            Fill(reference, prediction);
        counts = WalkBack(reference, prediction, shared + suffix);
        return true;
    }

    private void Fill(ReadOnlySpan<char> reference, ReadOnlySpan<char> prediction)
    {
        if (_columns.Length < 2 * prediction.Length)
            _columns = new ulong[4 * prediction.Length];
        var (places, columns) = (_places, _columns);
        Span<byte> taken = stackalloc byte[WordBits];
        for (var i = 0; i < reference.Length; i++)
        {
            var slot = Slot(reference[i]);
            (places[slot], _characters[slot], taken[i]) = (places[slot] | (1UL << i), reference[i], (byte)slot);
        }

        var (up, down, at) = (~0UL, 0UL, 0);
        foreach (var character in prediction)
        {
            var match = places[Slot(character)];
            var diagonal = (((match & up) + up) ^ up) | match | down;
            var right = ((down | ~(diagonal | up)) << 1) | 1;
            var left = (diagonal & up) << 1;
            up = left | ~(diagonal | right);
            down = right & diagonal;
            columns[at] = up;
            columns[at + 1] = down;
            at += 2;
        }

        foreach (var slot in taken[..reference.Length])
            places[slot] = 0;
    }

    /// <summary>The slot of a character, or the free one where it would go. 64 characters leave most of 256 free.</summary>
    private int Slot(char character)
    {
        var slot = (int)((character * 0x9E3779B1u) >> (32 - SlotBits));
        while (_characters[slot] != character && _places[slot] != 0)
            slot = (slot + 1) & SlotMask;
        return slot;
    }

    /// <summary>The way of <see cref="EditKernel"/>: of equal ways a deletion first, then an insertion, then a pair.</summary>
    private EditCounts WalkBack(ReadOnlySpan<char> reference, ReadOnlySpan<char> prediction, int shared)
    {
        var (i, j, columns) = (reference.Length, prediction.Length, _columns);
        var (substitutions, deletions, insertions) = (0, 0, 0);
        while (i > 0 && j > 0)
        {
            if (((columns[(2 * j) - 2] >> (i - 1)) & 1) != 0)
            {
                deletions++;
                i--;
                continue;
            }

            j--;
            if (j > 0 && ((columns[(2 * j) - 1] >> (i - 1)) & 1) != 0)
            {
                insertions++;
                continue;
            }

            i--;
            substitutions += reference[i] == prediction[j] ? 0 : 1;
        }

        deletions += i;
        insertions += j;
        return new EditCounts(shared + reference.Length - deletions - substitutions, substitutions, deletions, insertions);
    }
}
