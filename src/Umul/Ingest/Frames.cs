using System.Buffers.Binary;
using System.IO.Hashing;
using Umul.Web;

namespace Umul.Ingest;

/// <summary>One record as it lies in the body: what a writer said as its <paramref name="Sequence"/>th.</summary>
internal readonly record struct Frame(long Sequence, ReadOnlyMemory<byte> Payload);

/// <summary>Reads the frames of docs/client-protocol.md. Sound as a whole or refused as a whole.</summary>
internal static class Frames
{
    private const uint Magic = 0x31666d75; // "umf1", little endian
    private const int HeadLength = 20;
    private const int ChecksummedFrom = 12;
    private const int MaximumPayload = 1 << 20;

    /// <summary>All frames of <paramref name="body"/>, sequences rising.</summary>
    /// <exception cref="UmulException">The body is damaged; the message says where.</exception>
    public static List<Frame> Read(ReadOnlyMemory<byte> body)
    {
        var frames = new List<Frame>();
        for (var at = 0; at < body.Length;)
        {
            var frame = ReadOne(body, ref at);
            if (frames.Count > 0 && frame.Sequence <= frames[^1].Sequence)
                throw Damaged(at, $"sequence {frame.Sequence} follows {frames[^1].Sequence}");
            frames.Add(frame);
        }
        return frames;
    }

    private static Frame ReadOne(ReadOnlyMemory<byte> body, ref int at)
    {
        var rest = body.Span[at..];
        if (rest.Length < HeadLength) throw Damaged(at, "the last frame is not complete");
        if (BinaryPrimitives.ReadUInt32LittleEndian(rest) != Magic) throw Damaged(at, "there is no frame");
        var length = BinaryPrimitives.ReadUInt32LittleEndian(rest[4..]);
        if (length > MaximumPayload) throw Damaged(at, $"a payload of {length} bytes is longer than {MaximumPayload}");
        var end = HeadLength + (int)length;
        if (rest.Length < end) throw Damaged(at, "the last frame is not complete");
        if (BinaryPrimitives.ReadUInt32LittleEndian(rest[8..]) != Crc32.HashToUInt32(rest[ChecksummedFrom..end])) throw Damaged(at, "the checksum is wrong");
        var sequence = BinaryPrimitives.ReadUInt64LittleEndian(rest[ChecksummedFrom..]);
        if (sequence is 0 or > long.MaxValue) throw Damaged(at, $"sequence {sequence} is out of range");
        var frame = new Frame((long)sequence, body.Slice(at + HeadLength, (int)length));
        at += end;
        return frame;
    }

    private static UmulException Damaged(int at, string what) =>
        new(ErrorCode.Invalid, $"The request's frames are damaged at byte {at}: {what}. Nothing of it was stored.");
}
