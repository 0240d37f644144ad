using System.Collections.Concurrent;
using Dapper;
using Umul.Access;
using Umul.Database;
using Umul.Web;

namespace Umul.Projects;

/// <summary>All SQL about projects and their tags. Project 0, "Default", always exists: MLflow clients log to it unasked.</summary>
internal sealed class ProjectStore(UmulDatabase database, TimeProvider clock)
{
    private readonly ConcurrentDictionary<long, string?> _artifactRoots = NewRoots(database);

    private const string Columns =
        "id, name, artifact_root AS ArtifactRoot, created_ms AS CreatedMs, updated_ms AS UpdatedMs, deleted_ms AS DeletedMs";

    /// <summary>Creates a project; its id is the answer.</summary>
    /// <exception cref="UmulException"><see cref="ErrorCode.AlreadyExists"/>: the name is taken, also by a project in the bin.</exception>
    public Task<long> Create(string name, string? artifactRoot = null, IReadOnlyDictionary<string, string>? tags = null) =>
        database.Writer.Write(scope =>
        {
            Caller.RequireEverywhere(Role.Writer);
            if (scope.Scalar("SELECT id FROM projects WHERE name = @p0", name) is not null)
                throw new UmulException(ErrorCode.AlreadyExists, new Sentence(
                    $"A project named '{name}' already exists.",
                    $"'{name}' 프로젝트가 이미 있습니다."));
            var now = clock.UnixMs;
            var id = Convert.ToInt64(scope.Scalar(
                "INSERT INTO projects (name, artifact_root, created_ms, updated_ms) VALUES (@p0, @p1, @p2, @p2) RETURNING id",
                name, artifactRoot, now), null);
            foreach (var (key, value) in tags ?? new Dictionary<string, string>()) SetTag(scope, id, key, value);
            return id;
        });

    /// <summary>The project, also if it is in the bin; null if there is none.</summary>
    public Project? Find(long id)
    {
        using var connection = database.OpenRead();
        return Readable(connection.QuerySingleOrDefault<Project>($"SELECT {Columns} FROM projects WHERE id = @id", new { id }));
    }

    /// <summary>Where the project's creator asked artifacts to be, or null. It never changes; answers about runs ask for it each time.</summary>
    public string? ArtifactRoot(long id)
    {
        if (!Caller.MayRead(id)) return null;
        if (_artifactRoots.TryGetValue(id, out var root)) return root;
        return Find(id) is { } project ? _artifactRoots[id] = project.ArtifactRoot : null;
    }

    /// <summary>The project of that name, also if it is in the bin; null if there is none.</summary>
    public Project? FindByName(string name)
    {
        using var connection = database.OpenRead();
        return Readable(connection.QuerySingleOrDefault<Project>($"SELECT {Columns} FROM projects WHERE name = @name", new { name }));
    }

    /// <summary>All projects, those in the bin included, by id.</summary>
    public IReadOnlyList<Project> All()
    {
        using var connection = database.OpenRead();
        return connection.Query<Project>($"SELECT {Columns} FROM projects ORDER BY id").Where(p => Caller.MayRead(p.Id)).ToList();
    }

    /// <summary>Tags of the given projects: (project, name, value), by project and name.</summary>
    public IReadOnlyList<(long Project, string Name, string Value)> Tags(IReadOnlyCollection<long> projects)
    {
        using var connection = database.OpenRead();
        return connection.Query<(long, string, string)>(
            $"SELECT project_id, name, value FROM project_tags WHERE project_id IN ({Sql.List(projects)}) ORDER BY project_id, name").AsList();
    }

    /// <summary>Renames an active project.</summary>
    public Task Rename(long id, string name) => database.Writer.Write(scope =>
    {
        RequireActive(scope, id);
        if (scope.Scalar("SELECT id FROM projects WHERE name = @p0 AND id <> @p1", name, id) is not null)
            throw new UmulException(ErrorCode.AlreadyExists, new Sentence($"A project named '{name}' already exists.", $"'{name}' 프로젝트가 이미 있습니다."));
        scope.Execute("UPDATE projects SET name = @p0, updated_ms = @p1 WHERE id = @p2", name, clock.UnixMs, id);
    });

    /// <summary>Sets a tag of an active project.</summary>
    public Task SetTag(long id, string key, string value) => database.Writer.Write(scope =>
    {
        RequireActive(scope, id);
        SetTag(scope, id, key, value);
        scope.Execute("UPDATE projects SET updated_ms = @p0 WHERE id = @p1", clock.UnixMs, id);
    });

    /// <summary>Removes a tag; false if there was none.</summary>
    public Task<bool> DeleteTag(long id, string key) => database.Writer.Write(scope =>
    {
        RequireActive(scope, id);
        return scope.Execute("DELETE FROM project_tags WHERE project_id = @p0 AND name = @p1", id, key) > 0;
    });

    internal static void RequireActive(WriteScope scope, long id)
    {
        Caller.RequireWriter(id);
        var deletedMs = scope.Scalar("SELECT COALESCE(deleted_ms, -1) FROM projects WHERE id = @p0", id)
            ?? throw new UmulException(ErrorCode.NotFound, new Sentence($"There is no project {id}.", $"{id}번 프로젝트가 없습니다."));
        if ((long)deletedMs != -1) throw new UmulException(ErrorCode.WrongState, new Sentence(
            $"Project {id} is in the bin. Restore it first.",
            $"{id}번 프로젝트는 휴지통에 있습니다. 먼저 복원하세요."));
    }

    private static ConcurrentDictionary<long, string?> NewRoots(UmulDatabase database)
    {
        var roots = new ConcurrentDictionary<long, string?>();
        database.Replaced += roots.Clear;
        return roots;
    }

    private static Project? Readable(Project? project) => project is not null && Caller.MayRead(project.Id) ? project : null;

    private static void SetTag(WriteScope scope, long id, string key, string value) => scope.Execute(
        "INSERT INTO project_tags (project_id, name, value) VALUES (@p0, @p1, @p2) ON CONFLICT (project_id, name) DO UPDATE SET value = excluded.value",
        id, key, value);
}
