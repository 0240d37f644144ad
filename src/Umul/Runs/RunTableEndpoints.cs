using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Umul.Projects;
using Umul.Runs.Search;
using Umul.Web;

namespace Umul.Runs;

/// <summary>What the run table reads: rows, the names of columns, the values of those on screen, groups. All of it as columns.</summary>
internal static class RunTableEndpoints
{
    // Enough to tell whether a metric is logged once a run.
    private const int NewestRuns = 4;

    private const string Note = "mlflow.note.content";

    // JSON has no NaN and no infinities; here they travel as words.
    private static readonly JsonSerializerOptions s_wire = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    extension(IEndpointRouteBuilder routes)
    {
        public void MapRunTable()
        {
            routes.MapPost("/api/projects/{project:long}/run-rows", Rows);
            routes.MapPost("/api/run-rows", RowsById);
            routes.MapGet("/api/projects/{project:long}/columns", Names);
            routes.MapGet("/api/runs/{id}/columns", NamesOfRun);
            routes.MapPost("/api/projects/{project:long}/column-values", Values);
            routes.MapPost("/api/projects/{project:long}/groups", Groups);
        }
    }

    private static JsonHttpResult<RunRows> Rows(long project, RowQuestion question, ProjectStore projects, RunCatalog catalog, RunSearch search)
    {
        Require(projects, project);
        var columns = catalog.Of(project);
        var total = columns.Runs.Count(r => r.DeletedMs is null != question.Bin);
        var page = search.Find(new RunQuery
        {
            Projects = [project],
            Filter = Parse(question.Filter),
            Scope = question.Bin ? RunScope.Deleted : RunScope.Active,
            Limit = int.MaxValue,
        });
        return TypedResults.Json(RunRows.Of(page.Runs, columns.Tag(Note), total), s_wire);
    }

    private static JsonHttpResult<RunRows> RowsById(RowsByIdQuestion question, RunStore runs, RunCatalog catalog)
    {
        var found = runs.Find(question.Runs);
        var notes = new Dictionary<long, string>();
        foreach (var project in found.Select(r => r.ProjectId).Distinct())
        {
            foreach (var (run, note) in catalog.Of(project).Tag(Note)) notes[run] = note;
        }
        return TypedResults.Json(RunRows.Of(found, notes, found.Count), s_wire);
    }

    private static JsonHttpResult<ColumnNames> Names(long project, ProjectStore projects, KeyStore keys, ColumnStore columns, RunCatalog catalog, RunStore runs)
    {
        Require(projects, project);
        var newest = runs.Data([.. catalog.Of(project).Runs.Where(r => r.DeletedMs is null).Take(NewestRuns)]);
        var once = newest.SelectMany(d => d.Metrics).GroupBy(m => m.Key, StringComparer.Ordinal).Where(m => m.All(s => s.Summary.Count == 1)).Select(m => m.Key).ToHashSet(StringComparer.Ordinal);
        var all = keys.OfProject(project);
        var varying = columns.VaryingParams(project);
        return TypedResults.Json(
            new ColumnNames(
                [.. all.Where(k => k.Kind == KeyKind.Metric).Select(k => new MetricName(k.Name, (int)k.Direction, IsGuess(k), once.Contains(k.Name)))],
                [.. all.Where(k => k.Kind == KeyKind.Param).Select(k => new ParamName(k.Name, varying.Contains(k.Id)))],
                [.. all.Where(k => k.Kind == KeyKind.Tag).Select(k => new TagName(k.Name))]),
            s_wire);
    }

    private static Results<JsonHttpResult<ColumnNames>, NotFound> NamesOfRun(string id, RunStore runs, KeyStore keys)
    {
        if (runs.Find(id) is not { } run) return TypedResults.NotFound();
        var data = runs.Data([run])[0];
        var directions = keys.OfProject(run.ProjectId).Where(k => k.Kind == KeyKind.Metric).ToDictionary(k => k.Name, StringComparer.Ordinal);
        return TypedResults.Json(
            new ColumnNames(
                [.. data.Metrics.Select(m => directions.TryGetValue(m.Key, out var k) ? new MetricName(m.Key, (int)k.Direction, IsGuess(k), m.Summary.Count == 1) : new MetricName(m.Key, 0, false, false))],
                [.. data.Params.Select(p => new ParamName(p.Key, false))],
                [.. data.Tags.Select(t => new TagName(t.Key))]),
            s_wire);
    }

    private static JsonHttpResult<ColumnsReply> Values(long project, ValuesQuestion question, ProjectStore projects, RunCatalog catalog)
    {
        Require(projects, project);
        var columns = catalog.Of(project);
        var rows = RowIds(columns, question.Runs);
        var reply = new Dictionary<string, ColumnValues>(StringComparer.Ordinal);
        foreach (var name in question.Columns)
        {
            if (ColumnValues.Of(columns, name, rows) is { } values) reply[name] = values;
        }
        return TypedResults.Json(new ColumnsReply(reply), s_wire);
    }

    private static JsonHttpResult<RunGrouping> Groups(long project, GroupQuestion question, ProjectStore projects, RunCatalog catalog, KeyStore keys)
    {
        Require(projects, project);
        var columns = catalog.Of(project);
        var byId = columns.Runs.ToDictionary(r => r.Id, StringComparer.Ordinal);
        List<Run> runs = [.. question.Runs.Select(id => byId.GetValueOrDefault(id)).OfType<Run>()];
        var names = keys.OfProject(project);
        return TypedResults.Json(RunGrouping.Of(columns, runs, question.By, names), s_wire);
    }

    private static bool IsGuess(Key key) => key is { IsGuess: true, Direction: not MetricDirection.Unknown };

    private static long?[] RowIds(ProjectRuns columns, IReadOnlyList<string> ids)
    {
        var byId = columns.Runs.ToDictionary(r => r.Id, r => r.RowId, StringComparer.Ordinal);
        return [.. ids.Select(id => byId.TryGetValue(id, out var row) ? row : (long?)null)];
    }

    private static void Require(ProjectStore projects, long id)
    {
        if (projects.Find(id) is null) throw new UmulException(ErrorCode.NotFound, new Sentence($"There is no project {id}.", $"{id}번 프로젝트가 없습니다."));
    }

    private static FilterExpression Parse(string? filter) => FilterParser.Parse(filter, FilterVocabulary.Runs);

    internal sealed record RowQuestion(string? Filter, bool Bin);

    internal sealed record RowsByIdQuestion(IReadOnlyList<string> Runs);

    internal sealed record ValuesQuestion(IReadOnlyList<string> Runs, IReadOnlyList<string> Columns);

    internal sealed record GroupQuestion(IReadOnlyList<string> Runs, IReadOnlyList<string> By);

    internal sealed record ColumnsReply(IReadOnlyDictionary<string, ColumnValues> Columns);

    internal sealed record ColumnNames(IReadOnlyList<MetricName> Metrics, IReadOnlyList<ParamName> Params, IReadOnlyList<TagName> Tags);

    internal sealed record MetricName(string Key, int Direction, bool Guess, bool Once);

    internal sealed record ParamName(string Key, bool Varies);

    internal sealed record TagName(string Key);
}
