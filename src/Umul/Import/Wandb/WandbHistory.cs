using Umul.Import.Wire;

namespace Umul.Import.Wandb;

/// <summary>Turns one history record (everything logged at one step) into points and media.</summary>
internal sealed class WandbHistory(IRunSink sink, ImportReport report, string filesFolder)
{
    private const int ItemTag = (1 << 3) | WireType.Bytes;
    private const int StepMessageTag = (2 << 3) | WireType.Bytes;
    private const int StepNumberTag = (1 << 3) | WireType.Varint;
    private const string TypeMark = "._type";

    private readonly List<JsonLeaf> leaves = [];
    private readonly WandbMedia media = new(sink, report, filesFolder);

    /// <summary>Every key that had a number in the history, so that the summary need only add what it alone knows.</summary>
    public HashSet<string> LoggedKeys { get; } = new(StringComparer.Ordinal);

    public long LastStep { get; private set; }

    public double LastTime { get; private set; }

    /// <summary>False: part of the record is damaged; what is sound was handed over.</summary>
    public bool TryRead(ReadOnlySpan<byte> history)
    {
        leaves.Clear();
        double? step = null;
        var time = LastTime;
        var sound = true;
        var reader = new ProtoReader(history);
        while (reader.Next())
        {
            if (reader.Tag == StepMessageTag)
                step ??= StepNumber(reader.Bytes);
            if (reader.Tag != ItemTag)
                continue;
            if (!WandbItem.TryDecode(reader.Bytes, out var item))
                sound = false;
            else if (item.Key == "_step")
                step = JsonLeaves.TryNumber(item.Json, out var number) ? number : step;
            else if (item.Key == "_timestamp")
                time = JsonLeaves.TryNumber(item.Json, out var seconds) && double.IsFinite(seconds) ? seconds : time;
            else
                sound &= TryCollect(item);
        }
        LastTime = time;
        LastStep = step is { } given && double.IsFinite(given) ? (long)given : LastStep;
        HandOver();
        return sound && !reader.IsMalformed;
    }

    private static double? StepNumber(ReadOnlySpan<byte> message)
    {
        var reader = new ProtoReader(message);
        while (reader.Next())
        {
            if (reader.Tag == StepNumberTag)
                return reader.Int64;
        }
        return null;
    }

    private bool TryCollect(in WandbItem item)
    {
        if (JsonLeaves.TryNumber(item.Json, out var number))
        {
            leaves.Add(new JsonLeaf(item.Key, JsonLeafKind.Number, number, ""));
            return true;
        }
        if (JsonLeaves.Flatten(item.Key, item.Json) is not { } flat)
            return false;
        leaves.AddRange(flat);
        return true;
    }

    private void HandOver()
    {
        // Width, height and size of an image are flattened beside it: they are not metrics.
        List<string>? mediaKeys = null;
        foreach (var leaf in leaves)
        {
            if (leaf.Key.EndsWith(TypeMark, StringComparison.Ordinal))
                (mediaKeys ??= []).Add(leaf.Key[..^TypeMark.Length]);
        }
        foreach (var leaf in leaves)
        {
            // _runtime repeats the time; _wandb is the client's own bookkeeping.
            if (leaf.Key.StartsWith('_') || (mediaKeys is not null && IsOfMedia(leaf.Key, mediaKeys)))
                continue;
            if (leaf.Kind is JsonLeafKind.Number or JsonLeafKind.Bool)
                Point(leaf);
            else
                report.Left(leaf.Kind == JsonLeafKind.Text ? "text in history" : "list in history");
        }
        foreach (var key in mediaKeys ?? [])
            media.HandOver(key, leaves.Where(leaf => leaf.Key.StartsWith(key + ".", StringComparison.Ordinal)), LastStep, LastTime);
    }

    private static bool IsOfMedia(string key, List<string> mediaKeys) =>
        mediaKeys.Exists(media => key.Length > media.Length && key[media.Length] == '.' && key.StartsWith(media, StringComparison.Ordinal));

    private void Point(in JsonLeaf leaf)
    {
        LoggedKeys.Add(leaf.Key);
        sink.Point(leaf.Key, LastStep, LastTime, leaf.Number);
        report.Points++;
    }
}
