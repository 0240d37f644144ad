using System.Globalization;

namespace Umul.Files.Masks;

/// <summary>What the caller says about masks; nothing of it is guessed in its place.</summary>
internal sealed record MaskOptions
{
    public static MaskOptions Default { get; } = new();

    /// <summary>The labels that may occur besides 0; others are refused. Null: any.</summary>
    public IReadOnlyCollection<int>? Labels { get; init; }

    /// <summary>Soft predictions above this are foreground. Without it they are refused.</summary>
    public double? Threshold { get; init; }

    /// <summary>Any number but 0 becomes 1.</summary>
    public bool IsBinary { get; init; }

    /// <summary>The label of each colour (0xRRGGBB); black is 0 unless named. Null: a mask may have one colour.</summary>
    public IReadOnlyDictionary<int, int>? Colours { get; init; }

    /// <summary>The raster's own array may become the mask's; the raster must not be used afterwards.</summary>
    public bool MayReuse { get; init; }

    /// <summary>Reads <c>#ff0000=1,#00ff00=2</c>; null if it is not of that form.</summary>
    public static IReadOnlyDictionary<int, int>? ParseColours(string text)
    {
        var colours = new Dictionary<int, int>();
        foreach (var part in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (part.Split('=', StringSplitOptions.TrimEntries) is not [var colour, var label]) return null;
            if (colour.TrimStart('#') is not { Length: 6 } hex || !int.TryParse(hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var rgb)) return null;
            if (!int.TryParse(label, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number > ushort.MaxValue) return null;
            colours[rgb] = number;
        }
        return colours.Count == 0 ? null : colours;
    }
}
