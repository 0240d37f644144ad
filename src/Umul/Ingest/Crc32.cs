namespace Umul.Ingest;

/// <summary>CRC-32 as zlib and PNG define it. The processor's instruction computes another polynomial, so this is a table.</summary>
internal static class Crc32
{
    private const uint ReversedPolynomial = 0xEDB88320;

    private static readonly uint[] s_table = [.. Enumerable.Range(0, 256).Select(i => Entry((uint)i))];

    /// <summary>The checksum of <paramref name="bytes"/>.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var b in bytes) crc = s_table[(byte)(crc ^ b)] ^ crc >> 8;
        return ~crc;
    }

    private static uint Entry(uint value)
    {
        for (var bit = 0; bit < 8; bit++) value = (value & 1) != 0 ? value >> 1 ^ ReversedPolynomial : value >> 1;
        return value;
    }
}
