using System.Buffers.Binary;
using System.Numerics;
using Umul.Import.Wire;

namespace Umul.Import.TensorBoard;

/// <summary>Reads the records of one TensorFlow record file, one at a time, from any offset, also while the file grows.</summary>
/// <remarks>
/// <para>Record: u64 length, masked CRC-32C of the length, data, masked CRC-32C of the data; all little-endian.</para>
/// <para>A bad length checksum ends the file (there is no way to find the next record); a bad data checksum costs that record only;
/// a short tail is not an error: <see cref="TryRead"/> returns false and succeeds later when the rest was written.</para>
/// <para>Memory: one buffer, as large as the largest record, at most <see cref="LargestRecordBytes"/>, and never grown on the word of a
/// length alone: the file must really hold that many bytes.</para>
/// </remarks>
internal sealed class TfRecordReader(Stream stream, string name, ImportReport report) : IDisposable
{
    public const int LargestRecordBytes = 128 << 20;
    private const int HeaderBytes = 12;
    private const int FooterBytes = 4;
    private const int FirstBufferBytes = 256 << 10;

    private byte[] buffer = new byte[FirstBufferBytes];
    private int start;
    private int end;

    /// <summary>Offset in the file of the next record, which is where a later reader can go on.</summary>
    public long Position { get; private set; } = stream.Position;

    /// <summary>Offset of the record that <see cref="TryRead"/> returned last.</summary>
    public long RecordOffset { get; private set; }

    /// <summary>A damaged length was met: nothing more will come from this file.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>Bytes of an unfinished record were seen at the end.</summary>
    public bool HasShortTail => !IsBroken && stream.Length > Position;

    public bool TryRead(out ReadOnlySpan<byte> data)
    {
        data = default;
        while (!IsBroken)
        {
            if (!TryFill(HeaderBytes))
                return false;
            var header = buffer.AsSpan(start, HeaderBytes);
            var length = BinaryPrimitives.ReadUInt64LittleEndian(header);
            if (BinaryPrimitives.ReadUInt32LittleEndian(header[8..]) != Checksums.MaskedCrc32C(header[..8]))
                return Break();
            if (length > LargestRecordBytes)
            {
                if (!TryStepOver(length))
                    return false;
                continue;
            }
            var total = HeaderBytes + (int)length + FooterBytes;
            if (!TryFill(total))
                return false;
            if (TryTake(total, out data))
                return true;
        }
        return false;
    }

    public void Dispose() => stream.Dispose();

    private bool TryTake(int total, out ReadOnlySpan<byte> data)
    {
        var record = buffer.AsSpan(start, total);
        data = record[HeaderBytes..^FooterBytes];
        RecordOffset = Position;
        Position += total;
        start += total;
        if (BinaryPrimitives.ReadUInt32LittleEndian(record[^FooterBytes..]) == Checksums.MaskedCrc32C(data))
            return true;
        report.Skipped(name, RecordOffset, SkipReason.BadChecksum);
        return false;
    }

    private bool Break()
    {
        IsBroken = true;
        report.Skipped(name, Position, SkipReason.BrokenFrame);
        return false;
    }

    private bool TryStepOver(ulong length)
    {
        var left = stream.Length - Position;
        if (length > (ulong)left || length + HeaderBytes + FooterBytes > (ulong)left)
            return false;
        report.Skipped(name, Position, SkipReason.TooLarge);
        Position += HeaderBytes + (long)length + FooterBytes;
        stream.Position = Position;
        start = end = 0;
        return true;
    }

    private bool TryFill(int wanted)
    {
        if (end - start >= wanted)
            return true;
        if (wanted > buffer.Length && stream.Length - Position < wanted)
            return false;
        var target = wanted <= buffer.Length ? buffer : new byte[(int)BitOperations.RoundUpToPowerOf2((uint)wanted)];
        buffer.AsSpan(start, end - start).CopyTo(target);
        (buffer, start, end) = (target, 0, end - start);
        while (end < wanted)
        {
            var read = stream.Read(buffer, end, buffer.Length - end);
            if (read == 0)
                return false;
            end += read;
        }
        return true;
    }
}
