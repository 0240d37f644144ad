using System.Buffers.Binary;

namespace Umul.Tests.Import;

/// <summary>Writes TensorBoard event files the way PyTorch (plain values) and TensorFlow 2 (tensors with plugins) do.</summary>
internal sealed class EventFileBuilder
{
    public const double FirstTime = 1_622_543_341.25;

    private readonly List<byte> file = [];
    private double time = FirstTime;

    public EventFileBuilder() => Record(new ProtoBytes().Double(1, FirstTime).Text(3, "brain.Event:2").ToArray());

    public long Length => file.Count;

    public byte[] ToArray() => [.. file];

    public EventFileBuilder Scalar(string tag, long step, float value) =>
        Value(step, new ProtoBytes().Text(1, tag).Float(2, value));

    public EventFileBuilder Tensor(string tag, long step, ProtoBytes tensor, string? plugin = null) =>
        Value(step, Metadata(new ProtoBytes().Text(1, tag), plugin).Message(8, tensor));

    public EventFileBuilder HParams(string tag, ProtoBytes content) =>
        Value(0, new ProtoBytes().Text(1, tag).Message(9, new ProtoBytes().Message(1, new ProtoBytes().Text(1, "hparams").Message(2, content))));

    public EventFileBuilder Value(long step, ProtoBytes value) => Event(step, new ProtoBytes().Message(1, value));

    public EventFileBuilder Event(long step, ProtoBytes summary) =>
        Record(new ProtoBytes().Double(1, time += 1).Varint(2, step).Message(5, summary).ToArray());

    public EventFileBuilder Record(ReadOnlySpan<byte> data)
    {
        Span<byte> header = stackalloc byte[12];
        BinaryPrimitives.WriteInt64LittleEndian(header, data.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(header[8..], Mask(SlowChecksums.Crc32C(header[..8])));
        file.AddRange(header);
        file.AddRange(data);
        Span<byte> footer = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(footer, Mask(SlowChecksums.Crc32C(data)));
        file.AddRange(footer);
        return this;
    }

    private static uint Mask(uint crc) => unchecked(((crc >> 15) | (crc << 17)) + 0xA282EAD8);

    private static ProtoBytes Metadata(ProtoBytes value, string? plugin) =>
        plugin is null ? value : value.Message(9, new ProtoBytes().Message(1, new ProtoBytes().Text(1, plugin)));
}
