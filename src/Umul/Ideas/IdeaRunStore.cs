using Dapper;
using Umul.Database;
using Umul.Projects;
using Umul.Runs;
using Umul.Web;

namespace Umul.Ideas;

/// <summary>
/// All SQL about which runs belong to which idea. What a run's tags and the rules say is not stored again but asked anew each time, so
/// that a run belongs to its idea the moment it is logged; only what a person says is stored here, and comes first.
/// </summary>
internal sealed class IdeaRunStore(UmulDatabase database, IdeaStore ideas, RunStore runs, RunCatalog catalog, LiveFeed feed, TimeProvider clock)
{
    /// <summary>Tag of a run: its seed.</summary>
    public const string SeedTag = "umul.seed";

    private static readonly string[] s_seedParams = ["seed", "random_seed", "random-seed", "rng_seed", "manual_seed", "SEED"];

    /// <summary>Which runs belong to which idea now.</summary>
    public IdeaRuns Of(long projectId) => Of(projectId, ideas.All(projectId));

    /// <summary>As <see cref="Of(long)"/>, for a caller that has read the ideas already.</summary>
    public IdeaRuns Of(long projectId, IReadOnlyList<Idea> all)
    {
        var project = catalog.Of(projectId);
        var alive = all.Where(idea => idea.DeletedMs is null).ToList();
        var byName = alive.ToDictionary(idea => idea.Name, idea => idea.Id, StringComparer.Ordinal);
        var ids = alive.Select(idea => idea.Id).ToHashSet();
        var (joins, exclusions, rules) = (Joins(projectId), Exclusions(projectId), Rules(projectId).Where(rule => ids.Contains(rule.Idea)).ToList());
        var (tags, seeds) = (project.Tag(IdeaStore.IdeaTag), Seeds(project));
        return new IdeaRuns(project.Runs.Where(run => run.DeletedMs is null).OrderBy(run => run.StartedMs ?? run.CreatedMs).ThenBy(run => run.RowId).Select(run =>
        {
            var (idea, by) = joins.TryGetValue(run.RowId, out var join) ? (join.Idea, JoinedBy.Hand)
                : tags.TryGetValue(run.RowId, out var tag) && byName.TryGetValue(tag.Trim(), out var named) ? (named, JoinedBy.Tag)
                : (rules.FirstOrDefault(rule => project.Param(rule.Param).TryGetValue(run.RowId, out var value) && IsLike(value, rule.Pattern))?.Idea, JoinedBy.Rule);
            if (idea is { } id && !ids.Contains(id)) idea = null; // joined by hand to an idea that was deleted since
            return (run, idea, new IdeaRun(run, join?.Seed ?? seeds(run.RowId), by, exclusions.GetValueOrDefault(run.RowId)));
        }));
    }

    /// <summary>Joins runs to an idea by hand, or (null) takes them out of all.</summary>
    /// <exception cref="UmulException">The idea or a run is not there, or belongs to another project: nothing is joined.</exception>
    public Task Join(long? idea, IReadOnlyList<string> runIds, string? person = null) => database.Writer.Write(scope =>
    {
        var target = idea is { } id ? IdeaStore.RequireActive(scope, id) : null;
        foreach (var runId in runIds.Distinct(StringComparer.Ordinal))
        {
            var run = runs.RequireActive(scope, runId);
            if (target is not null && run.ProjectId != target.ProjectId) throw IdeaRefusals.OtherProject(runId);
            scope.Execute(
                """
                INSERT INTO idea_joins (run, idea, person, joined_ms) VALUES (@p0, @p1, @p2, @p3)
                ON CONFLICT (run) DO UPDATE SET idea = excluded.idea, person = excluded.person, joined_ms = excluded.joined_ms
                """,
                run.RowId, idea, IdeaStore.Who(person), clock.UnixMs);
            Tell(scope, run.ProjectId);
        }
    });

    /// <summary>Forgets what a person said about runs: tags and rules count again.</summary>
    public Task Forget(IReadOnlyList<string> runIds) => database.Writer.Write(scope =>
    {
        foreach (var runId in runIds)
        {
            var run = runs.RequireActive(scope, runId);
            scope.Execute("DELETE FROM idea_joins WHERE run = @p0", run.RowId);
            Tell(scope, run.ProjectId);
        }
    });

    /// <summary>Leaves a run out of comparisons, which then say so; without a reason, takes it in again.</summary>
    public Task Exclude(string runId, string? reason, string? person = null) => database.Writer.Write(scope =>
    {
        var run = runs.RequireActive(scope, runId);
        scope.Execute("DELETE FROM idea_exclusions WHERE run = @p0", run.RowId);
        if (reason?.Trim() is { Length: > 0 } why)
        {
            scope.Execute(
                "INSERT INTO idea_exclusions (run, reason, person, excluded_ms) VALUES (@p0, @p1, @p2, @p3)", run.RowId, why, IdeaStore.Who(person), clock.UnixMs);
        }
        Tell(scope, run.ProjectId);
    });

    /// <summary>Rules of a project, in the order in which they are asked.</summary>
    public IReadOnlyList<IdeaRule> Rules(long projectId)
    {
        if (!Access.Caller.MayRead(projectId)) return [];
        using var connection = database.OpenRead();
        return connection.Query<IdeaRule>(
            "SELECT id AS Id, idea AS Idea, param AS Param, pattern AS Pattern FROM idea_rules WHERE project_id = @projectId ORDER BY id", new { projectId }).AsList();
    }

    /// <summary>Runs whose param is like the pattern (* stands for any text) belong to the idea from now on.</summary>
    public Task AddRule(long idea, string param, string pattern, string? person = null) => database.Writer.Write(scope =>
    {
        var target = IdeaStore.RequireActive(scope, idea);
        var (name, like) = (param.Trim(), pattern.Trim());
        if (name.Length is 0 or > 250 || like.Length is 0 or > 250) throw IdeaRefusals.BadRule();
        scope.Execute(
            "INSERT INTO idea_rules (project_id, idea, param, pattern, person, created_ms) VALUES (@p0, @p1, @p2, @p3, @p4, @p5)",
            target.ProjectId, idea, name, like, IdeaStore.Who(person), clock.UnixMs);
        Tell(scope, target.ProjectId);
    });

    /// <summary>Removes a rule; one that is not there changes nothing.</summary>
    public Task RemoveRule(long projectId, long rule) => database.Writer.Write(scope =>
    {
        ProjectStore.RequireActive(scope, projectId);
        scope.Execute("DELETE FROM idea_rules WHERE id = @p0 AND project_id = @p1", rule, projectId);
        Tell(scope, projectId);
    });

    /// <summary>Whether a value is like a pattern in which * stands for any text. Letters' case counts, as it does in a param.</summary>
    public static bool IsLike(string value, string pattern)
    {
        var parts = pattern.Split('*');
        if (parts.Length == 1) return value == pattern;
        if (!value.StartsWith(parts[0], StringComparison.Ordinal) || value.Length < parts[0].Length + parts[^1].Length) return false;
        var at = parts[0].Length;
        foreach (var part in parts.AsSpan(1, parts.Length - 2))
        {
            var found = value.IndexOf(part, at, StringComparison.Ordinal);
            if (found < 0) return false;
            at = found + part.Length;
        }
        return value.Length - at >= parts[^1].Length && value.EndsWith(parts[^1], StringComparison.Ordinal);
    }

    private static Func<long, string?> Seeds(ProjectRuns project)
    {
        IReadOnlyDictionary<long, string>[] columns = [project.Tag(SeedTag), .. s_seedParams.Select(project.Param)];
        return run => columns.Select(column => column.GetValueOrDefault(run)).FirstOrDefault(seed => seed is not null);
    }

    private Dictionary<long, JoinRow> Joins(long projectId)
    {
        using var connection = database.OpenRead();
        return connection.Query<JoinRow>(
            "SELECT j.run AS Run, j.idea AS Idea, j.seed AS Seed FROM idea_joins j JOIN runs r ON r.row_id = j.run WHERE r.project_id = @projectId", new { projectId })
            .ToDictionary(row => row.Run);
    }

    private Dictionary<long, string> Exclusions(long projectId)
    {
        using var connection = database.OpenRead();
        return connection.Query<(long Run, string Reason)>(
            "SELECT e.run, e.reason FROM idea_exclusions e JOIN runs r ON r.row_id = e.run WHERE r.project_id = @projectId", new { projectId })
            .ToDictionary(row => row.Run, row => row.Reason);
    }

    private void Tell(WriteScope scope, long projectId) => scope.AfterCommit(() => feed.Tell(new RunChange(projectId, "", "ideas")));

    private sealed record JoinRow
    {
        public long Run { get; init; }

        public long? Idea { get; init; }

        public string? Seed { get; init; }
    }
}
