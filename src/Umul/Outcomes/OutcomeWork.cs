using Dapper;
using Umul.Access;
using Umul.Artifacts;
using Umul.Database;
using Umul.Runs;
using Umul.Web;

namespace Umul.Outcomes;

/// <summary>How files that are to become outcomes stand. Numbers are stored: never renumber.</summary>
internal enum WorkState
{
    /// <summary>There is something new to read.</summary>
    Waiting = 0,

    /// <summary>Being evaluated.</summary>
    Working = 1,

    /// <summary>All is in the outcomes.</summary>
    Done = 2,

    /// <summary>It cannot be done as it is; the sentence says why and what to do.</summary>
    Refused = 3,
}

/// <summary>Files of one run and split, and how far they are.</summary>
internal sealed record WorkItem(Run Run, string Split, OutcomeSource Source, WorkState State, int Done, int Total, Sentence? Said, long ChangedMs);

/// <summary>All SQL about files that are to become outcomes. What is noted here outlives a restart.</summary>
internal sealed class OutcomeWork
{
    private readonly UmulDatabase _database;
    private readonly LiveFeed _feed;
    private readonly TimeProvider _clock;

    public OutcomeWork(UmulDatabase database, ArtifactStore artifacts, LiveFeed feed, TimeProvider clock)
    {
        (_database, _feed, _clock) = (database, feed, clock);
        artifacts.Recording += Note;
    }

    /// <summary>Something is waiting. After the commit.</summary>
    public event Action? Noted;

    /// <summary>Which split a file is about, and how; null if it is about none.</summary>
    public static (string Split, OutcomeSource Source)? About(string path)
    {
        var parts = path.Split('/');
        return parts switch
        {
            ["predictions", var split, _, ..] => (split, OutcomeSource.Predictions),
            ["cases", var file] when Path.GetExtension(file) is ".json" or ".csv" or ".tsv" => (Path.GetFileNameWithoutExtension(file), OutcomeSource.Logged),
            _ => null,
        };
    }

    /// <summary>What waits, the longest first; <paramref name="quietMs"/> is how long nothing may have come.</summary>
    public IReadOnlyList<WorkItem> Waiting(long quietMs) => Query(
        "w.state IN (0, 1) AND (w.changed_ms <= @before OR w.changed_ms > @now) AND r.deleted_ms IS NULL ORDER BY w.changed_ms, w.run", // what lies ahead: the clock went back
        new { before = _clock.UnixMs - quietMs, now = _clock.UnixMs });

    /// <summary>True if anything waits, however young.</summary>
    public bool HasWaiting
    {
        get
        {
            using var connection = _database.OpenRead();
            using var waiting = connection.Read("SELECT 1 FROM outcome_work w JOIN runs r ON r.row_id = w.run WHERE w.state IN (0, 1) AND r.deleted_ms IS NULL LIMIT 1");
            return waiting.Read();
        }
    }

    /// <summary>How the files of a run stand, by split.</summary>
    public IReadOnlyList<WorkItem> Of(Run run) => Caller.MayRead(run.ProjectId) ? Query("w.run = @run ORDER BY w.split, w.source", new { run = run.RowId }) : [];

    /// <summary>Changes how an item stands, unless something new has come since it was read.</summary>
    public Task Set(WorkItem item, WorkState state, int done, int total, Sentence? said = null) => _database.Writer.Write(scope =>
    {
        scope.Execute(
            "UPDATE outcome_work SET state = @p0, done = @p1, total = @p2, english = @p3, korean = @p4 WHERE run = @p5 AND split = @p6 AND source = @p7 AND changed_ms = @p8",
            (int)state, done, total, said?.English ?? "", said?.Korean ?? "", item.Run.RowId, item.Split, (int)item.Source, item.ChangedMs);
        scope.AfterCommit(() => _feed.Tell(new RunChange(item.Run.ProjectId, item.Run.Id, "outcomes")));
    });

    /// <summary>Lets everything of a project be done again that was refused, or that was evaluated against another version of the data.</summary>
    public Task Again(long projectId) => _database.Writer.Write(scope =>
    {
        scope.Execute(
            "UPDATE outcome_work SET state = 0 WHERE state IN (2, 3) AND source = @p0 AND run IN (SELECT row_id FROM runs WHERE project_id = @p1)", (int)OutcomeSource.Predictions, projectId);
        scope.AfterCommit(() => Noted?.Invoke());
    });

    // Inside the write that records the file, so that neither is there without the other.
    private void Note(WriteScope scope, Artifact artifact)
    {
        if (About(artifact.Path) is not var (split, source)) return;
        scope.Execute(
            """
            INSERT INTO outcome_work (run, split, source, state, done, total, english, korean, changed_ms)
            SELECT row_id, @p0, @p1, 0, 0, 0, '', '', @p2 FROM runs WHERE id = @p3
            ON CONFLICT (run, split, source) DO UPDATE SET state = 0, changed_ms = excluded.changed_ms
            """,
            split, (int)source, _clock.UnixMs, artifact.Root);
        scope.AfterCommit(() => Noted?.Invoke());
    }

    private List<WorkItem> Query(string condition, object parameters)
    {
        using var connection = _database.OpenRead();
        var rows = connection.Query<Row>(
            $"""
            SELECT r.id AS RunId, w.split AS Split, w.source AS Source, w.state AS State, w.done AS Done, w.total AS Total, w.english AS English, w.korean AS Korean,
                   w.changed_ms AS ChangedMs FROM outcome_work w JOIN runs r ON r.row_id = w.run WHERE {condition}
            """, parameters).AsList();
        if (rows.Count == 0) return [];
        var runs = rows.Select(r => r.RunId).Distinct(StringComparer.Ordinal)
            .ToDictionary(id => id, id => connection.QuerySingle<Run>($"SELECT {RunStore.Columns} FROM runs WHERE id = @id", new { id }), StringComparer.Ordinal);
        return [.. rows.Select(r => new WorkItem(
            runs[r.RunId], r.Split, (OutcomeSource)r.Source, (WorkState)r.State, (int)r.Done, (int)r.Total, r.English.Length == 0 ? null : new Sentence(r.English, r.Korean), r.ChangedMs))];
    }

    private sealed record Row
    {
        public string RunId { get; init; } = "";

        public string Split { get; init; } = "";

        public long Source { get; init; }

        public long State { get; init; }

        public long Done { get; init; }

        public long Total { get; init; }

        public string English { get; init; } = "";

        public string Korean { get; init; } = "";

        public long ChangedMs { get; init; }
    }
}
