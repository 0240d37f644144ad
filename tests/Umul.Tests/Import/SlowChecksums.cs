namespace Umul.Tests.Import;

/// <summary>CRC-32 by its definition, bit after bit: the oracle for the fast forms.</summary>
internal static class SlowChecksums
{
    public static uint Crc32C(ReadOnlySpan<byte> bytes) => Crc(bytes, 0x82F63B78);

    public static uint Crc32(ReadOnlySpan<byte> bytes) => Crc(bytes, 0xEDB88320);

    private static uint Crc(ReadOnlySpan<byte> bytes, uint polynomial)
    {
        var crc = 0xFFFFFFFFu;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? (crc >> 1) ^ polynomial : crc >> 1;
        }
        return ~crc;
    }
}
