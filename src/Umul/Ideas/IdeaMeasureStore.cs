using Dapper;
using Umul.Access;
using Umul.Database;
using Umul.Datasets;
using Umul.Outcomes;
using Umul.Projects;
using Umul.Runs;
using Umul.Web;

namespace Umul.Ideas;

/// <summary>All SQL about what a project's ideas are judged by, and about what its baseline meant when.</summary>
internal sealed class IdeaMeasureStore(
    UmulDatabase database, IdeaStore ideas, IdeaRunStore members, OutcomeStore outcomes, RunCatalog catalog, TimeProvider clock)
{
    private static readonly string[] s_commitTags = ["umul.git.commit", "mlflow.source.git.commit"];

    /// <summary>What a person has said, else what the outcomes suggest.</summary>
    /// <param name="projectId">The project.</param>
    /// <param name="primaryMetric">The project's primary metric as its runs log it, such as <c>test/dice</c>.</param>
    public IdeaMeasure Of(long projectId, string? primaryMetric = null)
    {
        var all = ideas.All(projectId);
        var stored = Stored(projectId);
        var measure = stored?.ToMeasure() ?? Suggest(projectId, primaryMetric);
        var alive = all.Where(idea => idea.DeletedMs is null).ToList();
        return alive.Exists(idea => idea.Id == measure.Baseline) ? measure : measure with { Baseline = SuggestBaseline(alive) };
    }

    /// <summary>Says what ideas are judged by. If that changes what the baseline means, it is a new version of it.</summary>
    /// <exception cref="UmulException">No metric, no direction, a δ that is none, or somebody else said otherwise meanwhile.</exception>
    public Task<IdeaMeasure> Set(long projectId, long? version, IdeaMeasure measure, string? person = null)
    {
        if (measure.Metric.Trim().Length == 0 || measure.Split.Trim().Length == 0) throw IdeaRefusals.NoMetric();
        if (measure.Direction == MetricDirection.Unknown) throw IdeaRefusals.NoDirection(measure.Metric);
        if (measure.Worthwhile is { } worthwhile && !(worthwhile > 0 && double.IsFinite(worthwhile))) throw IdeaRefusals.BadWorthwhile();
        var (code, dataset) = measure.Baseline is { } baseline ? Origin(projectId, baseline, measure) : ("", "");
        return database.Writer.Write(scope =>
        {
            ProjectStore.RequireActive(scope, projectId);
            if (measure.Baseline is { } id && IdeaStore.RequireActive(scope, id).ProjectId != projectId) throw IdeaRefusals.ParentElsewhere();
            var now = ReadRow(scope, projectId);
            if (version is { } read && read != (now?.Version ?? 0)) throw IdeaRefusals.MeasureChanged(now?.Person ?? "");
            var who = IdeaStore.Who(person);
            scope.Execute(
                """
                INSERT INTO idea_measures (project_id, metric, split, direction, worthwhile, is_matched, checkpoint_rule, baseline, person, written_ms, version)
                VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, 1)
                ON CONFLICT (project_id) DO UPDATE SET metric = excluded.metric, split = excluded.split, direction = excluded.direction,
                    worthwhile = excluded.worthwhile, is_matched = excluded.is_matched, checkpoint_rule = excluded.checkpoint_rule,
                    baseline = excluded.baseline, person = excluded.person, written_ms = excluded.written_ms, version = idea_measures.version + 1
                """,
                projectId, measure.Metric.Trim(), measure.Split.Trim(), (int)measure.Direction, measure.Worthwhile, measure.IsMatched ? 1 : 0,
                measure.CheckpointRule.Trim(), measure.Baseline, who, clock.UnixMs);
            PutVersion(scope, projectId, new BaselineVersion(0, measure.Baseline, dataset, measure.Split.Trim(), measure.CheckpointRule.Trim(), measure.Metric.Trim(), code, who, clock.UnixMs));
            return ReadRow(scope, projectId)!.ToMeasure();
        });
    }

    /// <summary>What the baseline meant when, newest first.</summary>
    public IReadOnlyList<BaselineVersion> Versions(long projectId)
    {
        if (!Caller.MayRead(projectId)) return [];
        using var connection = database.OpenRead();
        return [.. connection.Query<VersionRow>($"SELECT {VersionRow.Columns} FROM baseline_versions WHERE project_id = @projectId ORDER BY version DESC", new { projectId })
            .Select(row => row.ToVersion())];
    }

    /// <summary>Makes a version count again: its idea, metric, split and checkpoint rule. Data and code are facts of runs, and what they are now is said.</summary>
    /// <exception cref="UmulException">There is no such version, its idea was deleted, or its metric has no direction.</exception>
    public Task<IdeaMeasure> Choose(long projectId, long version, string? person = null)
    {
        Caller.RequireReader(projectId);
        var wanted = Versions(projectId).FirstOrDefault(v => v.Version == version) ?? throw IdeaRefusals.NoSuchVersion(version);
        var now = Of(projectId);
        var direction = outcomes.MetricsOf(projectId).FirstOrDefault(m => m.Metric.Name == wanted.Metric)?.Metric.Direction ?? MetricDirection.Unknown;
        return Set(projectId, now.Version, now with
        {
            Metric = wanted.Metric,
            Split = wanted.Split,
            Direction = wanted.Metric == now.Metric ? now.Direction : direction,
            CheckpointRule = wanted.CheckpointRule,
            Baseline = wanted.Idea,
        }, person);
    }

    /// <summary>The commit of a run's code; "" if none was recorded.</summary>
    public string CodeOf(Run run)
    {
        var project = catalog.Of(run.ProjectId);
        return s_commitTags.Select(tag => project.Tag(tag).GetValueOrDefault(run.RowId)).FirstOrDefault(commit => commit is not null) ?? "";
    }

    private (string Code, string Dataset) Origin(long projectId, long baseline, IdeaMeasure measure)
    {
        if (members.Of(projectId).Of(baseline) is not { Count: > 0 } runs) return ("", "");
        var newest = runs[^1].Run;
        var code = CodeOf(newest);
        var origin = outcomes.Origins(newest).FirstOrDefault(o => o.Split == measure.Split && o.Metric.Name == measure.Metric);
        return (code, origin is null ? "" : origin.Dataset.Length > 0 ? origin.Dataset : origin.CaseList);
    }

    private IdeaMeasure Suggest(long projectId, string? primaryMetric)
    {
        // The primary metric is a curve, such as test/dice; the outcome that it is the mean of is dice on the split test.
        var found = outcomes.MetricsOf(projectId).Where(m => m.Metric.Direction != MetricDirection.Unknown)
            .OrderByDescending(m => primaryMetric is not null && IsMeanOf(primaryMetric, m))
            .ThenByDescending(m => m.Runs)
            .ThenByDescending(m => DatasetSplit.RoleOf(m.Split) == SplitRole.Development)
            .FirstOrDefault();
        return new IdeaMeasure
        {
            Metric = found?.Metric.Name ?? "",
            Split = found?.Split ?? "",
            Direction = found?.Metric.Direction ?? MetricDirection.Unknown,
        };
    }

    private static bool IsMeanOf(string curve, ProjectMetric metric)
    {
        var bare = metric.Metric.IsLogged ? metric.Metric.Definition[OutcomeMetric.LoggedPrefix.Length..] : metric.Metric.Name;
        return curve == $"{metric.Split}/{bare}" || curve == $"{metric.Split}_{bare}" || curve == bare;
    }

    /// <summary>The idea named so, else the root with the most children.</summary>
    private static long? SuggestBaseline(List<Idea> alive) =>
        (alive.Find(idea => idea.Name.Equals("baseline", StringComparison.OrdinalIgnoreCase))
            ?? alive.Where(idea => idea.Parent is null).MaxBy(root => alive.Count(idea => idea.Parent == root.Id)))?.Id;

    private static void PutVersion(WriteScope scope, long projectId, BaselineVersion now)
    {
        var last = scope.Connection.QuerySingleOrDefault<VersionRow>(
            $"SELECT {VersionRow.Columns} FROM baseline_versions WHERE project_id = @projectId ORDER BY version DESC LIMIT 1", new { projectId }, scope.Transaction)?.ToVersion();
        if (last is not null && last == now with { Version = last.Version, Person = last.Person, CreatedMs = last.CreatedMs }) return;
        scope.Execute(
            "INSERT INTO baseline_versions (project_id, version, idea, dataset, split, checkpoint_rule, metric, code, person, created_ms) VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9)",
            projectId, (last?.Version ?? 0) + 1, now.Idea, now.Dataset, now.Split, now.CheckpointRule, now.Metric, now.Code, now.Person, now.CreatedMs);
    }

    private MeasureRow? Stored(long projectId)
    {
        Caller.RequireReader(projectId);
        using var connection = database.OpenRead();
        return connection.QuerySingleOrDefault<MeasureRow>($"SELECT {MeasureRow.Columns} FROM idea_measures WHERE project_id = @projectId", new { projectId });
    }

    private static MeasureRow? ReadRow(WriteScope scope, long projectId) => scope.Connection.QuerySingleOrDefault<MeasureRow>(
        $"SELECT {MeasureRow.Columns} FROM idea_measures WHERE project_id = @projectId", new { projectId }, scope.Transaction);

    private sealed record MeasureRow
    {
        public const string Columns =
            "metric AS Metric, split AS Split, direction AS Direction, worthwhile AS Worthwhile, is_matched AS IsMatched, "
            + "checkpoint_rule AS CheckpointRule, baseline AS Baseline, person AS Person, version AS Version";

        public string Metric { get; init; } = "";

        public string Split { get; init; } = "";

        public long Direction { get; init; }

        public double? Worthwhile { get; init; }

        public long IsMatched { get; init; }

        public string CheckpointRule { get; init; } = "";

        public long? Baseline { get; init; }

        public string Person { get; init; } = "";

        public long Version { get; init; }

        public IdeaMeasure ToMeasure() => new()
        {
            Metric = Metric,
            Split = Split,
            Direction = (MetricDirection)Direction,
            Worthwhile = Worthwhile,
            IsMatched = IsMatched != 0,
            CheckpointRule = CheckpointRule,
            Baseline = Baseline,
            Person = Person,
            Version = Version,
        };
    }

    private sealed record VersionRow
    {
        public const string Columns =
            "version AS Version, idea AS Idea, dataset AS Dataset, split AS Split, checkpoint_rule AS CheckpointRule, metric AS Metric, code AS Code, person AS Person, created_ms AS CreatedMs";

        public long Version { get; init; }

        public long? Idea { get; init; }

        public string Dataset { get; init; } = "";

        public string Split { get; init; } = "";

        public string CheckpointRule { get; init; } = "";

        public string Metric { get; init; } = "";

        public string Code { get; init; } = "";

        public string Person { get; init; } = "";

        public long CreatedMs { get; init; }

        public BaselineVersion ToVersion() => new(Version, Idea, Dataset, Split, CheckpointRule, Metric, Code, Person, CreatedMs);
    }
}
