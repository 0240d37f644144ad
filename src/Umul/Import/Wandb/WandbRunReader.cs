using Umul.Import.Wire;

namespace Umul.Import.Wandb;

/// <summary>Reads one <c>.wandb</c> file and the files beside it: config, history, system metrics, console, exit.</summary>
/// <remarks>
/// The file is read whole, also when part of it was imported before: what was is not handed over again, but keys and steps must be
/// known for what follows. A file without an exit record is of a run that was killed, or that is still going on.
/// </remarks>
internal sealed class WandbRunReader(string file, string source, ImportReport report)
{
    private const int HistoryTag = (2 << 3) | WireType.Bytes;
    private const int SummaryTag = (3 << 3) | WireType.Bytes;
    private const int ConfigTag = (5 << 3) | WireType.Bytes;
    private const int StatsTag = (7 << 3) | WireType.Bytes;
    private const int ArtifactTag = (8 << 3) | WireType.Bytes;
    private const int OutputTag = (13 << 3) | WireType.Bytes;
    private const int RunTag = (17 << 3) | WireType.Bytes;
    private const int ExitTag = (18 << 3) | WireType.Bytes;
    private const int ExitCodeTag = (1 << 3) | WireType.Varint;
    private const int UpdateTag = (1 << 3) | WireType.Bytes;
    private const int OutputTypeTag = (1 << 3) | WireType.Varint;
    private const int OutputLineTag = (3 << 3) | WireType.Bytes;

    private readonly string filesFolder = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(file))!, "files");
    private readonly Dictionary<string, (double Value, bool IsNew)> summary = new(StringComparer.Ordinal);
    private bool hasExit;
    private long statsSeen;

    /// <param name="sink">Takes what is new.</param>
    /// <param name="from">Offset behind what an earlier import took; −1: nothing.</param>
    /// <param name="cancellation">Stops between two records.</param>
    public void Read(IRunSink sink, long from, CancellationToken cancellation)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        using var log = new LevelLogReader(stream, file, report);
        var end = from;
        if (!log.TryOpen())
            return;
        // Passes that were imported before go into a sink that forgets, and into a report that nobody reads.
        var silent = new Pass(new WandbHistory(NoSink.Instance, new ImportReport(), filesFolder), NoSink.Instance);
        var spoken = new Pass(new WandbHistory(sink, report, filesFolder), sink);
        while (log.TryRead(out var record))
        {
            cancellation.ThrowIfCancellationRequested();
            var isNew = log.RecordOffset >= from;
            if (isNew)
                sink.Position(source, log.RecordOffset);
            if (!TryRecord(record, isNew ? spoken : silent) && isNew)
                report.Skipped(file, log.RecordOffset, SkipReason.Malformed);
            end = log.RecordOffset + 1;
        }
        AddSummary(sink, silent.History, spoken.History);
        if (!hasExit)
            sink.Describe(new RunDescription { Status = SourceStatus.Killed });
        if (spoken.History.LastTime > 0)
            sink.Describe(new RunDescription { EndTime = spoken.History.LastTime });
        Files(sink);
        if (end > from)
            sink.Position(source, end);
    }

    /// <summary>What lies beside the log. Images and sounds were handed over with the step that logged them.</summary>
    private void Files(IRunSink sink)
    {
        foreach (var (path, full) in FolderWalk.Files(filesFolder, report))
        {
            if (path.StartsWith("media/images/", StringComparison.Ordinal) || path.StartsWith("media/audio/", StringComparison.Ordinal))
                continue;
            sink.File(path switch
            {
                "requirements.txt" => "provenance/packages.txt",
                "diff.patch" => "provenance/uncommitted.patch",
                _ => path,
            }, full);
        }
    }

    private bool TryRecord(ReadOnlySpan<byte> record, in Pass pass)
    {
        var reader = new ProtoReader(record);
        var sound = true;
        while (reader.Next())
        {
            sound &= reader.Tag switch
            {
                HistoryTag => pass.History.TryRead(reader.Bytes),
                SummaryTag => TrySummary(reader.Bytes, pass.Sink is not NoSink),
                ConfigTag => WandbRun.TryConfig(reader.Bytes, pass.Sink),
                RunTag => WandbRun.TryRead(reader.Bytes, pass.Sink),
                StatsTag => TryStats(reader.Bytes, pass.Sink),
                OutputTag => TryOutput(reader.Bytes, pass.Sink),
                ExitTag => TryExit(reader.Bytes, pass.Sink),
                ArtifactTag => Left("artifact"),
                _ => true,
            };
        }
        return sound && !reader.IsMalformed;
    }

    private bool Left(string kind)
    {
        report.Left(kind);
        return true;
    }

    private bool TrySummary(ReadOnlySpan<byte> message, bool isNew)
    {
        var reader = new ProtoReader(message);
        var sound = true;
        while (reader.Next())
        {
            if (reader.Tag != UpdateTag)
                continue;
            if (!WandbItem.TryDecode(reader.Bytes, out var item))
                sound = false;
            else if (!item.Key.StartsWith('_') && JsonLeaves.TryNumber(item.Json, out var number))
                summary[item.Key] = (number, isNew);
        }
        return sound && !reader.IsMalformed;
    }

    /// <summary><c>run.summary["test_dice"] = 0.9</c> sets a number that no history has: it becomes a point at the last step.</summary>
    private void AddSummary(IRunSink sink, WandbHistory silent, WandbHistory spoken)
    {
        foreach (var (key, (value, isNew)) in summary)
        {
            if (!isNew || silent.LoggedKeys.Contains(key) || spoken.LoggedKeys.Contains(key))
                continue;
            sink.Point(key, Math.Max(silent.LastStep, spoken.LastStep), Math.Max(silent.LastTime, spoken.LastTime), value);
            report.Points++;
        }
    }

    private bool TryStats(ReadOnlySpan<byte> message, IRunSink sink)
    {
        const int timeTag = (2 << 3) | WireType.Bytes;
        const int itemTag = (3 << 3) | WireType.Bytes;
        var time = 0.0;
        var sound = true;
        var step = statsSeen++;
        var reader = new ProtoReader(message);
        while (reader.Next())
        {
            if (reader.Tag == timeTag)
                time = WandbRun.Seconds(reader.Bytes);
            if (reader.Tag != itemTag)
                continue;
            if (!WandbItem.TryDecode(reader.Bytes, out var item) || !JsonLeaves.TryNumber(item.Json, out var number))
            {
                sound = false;
                continue;
            }
            sink.Point("system/" + item.Key, step, time, number);
            report.Points += sink is NoSink ? 0 : 1;
        }
        return sound && !reader.IsMalformed;
    }

    private static bool TryOutput(ReadOnlySpan<byte> message, IRunSink sink)
    {
        var isError = true;
        var text = "";
        var reader = new ProtoReader(message);
        while (reader.Next())
        {
            if (reader.Tag == OutputTypeTag)
                isError = reader.Number == 0;
            else if (reader.Tag == OutputLineTag)
                text = reader.Text;
        }
        if (text.Length > 0 && !reader.IsMalformed)
            sink.Line(new ConsoleLine(isError, text));
        return !reader.IsMalformed;
    }

    private bool TryExit(ReadOnlySpan<byte> message, IRunSink sink)
    {
        hasExit = true;
        var code = 0L;
        var reader = new ProtoReader(message);
        while (reader.Next())
        {
            if (reader.Tag == ExitCodeTag)
                code = reader.Int64;
        }
        sink.Describe(new RunDescription { Status = code == 0 ? SourceStatus.Finished : SourceStatus.Failed });
        return !reader.IsMalformed;
    }

    private readonly record struct Pass(WandbHistory History, IRunSink Sink);
}
