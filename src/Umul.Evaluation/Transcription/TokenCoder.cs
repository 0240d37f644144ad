using System.Numerics;

namespace Umul.Evaluation.Transcription;

/// <summary>
/// Numbers the different tokens of one reference from 0 and gives the prediction's tokens the same numbers, −1 where the reference lacks
/// them. The table is as small as the utterance and stays in the first cache; a dictionary of all words would not.
/// </summary>
internal sealed class TokenCoder
{
    private int[] _slots = new int[64];
    private int[] _reference = new int[64];
    private int[] _prediction = new int[64];

    public TokenList ReferenceTokens { get; } = new();

    public TokenList PredictionTokens { get; } = new();

    public ReadOnlySpan<int> Reference => _reference.AsSpan(0, ReferenceTokens.Count);

    public ReadOnlySpan<int> Prediction => _prediction.AsSpan(0, PredictionTokens.Count);

    /// <summary>How many different tokens the reference has.</summary>
    public int Distinct { get; private set; }

    public void Read(string reference, string prediction, TranscriptUnit unit)
    {
        ReferenceTokens.Read(reference, unit);
        PredictionTokens.Read(prediction, unit);
        var size = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, 2 * ReferenceTokens.Count));
        if (_slots.Length < size)
            _slots = new int[size];
        Array.Clear(_slots, 0, size);
        Grow(ref _reference, ReferenceTokens.Count);
        Grow(ref _prediction, PredictionTokens.Count);
        NumberReference(size);
        NumberPrediction(size);
    }

    private void NumberReference(int size)
    {
        var tokens = ReferenceTokens.Items;
        var (shift, next) = (32 - BitOperations.Log2((uint)size), 0);
        for (var i = 0; i < tokens.Length; i++)
        {
            var slot = Find(tokens[i], ReferenceTokens.Text, shift, size - 1);
            if (_slots[slot] == 0)
            {
                _slots[slot] = i + 1;
                _reference[i] = next++;
            }
            else
            {
                _reference[i] = _reference[_slots[slot] - 1];
            }
        }

        Distinct = next;
    }

    private void NumberPrediction(int size)
    {
        var tokens = PredictionTokens.Items;
        var shift = 32 - BitOperations.Log2((uint)size);
        for (var j = 0; j < tokens.Length; j++)
        {
            var found = _slots[Find(tokens[j], PredictionTokens.Text, shift, size - 1)];
            _prediction[j] = found == 0 ? -1 : _reference[found - 1];
        }
    }

    /// <summary>The slot of the first reference token equal to this one, or the free slot where it would go.</summary>
    private int Find(in TextToken token, string text, int shift, int mask)
    {
        var (slots, tokens) = (_slots, ReferenceTokens.Buffer);
        var slot = (int)((token.Key * 0x85EBCA6B) >> shift);
        while (slots[slot] is not 0 and var taken && !IsSame(tokens[taken - 1], token, text))
            slot = (slot + 1) & mask;
        return slot;
    }

    private bool IsSame(in TextToken reference, in TextToken token, string text) =>
        reference.Key == token.Key
        && (!ReferenceTokens.AreWords
            || (reference.Length == token.Length
                && ReferenceTokens.Text.AsSpan(reference.Start, reference.Length).SequenceEqual(text.AsSpan(token.Start, token.Length))));

    private static void Grow(ref int[] buffer, int length)
    {
        if (buffer.Length < length)
            buffer = new int[Math.Max(length, 2 * buffer.Length)];
    }
}
