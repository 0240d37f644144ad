using System.Globalization;
using System.Text;

namespace Umul.Import.Mlruns;

/// <summary>Reads the top-level scalars of the <c>meta.yaml</c> files that MLflow writes; nested values are stepped over.</summary>
/// <remarks>
/// Those files hold ten flat lines. A complete YAML reader would bring aliases, tags and merge keys into reach of whoever sent the
/// folder; this one cannot be asked for more than one dictionary of strings.
/// </remarks>
internal static class FlatYaml
{
    /// <summary>Null values (<c>null</c>, <c>~</c>, nothing) are absent from the result.</summary>
    public static Dictionary<string, string> Parse(string text)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i].TrimEnd('\r');
            var colon = KeyEnd(line);
            if (colon <= 0)
                continue;
            var scalar = new StringBuilder(line[(colon + 1)..].Trim());
            // A long or quoted value goes on in indented lines; a line break in them reads as a space.
            while (i + 1 < lines.Length && lines[i + 1].StartsWith(' ') && !IsNested(scalar))
            {
                var more = lines[++i].Trim();
                scalar.Append(scalar.Length > 0 && scalar[^1] == '\\' ? "" : " ").Append(more);
            }
            if (Scalar(scalar.ToString()) is { } value)
                values[Unquoted(line[..colon])] = value;
        }
        return values;
    }

    private static int KeyEnd(string line)
    {
        if (line.Length == 0 || line[0] is ' ' or '#' or '-' or '%')
            return -1;
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == ':' && (i + 1 == line.Length || line[i + 1] == ' '))
                return i;
        }
        return -1;
    }

    /// <summary>A key without a value of its own opens a mapping or a list.</summary>
    private static bool IsNested(StringBuilder scalar) => scalar.Length == 0;

    private static string? Scalar(string text)
    {
        if (text.Length >= 2 && text[0] == '\'' && text[^1] == '\'')
            return text[1..^1].Replace("''", "'", StringComparison.Ordinal);
        if (text.Length >= 2 && text[0] == '"' && text[^1] == '"')
            return Unescaped(text[1..^1]);
        return text is "" or "null" or "~" ? null : text;
    }

    private static string Unquoted(string key) => Scalar(key.Trim()) ?? "";

    private static string Unescaped(string text)
    {
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\' || i + 1 == text.Length)
            {
                result.Append(text[i]);
                continue;
            }
            var digits = text[++i] switch { 'x' => 2, 'u' => 4, 'U' => 8, _ => 0 };
            if (digits == 0)
                result.Append(text[i] switch { 'n' => '\n', 't' => '\t', 'r' => '\r', '0' => '\0', 'e' => '\x1B', var other => other });
            else if (TryCodePoint(text, i + 1, digits, out var rune))
                (i, _) = (i + digits, result.Append(rune));
        }
        return result.ToString();
    }

    private static bool TryCodePoint(string text, int at, int digits, out string rune)
    {
        rune = "";
        if (at + digits > text.Length
            || !uint.TryParse(text.AsSpan(at, digits), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var code))
            return false;
        // A lone half of a surrogate pair is kept as it is: the other half follows in its own escape.
        rune = code <= char.MaxValue ? ((char)code).ToString() : Rune.TryCreate(code, out var whole) ? whole.ToString() : "";
        return rune.Length > 0;
    }
}
