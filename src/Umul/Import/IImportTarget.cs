using Umul.Runs;

namespace Umul.Import;

/// <summary>Where imported runs go: the stores of this process, or a server that owns the data folder.</summary>
internal interface IImportTarget : IAsyncDisposable
{
    /// <summary>Makes sure that project and run exist. False: the run was there before.</summary>
    /// <exception cref="Web.UmulException">The project or the run is in the bin.</exception>
    Task<bool> Open(ImportedRun run);

    /// <summary>The offset up to which a source of a run is stored; −1 for nothing, also where there is no such run.</summary>
    Task<long> Position(ImportedRun run, string writer);

    Task Append(ImportedRun run, ImportBatch batch);

    /// <summary>Forgets the points and media of a run and how far these sources were read: a restart wrote again what was imported before.</summary>
    Task StartOver(ImportedRun run, IReadOnlyList<string> writers);

    /// <summary>Sets params and tags. The answer names the params that had another value before and keep it.</summary>
    Task<IReadOnlyList<string>> Describe(ImportedRun run, IReadOnlyDictionary<string, string> parameters, IReadOnlyDictionary<string, string> tags);

    /// <summary>Stores a file; with <paramref name="place"/> it is also an image, a sound or the like of a step.</summary>
    Task Put(ImportedRun run, string path, Stream content, MediaPlace? place);

    /// <summary>Says how the run ended, and puts it into the bin if its source had.</summary>
    Task Finish(ImportedRun run, RunStatus status, long? endedMs, bool isDeleted);
}

/// <summary>A run to be imported. Its id is made from the source, so that a second import finds it again.</summary>
internal sealed record ImportedRun
{
    public required string Id { get; init; }

    public required string Project { get; init; }

    public string? Name { get; init; }

    public string UserName { get; init; } = "";

    public long? StartedMs { get; init; }
}

/// <summary>Where a medium belongs: its key, step and position among those logged together.</summary>
internal sealed record MediaPlace(MediaKind Kind, string Key, long Step, int Index, long LoggedMs);
