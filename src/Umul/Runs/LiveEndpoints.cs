using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http.HttpResults;
using Umul.Metrics;
using Umul.Projects;
using Umul.Web;

namespace Umul.Runs;

/// <summary>Server-sent events for open pages: which runs changed, and which metrics of which runs grew; at most once a second.</summary>
internal static class LiveEndpoints
{
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_heartbeat = TimeSpan.FromSeconds(20);

    extension(IEndpointRouteBuilder routes)
    {
        public void MapLive()
        {
            routes.MapGet("/api/projects/{project:long}/live", OfProject);
            routes.MapGet("/api/runs/{id}/live", OfRun);
        }
    }

    private static ServerSentEventsResult<LiveChange> OfProject(long project, HttpContext context, Sources sources)
    {
        // The feed itself asks nobody: who may not see the project is told that there is none.
        if (sources.Projects.Find(project) is null) throw new UmulException(ErrorCode.NotFound, new Sentence(
            $"There is no project {project}.",
            $"{project}번 프로젝트가 없습니다."));
        return TypedResults.ServerSentEvents(Follow(project, null, sources, context.RequestAborted));
    }

    private static ServerSentEventsResult<LiveChange> OfRun(string id, HttpContext context, Sources sources)
    {
        if (sources.Runs.Find(id) is not { } run) throw new UmulException(ErrorCode.NotFound, new Sentence(
            $"There is no run '{id}'.",
            $"실행 '{id}'이(가) 없습니다."));
        return TypedResults.ServerSentEvents(Follow(run.ProjectId, id, sources, context.RequestAborted));
    }

    private static async IAsyncEnumerable<SseItem<LiveChange>> Follow(
        long project, string? onlyRun, Sources sources, [EnumeratorCancellation] CancellationToken gone)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(gone, sources.Lifetime.ApplicationStopping);
        // The page asks for what there is only after the stream is open, so nothing falls between.
        yield return new SseItem<LiveChange>(LiveChange.Nothing, "open");
        var growth = new SeriesGrowth(sources.Runs, sources.Metrics);
        await using var news = sources.Feed.Listen(project, over.Token).GetAsyncEnumerator(CancellationToken.None);
        var next = Next(news);
        while (!over.IsCancellationRequested)
        {
            if (await Task.WhenAny(next, Task.Delay(s_heartbeat, over.Token)) != next)
            {
                if (over.IsCancellationRequested) break;
                yield return new SseItem<LiveChange>(LiveChange.Nothing, "beat");
                continue;
            }
            await Task.WhenAny(Task.Delay(s_pause, over.Token)); // gather what comes together; WhenAny does not throw
            List<RunChange> changes = [];
            while (next.IsCompletedSuccessfully && next.Result && changes.Count < 10_000)
            {
                if (onlyRun is null || news.Current.RunId == onlyRun) changes.Add(news.Current);
                next = Next(news);
            }
            if (changes.Count > 0) yield return new SseItem<LiveChange>(growth.Summarise(changes), "change");
            if (next.IsCompleted && !(next.IsCompletedSuccessfully && next.Result)) break;
        }
        await Task.WhenAny(next); // an enumerator may not be disposed of while it moves
    }

    private static Task<bool> Next(IAsyncEnumerator<RunChange> news) => news.MoveNextAsync().AsTask();

    /// <summary>What a stream reads from.</summary>
    internal sealed record Sources(LiveFeed Feed, ProjectStore Projects, RunStore Runs, MetricStore Metrics, IHostApplicationLifetime Lifetime);
}

/// <summary>What open pages are told.</summary>
/// <param name="Runs">Runs created, renamed, tagged, ended or moved.</param>
/// <param name="Points">Runs with new points, by metric.</param>
internal sealed record LiveChange(IReadOnlyList<string> Runs, IReadOnlyDictionary<string, IReadOnlyList<string>> Points)
{
    public static readonly LiveChange Nothing = new([], new Dictionary<string, IReadOnlyList<string>>());
}

/// <summary>Finds out which metrics of a changed run grew since the page was last told.</summary>
internal sealed class SeriesGrowth(RunStore runs, MetricStore metrics)
{
    private readonly Dictionary<(string Run, string Key), long> _told = [];

    public LiveChange Summarise(IEnumerable<RunChange> changes)
    {
        HashSet<string> changed = new(StringComparer.Ordinal), grown = new(StringComparer.Ordinal);
        foreach (var change in changes) (change.What == "metrics" ? grown : changed).Add(change.RunId);
        Dictionary<string, List<string>> points = new(StringComparer.Ordinal);
        foreach (var id in grown)
        {
            if (runs.Find(id) is not { } run) continue;
            foreach (var (key, summary) in metrics.Summaries(run.ProjectId, run.RowId))
            {
                if (_told.GetValueOrDefault((id, key)) == summary.Count) continue;
                _told[(id, key)] = summary.Count;
                if (!points.TryGetValue(key, out var list)) points[key] = list = [];
                list.Add(id);
            }
        }
        return new LiveChange([.. changed], points.ToDictionary(p => p.Key, p => (IReadOnlyList<string>)p.Value, StringComparer.Ordinal));
    }
}
