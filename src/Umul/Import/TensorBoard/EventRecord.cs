using Umul.Import.Wire;

namespace Umul.Import.TensorBoard;

/// <summary>The outer fields of one TensorBoard event; the summary stays undecoded bytes. Times are Unix seconds.</summary>
internal ref struct EventRecord
{
    private const int WallTimeTag = (1 << 3) | WireType.Fixed64;
    private const int StepTag = (2 << 3) | WireType.Varint;
    private const int GraphTag = (4 << 3) | WireType.Bytes;
    private const int SummaryTag = (5 << 3) | WireType.Bytes;
    private const int MetaGraphTag = (9 << 3) | WireType.Bytes;

    public double WallTime { get; private set; }

    public long Step { get; private set; }

    public ReadOnlySpan<byte> Summary { get; private set; }

    public bool HasGraph { get; private set; }

    /// <summary>Decodes the whole outer message first: step and time may be written behind the summary that they belong to.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> record, out EventRecord decoded)
    {
        decoded = default;
        var reader = new ProtoReader(record);
        while (reader.Next())
        {
            switch (reader.Tag)
            {
                case WallTimeTag:
                    decoded.WallTime = reader.Double;
                    break;
                case StepTag:
                    decoded.Step = reader.Int64;
                    break;
                case SummaryTag:
                    decoded.Summary = reader.Bytes;
                    break;
                case GraphTag or MetaGraphTag:
                    decoded.HasGraph = true;
                    break;
            }
        }
        return !reader.IsMalformed;
    }
}
