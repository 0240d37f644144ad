using Umul.Projects;
using Umul.Runs.Search;
using Umul.Web;

namespace Umul.Runs;

/// <summary>A run as programs read it: what it is and what was logged to it, metrics with last and best value.</summary>
internal sealed record RunAnswer
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Name of its project.</summary>
    public required string Project { get; init; }

    /// <summary>running, scheduled, finished, failed or killed.</summary>
    public required string Status { get; init; }

    /// <summary>Who started it.</summary>
    public required string UserName { get; init; }

    /// <summary>Milliseconds since 1970, UTC.</summary>
    public long? StartedMs { get; init; }

    /// <summary>Milliseconds since 1970, UTC.</summary>
    public long? EndedMs { get; init; }

    /// <summary>Params by name.</summary>
    public required IReadOnlyDictionary<string, string> Params { get; init; }

    /// <summary>Tags by name.</summary>
    public required IReadOnlyDictionary<string, string> Tags { get; init; }

    /// <summary>Metrics by name.</summary>
    public required IReadOnlyDictionary<string, MetricAnswer> Metrics { get; init; }
}

/// <summary>A metric's summary; numbers that JSON has no words for are null.</summary>
internal sealed record MetricAnswer(double? Last, long LastStep, double? Minimum, double? Maximum, long Count, long NanCount);

/// <summary>Runs over HTTP, for commands and scripts.</summary>
internal static class RunApi
{
    extension(IEndpointRouteBuilder routes)
    {
        /// <summary>Maps <c>/api/runs</c> and <c>/api/runs/{id}</c>.</summary>
        public void MapRunApi()
        {
            routes.MapGet("/api/runs", List);
            routes.MapGet("/api/runs/{id}", Show);
        }
    }

    private static IReadOnlyList<RunAnswer> List(string? project, string? filter, int? limit, ProjectStore projects, RunSearch search, RunStore runs)
    {
        var scope = project is null ? projects.All().Where(p => p.DeletedMs is null).ToList() : [Require(projects, project)];
        var parsed = FilterParser.Parse(filter, FilterVocabulary.Runs);
        var page = search.Find(new RunQuery { Projects = [.. scope.Select(p => p.Id)], Filter = parsed, Limit = Math.Clamp(limit ?? 50, 1, 50_000) });
        var names = scope.ToDictionary(p => p.Id, p => p.Name);
        return [.. runs.Data(page.Runs).Select(d => Of(d, names[d.Run.ProjectId]))];
    }

    private static RunAnswer Show(string id, ProjectStore projects, RunStore runs, RunLookup lookup)
    {
        var run = runs.Find(lookup.Require(id))!;
        return Of(runs.Data([run])[0], projects.Find(run.ProjectId)?.Name ?? "");
    }

    private static Project Require(ProjectStore projects, string name) =>
        projects.FindByName(name) ?? throw new UmulException(ErrorCode.NotFound, new Sentence(
            $"There is no project named '{name}'.",
            $"'{name}' 프로젝트가 없습니다."));

    private static RunAnswer Of(RunData data, string project) => new()
    {
        Id = data.Run.Id,
        Name = data.Run.Name,
        Project = project,
        Status = data.Run.Status.ToString().ToLowerInvariant(),
        UserName = data.Run.UserName,
        StartedMs = data.Run.StartedMs,
        EndedMs = data.Run.EndedMs,
        Params = data.Params.ToDictionary(StringComparer.Ordinal),
        Tags = data.Tags.ToDictionary(StringComparer.Ordinal),
        Metrics = data.Metrics.ToDictionary(
            m => m.Key,
            m => new MetricAnswer(
                Finite(m.Summary.LastValue), m.Summary.LastStep, Finite(m.Summary.Minimum), Finite(m.Summary.Maximum), m.Summary.Count, m.Summary.NanCount),
            StringComparer.Ordinal),
    };

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;
}
