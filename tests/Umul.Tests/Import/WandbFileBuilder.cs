using System.Buffers.Binary;
using System.Globalization;

namespace Umul.Tests.Import;

/// <summary>Writes <c>.wandb</c> files: the seven header bytes, then LevelDB's log with zlib checksums.</summary>
internal sealed class WandbFileBuilder
{
    private const int BlockBytes = 32 << 10;
    private readonly List<byte> file = [0x3A, 0x57, 0x26, 0x42, 0xE1, 0xBE, 0x00];

    public int Length => file.Count;

    public byte[] ToArray() => [.. file];

    public WandbFileBuilder Run(string id, string name, ProtoBytes? more = null)
    {
        var run = (more ?? new ProtoBytes()).Text(1, id).Text(3, "segmentation").Text(8, name)
            .Message(17, new ProtoBytes().Varint(1, 1_700_000_000).Varint(2, 500_000_000));
        return Record(17, run);
    }

    public WandbFileBuilder Config(string key, string json) => Record(5, new ProtoBytes().Message(1, Item(key, json)));

    /// <summary>As old clients write it: the whole key in one field.</summary>
    public WandbFileBuilder History(long step, params (string Key, string Json)[] items) => History(step, items, Item);

    /// <summary>As wandb-core writes it: the key in parts.</summary>
    public WandbFileBuilder NestedHistory(long step, params (string Key, string Json)[] items) => History(step, items, NestedItem);

    public WandbFileBuilder Summary(string key, string json) => Record(3, new ProtoBytes().Message(1, Item(key, json)));

    public WandbFileBuilder Exit(int code) => Record(18, new ProtoBytes().Varint(1, code));

    public WandbFileBuilder Console(string text) => Record(13, new ProtoBytes().Varint(1, 1).Text(3, text));

    public WandbFileBuilder Stats(string key, string json) =>
        Record(7, new ProtoBytes().Message(2, new ProtoBytes().Varint(1, 1_700_000_060)).Message(3, Item(key, json)));

    public WandbFileBuilder Record(int field, ProtoBytes content)
    {
        ReadOnlySpan<byte> rest = new ProtoBytes().Varint(1, 1).Message(field, content).ToArray();
        for (var isFirst = true; isFirst || rest.Length > 0; isFirst = false)
        {
            var left = BlockBytes - file.Count % BlockBytes;
            if (left < 7)
            {
                file.AddRange(new byte[left]);
                left = BlockBytes;
            }
            var chunk = rest[..Math.Min(rest.Length, left - 7)];
            rest = rest[chunk.Length..];
            Chunk((isFirst, rest.IsEmpty) switch { (true, true) => 1, (true, false) => 2, (false, false) => 3, _ => 4 }, chunk);
        }
        return this;
    }

    public static ProtoBytes Item(string key, string json) => new ProtoBytes().Text(1, key).Text(16, json);

    private static ProtoBytes NestedItem(string key, string json)
    {
        var item = new ProtoBytes();
        foreach (var part in key.Split('.'))
            item.Text(2, part);
        return item.Text(16, json);
    }

    private WandbFileBuilder History(long step, (string Key, string Json)[] items, Func<string, string, ProtoBytes> write)
    {
        var history = new ProtoBytes()
            .Message(1, write("_step", step.ToString(CultureInfo.InvariantCulture)))
            .Message(1, write("_timestamp", "1.7000001e+09"))
            .Message(1, write("_runtime", "12.5"));
        foreach (var (key, json) in items)
            history.Message(1, write(key, json));
        return Record(2, history);
    }

    private void Chunk(byte type, ReadOnlySpan<byte> payload)
    {
        Span<byte> header = stackalloc byte[7];
        byte[] hashed = [type, .. payload];
        BinaryPrimitives.WriteUInt32LittleEndian(header, SlowChecksums.Crc32(hashed));
        BinaryPrimitives.WriteUInt16LittleEndian(header[4..], (ushort)payload.Length);
        header[6] = type;
        file.AddRange(header);
        file.AddRange(payload);
    }
}
