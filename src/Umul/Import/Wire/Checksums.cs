using System.Buffers.Binary;
using System.Numerics;

namespace Umul.Import.Wire;

/// <summary>The checksum of TensorFlow's records, CRC-32C rotated and offset. The processor has an instruction for it, which the library's hashes do not use.</summary>
internal static class Checksums
{
    private const uint MaskDelta = 0xA282EAD8;

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
}
