using System.Collections.Concurrent;
using System.Data.Common;
using System.Security.Cryptography;
using Dapper;
using Umul.Access;
using Umul.Database;
using Umul.Metrics;
using Umul.Projects;
using Umul.Web;

namespace Umul.Runs;

/// <summary>All SQL about runs and their params and tags. A run in the bin can be read but not written to.</summary>
internal sealed class RunStore(UmulDatabase database, KeyStore keys, MetricStore metrics, RunTexts texts, RunCatalog catalog, LiveFeed feed, TimeProvider clock)
{
    internal const string Columns =
        "row_id AS RowId, id AS Id, project_id AS ProjectId, name AS Name, user_name AS UserName, status AS Status, "
        + "started_ms AS StartedMs, ended_ms AS EndedMs, deleted_ms AS DeletedMs, created_ms AS CreatedMs";

    private readonly ConcurrentDictionary<string, Handle> _handles = NewHandles(database, catalog);

    /// <summary>A tag was written (project, run, name, value), inside the write that wrote it: for stores further on that live by tags.</summary>
    public event Action<WriteScope, long, long, string, string>? TagWritten;

    /// <summary>Creates a run. If the caller brings an id that exists already, that run is the answer and nothing changes.</summary>
    /// <exception cref="UmulException">The project does not exist or is in the bin.</exception>
    public Task<Run> Create(NewRun request) => database.Writer.Write(scope =>
    {
        ProjectStore.RequireActive(scope, request.ProjectId); // also checks that the caller may write there
        var id = request.Id ?? RandomNumberGenerator.GetHexString(32, lowercase: true);
        if (request.Id is not null && Find(scope, id) is { } existing) return existing;
        var now = clock.UnixMs;
        var run = new Run
        {
            RowId = 0,
            Id = id,
            ProjectId = request.ProjectId,
            Name = request.Name ?? RunNames.Random(),
            UserName = request.UserName,
            Status = RunStatus.Running,
            StartedMs = request.StartedMs,
            CreatedMs = now,
        };
        run = run with
        {
            RowId = Convert.ToInt64(scope.Scalar(
                "INSERT INTO runs (id, project_id, name, user_name, status, started_ms, created_ms) VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6) RETURNING row_id",
                run.Id, run.ProjectId, run.Name, run.UserName, (int)run.Status, run.StartedMs, now), null),
        };
        metrics.Created(scope, run.ProjectId, run.RowId);
        Remember(scope, id, new Handle(run.RowId, run.ProjectId, IsDeleted: false));
        foreach (var (key, value) in request.Tags) WriteTag(scope, run.ProjectId, run.RowId, key, value);
        scope.AfterCommit(() => Changed(run, "run"));
        return run;
    });

    /// <summary>The run of that id, also if it is in the bin; null if there is none.</summary>
    public Run? Find(string id)
    {
        using var connection = database.OpenRead();
        var run = connection.QuerySingleOrDefault<Run>($"SELECT {Columns} FROM runs WHERE id = @id", new { id });
        return run is not null && Caller.MayRead(run.ProjectId) ? run : null;
    }

    /// <summary>The runs of these ids that there are, each once, in the order asked for.</summary>
    public IReadOnlyList<Run> Find(IEnumerable<string> ids)
    {
        using var connection = database.OpenRead();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT {Columns} FROM runs WHERE id = @id";
        var parameter = command.CreateParameter();
        parameter.ParameterName = "@id";
        command.Parameters.Add(parameter);
        var found = new List<Run>();
        foreach (var id in ids.Distinct(StringComparer.Ordinal))
        {
            parameter.Value = id;
            using var reader = command.ExecuteReader();
            if (reader.Read() && Caller.MayRead(reader.GetInt64(2))) found.Add(RunOf(reader));
        }
        return found;
    }

    /// <summary>Params, tags and metric summaries of runs, each sorted by name; in the order asked for.</summary>
    public IReadOnlyList<RunData> Data(IReadOnlyList<Run> runs)
    {
        var byRun = texts.Of(runs.Select(r => r.RowId).ToHashSet());
        var summaries = metrics.Summaries([.. runs.Select(r => (r.ProjectId, r.RowId))]);
        return [.. runs.Select((run, i) => new RunData(run) { Params = byRun[run.RowId].Params, Tags = byRun[run.RowId].Tags, Metrics = summaries[i] })];
    }

    /// <summary>Adds params, tags and metric points: all of them or, if one is refused, none.</summary>
    /// <returns>False if the batch's position says that it was added before.</returns>
    /// <exception cref="UmulException">No such run; the run is in the bin; a param was logged before with another value.</exception>
    public async Task<bool> Append(string id, RunBatch batch)
    {
        await metrics.WaitForRoom();
        return await database.Writer.Write(scope => Append(scope, id, batch));
    }

    /// <summary>As <see cref="Append(string, RunBatch)"/>, inside the caller's write. The caller waits for room first.</summary>
    public bool Append(WriteScope scope, string id, RunBatch batch)
    {
        var run = RequireActive(scope, id);
        if (batch.Position is { } position && !Advance(scope, run.RowId, position)) return false;
        foreach (var (key, value) in batch.Params) WriteParam(scope, run, id, key, value);
        foreach (var (key, value) in batch.Tags) WriteTag(scope, run.ProjectId, run.RowId, key, value);
        metrics.Append(scope, run.ProjectId, run.RowId, batch.Points.Span);
        scope.AfterCommit(() =>
        {
            if (batch.Params.Count + batch.Tags.Count > 0)
            {
                texts.Changed(run.RowId);
                catalog.Changed(run.ProjectId);
            }
            if (feed.IsIdle) return;
            if (batch.Params.Count + batch.Tags.Count > 0) feed.Tell(new RunChange(run.ProjectId, id, "params"));
            if (batch.Points.Length > 0) feed.Tell(new RunChange(run.ProjectId, id, "metrics"));
        });
        return true;
    }

    /// <summary>Sets how a run stands and when it ended, inside the caller's write; null for a run that goes on.</summary>
    public void SetStatus(WriteScope scope, string id, RunStatus status, long? endedMs)
    {
        var run = RequireActive(scope, id);
        scope.Execute("UPDATE runs SET status = @p0, ended_ms = @p1 WHERE row_id = @p2", (int)status, endedMs, run.RowId);
        scope.AfterCommit(() => Changed(run.ProjectId, id, "run"));
    }

    /// <summary>The last sequence number acknowledged to an idempotent writer; −1 if it has none.</summary>
    public long Position(Run run, string writer)
    {
        using var connection = database.OpenRead();
        return connection.QuerySingleOrDefault<long?>(
            "SELECT sequence FROM writer_positions WHERE run = @run AND writer = @writer", new { run = run.RowId, writer }) ?? -1;
    }

    /// <summary>Removes a tag; false if there was none.</summary>
    public Task<bool> DeleteTag(string id, string key) => database.Writer.Write(scope =>
    {
        var run = RequireActive(scope, id);
        if (keys.Find(run.ProjectId, KeyKind.Tag, key) is not { } keyId) return false;
        var removed = scope.Execute("DELETE FROM tags WHERE key_id = @p0 AND run = @p1", keyId, run.RowId) > 0;
        scope.AfterCommit(() =>
        {
            texts.Changed(run.RowId);
            Changed(run.ProjectId, id, "params");
        });
        return removed;
    });

    /// <summary>Changes what is given and leaves the rest.</summary>
    public Task<Run> Update(string id, RunStatus? status = null, long? endedMs = null, string? name = null) => database.Writer.Write(scope =>
    {
        var run = RequireActive(scope, id);
        scope.Execute(
            "UPDATE runs SET status = COALESCE(@p0, status), ended_ms = COALESCE(@p1, ended_ms), name = COALESCE(@p2, name) WHERE row_id = @p3",
            (int?)status, endedMs, name, run.RowId);
        scope.AfterCommit(() => Changed(run.ProjectId, id, "run"));
        return Find(scope, id)!;
    });

    /// <summary>Puts a run into the bin; a second time changes nothing.</summary>
    public Task Delete(string id) => SetDeleted(id, clock.UnixMs);

    /// <summary>Takes a run out of the bin; outside it changes nothing.</summary>
    public Task Restore(string id) => SetDeleted(id, null);

    /// <summary>Where the writer stands with a run: for work that belongs to the run but to another store.</summary>
    /// <exception cref="UmulException">No such run, or it is in the bin.</exception>
    internal Handle RequireActive(WriteScope scope, string id)
    {
        if (!_handles.TryGetValue(id, out var handle))
        {
            var run = Find(scope, id) ?? throw new UmulException(ErrorCode.NotFound, new Sentence($"Run '{id}' not found", $"실행 '{id}'이(가) 없습니다"));
            handle = new Handle(run.RowId, run.ProjectId, run.DeletedMs is not null);
            Remember(scope, id, handle);
        }
        Caller.RequireWriter(handle.ProjectId);
        return handle.IsDeleted
            ? throw new UmulException(ErrorCode.WrongState, new Sentence(
                $"The run {id} must be in the 'active' state. Current state is deleted.",
                $"실행 {id}은(는) 휴지통에 있습니다. 쓰려면 먼저 복원하세요."))
            : handle;
    }

    private void Remember(WriteScope scope, string id, Handle handle)
    {
        if (_handles.Count > 100_000) _handles.Clear(); // a handle is read again in microseconds
        _handles[id] = handle;
        scope.OnRollback(() => _handles.TryRemove(id, out _));
    }

    /// <summary>Forgets what is remembered of runs, because many went into the bin or came out of it at once.</summary>
    internal void ForgetHandles() => _handles.Clear();

    private static ConcurrentDictionary<string, Handle> NewHandles(UmulDatabase database, RunCatalog catalog)
    {
        var handles = new ConcurrentDictionary<string, Handle>(StringComparer.Ordinal);
        database.Replaced += handles.Clear;
        database.Replaced += catalog.Clear;
        return handles;
    }

    private Task SetDeleted(string id, long? deletedMs) => database.Writer.Write(scope =>
    {
        var run = Find(scope, id) ?? throw new UmulException(ErrorCode.NotFound, new Sentence($"Run '{id}' not found", $"실행 '{id}'이(가) 없습니다"));
        Caller.RequireWriter(run.ProjectId);
        if (run.DeletedMs is null == deletedMs is null) return;
        scope.Execute("UPDATE runs SET deleted_ms = @p0 WHERE row_id = @p1", deletedMs, run.RowId);
        _handles.TryRemove(id, out _);
        scope.OnRollback(() => _handles.TryRemove(id, out _));
        scope.AfterCommit(() => Changed(run.ProjectId, id, "run"));
    });

    // In the order of Columns.
    private static Run RunOf(DbDataReader row) => new()
    {
        RowId = row.GetInt64(0),
        Id = row.GetString(1),
        ProjectId = row.GetInt64(2),
        Name = row.GetString(3),
        UserName = row.GetString(4),
        Status = (RunStatus)row.GetInt16(5),
        StartedMs = row.IsDBNull(6) ? null : row.GetInt64(6),
        EndedMs = row.IsDBNull(7) ? null : row.GetInt64(7),
        DeletedMs = row.IsDBNull(8) ? null : row.GetInt64(8),
        CreatedMs = row.GetInt64(9),
    };

    private static Run? Find(WriteScope scope, string id) =>
        scope.Connection.QuerySingleOrDefault<Run>($"SELECT {Columns} FROM runs WHERE id = @id", new { id }, scope.Transaction);

    private void WriteParam(WriteScope scope, Handle run, string id, string key, string value)
    {
        var keyId = keys.Ensure(scope, run.ProjectId, KeyKind.Param, key);
        if (scope.Execute("INSERT INTO params (key_id, run, value) VALUES (@p0, @p1, @p2) ON CONFLICT DO NOTHING", keyId, run.RowId, value) > 0) return;
        var before = (string?)scope.Scalar("SELECT value FROM params WHERE key_id = @p0 AND run = @p1", keyId, run.RowId);
        if (!string.Equals(before, value, StringComparison.Ordinal))
        {
            throw new UmulException(
                ErrorCode.Invalid,
                new Sentence(
                    $"Changing param values is not allowed. Param with key='{key}' was already logged with value='{before}' for run ID='{id}'. Attempted logging new value '{value}'.",
                    $"파라미터 값은 바꿀 수 없습니다. 실행 '{id}'의 '{key}'은(는) 이미 '{before}'(으)로 기록되어 있는데 '{value}'을(를) 기록하려 했습니다."));
        }
    }

    private void WriteTag(WriteScope scope, long projectId, long run, string key, string value)
    {
        scope.Execute(
            "INSERT INTO tags (key_id, run, value) VALUES (@p0, @p1, @p2) ON CONFLICT (key_id, run) DO UPDATE SET value = excluded.value",
            keys.Ensure(scope, projectId, KeyKind.Tag, key), run, value);
        TagWritten?.Invoke(scope, projectId, run, key, value);
    }

    private static bool Advance(WriteScope scope, long run, (string Writer, long Sequence) position) => scope.Execute(
        """
        INSERT INTO writer_positions (run, writer, sequence) VALUES (@p0, @p1, @p2)
        ON CONFLICT (run, writer) DO UPDATE SET sequence = excluded.sequence WHERE writer_positions.sequence < excluded.sequence
        """,
        run, position.Writer, position.Sequence) > 0;

    private void Changed(Run run, string what) => Changed(run.ProjectId, run.Id, what);

    private void Changed(long projectId, string id, string what)
    {
        catalog.Changed(projectId);
        if (!feed.IsIdle) feed.Tell(new RunChange(projectId, id, what));
    }

    /// <summary>What the writer needs to know of a run.</summary>
    internal sealed record Handle(long RowId, long ProjectId, bool IsDeleted);
}
