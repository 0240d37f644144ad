using Dapper;
using Umul.Access;
using Umul.Database;
using Umul.Ledger;
using Umul.Projects;
using Umul.Runs;
using Umul.Web;

namespace Umul.Ideas;

/// <summary>
/// All SQL about ideas, what was written about them and what was decided. Who changes an idea says which version was read, so that of two
/// people at once the second is told what the first did. A run that names an idea nobody has written down brings it into being.
/// </summary>
internal sealed class IdeaStore
{
    /// <summary>Tag of a run: the idea that it belongs to.</summary>
    public const string IdeaTag = "umul.idea";

    /// <summary>Tag of a run: the parent of its idea.</summary>
    public const string ParentTag = "umul.parent";

    public const int LongestName = 200;
    public const int LongestText = 20_000;

    private readonly UmulDatabase _database;
    private readonly LedgerStore _ledger;
    private readonly LiveFeed _feed;
    private readonly TimeProvider _clock;

    public IdeaStore(UmulDatabase database, LedgerStore ledger, RunStore runs, LiveFeed feed, TimeProvider clock)
    {
        (_database, _ledger, _feed, _clock) = (database, ledger, feed, clock);
        runs.TagWritten += Hear;
    }

    /// <summary>The idea of that number, also if it was deleted; null if there is none.</summary>
    public Idea? Find(long id) => Query("id = @id", new { id }).FirstOrDefault();

    /// <summary>The idea of that name, also if it was deleted; null if there is none.</summary>
    public Idea? Find(long projectId, string name) => Query("project_id = @projectId AND name = @name", new { projectId, name = name.Trim() }).FirstOrDefault();

    /// <summary>All ideas of a project, the deleted ones included, oldest first.</summary>
    public IReadOnlyList<Idea> All(long projectId) => Query("project_id = @projectId ORDER BY created_ms, id", new { projectId });

    /// <summary>Writes an idea down. One that runs have named before gets its words this way.</summary>
    /// <exception cref="UmulException">The name is taken, the parent is no idea of the project, a text is too long.</exception>
    public async Task<Idea> Create(long projectId, NewIdea request, string? person = null)
    {
        var name = RequireName(request.Name);
        var text = Clean(request.Text);
        return await _database.Writer.Write(scope =>
        {
            ProjectStore.RequireActive(scope, projectId);
            RequireParent(scope, projectId, request.Parent);
            var (now, who) = (request.WrittenMs ?? _clock.UnixMs, Who(person));
            var known = Read(scope, "project_id = @p0 AND name = @p1", projectId, name);
            if (known is { DeletedMs: not null }) throw IdeaRefusals.NameOfDeleted(name);
            if (known is { Origin: IdeaOrigin.Person } || known is not null && !known.Text.SameAs(IdeaText.Empty)) throw IdeaRefusals.NameTaken(name);
            if (known is not null && request.Parent is { } parent) RequireNoCircle(scope, known, parent);
            var id = known?.Id ?? Insert(scope, projectId, name, (IdeaOrigin.Person, who, now));
            scope.Execute("UPDATE ideas SET parent = COALESCE(@p0, parent), origin = 1 WHERE id = @p1", request.Parent, id);
            if (!text.SameAs(IdeaText.Empty)) PutText(scope, id, text, (who, now));
            Tell(scope, projectId);
            return Read(scope, "id = @p0", id)!;
        });
    }

    /// <summary>Changes the wording; the one before stays in the history.</summary>
    /// <param name="id">The idea.</param>
    /// <param name="version">The version that the person has read; null changes whatever is there.</param>
    /// <param name="text">The new wording.</param>
    /// <param name="person">By whom, where there are no accounts.</param>
    public async Task<Idea> Edit(long id, long? version, IdeaText text, string? person = null)
    {
        text = Clean(text);
        return await Change(id, version, (scope, idea) =>
        {
            if (!idea.Text.SameAs(text)) PutText(scope, id, text, (Who(person), _clock.UnixMs));
        });
    }

    /// <summary>Hangs the idea below another one, or makes it a root.</summary>
    public Task<Idea> SetParent(long id, long? version, long? parent) => Change(id, version, (scope, idea) =>
    {
        RequireParent(scope, idea.ProjectId, parent);
        if (parent is { } wanted) RequireNoCircle(scope, idea, wanted);
        scope.Execute("UPDATE ideas SET parent = @p0, version = version + 1 WHERE id = @p1", parent, id);
    });

    /// <summary>Keeps, drops or parks the idea, or opens it again (<see cref="IdeaDecision.None"/>).</summary>
    /// <exception cref="UmulException">No reason, or somebody else changed the idea since that version.</exception>
    public Task<Idea> Decide(long id, long? version, IdeaDecision decision, (string Reason, string Cause) why, string? person = null) => Change(id, version, (scope, idea) =>
    {
        var (reason, cause) = (RequireText(why.Reason), RequireText(why.Cause));
        if (reason.Length == 0) throw IdeaRefusals.NoReason();
        var (now, who) = (_clock.UnixMs, Who(person));
        scope.Execute(
            "UPDATE ideas SET decision = @p0, reason = @p1, cause = @p2, decided_by = @p3, decided_ms = @p4, version = version + 1 WHERE id = @p5",
            (int)decision, reason, cause, who, now, id);
        scope.Execute(
            "INSERT INTO idea_log (idea, decision, text, cause, person, written_ms) VALUES (@p0, @p1, @p2, @p3, @p4, @p5)", id, (int)decision, reason, cause, who, now);
        _ledger.Append(scope, new LedgerLine(LedgerKind.Decision, idea.ProjectId, "", idea.Name) { Reason = IdeaRefusals.Word(decision).English, Person = who });
    });

    /// <summary>Adds a note to the idea's log.</summary>
    public Task<Idea> Note(long id, string text, string? person = null) => Change(id, null, (scope, _) =>
    {
        var note = RequireText(text);
        if (note.Length == 0) return;
        scope.Execute(
            "INSERT INTO idea_log (idea, decision, text, cause, person, written_ms) VALUES (@p0, NULL, @p1, '', @p2, @p3)", id, note, Who(person), _clock.UnixMs);
    });

    /// <summary>Deletes the idea: its runs belong to none, its children keep it as the parent that was deleted, and it can be restored.</summary>
    public Task Delete(long id) => Change(id, null, (scope, _) =>
        scope.Execute("UPDATE ideas SET deleted_ms = @p0, version = version + 1 WHERE id = @p1", _clock.UnixMs, id));

    /// <summary>Takes a deletion back.</summary>
    public Task<Idea> Restore(long id) => Change(
        id, null, (scope, _) => scope.Execute("UPDATE ideas SET deleted_ms = NULL, version = version + 1 WHERE id = @p0", id), alsoDeleted: true);

    /// <summary>Every wording of an idea, oldest first. <paramref name="firstRunMs"/>: when the first of its runs began, null without runs.</summary>
    public IReadOnlyList<IdeaEdit> Edits(Idea idea, long? firstRunMs)
    {
        if (!Caller.MayRead(idea.ProjectId)) return [];
        using var connection = _database.OpenRead();
        return [.. connection.Query<EditRow>(
            "SELECT hypothesis AS Hypothesis, predicted AS Predicted, config_keys AS ConfigKeys, files AS Files, person AS Person, written_ms AS WrittenMs FROM idea_edits WHERE idea = @Id ORDER BY id",
            new { idea.Id }).Select(row => row.ToEdit(firstRunMs))];
    }

    /// <summary>Notes and decisions, oldest first.</summary>
    public IReadOnlyList<IdeaLogEntry> Log(Idea idea)
    {
        if (!Caller.MayRead(idea.ProjectId)) return [];
        using var connection = _database.OpenRead();
        return [.. connection.Query<(long? Decision, string Text, string Cause, string Person, long WrittenMs)>(
            "SELECT decision, text, cause, person, written_ms FROM idea_log WHERE idea = @Id ORDER BY id", new { idea.Id })
            .Select(row => new IdeaLogEntry((IdeaDecision?)row.Decision, row.Text, row.Cause, row.Person, row.WrittenMs))];
    }

    /// <summary>Who does this: the account, or where there are none, the name that was given.</summary>
    internal static string Who(string? person) => Caller.Account?.Name ?? person?.Trim() ?? "";

    internal static Idea RequireActive(WriteScope scope, long id)
    {
        if (Read(scope, "id = @p0", id) is not { } idea) throw IdeaRefusals.NotFound(id);
        ProjectStore.RequireActive(scope, idea.ProjectId);
        return idea.DeletedMs is null ? idea : throw IdeaRefusals.Deleted(idea.Name);
    }

    private Task<Idea> Change(long id, long? version, Action<WriteScope, Idea> change, bool alsoDeleted = false) => _database.Writer.Write(scope =>
    {
        if (Read(scope, "id = @p0", id) is not { } idea) throw IdeaRefusals.NotFound(id);
        ProjectStore.RequireActive(scope, idea.ProjectId);
        if (idea.DeletedMs is not null && !alsoDeleted) throw IdeaRefusals.Deleted(idea.Name);
        if (version is { } read && read != idea.Version) throw IdeaRefusals.ChangedMeanwhile(idea);
        change(scope, idea);
        Tell(scope, idea.ProjectId);
        return Read(scope, "id = @p0", id)!;
    });

    /// <summary>A run's tags name its idea and that idea's parent, in either order: both come into being, and a root gets the parent.</summary>
    private void Hear(WriteScope scope, long projectId, long run, string key, string value)
    {
        if (key is not (IdeaTag or ParentTag)) return;
        var idea = key == IdeaTag ? value : TagOf(scope, projectId, run, IdeaTag);
        var parent = key == ParentTag ? value : TagOf(scope, projectId, run, ParentTag);
        if (idea.Trim() is not { Length: > 0 and <= LongestName } name) return;
        var child = Ensure(scope, projectId, name);
        if (parent.Trim() is not { Length: > 0 and <= LongestName } parentName || parentName == name) return;
        var above = Ensure(scope, projectId, parentName);
        if (child.Parent is null && !IsBelow(scope, above, child.Id))
            scope.Execute("UPDATE ideas SET parent = @p0 WHERE id = @p1", above.Id, child.Id);
    }

    private Idea Ensure(WriteScope scope, long projectId, string name)
    {
        if (Read(scope, "project_id = @p0 AND name = @p1", projectId, name) is { } known) return known;
        var id = Insert(scope, projectId, name, (IdeaOrigin.Run, "", _clock.UnixMs));
        Tell(scope, projectId);
        return Read(scope, "id = @p0", id)!;
    }

    private static string TagOf(WriteScope scope, long projectId, long run, string tag) =>
        scope.Scalar(
            "SELECT value FROM tags WHERE run = @p0 AND key_id = (SELECT id FROM keys WHERE project_id = @p1 AND kind = @p2 AND name = @p3)",
            run, projectId, (int)KeyKind.Tag, tag) as string ?? "";

    private long Insert(WriteScope scope, long projectId, string name, (IdeaOrigin Origin, string Person, long Ms) made)
    {
        _ledger.Append(scope, new LedgerLine(LedgerKind.Idea, projectId, "", name) { Person = made.Person });
        return Convert.ToInt64(
            scope.Scalar(
                "INSERT INTO ideas (project_id, name, origin, created_by, created_ms) VALUES (@p0, @p1, @p2, @p3, @p4) RETURNING id",
                projectId, name, (int)made.Origin, made.Person, made.Ms), null);
    }

    private static void PutText(WriteScope scope, long id, IdeaText text, (string Person, long Ms) by)
    {
        var (keys, files) = (string.Join('\n', text.ConfigKeys), string.Join('\n', text.Files));
        scope.Execute(
            "UPDATE ideas SET hypothesis = @p0, predicted = @p1, config_keys = @p2, files = @p3, version = version + 1 WHERE id = @p4",
            text.Hypothesis, text.Predicted, keys, files, id);
        scope.Execute(
            "INSERT INTO idea_edits (idea, hypothesis, predicted, config_keys, files, person, written_ms) VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6)",
            id, text.Hypothesis, text.Predicted, keys, files, by.Person, by.Ms);
    }

    private static void RequireParent(WriteScope scope, long projectId, long? parent)
    {
        if (parent is { } id && (Read(scope, "id = @p0", id) is not { DeletedMs: null } found || found.ProjectId != projectId)) throw IdeaRefusals.ParentElsewhere();
    }

    private static void RequireNoCircle(WriteScope scope, Idea idea, long parent)
    {
        var above = Read(scope, "id = @p0", parent)!;
        if (IsBelow(scope, above, idea.Id)) throw IdeaRefusals.Circle(idea.Name, above.Name);
    }

    private static bool IsBelow(WriteScope scope, Idea? idea, long ancestor)
    {
        var seen = new HashSet<long>();
        while (idea is not null && seen.Add(idea.Id))
        {
            if (idea.Id == ancestor) return true;
            idea = idea.Parent is { } parent ? Read(scope, "id = @p0", parent) : null;
        }
        return false;
    }

    private static Idea? Read(WriteScope scope, string condition, long first, string? second = null) => scope.Connection.QuerySingleOrDefault<IdeaRow>(
        $"SELECT {IdeaRow.Columns} FROM ideas WHERE {condition}", new { p0 = first, p1 = second }, scope.Transaction)?.ToIdea();

    private static string RequireName(string name)
    {
        var trimmed = name.Trim();
        return trimmed.Length is > 0 and <= LongestName ? trimmed : throw IdeaRefusals.BadName(trimmed.Length, LongestName);
    }

    private static IdeaText Clean(IdeaText text)
    {
        if (text.Predicted is { } predicted && !double.IsFinite(predicted)) throw IdeaRefusals.NotFinite();
        return new IdeaText(
            RequireText(text.Hypothesis), text.Predicted,
            IdeaRow.Lines(RequireText(string.Join('\n', text.ConfigKeys))), IdeaRow.Lines(RequireText(string.Join('\n', text.Files))));
    }

    private static string RequireText(string text)
    {
        var clean = text.ReplaceLineEndings("\n").Trim();
        return clean.Length <= LongestText ? clean : throw IdeaRefusals.TooLong(clean.Length, LongestText);
    }

    private void Tell(WriteScope scope, long projectId) => scope.AfterCommit(() => _feed.Tell(new RunChange(projectId, "", "ideas")));

    private List<Idea> Query(string condition, object parameters)
    {
        using var connection = _database.OpenRead();
        return [.. connection.Query<IdeaRow>($"SELECT {IdeaRow.Columns} FROM ideas WHERE {condition}", parameters)
            .Where(row => Caller.MayRead(row.ProjectId)).Select(row => row.ToIdea())];
    }

    private sealed record EditRow
    {
        public string Hypothesis { get; init; } = "";

        public double? Predicted { get; init; }

        public string ConfigKeys { get; init; } = "";

        public string Files { get; init; } = "";

        public string Person { get; init; } = "";

        public long WrittenMs { get; init; }

        public IdeaEdit ToEdit(long? firstRunMs) => new(
            new IdeaText(Hypothesis, Predicted, IdeaRow.Lines(ConfigKeys), IdeaRow.Lines(Files)), Person, WrittenMs, firstRunMs is not { } first || WrittenMs <= first);
    }
}
