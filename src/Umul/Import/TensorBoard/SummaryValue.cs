using Umul.Import.Wire;

namespace Umul.Import.TensorBoard;

/// <summary>One value of a summary: its tag, its plugin (present with the first value of a tag only) and the undecoded payload.</summary>
internal ref struct SummaryValue
{
    private const int TagTag = (1 << 3) | WireType.Bytes;
    private const int SimpleTag = (2 << 3) | WireType.Fixed32;
    private const int ImageTag = (4 << 3) | WireType.Bytes;
    private const int HistogramTag = (5 << 3) | WireType.Bytes;
    private const int AudioTag = (6 << 3) | WireType.Bytes;
    private const int TensorTag = (8 << 3) | WireType.Bytes;
    private const int MetadataTag = (9 << 3) | WireType.Bytes;
    private const int PluginDataTag = (1 << 3) | WireType.Bytes;
    private const int PluginNameTag = (1 << 3) | WireType.Bytes;
    private const int PluginContentTag = (2 << 3) | WireType.Bytes;

    public ReadOnlySpan<byte> Tag { get; private set; }

    public SummaryPayload Payload { get; private set; }

    public float Simple { get; private set; }

    public ReadOnlySpan<byte> Body { get; private set; }

    public ReadOnlySpan<byte> PluginName { get; private set; }

    public ReadOnlySpan<byte> PluginContent { get; private set; }

    public static bool TryDecode(ReadOnlySpan<byte> message, out SummaryValue value)
    {
        value = default;
        var reader = new ProtoReader(message);
        while (reader.Next())
        {
            switch (reader.Tag)
            {
                case TagTag:
                    value.Tag = reader.Bytes;
                    break;
                case SimpleTag:
                    value.Simple = reader.Float;
                    value.Payload = SummaryPayload.Simple;
                    break;
                case ImageTag or HistogramTag or AudioTag or TensorTag:
                    value.Body = reader.Bytes;
                    value.Payload = PayloadOf(reader.Tag);
                    break;
                case MetadataTag when !value.TryDecodeMetadata(reader.Bytes):
                    return false;
            }
        }
        return !reader.IsMalformed;
    }

    private static SummaryPayload PayloadOf(int tag) => tag switch
    {
        ImageTag => SummaryPayload.Image,
        HistogramTag => SummaryPayload.Histogram,
        AudioTag => SummaryPayload.Audio,
        _ => SummaryPayload.Tensor,
    };

    private bool TryDecodeMetadata(ReadOnlySpan<byte> metadata)
    {
        var outer = new ProtoReader(metadata);
        while (outer.Next())
        {
            if (outer.Tag != PluginDataTag)
                continue;
            var plugin = new ProtoReader(outer.Bytes);
            while (plugin.Next())
            {
                if (plugin.Tag == PluginNameTag)
                    PluginName = plugin.Bytes;
                else if (plugin.Tag == PluginContentTag)
                    PluginContent = plugin.Bytes;
            }
            if (plugin.IsMalformed)
                return false;
        }
        return !outer.IsMalformed;
    }
}

internal enum SummaryPayload
{
    None,
    Simple,
    Image,
    Histogram,
    Audio,
    Tensor,
}
