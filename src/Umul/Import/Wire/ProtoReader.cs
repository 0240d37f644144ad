using System.Buffers.Binary;
using System.Text;

namespace Umul.Import.Wire;

/// <summary>Walks the fields of one protobuf message in place: no copies, no schema, no allocation.</summary>
/// <remarks>
/// Whatever the bytes are, <see cref="Next"/> ends: it never reads outside the span and always moves forward. When it returns false,
/// <see cref="IsMalformed"/> tells damage from the end of the message. Callers switch on <see cref="Tag"/>, so that a known field
/// number with an unexpected wire type falls through as unknown, as protobuf itself does.
/// </remarks>
internal ref struct ProtoReader(ReadOnlySpan<byte> message)
{
    private const int LongestVarintBytes = 10;

    private ReadOnlySpan<byte> rest = message;
    private ulong number;

    /// <summary>Field number and wire type of the current field: <c>number &lt;&lt; 3 | wire type</c>.</summary>
    public int Tag { get; private set; }

    public bool IsMalformed { get; private set; }

    /// <summary>The payload of a length-delimited field; empty for numbers.</summary>
    public ReadOnlySpan<byte> Bytes { get; private set; }

    public readonly ulong Number => number;

    public readonly long Int64 => unchecked((long)number);

    public readonly double Double => BitConverter.UInt64BitsToDouble(number);

    public readonly float Float => BitConverter.UInt32BitsToSingle(unchecked((uint)number));

    /// <summary>The payload as text; bytes that are not UTF-8 become U+FFFD, as nothing later could store them.</summary>
    public readonly string Text => Encoding.UTF8.GetString(Bytes);

    public bool Next()
    {
        if (rest.IsEmpty || IsMalformed)
            return false;
        Bytes = default;
        if (!TryVarint(out var tag) || tag is 0 or > int.MaxValue || tag >> 3 == 0)
            return Malformed();
        Tag = (int)tag;
        return (Tag & 7) switch
        {
            WireType.Varint => TryVarint(out number) || Malformed(),
            WireType.Fixed64 => TryFixed64() || Malformed(),
            WireType.Bytes => TryBytes() || Malformed(),
            WireType.Fixed32 => TryFixed32() || Malformed(),
            _ => Malformed(),
        };
    }

    private bool Malformed()
    {
        IsMalformed = true;
        return false;
    }

    private bool TryVarint(out ulong value)
    {
        value = 0;
        var length = Math.Min(rest.Length, LongestVarintBytes);
        for (var i = 0; i < length; i++)
        {
            value |= (ulong)(rest[i] & 0x7F) << (7 * i);
            if (rest[i] >= 0x80)
                continue;
            rest = rest[(i + 1)..];
            return true;
        }
        return false;
    }

    private bool TryFixed64()
    {
        if (!BinaryPrimitives.TryReadUInt64LittleEndian(rest, out number))
            return false;
        rest = rest[8..];
        return true;
    }

    private bool TryFixed32()
    {
        if (!BinaryPrimitives.TryReadUInt32LittleEndian(rest, out var narrow))
            return false;
        number = narrow;
        rest = rest[4..];
        return true;
    }

    private bool TryBytes()
    {
        if (!TryVarint(out var length) || length > (ulong)rest.Length)
            return false;
        Bytes = rest[..(int)length];
        rest = rest[(int)length..];
        return true;
    }
}
