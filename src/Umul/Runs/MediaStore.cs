using Dapper;
using Umul.Database;

namespace Umul.Runs;

/// <summary>An image, mask, audio clip, text, table or histogram that was logged at a step.</summary>
internal sealed record MediaItem
{
    /// <summary>The name under which it was logged, such as <c>val/overlay</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Its step.</summary>
    public required long Step { get; init; }

    /// <summary>0, 1, … for several of one name and step.</summary>
    public required long Ordinal { get; init; }

    /// <summary>image, mask, audio, text, table or histogram.</summary>
    public required string Kind { get; init; }

    /// <summary>Path of its bytes among the run's artifacts.</summary>
    public required string Path { get; init; }

    /// <summary>What the author wrote beside it; may be empty.</summary>
    public string Caption { get; init; } = "";

    /// <summary>Milliseconds since 1970, UTC.</summary>
    public required long LoggedMs { get; init; }
}

/// <summary>All SQL about media; their bytes are artifacts.</summary>
internal sealed class MediaStore(UmulDatabase database, RunStore runs, LiveFeed feed)
{
    /// <summary>Records an item inside the caller's write; the same (name, step, ordinal) again replaces it.</summary>
    public void Add(WriteScope scope, string runId, MediaItem item)
    {
        var run = runs.RequireActive(scope, runId);
        scope.Execute(
            """
            INSERT INTO media (run, name, step, ordinal, kind, path, caption, logged_ms) VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7)
            ON CONFLICT (run, name, step, ordinal) DO UPDATE SET kind = excluded.kind, path = excluded.path, caption = excluded.caption, logged_ms = excluded.logged_ms
            """,
            run.RowId, item.Name, item.Step, item.Ordinal, item.Kind, item.Path, item.Caption, item.LoggedMs);
        scope.AfterCommit(() => feed.Tell(new RunChange(run.ProjectId, runId, "media")));
    }

    /// <summary>Records an item.</summary>
    public Task Add(string runId, MediaItem item) => database.Writer.Write(scope => Add(scope, runId, item));

    /// <summary>All items of a run, by name, step and ordinal.</summary>
    public IReadOnlyList<MediaItem> OfRun(Run run)
    {
        using var connection = database.OpenRead();
        return connection.Query<MediaItem>(
            "SELECT name, step, ordinal, kind, path, caption, logged_ms AS LoggedMs FROM media WHERE run = @run ORDER BY name, step, ordinal",
            new { run = run.RowId }).AsList();
    }
}
