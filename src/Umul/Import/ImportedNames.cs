using System.Globalization;
using System.Text;

namespace Umul.Import;

/// <summary>Brings names from foreign files into the form that Umul stores: no control characters, at most 250 characters.</summary>
internal static class ImportedNames
{
    private const int LongestName = 250;
    private const int LongestPathPart = 100;
    private const int HashDigits = 8;

    /// <summary>The name of a metric, param or tag; null where nothing is left of it.</summary>
    public static string? Key(string name)
    {
        var clean = name;
        foreach (var c in name)
        {
            if (char.IsControl(c))
            {
                clean = string.Concat(name.Select(each => char.IsControl(each) ? '_' : each));
                break;
            }
        }
        clean = clean.Trim();
        if (clean.Length == 0)
            return null;
        // Cut names keep apart what they kept apart.
        return clean.Length <= LongestName ? clean : Cut(clean, LongestName - HashDigits - 1) + "~" + SourceIds.Writer(name)[..HashDigits];
    }

    /// <summary>Where a medium's bytes lie among the run's artifacts: readable, and different for different keys.</summary>
    public static string MediaPath(in ImportedMedia item)
    {
        var parts = item.Key.Split('/').Select(Part).ToArray();
        var readable = string.Join('/', parts);
        if (!string.Equals(readable, item.Key, StringComparison.Ordinal))
            readable += "~" + SourceIds.Writer(item.Key)[..HashDigits];
        var folder = item.Kind switch { MediaKind.Image => "images", MediaKind.Audio => "audio", MediaKind.Text => "text", _ => "histograms" };
        return string.Create(CultureInfo.InvariantCulture, $"{folder}/{readable}/{item.Step}_{item.Index}{ContentTypes.Ending(item.ContentType)}");
    }

    private static string Part(string part)
    {
        var clean = new StringBuilder();
        foreach (var rune in part.EnumerateRunes())
            clean.Append(Rune.IsLetterOrDigit(rune) || rune.Value is ' ' or '-' or '_' or '.' ? rune.ToString() : "_");
        var text = Cut(clean.ToString(), LongestPathPart);
        return text.Length == 0 || text.All(c => c == '.') ? "_" : text;
    }

    private static string Cut(string text, int length)
    {
        if (text.Length <= length)
            return text;
        return text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
    }
}
