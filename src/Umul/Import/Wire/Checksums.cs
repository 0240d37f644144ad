using System.Buffers.Binary;
using System.Numerics;

namespace Umul.Import.Wire;

/// <summary>The two checksums of run files: masked CRC-32C (TensorFlow records) and the CRC-32 of zlib (<c>.wandb</c>).</summary>
internal static class Checksums
{
    private const uint MaskDelta = 0xA282EAD8;
    private static readonly uint[] ZlibTable = BuildZlibTable();

    public static uint Crc32C(ReadOnlySpan<byte> bytes)
    {
        var crc = 0xFFFFFFFFu;
        for (; bytes.Length >= 8; bytes = bytes[8..])
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        foreach (var b in bytes)
            crc = BitOperations.Crc32C(crc, b);
        return ~crc;
    }

    /// <summary>TensorFlow stores checksums rotated and offset, so that a checksum over data holding checksums stays meaningful.</summary>
    public static uint MaskedCrc32C(ReadOnlySpan<byte> bytes) => unchecked(BitOperations.RotateRight(Crc32C(bytes), 15) + MaskDelta);

    /// <summary>zlib's CRC-32 of one byte followed by more bytes, the form in which LevelDB's log hashes a chunk.</summary>
    public static uint Crc32(byte first, ReadOnlySpan<byte> bytes)
    {
        var crc = Step(0xFFFFFFFFu, first);
        for (; bytes.Length >= 4; bytes = bytes[4..])
        {
            // Slicing by 4: one table walk a byte costs four times as much on the 64 KiB of a typical file.
            crc ^= BinaryPrimitives.ReadUInt32LittleEndian(bytes);
            crc = ZlibTable[768 + (crc & 0xFF)] ^ ZlibTable[512 + ((crc >> 8) & 0xFF)]
                ^ ZlibTable[256 + ((crc >> 16) & 0xFF)] ^ ZlibTable[crc >> 24];
        }
        foreach (var b in bytes)
            crc = Step(crc, b);
        return ~crc;
    }

    private static uint Step(uint crc, byte b) => ZlibTable[(crc ^ b) & 0xFF] ^ (crc >> 8);

    private static uint[] BuildZlibTable()
    {
        var table = new uint[1024];
        for (var i = 0u; i < 256; i++)
        {
            var crc = i;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
            table[i] = crc;
        }
        for (var i = 256; i < table.Length; i++)
            table[i] = table[table[i - 256] & 0xFF] ^ (table[i - 256] >> 8);
        return table;
    }
}
