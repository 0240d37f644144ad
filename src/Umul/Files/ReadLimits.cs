namespace Umul.Files;

/// <summary>How much one file may ask for. A header that claims more is refused before memory is taken.</summary>
internal sealed record ReadLimits
{
    /// <summary>No deflate stream grows by more than this: 258 bytes from two bits, with the code lengths at their shortest.</summary>
    private const int MostDeflateGrowth = 1032;

    public static ReadLimits Default { get; } = new();

    /// <summary>Bytes of the numbers in memory; never more than one array of bytes can have, so that any raster can be seen as one.</summary>
    public long MostBytes { get; init => field = Math.Min(value, Array.MaxLength); } = Array.MaxLength;

    /// <summary>Bytes of a file that is read whole (JSON, tables, PNG, DICOM).</summary>
    public long MostFileBytes { get; init; } = 2_000_000_000;

    /// <summary>The most that this many compressed bytes can become.</summary>
    public static long MostInflated(long compressedBytes) => compressedBytes > long.MaxValue / MostDeflateGrowth ? long.MaxValue : compressedBytes * MostDeflateGrowth;
}
