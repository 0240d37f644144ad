using Dapper;
using Umul.Database;

namespace Umul.Runs;

/// <summary>A run's console output, in the pieces in which it came.</summary>
internal sealed class ConsoleStore(UmulDatabase database, RunStore runs, LiveFeed feed, TimeProvider clock)
{
    /// <summary>Appends text to a run's console, inside the caller's write.</summary>
    public void Append(WriteScope scope, string runId, string text)
    {
        var run = runs.RequireActive(scope, runId);
        scope.Execute(
            "INSERT INTO console_chunks (run, ordinal, written_ms, text) SELECT @p0, COALESCE(MAX(ordinal), -1) + 1, @p1, @p2 FROM console_chunks WHERE run = @p0",
            run.RowId, clock.UnixMs, text);
        scope.AfterCommit(() => feed.Tell(new RunChange(run.ProjectId, runId, "console")));
    }

    /// <summary>Appends text to a run's console.</summary>
    public Task Append(string runId, string text) => database.Writer.Write(scope => Append(scope, runId, text));

    /// <summary>Pieces from <paramref name="fromOrdinal"/> on, oldest first.</summary>
    public IReadOnlyList<(long Ordinal, string Text)> Read(Run run, long fromOrdinal = 0, int maximumPieces = 10_000)
    {
        using var connection = database.OpenRead();
        return connection.Query<(long, string)>(
            "SELECT ordinal, text FROM console_chunks WHERE run = @run AND ordinal >= @fromOrdinal ORDER BY ordinal LIMIT @maximumPieces",
            new { run = run.RowId, fromOrdinal, maximumPieces }).AsList();
    }

    /// <summary>The last pieces, oldest first.</summary>
    public IReadOnlyList<(long Ordinal, string Text)> ReadLast(Run run, int maximumPieces)
    {
        using var connection = database.OpenRead();
        return connection.Query<(long, string)>(
            "SELECT ordinal, text FROM console_chunks WHERE run = @run ORDER BY ordinal DESC LIMIT @maximumPieces",
            new { run = run.RowId, maximumPieces }).Reverse().AsList();
    }
}
