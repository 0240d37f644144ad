using System.Text;
using Umul.Metrics;
using Umul.Runs;
using Umul.Web;

namespace Umul.Import;

/// <summary>Gathers what a reader hands over into batches and sends each to the target while the next one is being read.</summary>
/// <remarks>
/// Nothing is created for a source that holds nothing. Points are sent with the place of the source that they reach to, in one
/// transaction, so that an import that was interrupted goes on there and a second import adds nothing.
/// </remarks>
internal sealed class RunSink(IImportTarget target, ImportedRun identity, ImportReport report, Action<long> onRead) : IRunSink
{
    private const int PointsInBatch = 1 << 16;
    private const int ConsoleCharactersInBatch = 1 << 20;

    private readonly Dictionary<string, string> parameters = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> tags = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> names = new(StringComparer.Ordinal);
    private readonly List<(string Path, string Source)> files = [];
    private readonly StringBuilder console = new();
    private RunDescription description = new();
    private MetricPoint[] points = new MetricPoint[PointsInBatch + 1024];
    private long[] offsets = new long[PointsInBatch + 1024];
    private MetricPoint[] spare = [];
    private long[] spareOffsets = [];
    private int count;
    private string? source;
    private long offset;
    private long sent = -1;
    private Task inFlight = Task.CompletedTask;
    private ImportedRun run = identity;
    private bool isOpen;

    /// <summary>Whether this import created the run.</summary>
    public bool IsNew { get; private set; }

    public void Position(string source, long offset)
    {
        if (!string.Equals(this.source, source, StringComparison.Ordinal))
        {
            Flush();
            (this.source, this.offset, sent) = (source, offset, offset);
            return;
        }
        onRead(offset - this.offset);
        this.offset = offset;
        if (count >= PointsInBatch || console.Length >= ConsoleCharactersInBatch)
            Flush();
    }

    public void Describe(RunDescription description) => this.description = this.description.With(description);

    public void Point(string key, long step, double wallTime, double value)
    {
        if (!names.TryGetValue(key, out var name))
        {
            if (ImportedNames.Key(key) is not { } clean)
            {
                report.Skipped(source ?? run.Id, offset, SkipReason.Refused, "a metric without a name");
                return;
            }
            names[key] = name = clean;
        }
        if (count == points.Length)
        {
            Array.Resize(ref points, count * 2);
            Array.Resize(ref offsets, count * 2);
        }
        offsets[count] = offset;
        points[count++] = new MetricPoint(name, step, Milliseconds(wallTime), value);
    }

    public void Param(string key, string value)
    {
        if (ImportedNames.Key(key) is { } name)
            parameters[name] = value;
    }

    public void Tag(string key, string value)
    {
        if (ImportedNames.Key(key) is { } name)
            tags[name] = value;
    }

    public void Media(in ImportedMedia item)
    {
        if (ImportedNames.Key(item.Key) is not { } key)
            return;
        Open();
        var place = new MediaPlace(item.Kind, key, item.Step, item.Index, Milliseconds(item.WallTime));
        using var bytes = new MemoryStream(item.Bytes.ToArray(), writable: false);
        target.Put(run, ImportedNames.MediaPath(item), bytes, place).GetAwaiter().GetResult();
    }

    public void File(string artifactPath, string sourceFile) => files.Add((artifactPath, sourceFile));

    public void Line(ConsoleLine line) => console.Append(line.Text);

    /// <summary>Sends the rest and says how the run ended.</summary>
    public void Complete(RunStatus status)
    {
        Flush();
        if (parameters.Count + tags.Count > 0)
        {
            Open();
            report.Params += IsNew ? parameters.Count : 0;
            foreach (var key in target.Describe(run, parameters, tags).GetAwaiter().GetResult())
                report.Skipped(run.Name ?? run.Id, 0, SkipReason.Refused, key);
        }
        SendFiles();
        if (isOpen)
            target.Finish(run, status, EndedMs(status), IsNew && description.IsDeleted).GetAwaiter().GetResult();
    }

    /// <summary>Status as the source tells it, or null.</summary>
    public SourceStatus? SourceStatus => description.Status;

    private long? EndedMs(RunStatus status) =>
        status is RunStatus.Running or RunStatus.Scheduled || description.EndTime is not { } end ? null : Milliseconds(end);

    private void Flush()
    {
        if (source is null || (count == 0 && console.Length == 0 && (!isOpen || offset == sent)))
            return;
        Open();
        var batch = new ImportBatch
        {
            Writer = SourceIds.Writer(source),
            Sequence = offset,
            Points = points.AsMemory(0, count),
            Offsets = offsets.AsMemory(0, count),
            Console = console.ToString(),
        };
        inFlight.GetAwaiter().GetResult();
        inFlight = target.Append(run, batch);
        // The arrays that were sent before are free now: two pairs are enough for any length of run.
        (points, spare) = (spare.Length > 0 ? spare : new MetricPoint[points.Length], points);
        (offsets, spareOffsets) = (spareOffsets.Length > 0 ? spareOffsets : new long[points.Length], offsets);
        if (offsets.Length != points.Length)
            offsets = new long[points.Length];
        (count, sent) = (0, offset);
        console.Clear();
        if (batch.Points.Length == 0 || inFlight.IsFaulted)
            inFlight.GetAwaiter().GetResult();
    }

    private void SendFiles()
    {
        inFlight.GetAwaiter().GetResult();
        if (files.Count == 0)
            return;
        var present = files.Select(file => (file.Path, file.Source, Info: new FileInfo(file.Source))).Where(file => file.Info.Exists).ToList();
        var writer = SourceIds.Writer(string.Join('\n', present.Select(file => $"{file.Path} {file.Info.Length} {file.Info.LastWriteTimeUtc.Ticks}")));
        if (target.Position(run, writer).GetAwaiter().GetResult() > 0)
            return;
        Open();
        foreach (var (path, file, info) in present)
        {
            SendFile(path, file);
            onRead(info.Length);
        }
        target.Append(run, new ImportBatch { Writer = writer, Sequence = 1, Points = default, Offsets = default }).GetAwaiter().GetResult();
    }

    private void SendFile(string path, string file)
    {
        try
        {
            using var content = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1);
            target.Put(run, path, content, place: null).GetAwaiter().GetResult();
            report.Files++;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            report.Skipped(file, 0, SkipReason.Unreadable, error.Message);
        }
        catch (UmulException refusal) when (refusal.Code is ErrorCode.Invalid or ErrorCode.TooLarge)
        {
            report.Skipped(file, 0, SkipReason.Refused, refusal.Message);
        }
    }

    private void Open()
    {
        if (isOpen)
            return;
        run = run with
        {
            Name = description.Name ?? run.Name,
            UserName = description.UserName ?? run.UserName,
            StartedMs = description.StartTime is { } start ? Milliseconds(start) : null,
        };
        IsNew = target.Open(run).GetAwaiter().GetResult();
        isOpen = true;
        report.Runs += IsNew ? 1 : 0;
    }

    /// <summary>Times that no clock shows become 0, the store's "not known".</summary>
    private static long Milliseconds(double seconds) => seconds is > 0 and < 253_402_300_800 ? (long)Math.Round(seconds * 1000) : 0;
}
