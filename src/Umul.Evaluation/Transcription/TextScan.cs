using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;

namespace Umul.Evaluation.Transcription;

/// <summary>What one pass over a text finds.</summary>
[Flags]
internal enum TextFlags
{
    None = 0,

    /// <summary>Composition might change the text.</summary>
    MayCompose = 1,

    /// <summary>White space other than one space between words.</summary>
    OddSpaces = 2,

    /// <summary>Letters that NFD would take apart.</summary>
    Composed = 4,

    /// <summary>Letters that NFC would put together.</summary>
    Decomposed = 8,
}

/// <summary>Looks once at every character, so that the usual text needs neither normalisation nor a second look.</summary>
internal static class TextScan
{
    public static TextFlags Of(string text)
    {
        if (Ascii.IsValid(text))
            return HasOddSpaces(text) ? TextFlags.OddSpaces : TextFlags.None;
        if (IsAsciiOrHangul(text))
            return TextFlags.Composed | (HasOddSpaces(text) ? TextFlags.OddSpaces : TextFlags.None);
        var flags = TextFlags.None;
        var afterSpace = true;
        foreach (var c in text)
        {
            if (c is >= '!' and < '\u007f' || IsSyllable(c))
            {
                afterSpace = false;
                flags |= c >= '\u0080' ? TextFlags.Composed : TextFlags.None;
                continue;
            }

            var isSpace = char.IsWhiteSpace(c);
            if (isSpace && (afterSpace || c != ' '))
                flags |= TextFlags.OddSpaces;
            afterSpace = isSpace;
            flags |= OfOther(c);
        }

        return afterSpace && text.Length > 0 ? flags | TextFlags.OddSpaces : flags;
    }

    /// <summary>Printable ASCII and composed syllables only: Korean as it is mostly written. Eight characters at a time.</summary>
    private static bool IsAsciiOrHangul(ReadOnlySpan<char> text)
    {
        if (text.Length < Vector128<ushort>.Count)
            return false;
        var units = MemoryMarshal.Cast<char, ushort>(text);
        ref var first = ref MemoryMarshal.GetReference(units);
        for (var i = 0; ; i += Vector128<ushort>.Count)
        {
            // The last eight overlap those before.
            i = Math.Min(i, units.Length - Vector128<ushort>.Count);
            var these = Vector128.LoadUnsafe(ref first, (nuint)i);
            var usual = Vector128.LessThan(these - Vector128.Create((ushort)' '), Vector128.Create((ushort)('\u007f' - ' ')))
                | Vector128.LessThanOrEqual(these - Vector128.Create((ushort)'\uac00'), Vector128.Create((ushort)('\ud7a3' - '\uac00')));
            if (usual != Vector128<ushort>.AllBitsSet)
                return false;
            if (i == units.Length - Vector128<ushort>.Count)
                return true;
        }
    }

    /// <summary>For texts whose white space is the space and tab to carriage return: a few passes of vectors cost a tenth of the loop.</summary>
    private static bool HasOddSpaces(ReadOnlySpan<char> text) =>
        !text.IsEmpty && (text[0] == ' ' || text[^1] == ' ' || text.ContainsAnyInRange('\t', '\r') || text.Contains("  ", StringComparison.Ordinal));

    /// <summary>Characters outside these ranges are left to Unicode's tables: only the ranges themselves are promised to be composed.</summary>
    private static TextFlags OfOther(char c)
    {
        if (c is >= '\u00c0' and < '\u0180')
            return TextFlags.Composed;
        if (c < '\u0300' || c is >= '\u4e00' and <= '\u9fff' or >= '\u3131' and <= '\u318e' or >= '\u2010' and <= '\u2027')
            return TextFlags.None;
        return IsDecomposed(c) ? TextFlags.MayCompose | TextFlags.Decomposed : TextFlags.MayCompose;
    }

    private static bool IsDecomposed(char c) =>
        c is >= '\u1100' and <= '\u11ff' or >= '\ua960' and <= '\ua97f' or >= '\ud7b0' and <= '\ud7ff' or >= '\u0300' and <= '\u036f'
            or '\u3099' or '\u309a';

    private static bool IsSyllable(char c) => c is >= '\uac00' and <= '\ud7a3';
}
