using System.Buffers;
using System.Buffers.Binary;
using System.IO.Hashing;

namespace Umul.Import.Wandb;

/// <summary>Reads the records of a <c>.wandb</c> file: LevelDB's log format behind a header of seven bytes.</summary>
/// <remarks>
/// <para>Blocks of 32 KiB counted from the start of the file; a record is one or more chunks, none crossing a block.
/// Chunk: u32 CRC-32 of type and payload, u16 length, u8 type (1 full, 2 first, 3 middle, 4 last), payload.</para>
/// <para>A damaged chunk costs the rest of its block; reading goes on at the next one. A crashed run ends inside a record, often at an
/// exact multiple of the block size.</para>
/// </remarks>
internal sealed class LevelLogReader(Stream stream, string name, ImportReport report) : IDisposable
{
    public const int LargestRecordBytes = 128 << 20;
    private const int BlockBytes = 32 << 10;
    private const int ChunkHeaderBytes = 7;
    private const int ChecksummedFrom = 6;
    private const int Full = 1;
    private const int First = 2;
    private const int Middle = 3;
    private const int Last = 4;

    private static ReadOnlySpan<byte> FileHeader => [0x3A, 0x57, 0x26, 0x42, 0xE1, 0xBE, 0x00];

    private readonly byte[] block = new byte[BlockBytes];
    private readonly ArrayBufferWriter<byte> assembled = new();
    private long blockOffset = -BlockBytes;
    private int blockLength = BlockBytes;
    private int at = BlockBytes;
    private long recordStart = -1;

    /// <summary>Offset of the first chunk of the record that <see cref="TryRead"/> returned last.</summary>
    public long RecordOffset { get; private set; }

    /// <summary>Checks the header. False: not a <c>.wandb</c> file, or one that ended before its header was written.</summary>
    public bool TryOpen()
    {
        if (!TryNextBlock() || !block.AsSpan(0, blockLength).StartsWith(FileHeader))
        {
            report.Skipped(name, 0, blockLength < FileHeader.Length ? SkipReason.Truncated : SkipReason.NotThisFormat);
            return false;
        }
        at = FileHeader.Length;
        return true;
    }

    public bool TryRead(out ReadOnlySpan<byte> record)
    {
        while (TryChunk(out var type, out var payload, out var offset))
        {
            switch (type)
            {
                case Full:
                    Abandon();
                    RecordOffset = offset;
                    record = payload;
                    return true;
                case First:
                    Abandon();
                    recordStart = offset;
                    Append(payload);
                    break;
                // Without a beginning these are the rest of a record whose damage was reported where it was met.
                case Middle or Last when recordStart < 0:
                    break;
                case Middle:
                    Append(payload);
                    break;
                default:
                    Append(payload);
                    if (recordStart < 0)
                        break;
                    RecordOffset = recordStart;
                    recordStart = -1;
                    record = assembled.WrittenSpan;
                    return true;
            }
        }
        if (recordStart >= 0)
            report.Skipped(name, recordStart, SkipReason.Truncated);
        recordStart = -1;
        record = default;
        return false;
    }

    public void Dispose() => stream.Dispose();

    /// <summary>A new record begins before the last one ended: its chunks in between were lost.</summary>
    private void Abandon()
    {
        if (recordStart >= 0)
            report.Skipped(name, recordStart, SkipReason.BrokenFrame);
        recordStart = -1;
        assembled.ResetWrittenCount();
    }

    private void Append(ReadOnlySpan<byte> payload)
    {
        if (assembled.WrittenCount + payload.Length <= LargestRecordBytes)
        {
            assembled.Write(payload);
            return;
        }
        report.Skipped(name, recordStart, SkipReason.TooLarge);
        recordStart = -1;
    }

    private bool TryChunk(out int type, out ReadOnlySpan<byte> payload, out long offset)
    {
        while (true)
        {
            payload = default;
            (type, offset) = (0, blockOffset + at);
            if (blockLength - at < ChunkHeaderBytes)
            {
                // In a whole block this is padding; in the last one the file may end inside a chunk header.
                if (blockLength < BlockBytes && at < blockLength && recordStart < 0)
                    report.Skipped(name, offset, SkipReason.Truncated);
                if (!TryNextBlock())
                    return false;
                continue;
            }
            var header = block.AsSpan(at, ChunkHeaderBytes);
            var length = BinaryPrimitives.ReadUInt16LittleEndian(header[4..]);
            type = header[6];
            if (at + ChunkHeaderBytes + length > blockLength)
            {
                LeaveBlock(offset, blockLength < BlockBytes ? SkipReason.Truncated : SkipReason.BrokenFrame);
                continue;
            }
            payload = block.AsSpan(at + ChunkHeaderBytes, length);
            if (type == 0 && length == 0 && BinaryPrimitives.ReadUInt32LittleEndian(header) == 0)
            {
                // A block that was reserved and never written.
                at = blockLength;
                continue;
            }
            if (type is < Full or > Last || Crc32.HashToUInt32(block.AsSpan(at + ChecksummedFrom, length + 1)) != BinaryPrimitives.ReadUInt32LittleEndian(header))
            {
                LeaveBlock(offset, SkipReason.BadChecksum);
                continue;
            }
            at += ChunkHeaderBytes + length;
            return true;
        }
    }

    private void LeaveBlock(long offset, SkipReason reason)
    {
        // When a record is open its own end reports it, so that one accident is one line.
        if (recordStart < 0 || reason == SkipReason.BadChecksum)
            report.Skipped(name, offset, reason);
        if (reason == SkipReason.BadChecksum)
            recordStart = -1;
        at = blockLength;
    }

    private bool TryNextBlock()
    {
        if (blockLength < BlockBytes)
            return false;
        blockOffset += BlockBytes;
        (at, blockLength) = (0, stream.ReadAtLeast(block, BlockBytes, throwOnEndOfStream: false));
        return blockLength > 0;
    }
}
