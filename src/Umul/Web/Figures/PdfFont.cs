namespace Umul.Web.Figures;

/// <summary>Fonts that every PDF reader has, with the widths of their characters: nothing is embedded.</summary>
internal static class PdfFont
{
    // Adobe's metrics of Helvetica, from space to tilde, in thousandths of the size.
    private static readonly short[] s_widths =
    [
        278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
        1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
        333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
    ];

    // Characters of Symbol: code and width.
    private static readonly Dictionary<char, (byte Code, short Width)> s_symbols = new()
    {
        ['−'] = (0x2D, 549),
        ['→'] = (0xAE, 987),
        ['←'] = (0xAC, 987),
        ['↑'] = (0xAD, 603),
        ['↓'] = (0xAF, 603),
        ['≥'] = (0xB3, 549),
        ['≤'] = (0xA3, 549),
        ['∞'] = (0xA5, 713),
        ['Δ'] = (0x44, 612),
        ['α'] = (0x61, 631),
        ['δ'] = (0x64, 494),
        ['σ'] = (0x73, 603),
        ['τ'] = (0x74, 439),
        ['√'] = (0xD6, 549),
    };

    // Windows' code page where it differs from Latin-1.
    private static readonly Dictionary<char, (byte Code, short Width)> s_windows = new()
    {
        ['…'] = (0x85, 1000),
        ['–'] = (0x96, 556),
        ['—'] = (0x97, 1000),
        ['‘'] = (0x91, 222),
        ['’'] = (0x92, 222),
        ['“'] = (0x93, 333),
        ['”'] = (0x94, 333),
        ['•'] = (0x95, 350),
        ['×'] = (0xD7, 584),
        ['±'] = (0xB1, 584),
        ['·'] = (0xB7, 278),
        ['°'] = (0xB0, 400),
        ['²'] = (0xB2, 333),
        ['³'] = (0xB3, 333),
        ['µ'] = (0xB5, 556),
    };

    /// <summary>The font that has a character, its code there in hex, and its width in thousandths of the size.</summary>
    public static (PdfFontName Font, string Code, int Width) Of(char c) => c switch
    {
        >= ' ' and <= '~' => (PdfFontName.Helvetica, Hex(c), s_widths[c - ' ']),
        _ when s_symbols.TryGetValue(c, out var symbol) => (PdfFontName.Symbol, Hex((char)symbol.Code), symbol.Width),
        _ when s_windows.TryGetValue(c, out var known) => (PdfFontName.Helvetica, Hex((char)known.Code), known.Width),
        >= '\u00A0' and <= '\u00FF' => (PdfFontName.Helvetica, Hex(c), 556),
        >= '\u3000' and <= '\uD7A3' => (PdfFontName.Korean, ((int)c).ToString("X4", System.Globalization.CultureInfo.InvariantCulture), 1000),
        _ => (PdfFontName.Helvetica, "3F", 556), // a question mark: no usual font has it
    };

    private static string Hex(char c) => ((int)c).ToString("X2", System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>The fonts of a drawing, by their names in the file.</summary>
internal enum PdfFontName
{
    Helvetica,
    Bold,
    Symbol,
    Korean,
}
