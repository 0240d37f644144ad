using System.Buffers.Binary;
using System.Text;

namespace Umul.Tests.Import;

/// <summary>Writes protobuf fields as the specification has them; independent of the reader under test.</summary>
internal sealed class ProtoBytes
{
    private readonly List<byte> bytes = [];

    public static ProtoBytes FromRaw(ReadOnlySpan<byte> raw)
    {
        var message = new ProtoBytes();
        message.bytes.AddRange(raw);
        return message;
    }

    public byte[] ToArray() => [.. bytes];

    public ProtoBytes Varint(int field, long value)
    {
        Write((ulong)field << 3);
        Write(unchecked((ulong)value));
        return this;
    }

    public ProtoBytes Double(int field, double value)
    {
        Write(((ulong)field << 3) | 1);
        Span<byte> raw = stackalloc byte[8];
        BinaryPrimitives.WriteDoubleLittleEndian(raw, value);
        bytes.AddRange(raw);
        return this;
    }

    public ProtoBytes Float(int field, float value)
    {
        Write(((ulong)field << 3) | 5);
        Span<byte> raw = stackalloc byte[4];
        BinaryPrimitives.WriteSingleLittleEndian(raw, value);
        bytes.AddRange(raw);
        return this;
    }

    public ProtoBytes Bytes(int field, ReadOnlySpan<byte> value)
    {
        Write(((ulong)field << 3) | 2);
        Write((ulong)value.Length);
        bytes.AddRange(value);
        return this;
    }

    public ProtoBytes Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    public ProtoBytes Message(int field, ProtoBytes value) => Bytes(field, value.ToArray());

    private void Write(ulong value)
    {
        while (value >= 0x80)
        {
            bytes.Add((byte)(value | 0x80));
            value >>= 7;
        }
        bytes.Add((byte)value);
    }
}
