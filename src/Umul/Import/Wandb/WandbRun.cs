using Umul.Import.Wire;

namespace Umul.Import.Wandb;

/// <summary>Reads the run record and the config records: what the run is called, where it ran, with which params.</summary>
internal static class WandbRun
{
    private const int UpdateTag = (1 << 3) | WireType.Bytes;
    private const int IdTag = (1 << 3) | WireType.Bytes;
    private const int ProjectTag = (3 << 3) | WireType.Bytes;
    private const int ConfigTag = (4 << 3) | WireType.Bytes;
    private const int GroupTag = (6 << 3) | WireType.Bytes;
    private const int JobTypeTag = (7 << 3) | WireType.Bytes;
    private const int NameTag = (8 << 3) | WireType.Bytes;
    private const int NotesTag = (9 << 3) | WireType.Bytes;
    private const int TagsTag = (10 << 3) | WireType.Bytes;
    private const int SweepTag = (12 << 3) | WireType.Bytes;
    private const int HostTag = (13 << 3) | WireType.Bytes;
    private const int StartTag = (17 << 3) | WireType.Bytes;
    private const int GitTag = (21 << 3) | WireType.Bytes;

    public static bool TryRead(ReadOnlySpan<byte> message, IRunSink sink)
    {
        var tags = new List<string>();
        var sound = true;
        var reader = new ProtoReader(message);
        while (reader.Next())
        {
            switch (reader.Tag)
            {
                case NameTag when !reader.Bytes.IsEmpty:
                    sink.Describe(new RunDescription { Name = reader.Text });
                    break;
                case StartTag when Seconds(reader.Bytes) is > 0 and var seconds:
                    sink.Describe(new RunDescription { StartTime = seconds });
                    break;
                case ConfigTag:
                    sound &= TryConfig(reader.Bytes, sink);
                    break;
                case TagsTag:
                    tags.Add(reader.Text);
                    break;
                case GitTag:
                    sound &= TryGit(reader.Bytes, sink);
                    break;
                default:
                    if (SourceTagOf(reader.Tag) is { } key && !reader.Bytes.IsEmpty)
                        sink.Tag(key, reader.Text);
                    break;
            }
        }
        if (tags.Count > 0)
            sink.Tag(SourceTags.Labels, string.Join(", ", tags));
        return sound && !reader.IsMalformed;
    }

    public static bool TryConfig(ReadOnlySpan<byte> message, IRunSink sink)
    {
        var sound = true;
        var reader = new ProtoReader(message);
        while (reader.Next())
        {
            if (reader.Tag != UpdateTag)
                continue;
            if (!WandbItem.TryDecode(reader.Bytes, out var item) || JsonLeaves.Flatten(item.Key, item.Json) is not { } leaves)
            {
                sound = false;
                continue;
            }
            foreach (var leaf in leaves)
            {
                if (leaf.Key.StartsWith("_wandb", StringComparison.Ordinal))
                    continue;
                sink.Param(leaf.Key, leaf.Text);
            }
        }
        return sound && !reader.IsMalformed;
    }

    /// <summary>A protobuf timestamp as Unix seconds; 0 where it is damaged.</summary>
    public static double Seconds(ReadOnlySpan<byte> timestamp)
    {
        double seconds = 0;
        var reader = new ProtoReader(timestamp);
        while (reader.Next())
        {
            if (reader.Tag == ((1 << 3) | WireType.Varint))
                seconds += reader.Int64;
            else if (reader.Tag == ((2 << 3) | WireType.Varint))
                seconds += reader.Int64 * 1e-9;
        }
        return reader.IsMalformed ? 0 : seconds;
    }

    private static string? SourceTagOf(int tag) => tag switch
    {
        IdTag => SourceTags.RunId,
        ProjectTag => SourceTags.Project,
        GroupTag => SourceTags.Group,
        JobTypeTag => SourceTags.JobType,
        NotesTag => SourceTags.Notes,
        SweepTag => SourceTags.Sweep,
        HostTag => SourceTags.Host,
        _ => null,
    };

    private static bool TryGit(ReadOnlySpan<byte> message, IRunSink sink)
    {
        var reader = new ProtoReader(message);
        while (reader.Next())
        {
            if (reader.Tag == ((1 << 3) | WireType.Bytes) && !reader.Bytes.IsEmpty)
                sink.Tag(SourceTags.GitRemote, reader.Text);
            else if (reader.Tag == ((2 << 3) | WireType.Bytes) && !reader.Bytes.IsEmpty)
                sink.Tag(SourceTags.GitCommit, reader.Text);
        }
        return !reader.IsMalformed;
    }
}
