namespace Umul.Runs.Search;

/// <summary>SQL's LIKE: <c>%</c> stands for any text, <c>_</c> for one character. Linear in practice, never exponential.</summary>
internal static class TextPattern
{
    public static bool Matches(ReadOnlySpan<char> text, ReadOnlySpan<char> pattern, bool ignoreCase)
    {
        var (t, p) = (0, 0);
        var (afterStar, retryFrom) = (-1, 0);
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '%')
            {
                afterStar = ++p;
                retryFrom = t;
            }
            else if (p < pattern.Length && (pattern[p] == '_' || IsSame(text[t], pattern[p], ignoreCase)))
            {
                t++;
                p++;
            }
            else if (afterStar >= 0)
            {
                p = afterStar;
                t = ++retryFrom;
            }
            else
            {
                return false;
            }
        }
        while (p < pattern.Length && pattern[p] == '%')
            p++;
        return p == pattern.Length;
    }

    private static bool IsSame(char a, char b, bool ignoreCase)
        => a == b || (ignoreCase && char.ToUpperInvariant(a) == char.ToUpperInvariant(b));
}
