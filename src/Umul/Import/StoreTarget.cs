using System.Collections.Concurrent;
using Umul.Artifacts;
using Umul.Database;
using Umul.Metrics;
using Umul.Projects;
using Umul.Runs;
using Umul.Web;
using StoredMedia = Umul.Runs.MediaItem;

namespace Umul.Import;

/// <summary>Imports straight into the stores of this process.</summary>
internal sealed class StoreTarget(IServiceProvider services) : IImportTarget
{
    private readonly UmulDatabase database = services.GetRequiredService<UmulDatabase>();
    private readonly MetricStore metrics = services.GetRequiredService<MetricStore>();
    private readonly ProjectStore projects = services.GetRequiredService<ProjectStore>();
    private readonly RunStore runs = services.GetRequiredService<RunStore>();
    private readonly ConsoleStore consoles = services.GetRequiredService<ConsoleStore>();
    private readonly ArtifactStore artifacts = services.GetRequiredService<ArtifactStore>();
    private readonly MediaStore media = services.GetRequiredService<MediaStore>();
    private readonly ConcurrentDictionary<string, long> projectIds = new(StringComparer.Ordinal);

    public async Task<bool> Open(ImportedRun run)
    {
        if (runs.Find(run.Id) is { } existing)
        {
            return existing.DeletedMs is null
                ? false
                : throw new UmulException(ErrorCode.WrongState, new Sentence(
                    $"The run {existing.Name} is in the bin. Restore it first.",
                    $"실행 {existing.Name}은(는) 휴지통에 있습니다. 먼저 복원하세요."));
        }
        await runs.Create(new NewRun
        {
            ProjectId = await ProjectId(run.Project),
            Id = run.Id,
            Name = run.Name,
            UserName = run.UserName,
            StartedMs = run.StartedMs,
        });
        return true;
    }

    public Task<long> Position(ImportedRun run, string writer) =>
        Task.FromResult(runs.Find(run.Id) is { } existing ? runs.Position(existing, writer) : -1);

    public async Task Append(ImportedRun run, ImportBatch batch)
    {
        await metrics.WaitForRoom();
        // Points, console and the place in the source in one transaction: an interruption loses nothing and doubles nothing.
        await database.Writer.Write(scope =>
        {
            if (runs.Append(scope, run.Id, new RunBatch { Points = batch.Points, Position = (batch.Writer, batch.Sequence) }) && batch.Console.Length > 0)
                consoles.Append(scope, run.Id, batch.Console);
        });
    }

    public Task StartOver(ImportedRun run, IReadOnlyList<string> writers) => services.GetRequiredService<RunRestart>().Begin(run.Id, writers);

    public async Task<IReadOnlyList<string>> Describe(
        ImportedRun run, IReadOnlyDictionary<string, string> parameters, IReadOnlyDictionary<string, string> tags)
    {
        await runs.Append(run.Id, new RunBatch { Tags = [.. tags] });
        try
        {
            await runs.Append(run.Id, new RunBatch { Params = [.. parameters] });
            return [];
        }
        catch (UmulException refusal) when (refusal.Code == ErrorCode.Invalid)
        {
            return await DescribeOneByOne(run, parameters);
        }
    }

    public async Task Put(ImportedRun run, string path, Stream content, MediaPlace? place)
    {
        var existing = runs.Find(run.Id) ?? throw new UmulException(ErrorCode.NotFound, new Sentence(
            $"There is no run {run.Id}.",
            $"실행 {run.Id}이(가) 없습니다."));
        await artifacts.Put(run.Id, ArtifactPath.Parse(path), content, existing.ProjectId);
        if (place is null)
            return;
        await media.Add(run.Id, new StoredMedia
        {
            Name = place.Key,
            Step = place.Step,
            Ordinal = place.Index,
            Kind = MediaKinds.Name(place.Kind),
            Path = path,
            LoggedMs = place.LoggedMs,
        });
    }

    public async Task Finish(ImportedRun run, RunStatus status, long? endedMs, bool isDeleted)
    {
        if (runs.Find(run.Id) is { } existing && (existing.Status != status || (endedMs is not null && existing.EndedMs != endedMs)))
            await runs.Update(run.Id, status, endedMs);
        if (isDeleted)
            await runs.Delete(run.Id);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<long> ProjectId(string name)
    {
        if (projectIds.TryGetValue(name, out var known))
            return known;
        var id = projects.FindByName(name)?.Id ?? await projects.Create(name);
        projectIds[name] = id;
        return id;
    }

    private async Task<IReadOnlyList<string>> DescribeOneByOne(ImportedRun run, IReadOnlyDictionary<string, string> parameters)
    {
        var refused = new List<string>();
        foreach (var parameter in parameters)
        {
            try
            {
                await runs.Append(run.Id, new RunBatch { Params = [parameter] });
            }
            catch (UmulException refusal) when (refusal.Code == ErrorCode.Invalid)
            {
                refused.Add(parameter.Key);
            }
        }
        return refused;
    }
}
