namespace Umul.Files.Png;

/// <summary>How pixels are stored, as IHDR says it.</summary>
internal readonly record struct PngHeader(int Width, int Height, int BitDepth, PngColour Colour, bool IsInterlaced)
{
    public int Channels => Colour switch
    {
        PngColour.Rgb => 3,
        PngColour.GreyAlpha => 2,
        PngColour.Rgba => 4,
        _ => 1,
    };

    public int BitsPerPixel => Channels * BitDepth;

    /// <summary>Distance in bytes to the pixel before, as filters count it; at least 1.</summary>
    public int FilterStep => Math.Max(1, BitsPerPixel / 8);

    public static bool IsAllowed(int bitDepth, int colour) => colour switch
    {
        0 => bitDepth is 1 or 2 or 4 or 8 or 16,
        3 => bitDepth is 1 or 2 or 4 or 8,
        2 or 4 or 6 => bitDepth is 8 or 16,
        _ => false,
    };

    public int RowBytes(int width) => (int)(((long)width * BitsPerPixel + 7) / 8);
}

/// <summary>PNG's colour types by their number.</summary>
internal enum PngColour
{
    Grey = 0,
    Rgb = 2,
    Palette = 3,
    GreyAlpha = 4,
    Rgba = 6,
}
