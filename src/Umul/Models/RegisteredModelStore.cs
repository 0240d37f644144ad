using System.Data.Common;
using Dapper;
using Umul.Access;
using Umul.Database;
using Umul.Web;

namespace Umul.Models;

/// <summary>All SQL about the registry: named models, their versions, tags and aliases.</summary>
/// <remarks>The registry belongs to no project: every account may read it, and whoever may write to some project may write to it.</remarks>
internal sealed class RegisteredModelStore(UmulDatabase database, TimeProvider clock)
{
    private const string VersionColumns =
        "v.model AS ModelId, m.name AS Name, v.version AS Version, v.description AS Description, v.stage AS Stage, v.source AS Source, "
        + "v.run AS Run, v.run_link AS RunLink, v.logged_model AS LoggedModel, v.created_ms AS CreatedMs, v.updated_ms AS UpdatedMs";

    /// <exception cref="UmulException">The name is taken.</exception>
    public Task Create(string name, string description, IReadOnlyList<KeyValuePair<string, string>> tags) => database.Writer.Write(scope =>
    {
        RequireFree(scope, name);
        var id = Convert.ToInt64(scope.Scalar(
            "INSERT INTO registered_models (name, description, created_ms, updated_ms) VALUES (@p0, @p1, @p2, @p2) RETURNING id",
            name, description, clock.UnixMs), null);
        foreach (var (key, value) in tags)
            SetTag(scope, id, key, value);
    });

    /// <summary>The model of that name with all that belongs to it, or null.</summary>
    public RegisteredModelData? Find(string name)
    {
        using var connection = database.OpenRead();
        return Read(connection, "WHERE m.name = @name", new { name }).SingleOrDefault();
    }

    /// <summary>All models, by name.</summary>
    public IReadOnlyList<RegisteredModelData> All()
    {
        using var connection = database.OpenRead();
        return Read(connection, "", new { });
    }

    public Task Rename(string name, string newName) => database.Writer.Write(scope =>
    {
        var id = Require(scope, name);
        if (name == newName)
            return;
        RequireFree(scope, newName);
        scope.Execute("UPDATE registered_models SET name = @p0, updated_ms = @p1 WHERE id = @p2", newName, clock.UnixMs, id);
    });

    public Task Describe(string name, string description) => database.Writer.Write(scope =>
        scope.Execute("UPDATE registered_models SET description = @p0, updated_ms = @p1 WHERE id = @p2", description, clock.UnixMs, Require(scope, name)));

    public Task Delete(string name) => database.Writer.Write(scope =>
        scope.Execute("DELETE FROM registered_models WHERE id = @p0", Require(scope, name)));

    public Task SetTag(string name, string key, string value) => database.Writer.Write(scope => SetTag(scope, Require(scope, name), key, value));

    public Task DeleteTag(string name, string key) => database.Writer.Write(scope =>
        scope.Execute("DELETE FROM registered_model_tags WHERE model = @p0 AND name = @p1", Require(scope, name), key));

    /// <summary>Points an alias at a version, taking it from the one that had it.</summary>
    public Task SetAlias(string name, string alias, long version) => database.Writer.Write(scope =>
    {
        var id = RequireVersion(scope, name, version);
        scope.Execute(
            "INSERT INTO model_aliases (model, alias, version) VALUES (@p0, @p1, @p2) ON CONFLICT (model, alias) DO UPDATE SET version = excluded.version",
            id, alias, version);
    });

    public Task DeleteAlias(string name, string alias) => database.Writer.Write(scope =>
        scope.Execute("DELETE FROM model_aliases WHERE model = @p0 AND alias = @p1", Require(scope, name), alias));

    /// <summary>Adds the next version; its number is the answer.</summary>
    public Task<long> AddVersion(ModelVersion request, IReadOnlyList<KeyValuePair<string, string>> tags) => database.Writer.Write(scope =>
    {
        var id = Require(scope, request.Name);
        var now = clock.UnixMs;
        var version = Convert.ToInt64(scope.Scalar(
            "UPDATE registered_models SET last_version = last_version + 1, updated_ms = @p0 WHERE id = @p1 RETURNING last_version", now, id), null);
        scope.Execute(
            """
            INSERT INTO model_versions (model, version, description, stage, source, run, run_link, logged_model, created_ms, updated_ms)
            VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p8)
            """,
            id, version, request.Description, request.Stage, request.Source, request.Run, request.RunLink, request.LoggedModel, now);
        foreach (var (key, value) in tags)
            SetVersionTag(scope, id, version, key, value);
        return version;
    });

    public Task DescribeVersion(string name, long version, string description) => database.Writer.Write(scope =>
    {
        var id = RequireVersion(scope, name, version);
        scope.Execute("UPDATE model_versions SET description = @p0, updated_ms = @p1 WHERE model = @p2 AND version = @p3", description, clock.UnixMs, id, version);
    });

    /// <summary>Moves a version to a stage; others in that stage go to the archive if asked.</summary>
    public Task MoveToStage(string name, long version, string stage, bool archivesOthers) => database.Writer.Write(scope =>
    {
        var id = RequireVersion(scope, name, version);
        var now = clock.UnixMs;
        if (archivesOthers)
        {
            scope.Execute("UPDATE model_versions SET stage = 'Archived', updated_ms = @p0 WHERE model = @p1 AND stage = @p2 AND version <> @p3",
                now, id, stage, version);
        }
        scope.Execute("UPDATE model_versions SET stage = @p0, updated_ms = @p1 WHERE model = @p2 AND version = @p3", stage, now, id, version);
        scope.Execute("UPDATE registered_models SET updated_ms = @p0 WHERE id = @p1", now, id);
    });

    public Task DeleteVersion(string name, long version) => database.Writer.Write(scope =>
    {
        var id = RequireVersion(scope, name, version);
        scope.Execute("DELETE FROM model_versions WHERE model = @p0 AND version = @p1", id, version);
        scope.Execute("UPDATE registered_models SET updated_ms = @p0 WHERE id = @p1", clock.UnixMs, id);
    });

    public Task SetVersionTag(string name, long version, string key, string value) => database.Writer.Write(scope =>
        SetVersionTag(scope, RequireVersion(scope, name, version), version, key, value));

    public Task DeleteVersionTag(string name, long version, string key) => database.Writer.Write(scope =>
    {
        var id = RequireVersion(scope, name, version);
        scope.Execute("DELETE FROM model_version_tags WHERE model = @p0 AND version = @p1 AND name = @p2", id, version, key);
    });

    private static long Require(WriteScope scope, string name)
    {
        RequireRegistrar();
        return scope.Scalar("SELECT id FROM registered_models WHERE name = @p0", name) is { } id
            ? Convert.ToInt64(id, null)
            : throw new UmulException(ErrorCode.NotFound, new Sentence($"Registered Model with name={name} not found", $"등록된 모델이 없습니다(name={name})"));
    }

    // The registry belongs to no project: who may write to one project only must not change what the others rely on.
    private static void RequireRegistrar() => Caller.RequireEverywhere(Role.Writer);

    private static long RequireVersion(WriteScope scope, string name, long version)
    {
        var id = Require(scope, name);
        return scope.Scalar("SELECT 1 FROM model_versions WHERE model = @p0 AND version = @p1", id, version) is not null
            ? id
            : throw new UmulException(ErrorCode.NotFound, new Sentence(
                $"Model Version (name={name}, version={version}) not found",
                $"모델 버전이 없습니다(name={name}, version={version})"));
    }

    private static void RequireFree(WriteScope scope, string name)
    {
        RequireRegistrar();
        if (scope.Scalar("SELECT id FROM registered_models WHERE name = @p0", name) is not null)
            throw new UmulException(ErrorCode.AlreadyExists, new Sentence(
                $"Registered Model (name={name}) already exists.",
                $"등록된 모델이 이미 있습니다(name={name})."));
    }

    private static void SetTag(WriteScope scope, long id, string key, string value) => scope.Execute(
        "INSERT INTO registered_model_tags (model, name, value) VALUES (@p0, @p1, @p2) ON CONFLICT (model, name) DO UPDATE SET value = excluded.value",
        id, key, value);

    private static void SetVersionTag(WriteScope scope, long id, long version, string key, string value) => scope.Execute(
        "INSERT INTO model_version_tags (model, version, name, value) VALUES (@p0, @p1, @p2, @p3) ON CONFLICT (model, version, name) DO UPDATE SET value = excluded.value",
        id, version, key, value);

    private static List<RegisteredModelData> Read(DbConnection connection, string where, object parameters)
    {
        var models = connection.Query<RegisteredModel>(
            $"SELECT m.id AS Id, m.name AS Name, m.description AS Description, m.created_ms AS CreatedMs, m.updated_ms AS UpdatedMs FROM registered_models m {where} ORDER BY m.name",
            parameters).Select(m => new RegisteredModelData(m)).ToList();
        var byId = models.ToDictionary(m => m.Model.Id);
        var versions = new Dictionary<(long, long), ModelVersionData>();
        foreach (var version in connection.Query<ModelVersion>(
            $"SELECT {VersionColumns} FROM model_versions v JOIN registered_models m ON m.id = v.model {where} ORDER BY v.model, v.version", parameters))
        {
            if (!byId.TryGetValue(version.ModelId, out var model))
                continue; // registered since the first of these queries
            var data = versions[(version.ModelId, version.Version)] = new ModelVersionData(version);
            model.Versions.Add(data);
        }
        foreach (var (model, name, value) in connection.Query<(long, string, string)>(
            $"SELECT t.model, t.name, t.value FROM registered_model_tags t JOIN registered_models m ON m.id = t.model {where} ORDER BY t.name", parameters))
            byId.GetValueOrDefault(model)?.Tags.Add(new(name, value));
        foreach (var (model, version, name, value) in connection.Query<(long, long, string, string)>(
            $"SELECT t.model, t.version, t.name, t.value FROM model_version_tags t JOIN registered_models m ON m.id = t.model {where} ORDER BY t.name", parameters))
            versions.GetValueOrDefault((model, version))?.Tags.Add(new(name, value));
        foreach (var (model, alias, version) in connection.Query<(long, string, long)>(
            $"SELECT a.model, a.alias, a.version FROM model_aliases a JOIN registered_models m ON m.id = a.model {where} ORDER BY a.alias", parameters))
        {
            if (!versions.TryGetValue((model, version), out var pointedAt))
                continue;
            byId[model].Aliases.Add(new(alias, version));
            pointedAt.Aliases.Add(alias);
        }
        return models;
    }
}
