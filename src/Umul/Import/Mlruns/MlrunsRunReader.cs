using System.Globalization;

namespace Umul.Import.Mlruns;

/// <summary>Reads one run of an MLflow file store: params, tags, metric histories and artifacts, one file each.</summary>
internal sealed class MlrunsRunReader(MlrunsRun run, ImportReport report)
{
    private const int LargestValueBytes = 64 << 10;

    public void Read(IRunSink sink, Func<string, long> from, CancellationToken cancellation)
    {
        sink.Describe(Description());
        foreach (var (key, file) in FolderWalk.Files(Path.Combine(run.Folder, "tags"), report))
        {
            if (SmallText.TryRead(file, LargestValueBytes, report, out var value))
                sink.Tag(key, value);
        }
        foreach (var (key, file) in FolderWalk.Files(Path.Combine(run.Folder, "params"), report))
        {
            if (SmallText.TryRead(file, LargestValueBytes, report, out var value))
                sink.Param(key, value);
        }
        Metrics(sink, from, cancellation);
        foreach (var (path, file) in FolderWalk.Files(Path.Combine(run.Folder, "artifacts"), report))
        {
            cancellation.ThrowIfCancellationRequested();
            sink.File(path, file);
        }
    }

    /// <summary>
    /// The files count as one source, one behind the other in order of name, whose name changes when any of them grows: what was there
    /// before is then handed over again, and the store drops points that it has.
    /// </summary>
    private void Metrics(IRunSink sink, Func<string, long> from, CancellationToken cancellation)
    {
        var files = FolderWalk.Files(Path.Combine(run.Folder, "metrics"), report).ToList();
        var source = string.Create(CultureInfo.InvariantCulture, $"metrics, {files.Count} files, {files.Sum(file => new FileInfo(file.Full).Length)} bytes");
        var newFrom = from(source);
        var offset = 0L;
        foreach (var (key, file) in files)
        {
            cancellation.ThrowIfCancellationRequested();
            var length = new FileInfo(file).Length;
            if (offset + length > newFrom)
                new MetricHistoryFile(file, report).Read(key, new SourcePlace(source, offset, newFrom), sink);
            offset += length;
        }
        if (offset > newFrom)
            sink.Position(source, offset);
    }

    private RunDescription Description() => new()
    {
        Name = run.Meta.GetValueOrDefault("run_name"),
        UserName = run.Meta.GetValueOrDefault("user_id"),
        StartTime = Seconds("start_time"),
        EndTime = Seconds("end_time"),
        IsDeleted = run.ProjectIsDeleted || run.Meta.GetValueOrDefault("lifecycle_stage") == "deleted",
        Status = run.Meta.GetValueOrDefault("status") switch
        {
            // MLflow's enum; scheduled (2) has not begun and is shown as running.
            "1" or "2" or "RUNNING" or "SCHEDULED" => SourceStatus.Running,
            "3" or "FINISHED" => SourceStatus.Finished,
            "4" or "FAILED" => SourceStatus.Failed,
            "5" or "KILLED" => SourceStatus.Killed,
            _ => null,
        },
    };

    private double? Seconds(string key) =>
        long.TryParse(run.Meta.GetValueOrDefault(key), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var ms) ? ms / 1000.0 : null;
}
