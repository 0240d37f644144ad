using Umul.Import.Wire;

namespace Umul.Import.TensorBoard;

/// <summary>Reads the event files of one run in two passes: the first finds restarts, the second hands over what survives them.</summary>
/// <remarks>
/// <para>Two passes instead of one with everything in memory: a run may hold more points than the machine has memory, while the map of its
/// restarts is a few numbers a series. The first pass costs about a tenth of what storing the points does.</para>
/// <para>Reading again hands over what was appended in the meantime. A restart that supersedes what was handed over before is told by the
/// answer: then everything has to be read anew.</para>
/// </remarks>
/// <param name="report">Where damage is told.</param>
/// <param name="from">Offset by event file name behind what an earlier import took; −1 or absent: nothing.</param>
internal sealed class TensorBoardRunReader(ImportReport report, Func<string, long> from)
{
    private const int ValueTag = (1 << 3) | WireType.Bytes;

    private readonly SeriesTable table = new();
    private readonly Dictionary<string, long> read = new(StringComparer.Ordinal);
    private double firstTime = double.PositiveInfinity;
    private double lastTime = double.NegativeInfinity;
    private bool lateRestart;

    /// <summary>Reads what the files hold and earlier calls have not read. False: a restart supersedes what was read before.</summary>
    public bool Read(IReadOnlyList<string> files, IRunSink sink, CancellationToken cancellation)
    {
        foreach (var series in table.All)
            series.Restarts.Clear();
        for (var i = 0; i < files.Count; i++)
            Scan(files[i], i, cancellation);
        foreach (var series in table.All)
            series.Restarts.Seal();

        if (firstTime <= lastTime)
            sink.Describe(new RunDescription { StartTime = firstTime, EndTime = lastTime });
        lateRestart = false;
        foreach (var file in files)
            Emit(file, sink, cancellation);
        return !lateRestart;
    }

    private void Scan(string file, int index, CancellationToken cancellation)
    {
        // What is damaged is reported by the second pass.
        using var records = Open(file, new ImportReport());
        while (records is not null && records.TryRead(out var data))
        {
            cancellation.ThrowIfCancellationRequested();
            if (!EventRecord.TryDecode(data, out var record))
                continue;
            Extend(record.WallTime);
            var summary = new ProtoReader(record.Summary);
            while (summary.Next())
            {
                if (summary.Tag == ValueTag && SummaryValue.TryDecode(summary.Bytes, out var value))
                    table.Find(value)?.Restarts.Observe(record.Step, index);
            }
        }
    }

    private void Emit(string file, IRunSink sink, CancellationToken cancellation)
    {
        using var records = Open(file, report);
        if (records is null)
            return;
        var name = Path.GetFileName(file);
        var newFrom = from(name);
        var converter = new ValueConverter(sink, report);
        while (records.TryRead(out var data))
        {
            cancellation.ThrowIfCancellationRequested();
            var isNew = records.RecordOffset >= newFrom;
            if (isNew)
                sink.Position(name, records.RecordOffset);
            if (!EventRecord.TryDecode(data, out var record))
            {
                if (isNew)
                    report.Skipped(file, records.RecordOffset, SkipReason.Malformed);
                continue;
            }
            if (record.HasGraph && isNew)
                report.Left("graph");
            EmitSummary(record, isNew ? converter : null, file, records.RecordOffset);
        }
        read[file] = records.Position;
        if (records.Position > newFrom)
            sink.Position(name, records.Position);
        if (records.HasShortTail)
            report.Skipped(file, records.Position, SkipReason.Truncated);
    }

    /// <summary>Values that were imported before still pass through here: the restart map counts every one of them.</summary>
    private void EmitSummary(in EventRecord record, ValueConverter? converter, string file, long offset)
    {
        var summary = new ProtoReader(record.Summary);
        var sound = true;
        while (summary.Next())
        {
            if (summary.Tag != ValueTag)
                continue;
            if (!SummaryValue.TryDecode(summary.Bytes, out var value))
            {
                sound = false;
                continue;
            }
            if (table.Find(value) is not { } series)
            {
                if (converter is not null)
                    report.Left("tags beyond the first 500,000 of a run");
                continue;
            }
            lateRestart |= series.Restarts.NextTakesBack(record.Step, converter is not null);
            if (!series.Restarts.NextSurvives(record.Step))
                report.Superseded += converter is null ? 0 : 1;
            else if (converter is not null)
                sound &= converter.TryConvert(record, value, series);
        }
        if (converter is not null && (!sound || summary.IsMalformed))
            report.Skipped(file, offset, SkipReason.Malformed);
    }

    private TfRecordReader? Open(string file, ImportReport damage)
    {
        try
        {
            // The training job may still write, and may rotate or delete its files.
            var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            stream.Position = read.GetValueOrDefault(file);
            return new TfRecordReader(stream, file, damage);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            damage.Skipped(file, 0, SkipReason.Unreadable, error.Message);
            return null;
        }
    }

    private void Extend(double time)
    {
        // Zero is a field left out, not the year 1970.
        if (!double.IsFinite(time) || time <= 0)
            return;
        firstTime = Math.Min(firstTime, time);
        lastTime = Math.Max(lastTime, time);
    }
}
