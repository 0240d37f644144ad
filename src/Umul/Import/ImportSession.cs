using Umul.Runs;

namespace Umul.Import;

/// <summary>What one call of <c>umul import</c> works with.</summary>
internal sealed class ImportSession(IImportTarget target, ImportReport report, TimeProvider clock)
{
    /// <summary>A file that was written to this recently belongs to a job that still runs.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(5);

    public IImportTarget Target { get; } = target;

    public ImportReport Report { get; } = report;

    /// <summary>The project that everything goes to; null: as the source says.</summary>
    public string? Project { get; init; }

    /// <summary>Told the number of source bytes that were worked off.</summary>
    public Action<long> OnRead { get; init; } = _ => { };

    /// <summary>Told the name of each run before it is read.</summary>
    public Action<string> OnRun { get; init; } = _ => { };

    public CancellationToken Cancellation { get; init; }

    public RunSink Sink(ImportedRun run)
    {
        OnRun(run.Name ?? run.Id);
        return new RunSink(Target, run, Report, OnRead);
    }

    public void StartOver(ImportedRun run, IEnumerable<string> sources) =>
        Target.StartOver(run, [.. sources.Select(SourceIds.Writer)]).GetAwaiter().GetResult();

    public long Position(ImportedRun run, string source) => Target.Position(run, SourceIds.Writer(source)).GetAwaiter().GetResult();

    /// <summary>The status that a run gets: as its source says, else running while its files still change.</summary>
    public RunStatus Status(SourceStatus? said, IEnumerable<string> files)
    {
        var isFresh = files.Any(file => clock.GetUtcNow().UtcDateTime - File.GetLastWriteTimeUtc(file) < Fresh);
        return said switch
        {
            SourceStatus.Finished => RunStatus.Finished,
            SourceStatus.Failed => RunStatus.Failed,
            SourceStatus.Running => RunStatus.Running,
            _ when isFresh => RunStatus.Running,
            SourceStatus.Killed => RunStatus.Killed,
            _ => RunStatus.Finished,
        };
    }
}
