using Umul.Import.Wire;

namespace Umul.Import.Wandb;

/// <summary>A key with a JSON value, the shape that history, summary, config and stats all have.</summary>
/// <remarks>Old clients write <c>key</c>, wandb-core writes <c>nested_key</c> parts, which are joined by dots.</remarks>
internal ref struct WandbItem
{
    private const int KeyTag = (1 << 3) | WireType.Bytes;
    private const int NestedKeyTag = (2 << 3) | WireType.Bytes;
    private const int ValueTag = (16 << 3) | WireType.Bytes;

    public string Key { get; private set; }

    public ReadOnlySpan<byte> Json { get; private set; }

    public static bool TryDecode(ReadOnlySpan<byte> message, out WandbItem item)
    {
        item = new WandbItem { Key = "" };
        var reader = new ProtoReader(message);
        while (reader.Next())
        {
            switch (reader.Tag)
            {
                case KeyTag when !reader.Bytes.IsEmpty:
                    item.Key = reader.Text;
                    break;
                case NestedKeyTag:
                    item.Key = item.Key.Length == 0 ? reader.Text : item.Key + "." + reader.Text;
                    break;
                case ValueTag:
                    item.Json = reader.Bytes;
                    break;
            }
        }
        return !reader.IsMalformed && item.Key.Length > 0;
    }
}
