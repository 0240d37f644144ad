using System.Text;

namespace Umul.Evaluation.Transcription;

/// <summary>A token's place in its text. <see cref="Key"/> is a hash of a word, or the code point of a character, which says it all.</summary>
internal readonly record struct TextToken(int Start, int Length, uint Key);

/// <summary>The tokens of one text; the memory is used again for the next.</summary>
internal sealed class TokenList
{
    private const int FirstSyllable = 0xAC00, LastSyllable = 0xD7A3, Vowels = 21, Finals = 28, SilentIeung = 11;

    private const string Initials = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";

    private const string FinalConsonants = "ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ";

    private TextToken[] _items = new TextToken[64];

    public int Count { get; private set; }

    public string Text { get; private set; } = "";

    public bool AreWords { get; private set; }

    /// <summary>The tokens and unused room behind them.</summary>
    public TextToken[] Buffer => _items;

    public ReadOnlySpan<TextToken> Items => _items.AsSpan(0, Count);

    public string this[int index] => AreWords
        ? Text.Substring(_items[index].Start, _items[index].Length)
        : new Rune(_items[index].Key).ToString();

    public void Read(string text, TranscriptUnit unit)
    {
        Text = text;
        Count = 0;
        AreWords = unit == TranscriptUnit.Word;
        var most = unit >= TranscriptUnit.CompatibilityJamo ? 3 * text.Length : text.Length;
        if (_items.Length < most)
            _items = new TextToken[Math.Max(most, 2 * _items.Length)];
        if (AreWords)
            ReadWords(text);
        else
            ReadCharacters(text, unit);
    }

    private void ReadWords(string text)
    {
        var (items, count, start, hash) = (_items, 0, 0, 0u);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            // Most characters are plain letters: no need to ask Unicode's table.
            if (c is > ' ' and < '\u0085' || !char.IsWhiteSpace(c))
            {
                hash = (hash ^ c) * 0x9E3779B1;
                continue;
            }

            if (i > start)
                items[count++] = new TextToken(start, i - start, hash);
            (start, hash) = (i + 1, 0);
        }

        if (text.Length > start)
            items[count++] = new TextToken(start, text.Length - start, hash);
        Count = count;
    }

    private void ReadCharacters(string text, TranscriptUnit unit)
    {
        var (items, count) = (_items, 0);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c is >= (char)FirstSyllable and <= (char)LastSyllable)
            {
                if (unit >= TranscriptUnit.CompatibilityJamo)
                    count = TakeApart(i, c - FirstSyllable, unit, items, count);
                else
                    items[count++] = new TextToken(i, 1, c);
            }
            else if (char.IsSurrogate(c))
            {
                // Half a pair is no text: the replacement character stands for it, as Unicode advises.
                Rune.DecodeFromUtf16(text.AsSpan(i), out var rune, out var taken);
                items[count++] = new TextToken(i, taken, (uint)rune.Value);
                i += taken - 1;
            }
            else if (unit == TranscriptUnit.Character || !char.IsWhiteSpace(c))
            {
                items[count++] = new TextToken(i, 1, c);
            }
        }

        Count = count;
    }

    private static int TakeApart(int place, int syllable, TranscriptUnit unit, TextToken[] items, int count)
    {
        var (initial, vowel, final) = (syllable / (Vowels * Finals), syllable / Finals % Vowels, syllable % Finals);
        if (unit == TranscriptUnit.ConjoiningJamo)
        {
            items[count++] = new TextToken(place, 1, (uint)(0x1100 + initial));
            items[count++] = new TextToken(place, 1, (uint)(0x1161 + vowel));
            if (final > 0)
                items[count++] = new TextToken(place, 1, (uint)(0x11A7 + final));
            return count;
        }

        if (unit == TranscriptUnit.CompatibilityJamo || initial != SilentIeung)
            items[count++] = new TextToken(place, 1, Initials[initial]);
        items[count++] = new TextToken(place, 1, (uint)('ㅏ' + vowel));
        if (final > 0)
            items[count++] = new TextToken(place, 1, FinalConsonants[final - 1]);
        return count;
    }
}
