using System.Buffers.Binary;
using System.Data.Common;
using System.Security.Cryptography;
using Dapper;
using Umul.Access;
using Umul.Database;
using Umul.Projects;
using Umul.Runs;
using Umul.Web;

namespace Umul.Models;

/// <summary>All SQL about models that runs logged.</summary>
internal sealed class LoggedModelStore(UmulDatabase database, RunStore runs, TimeProvider clock)
{
    private const string Columns =
        "id AS Id, project_id AS ProjectId, name AS Name, kind AS Kind, source_run AS SourceRun, status AS Status, "
        + "created_ms AS CreatedMs, updated_ms AS UpdatedMs, deleted_ms AS DeletedMs";

    /// <summary>Creates a model that waits for its files; id and times are given here.</summary>
    public Task<LoggedModel> Create(
        LoggedModel request, IReadOnlyList<KeyValuePair<string, string>> parameters, IReadOnlyList<KeyValuePair<string, string>> tags)
        => database.Writer.Write(scope =>
        {
            ProjectStore.RequireActive(scope, request.ProjectId);
            var now = clock.UnixMs;
            var model = request with { Id = "m-" + RandomNumberGenerator.GetHexString(32, lowercase: true), CreatedMs = now, UpdatedMs = now };
            if (model.Name.Length == 0)
                model = model with { Name = RunNames.Random() };
            scope.Execute(
                "INSERT INTO logged_models (id, project_id, name, kind, source_run, status, created_ms, updated_ms) VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p6)",
                model.Id, model.ProjectId, model.Name, model.Kind, model.SourceRun, (int)model.Status, now);
            WritePairs(scope, "logged_model_params", model.Id, parameters);
            WritePairs(scope, "logged_model_tags", model.Id, tags);
            return model;
        });

    /// <summary>The model of that id; null if there is none or it was deleted.</summary>
    public LoggedModelData? Find(string id)
    {
        using var connection = database.OpenRead();
        return Read(connection, "id = @id", new { id }).SingleOrDefault();
    }

    /// <summary>Whether a model of that id was ever created.</summary>
    public bool Exists(string id)
    {
        using var connection = database.OpenRead();
        return connection.QuerySingleOrDefault<long?>("SELECT project_id FROM logged_models WHERE id = @id", new { id }) is not null;
    }

    /// <summary>All models of projects that are not deleted, newest first.</summary>
    public IReadOnlyList<LoggedModelData> OfProjects(IReadOnlyCollection<long> projects)
    {
        using var connection = database.OpenRead();
        return Read(connection, $"project_id IN ({Sql.List(projects)})", new { });
    }

    public Task SetStatus(string id, LoggedModelStatus status) => database.Writer.Write(scope =>
    {
        Require(scope, id);
        scope.Execute("UPDATE logged_models SET status = @p0, updated_ms = @p1 WHERE id = @p2", (int)status, clock.UnixMs, id);
    });

    public Task Delete(string id) => database.Writer.Write(scope =>
    {
        Require(scope, id);
        scope.Execute("UPDATE logged_models SET deleted_ms = @p0 WHERE id = @p1", clock.UnixMs, id);
    });

    public Task SetTags(string id, IReadOnlyList<KeyValuePair<string, string>> tags) => database.Writer.Write(scope =>
    {
        Require(scope, id);
        WritePairs(scope, "logged_model_tags", id, tags);
    });

    /// <summary>Removes a tag; false if there was none.</summary>
    public Task<bool> DeleteTag(string id, string name) => database.Writer.Write(scope =>
    {
        Require(scope, id);
        return scope.Execute("DELETE FROM logged_model_tags WHERE model = @p0 AND name = @p1", id, name) > 0;
    });

    public Task AddParams(string id, IReadOnlyList<KeyValuePair<string, string>> parameters) => database.Writer.Write(scope =>
    {
        Require(scope, id);
        WritePairs(scope, "logged_model_params", id, parameters);
    });

    /// <summary>Keeps the latest of the measured values, by step and then time.</summary>
    public Task Measure(string id, IReadOnlyList<ModelMetric> metrics) => database.Writer.Write(scope =>
    {
        Require(scope, id);
        foreach (var metric in metrics)
        {
            var bytes = new byte[8];
            BinaryPrimitives.WriteDoubleLittleEndian(bytes, metric.Value);
            scope.Execute(
                """
                INSERT INTO logged_model_metrics (model, name, run, dataset_name, dataset_digest, step, time_ms, value)
                VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7)
                ON CONFLICT (model, name, run, dataset_name, dataset_digest) DO UPDATE SET step = excluded.step, time_ms = excluded.time_ms, value = excluded.value
                WHERE excluded.step > logged_model_metrics.step OR (excluded.step = logged_model_metrics.step AND excluded.time_ms >= logged_model_metrics.time_ms)
                """,
                id, metric.Name, metric.Run, metric.DatasetName, metric.DatasetDigest, metric.Step, metric.TimeMs, bytes);
        }
    });

    /// <summary>Notes which models a run used or made.</summary>
    public Task Link(string runId, IReadOnlyList<RunModel> models) => database.Writer.Write(scope =>
    {
        var run = runs.RequireActive(scope, runId);
        foreach (var model in models)
        {
            scope.Execute(
                "INSERT INTO run_models (run, model, role, step) VALUES (@p0, @p1, @p2, @p3) ON CONFLICT (run, role, model) DO UPDATE SET step = excluded.step",
                run.RowId, model.Model, (int)model.Role, model.Step);
        }
    });

    /// <summary>Models that the given runs used or made, by the run's row id.</summary>
    public ILookup<long, RunModel> OfRuns(IEnumerable<long> runRows)
    {
        // Not through Dapper: it compiles a mapping anew for each text, and this text differs from page to page.
        using var connection = database.OpenRead();
        using var reader = connection.Read($"SELECT run, model, role, step FROM run_models WHERE run IN ({Sql.List(runRows)}) ORDER BY run, role, step, model");
        var found = new List<(long Run, RunModel Model)>();
        while (reader.Read()) found.Add((reader.GetInt64(0), new RunModel(reader.GetString(1), (ModelRole)reader.GetInt16(2), reader.GetInt64(3))));
        return found.ToLookup(r => r.Run, r => r.Model);
    }

    private static void Require(WriteScope scope, string id)
    {
        var project = scope.Scalar("SELECT project_id FROM logged_models WHERE id = @p0 AND deleted_ms IS NULL", id)
            ?? throw new UmulException(ErrorCode.NotFound, new Sentence($"Logged model with ID '{id}' not found.", $"ID가 '{id}'인 기록된 모델이 없습니다."));
        Caller.RequireWriter(Convert.ToInt64(project, null));
    }

    private static void WritePairs(WriteScope scope, string table, string id, IReadOnlyList<KeyValuePair<string, string>> pairs)
    {
        foreach (var (name, value) in pairs)
        {
            scope.Execute(
                $"INSERT INTO {table} (model, name, value) VALUES (@p0, @p1, @p2) ON CONFLICT (model, name) DO UPDATE SET value = excluded.value",
                id, name, value);
        }
    }

    /// <summary>Models that the condition selects and the caller may see, newest first, each with all that belongs to it.</summary>
    private static List<LoggedModelData> Read(DbConnection connection, string condition, object parameters)
    {
        var chosen = $"FROM logged_models WHERE {condition} AND deleted_ms IS NULL";
        var models = connection.Query<LoggedModel>($"SELECT {Columns} {chosen} ORDER BY created_ms DESC, id", parameters)
            .Where(m => Caller.MayRead(m.ProjectId)).Select(m => new LoggedModelData(m)).ToList();
        var byId = models.ToDictionary(m => m.Model.Id, StringComparer.Ordinal);
        ReadPairs("logged_model_params", m => m.Params);
        ReadPairs("logged_model_tags", m => m.Tags);
        foreach (var row in connection.Query<(string Model, string Name, string Run, string DatasetName, string DatasetDigest, long Step, long TimeMs, byte[] Value)>(
            "SELECT model, name, run, dataset_name, dataset_digest, step, time_ms, value FROM logged_model_metrics "
            + $"WHERE model IN (SELECT id {chosen}) ORDER BY name, run", parameters))
        {
            byId.GetValueOrDefault(row.Model)?.Metrics.Add(new ModelMetric(
                row.Name, row.Run, row.DatasetName, row.DatasetDigest, row.Step, row.TimeMs, BinaryPrimitives.ReadDoubleLittleEndian(row.Value)));
        }
        return models;

        void ReadPairs(string table, Func<LoggedModelData, List<KeyValuePair<string, string>>> list)
        {
            foreach (var (model, name, value) in connection.Query<(string, string, string)>(
                $"SELECT model, name, value FROM {table} WHERE model IN (SELECT id {chosen}) ORDER BY name", parameters))
            {
                if (byId.TryGetValue(model, out var data))
                    list(data).Add(new(name, value));
            }
        }
    }
}
