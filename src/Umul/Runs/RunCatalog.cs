using System.Collections.Concurrent;
using Dapper;
using Umul.Access;
using Umul.Database;
using Umul.Metrics;

namespace Umul.Runs;

/// <summary>
/// The runs of a project as columns in memory, for searching, sorting and the run table. A project's columns are read at the first
/// question and again after a change; metric columns always show what was acknowledged last.
/// </summary>
internal sealed class RunCatalog(UmulDatabase database, KeyStore keys, MetricStore metrics)
{
    private readonly ConcurrentDictionary<long, ProjectRuns> _projects = new();

    /// <summary>The project's runs, those in the bin included, newest first.</summary>
    public ProjectRuns Of(long projectId)
    {
        Caller.RequireReader(projectId);
        if (_projects.TryGetValue(projectId, out var runs)) return runs;
        runs = new ProjectRuns(projectId, database, keys, metrics);
        return _projects.TryAdd(projectId, runs) ? runs : _projects.GetValueOrDefault(projectId, runs);
    }

    /// <summary>Everything may have changed.</summary>
    public void Clear() => _projects.Clear();

    /// <summary>Runs, params or tags of the project have changed.</summary>
    public void Changed(long projectId) => _projects.TryRemove(projectId, out _);
}

/// <summary>One project's runs as columns. Immutable but for metrics, which are read anew at each question.</summary>
internal sealed class ProjectRuns(long projectId, UmulDatabase database, KeyStore keys, MetricStore metrics)
{
    private readonly ConcurrentDictionary<(KeyKind, string), IReadOnlyDictionary<long, string>> _texts = new();
    private readonly Lazy<IReadOnlyList<Run>> _runs = new(() =>
    {
        using var connection = database.OpenRead();
        return connection.Query<Run>(
            $"SELECT {RunStore.Columns} FROM runs WHERE project_id = @projectId ORDER BY started_ms DESC, id", new { projectId }).AsList();
    });

    /// <summary>All runs, those in the bin included, newest start first.</summary>
    public IReadOnlyList<Run> Runs => _runs.Value;

    /// <summary>One param: value by the run's row id.</summary>
    public IReadOnlyDictionary<long, string> Param(string name) => Text(KeyKind.Param, "params", name);

    /// <summary>One tag: value by the run's row id.</summary>
    public IReadOnlyDictionary<long, string> Tag(string name) => Text(KeyKind.Tag, "tags", name);

    /// <summary>One metric: summary by the run's row id.</summary>
    public IReadOnlyDictionary<long, SeriesSummary> Metric(string name) =>
        keys.Find(projectId, KeyKind.Metric, name) is { } keyId ? metrics.Column(projectId, keyId) : new Dictionary<long, SeriesSummary>();

    private IReadOnlyDictionary<long, string> Text(KeyKind kind, string table, string name) => _texts.GetOrAdd((kind, name), _ =>
    {
        var column = new Dictionary<long, string>();
        if (keys.Find(projectId, kind, name) is not { } keyId) return column;
        using var connection = database.OpenRead();
        using var reader = connection.Read($"SELECT run, value FROM {table} WHERE key_id = @p0", keyId);
        while (reader.Read()) column[reader.GetInt64(0)] = reader.GetString(1);
        return column;
    });
}
