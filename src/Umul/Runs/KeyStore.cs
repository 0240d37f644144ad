using System.Collections.Concurrent;
using Dapper;
using Umul.Database;

namespace Umul.Runs;

/// <summary>What a key names. Numbers are stored: never renumber.</summary>
internal enum KeyKind
{
    /// <summary>A metric.</summary>
    Metric = 0,

    /// <summary>A param.</summary>
    Param = 1,

    /// <summary>A tag.</summary>
    Tag = 2,
}

/// <summary>Which way is better. Numbers are stored: never renumber.</summary>
internal enum MetricDirection
{
    /// <summary>Lower is better.</summary>
    Lower = -1,

    /// <summary>Nobody has said.</summary>
    Unknown = 0,

    /// <summary>Higher is better.</summary>
    Higher = 1,
}

/// <summary>A metric, param or tag name of a project.</summary>
/// <param name="Id">Number inside the database.</param>
/// <param name="Kind">What it names.</param>
/// <param name="Name">The name itself.</param>
/// <param name="Direction">Of a metric, which way is better.</param>
/// <param name="IsGuess">Nobody has said so: the direction is what the name suggests.</param>
internal sealed record Key(long Id, KeyKind Kind, string Name, MetricDirection Direction, bool IsGuess);

/// <summary>Names of metrics, params and tags, each stored once a project.</summary>
internal sealed class KeyStore
{
    private readonly ConcurrentDictionary<(long Project, KeyKind Kind, string Name), long> _ids = new();
    private ConcurrentDictionary<long, string> _names = new();
    private readonly UmulDatabase _database;

    public KeyStore(UmulDatabase database)
    {
        _database = database;
        database.Replaced += _ids.Clear;
        database.Replaced += () => _names = new(); // not cleared: a reader under way may still add what it has read
    }

    /// <summary>The number of a name, or null if the project has never used it.</summary>
    public long? Find(long projectId, KeyKind kind, string name)
    {
        if (_ids.TryGetValue((projectId, kind, name), out var known)) return known;
        using var connection = _database.OpenRead();
        var id = connection.QuerySingleOrDefault<long?>(
            "SELECT id FROM keys WHERE project_id = @projectId AND kind = @kind AND name = @name", new { projectId, kind = (int)kind, name });
        if (id is { } found) _ids[(projectId, kind, name)] = found;
        return id;
    }

    /// <summary>The name of a number that is in the database.</summary>
    public string Name(long id)
    {
        var names = _names;
        if (names.TryGetValue(id, out var known)) return known;
        using var connection = _database.OpenRead();
        // All of the project's: whoever asks for one will ask for its siblings.
        using var reader = connection.Read("SELECT id, name FROM keys WHERE project_id = (SELECT project_id FROM keys WHERE id = @p0)", id);
        while (reader.Read()) names.TryAdd(reader.GetInt64(0), reader.GetString(1));
        return names.GetValueOrDefault(id, ""); // without a name: deleted for good while it was being read
    }

    /// <summary>All names that a project has used.</summary>
    public IReadOnlyList<Key> OfProject(long projectId)
    {
        using var connection = _database.OpenRead();
        using var reader = connection.Read("SELECT id, kind, name, direction, direction_said FROM keys WHERE project_id = @p0 ORDER BY kind, name", projectId);
        var keys = new List<Key>();
        while (reader.Read())
            keys.Add(new Key(reader.GetInt64(0), (KeyKind)reader.GetInt16(1), reader.GetString(2), (MetricDirection)reader.GetInt16(3), reader.GetInt16(4) == 0));
        return keys;
    }

    /// <summary>Says which way a metric is better, whatever its name suggests; null leaves it to the name again.</summary>
    public Task SetDirection(long projectId, string metric, MetricDirection? direction) => _database.Writer.Write(scope => scope.Execute(
        "UPDATE keys SET direction = @p0, direction_said = @p1 WHERE id = @p2",
        (int)(direction ?? MetricNames.GuessDirection(metric)), direction is null ? 0 : 1, Ensure(scope, projectId, KeyKind.Metric, metric)));

    /// <summary>The number of a name, given at its first use.</summary>
    public long Ensure(WriteScope scope, long projectId, KeyKind kind, string name)
    {
        if (_ids.TryGetValue((projectId, kind, name), out var known)) return known;
        var id = scope.Scalar("SELECT id FROM keys WHERE project_id = @p0 AND kind = @p1 AND name = @p2", projectId, (int)kind, name)
            ?? scope.Scalar(
                "INSERT INTO keys (project_id, kind, name, direction) VALUES (@p0, @p1, @p2, @p3) RETURNING id",
                projectId, (int)kind, name, kind == KeyKind.Metric ? (int)MetricNames.GuessDirection(name) : 0);
        var number = Convert.ToInt64(id, null);
        scope.AfterCommit(() => _ids[(projectId, kind, name)] = number);
        return number;
    }
}
