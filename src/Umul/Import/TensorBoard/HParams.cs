using System.Globalization;
using Umul.Import.Wire;

namespace Umul.Import.TensorBoard;

/// <summary>Decodes the content of the <c>hparams</c> plugin: hyperparameters at the start of a session, its status at the end.</summary>
internal static class HParams
{
    private const int StartInfoTag = (3 << 3) | WireType.Bytes;
    private const int EndInfoTag = (4 << 3) | WireType.Bytes;
    private const int EntryTag = (1 << 3) | WireType.Bytes;
    private const int GroupNameTag = (4 << 3) | WireType.Bytes;
    private const int StartTimeTag = (5 << 3) | WireType.Fixed64;
    private const int StatusTag = (1 << 3) | WireType.Varint;
    private const int EndTimeTag = (2 << 3) | WireType.Fixed64;
    private const int KeyTag = (1 << 3) | WireType.Bytes;
    private const int ValueTag = (2 << 3) | WireType.Bytes;
    private const int NumberTag = (2 << 3) | WireType.Fixed64;
    private const int TextTag = (3 << 3) | WireType.Bytes;
    private const int BoolTag = (4 << 3) | WireType.Varint;

    /// <summary>Hands params, group and status to the sink. False: the content is damaged, and what came before the damage was taken.</summary>
    public static bool TryRead(ReadOnlySpan<byte> content, IRunSink sink)
    {
        var reader = new ProtoReader(content);
        while (reader.Next())
        {
            if (reader.Tag == StartInfoTag && !TryStart(reader.Bytes, sink))
                return false;
            if (reader.Tag == EndInfoTag && !TryEnd(reader.Bytes, sink))
                return false;
        }
        return !reader.IsMalformed;
    }

    private static bool TryStart(ReadOnlySpan<byte> info, IRunSink sink)
    {
        var reader = new ProtoReader(info);
        while (reader.Next())
        {
            switch (reader.Tag)
            {
                case EntryTag when !TryEntry(reader.Bytes, sink):
                    return false;
                case GroupNameTag when !reader.Bytes.IsEmpty:
                    sink.Tag("tensorboard.group", reader.Text);
                    break;
                case StartTimeTag when double.IsFinite(reader.Double):
                    sink.Describe(new RunDescription { StartTime = reader.Double });
                    break;
            }
        }
        return !reader.IsMalformed;
    }

    private static bool TryEntry(ReadOnlySpan<byte> entry, IRunSink sink)
    {
        var key = "";
        var value = "";
        var reader = new ProtoReader(entry);
        while (reader.Next())
        {
            if (reader.Tag == KeyTag)
                key = reader.Text;
            else if (reader.Tag == ValueTag && !TryValue(reader.Bytes, out value))
                return false;
        }
        if (reader.IsMalformed)
            return false;
        sink.Param(key, value);
        return true;
    }

    private static bool TryValue(ReadOnlySpan<byte> message, out string value)
    {
        value = "";
        var reader = new ProtoReader(message);
        while (reader.Next())
        {
            value = reader.Tag switch
            {
                NumberTag => reader.Double.ToString("R", CultureInfo.InvariantCulture),
                TextTag => reader.Text,
                // As Python prints it, so that the value equals the one that mlflow.log_param would have stored.
                BoolTag => reader.Number != 0 ? "True" : "False",
                _ => value,
            };
        }
        return !reader.IsMalformed;
    }

    private static bool TryEnd(ReadOnlySpan<byte> info, IRunSink sink)
    {
        var ended = new RunDescription();
        var reader = new ProtoReader(info);
        while (reader.Next())
        {
            if (reader.Tag == EndTimeTag && double.IsFinite(reader.Double))
                ended = ended with { EndTime = reader.Double };
            else if (reader.Tag == StatusTag)
                ended = ended with { Status = StatusOf(reader.Number) };
        }
        if (reader.IsMalformed)
            return false;
        sink.Describe(ended);
        return true;
    }

    private static SourceStatus? StatusOf(ulong number) => number switch
    {
        1 => SourceStatus.Finished,
        2 => SourceStatus.Failed,
        3 => SourceStatus.Running,
        _ => null,
    };
}
