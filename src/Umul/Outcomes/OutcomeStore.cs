using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Umul.Access;
using Umul.Database;
using Umul.Evaluation;
using Umul.Runs;

namespace Umul.Outcomes;

/// <summary>What a write changed.</summary>
/// <param name="Written">Columns that are new or replaced others.</param>
/// <param name="Unchanged">Columns that were there already, the same to the bit.</param>
/// <param name="Removed">Columns that this way brought before and brings no more.</param>
internal sealed record OutcomeWrite(int Written, int Unchanged, int Removed);

/// <summary>
/// All SQL that writes outcomes and reads them whole. A run has at most one column of a metric on a split; writing another replaces it and
/// leaves a line in the history, writing the same again changes nothing.
/// </summary>
internal sealed class OutcomeStore
{
    private readonly UmulDatabase _database;
    private readonly RunStore _runs;
    private readonly LiveFeed _feed;
    private readonly TimeProvider _clock;
    private readonly ConcurrentDictionary<long, CaseList> _lists = new();

    public OutcomeStore(UmulDatabase database, RunStore runs, LiveFeed feed, TimeProvider clock)
    {
        (_database, _runs, _feed, _clock) = (database, runs, feed, clock);
        database.Replaced += _lists.Clear;
    }

    /// <summary>Stores what was found about a run on a split: all of it or, if it is refused, nothing.</summary>
    /// <exception cref="Umul.Web.UmulException">No such run, it is in the bin, or the caller may not write there.</exception>
    public Task<OutcomeWrite> Write(string runId, string split, OutcomeTable table)
    {
        var columns = table.Columns.Select(column => (column.Metric, Content: OutcomeCodec.Encode(column), column.Defined, column.Mean))
            .Select(c => new PackedColumn(c.Metric, c.Content, c.Defined, c.Mean, HashOf(table, c.Content))).ToList();
        var texts = table.Texts.Select(text => (text.Name, Content: PackedText.Pack(text.Texts))).ToList();
        return _database.Writer.Write(scope =>
        {
            var run = _runs.RequireActive(scope, runId);
            var list = Intern(scope, run.ProjectId, table.Cases);
            int written = 0, removed = 0;
            foreach (var column in columns)
                if (Put(scope, new Place(Ensure(scope, run.ProjectId, column.Metric), split, run.RowId, list), table, column)) written++;
            foreach (var (name, content) in texts) PutText(scope, (run.RowId, split, name), (table.Source, list), content);
            if (table.IsWhole) removed = RemoveOthers(scope, (run.RowId, split), table);
            scope.AfterCommit(() => _feed.Tell(new RunChange(run.ProjectId, runId, "outcomes")));
            return new OutcomeWrite(written, columns.Count - written, removed);
        });
    }

    /// <summary>One metric of several runs of a project, case by case; a run without it has NaN everywhere.</summary>
    /// <param name="runs">Runs of one project.</param>
    /// <param name="split">The split.</param>
    /// <param name="metric">The metric's name.</param>
    /// <returns>Null if none of the runs has it.</returns>
    public OutcomeMatrix? Matrix(IReadOnlyList<Run> runs, string split, string metric)
    {
        if (runs.Count == 0 || !Caller.MayRead(runs[0].ProjectId)) return null;
        var columns = new Dictionary<long, StoredColumn>();
        using (var connection = _database.OpenRead())
        {
            foreach (var column in connection.Query<StoredColumn>(
                $"{StoredColumn.Select} WHERE m.project_id = @project AND m.name = @metric AND c.split = @split AND c.run IN ({Sql.List(runs.Select(r => r.RowId))})",
                new { project = runs[0].ProjectId, metric, split }))
                columns[column.Run] = column;
        }
        return columns.Count == 0 ? null : Align(runs, split, columns);
    }

    /// <summary>How each column of a run was made, by split and metric.</summary>
    public IReadOnlyList<ColumnOrigin> Origins(Run run)
    {
        if (!Caller.MayRead(run.ProjectId)) return [];
        using var connection = _database.OpenRead();
        return [.. connection.Query<StoredColumn>($"{StoredColumn.SelectWithoutContent} WHERE c.run = @run ORDER BY c.split, m.id", new { run = run.RowId })
            .Select(column => column.Origin(run.Id))];
    }

    /// <summary>Everything a run has: one table for each split, way and case list.</summary>
    public IReadOnlyList<RunOutcomes> Tables(Run run)
    {
        if (!Caller.MayRead(run.ProjectId)) return [];
        using var connection = _database.OpenRead();
        return [.. connection.Query<StoredColumn>($"{StoredColumn.Select} WHERE c.run = @run ORDER BY c.split, m.id", new { run = run.RowId })
            .GroupBy(c => (c.Split, c.CaseList))
            .Select(g => new RunOutcomes(g.Key.Split, Cases(g.Key.CaseList), [.. g.Select(c => (c.Origin(run.Id), c.Column()))]))];
    }

    /// <summary>Metrics of which runs outside the bin have outcomes, by split and metric.</summary>
    public IReadOnlyList<ProjectMetric> MetricsOf(long projectId)
    {
        if (!Caller.MayRead(projectId)) return [];
        using var connection = _database.OpenRead();
        return [.. connection.Query<MetricRow>(
            """
            SELECT c.split AS Split, m.definition AS Definition, m.region AS Region, m.direction AS Direction, m.unit AS Unit,
                   COUNT(*) AS Runs, MAX(l.case_count) AS Cases, COUNT(DISTINCT c.case_list) AS CaseLists
            FROM outcome_metrics m JOIN outcome_columns c ON c.metric = m.id JOIN runs r ON r.row_id = c.run JOIN case_lists l ON l.id = c.case_list
            WHERE m.project_id = @projectId AND r.deleted_ms IS NULL
            GROUP BY c.split, m.id, m.definition, m.region, m.direction, m.unit ORDER BY c.split, m.id
            """, new { projectId }).Select(r => r.ToMetric())];
    }

    /// <summary>Runs outside the bin that have outcomes of a metric on a split, oldest first.</summary>
    public IReadOnlyList<Run> RunsWith(long projectId, string split, string metric)
    {
        if (!Caller.MayRead(projectId)) return [];
        using var connection = _database.OpenRead();
        return connection.Query<Run>(
            $"""
            SELECT {RunStore.Columns} FROM runs WHERE deleted_ms IS NULL AND row_id IN (
                SELECT c.run FROM outcome_columns c JOIN outcome_metrics m ON m.id = c.metric WHERE m.project_id = @projectId AND m.name = @metric AND c.split = @split)
            ORDER BY row_id
            """, new { projectId, metric, split }).AsList();
    }

    /// <summary>Hash of all that each run has on a split, by the run's id; a run without outcomes there is not in it.</summary>
    public IReadOnlyDictionary<string, string> Evidence(IReadOnlyList<Run> runs, string split)
    {
        if (runs.Count == 0 || !Caller.MayRead(runs[0].ProjectId)) return new Dictionary<string, string>(StringComparer.Ordinal);
        using var connection = _database.OpenRead();
        var ids = runs.DistinctBy(run => run.RowId).ToDictionary(run => run.RowId, run => run.Id);
        return connection.Query<(long Run, string Hash)>(
            $"SELECT run, hash FROM outcome_columns WHERE split = @split AND run IN ({Sql.List(ids.Keys)}) ORDER BY run, metric", new { split })
            .GroupBy(column => column.Run)
            .ToDictionary(g => ids[g.Key], g => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', g.Select(c => c.Hash)))).AsSpan(0, 16)), StringComparer.Ordinal);
    }

    /// <summary>Words beside a run's numbers on a split, with their cases, by name.</summary>
    public IReadOnlyList<(CaseList Cases, OutcomeText Text)> Texts(Run run, string split)
    {
        if (!Caller.MayRead(run.ProjectId)) return [];
        using var connection = _database.OpenRead();
        return [.. connection.Query<(string Name, long List, byte[] Content)>(
            "SELECT name, case_list, content FROM outcome_texts WHERE run = @run AND split = @split ORDER BY name", new { run = run.RowId, split })
            .Select(t => (Cases(t.List), new OutcomeText(t.Name, PackedText.Unpack<string?[]>(t.Content))))];
    }

    /// <summary>Which columns of a run were replaced, newest first.</summary>
    public IReadOnlyList<(ColumnOrigin Was, long ReplacedMs)> History(Run run)
    {
        if (!Caller.MayRead(run.ProjectId)) return [];
        using var connection = _database.OpenRead();
        return [.. connection.Query<StoredColumn>($"{StoredColumn.SelectHistory} WHERE c.run = @run ORDER BY c.id DESC", new { run = run.RowId })
            .Select(column => (column.Origin(run.Id), column.ReplacedMs))];
    }

    private OutcomeMatrix Align(IReadOnlyList<Run> runs, string split, Dictionary<long, StoredColumn> stored)
    {
        var union = CaseList.Union([.. stored.Values.Select(c => c.CaseList).Distinct().Select(Cases)]);
        var columns = runs.Select(run => stored.TryGetValue(run.RowId, out var found) ? Spread(found, union) : Empty(union, stored.Values.First().Metric())).ToList();
        var haveParts = columns.TrueForAll(c => c.Numerators is not null);
        return new OutcomeMatrix
        {
            Metric = columns[0].Metric,
            Split = split,
            Runs = runs,
            Cases = union,
            Values = [.. columns.Select(c => c.Values)],
            Reasons = [.. columns.Select(c => c.Reasons ?? new UndefinedReason[union.Count])],
            Numerators = haveParts ? [.. columns.Select(c => c.Numerators!)] : null,
            Denominators = haveParts ? [.. columns.Select(c => c.Denominators!)] : null,
            Origins = [.. runs.Select(run => stored.GetValueOrDefault(run.RowId)?.Origin(run.Id))],
        };
    }

    private OutcomeColumn Spread(StoredColumn stored, CaseList union)
    {
        var (column, cases) = (stored.Column(), Cases(stored.CaseList));
        if (cases.Hash == union.Hash) return column;
        var spread = Empty(union, column.Metric) with
        {
            Numerators = column.Numerators is null ? null : Blank(union.Count),
            Denominators = column.Denominators is null ? null : Blank(union.Count),
        };
        for (var i = 0; i < cases.Count; i++)
        {
            var at = union.IndexOf(cases.Ids[i]);
            spread.Values[at] = column.Values[i];
            spread.Reasons![at] = column.Reasons?[i] ?? UndefinedReason.None;
            if (column.Numerators is null) continue;
            (spread.Numerators![at], spread.Denominators![at]) = (column.Numerators[i], column.Denominators![i]);
        }
        return spread;
    }

    private static OutcomeColumn Empty(CaseList cases, OutcomeMetric metric)
    {
        var reasons = new UndefinedReason[cases.Count];
        Array.Fill(reasons, UndefinedReason.NotEvaluated);
        return new OutcomeColumn { Metric = metric, Values = Blank(cases.Count), Reasons = reasons };
    }

    private static double[] Blank(int count)
    {
        var values = new double[count];
        Array.Fill(values, double.NaN);
        return values;
    }

    private CaseList Cases(long id) => _lists.GetOrAdd(id, wanted =>
    {
        using var connection = _database.OpenRead();
        return CaseList.Unpack(connection.QuerySingle<byte[]>("SELECT content FROM case_lists WHERE id = @wanted", new { wanted }));
    });

    private static long Intern(WriteScope scope, long project, CaseList cases) => Convert.ToInt64(
        scope.Scalar("SELECT id FROM case_lists WHERE project_id = @p0 AND hash = @p1", project, cases.Hash)
        ?? scope.Scalar(
            "INSERT INTO case_lists (project_id, hash, case_count, content) VALUES (@p0, @p1, @p2, @p3) RETURNING id",
            project, cases.Hash, cases.Count, cases.Pack()), null);

    private static long Ensure(WriteScope scope, long project, OutcomeMetric metric) => Convert.ToInt64(
        scope.Scalar("SELECT id FROM outcome_metrics WHERE project_id = @p0 AND name = @p1", project, metric.Name)
        ?? scope.Scalar(
            "INSERT INTO outcome_metrics (project_id, name, definition, region, direction, unit) VALUES (@p0, @p1, @p2, @p3, @p4, @p5) RETURNING id",
            project, metric.Name, metric.Definition, metric.Region, (int)metric.Direction, metric.Unit), null);

    private bool Put(WriteScope scope, Place place, OutcomeTable table, PackedColumn column)
    {
        var known = scope.Scalar("SELECT hash FROM outcome_columns WHERE metric = @p0 AND split = @p1 AND run = @p2", place.Metric, place.Split, place.Run);
        if (known is string hash)
        {
            if (hash == column.Hash) return false;
            Retire(scope, "metric = @p0 AND split = @p1 AND run = @p2", place.Metric, place.Split, place.Run);
        }
        scope.Execute(
            """
            INSERT INTO outcome_columns (metric, split, run, case_list, source, evaluator, settings, policy, dataset, defined, mean, hash, written_ms, content)
            VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11, @p12, @p13)
            """,
            place.Metric, place.Split, place.Run, place.CaseList, (int)table.Source, table.Evaluator, table.Settings, (int)table.Policy, table.Dataset,
            column.Defined, double.IsNaN(column.Mean) ? null : column.Mean, column.Hash, _clock.UnixMs, column.Content);
        return true;
    }

    private int RemoveOthers(WriteScope scope, (long Run, string Split) place, OutcomeTable table)
    {
        var kept = table.Columns.Select(c => c.Metric.Name).ToHashSet(StringComparer.Ordinal);
        var others = new List<long>();
        using (var reader = scope.Read(
            "SELECT c.id, m.name FROM outcome_columns c JOIN outcome_metrics m ON m.id = c.metric WHERE c.run = @p0 AND c.split = @p1 AND c.source = @p2",
            place.Run, place.Split, (int)table.Source))
        {
            while (reader.Read())
                if (!kept.Contains(reader.GetString(1))) others.Add(reader.GetInt64(0));
        }
        foreach (var id in others) Retire(scope, "id = @p0", id);
        var texts = table.Texts.Select(t => t.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var name in scope.Connection.Query<string>(
            "SELECT name FROM outcome_texts WHERE run = @Run AND split = @Split AND source = @source", new { place.Run, place.Split, source = (int)table.Source }, scope.Transaction).AsList())
            if (!texts.Contains(name)) scope.Execute("DELETE FROM outcome_texts WHERE run = @p0 AND split = @p1 AND name = @p2", place.Run, place.Split, name);
        return others.Count;
    }

    private void Retire(WriteScope scope, string which, params ReadOnlySpan<object?> parameters)
    {
        scope.Execute(
            $"""
            INSERT INTO outcome_history (metric, split, run, case_list, source, evaluator, settings, policy, dataset, defined, mean, hash, written_ms, replaced_ms)
            SELECT metric, split, run, case_list, source, evaluator, settings, policy, dataset, defined, mean, hash, written_ms, @p{parameters.Length}
            FROM outcome_columns WHERE {which}
            """, [.. parameters, _clock.UnixMs]);
        scope.Execute($"DELETE FROM outcome_columns WHERE {which}", parameters);
    }

    private static void PutText(WriteScope scope, (long Run, string Split, string Name) place, (OutcomeSource Source, long List) origin, byte[] content) => scope.Execute(
        """
        INSERT INTO outcome_texts (run, split, name, source, case_list, content) VALUES (@p0, @p1, @p2, @p3, @p4, @p5)
        ON CONFLICT (run, split, name) DO UPDATE SET source = excluded.source, case_list = excluded.case_list, content = excluded.content
        """,
        place.Run, place.Split, place.Name, (int)origin.Source, origin.List, content);

    private static string HashOf(OutcomeTable table, byte[] content)
    {
        var origin = $"{table.Cases.Hash}\n{(int)table.Source}\n{table.Evaluator}\n{table.Settings}\n{(int)table.Policy}\n{table.Dataset}\n";
        return Convert.ToHexStringLower(SHA256.HashData([.. Encoding.UTF8.GetBytes(origin), .. content]));
    }

    private readonly record struct Place(long Metric, string Split, long Run, long CaseList);

    private sealed record PackedColumn(OutcomeMetric Metric, byte[] Content, int Defined, double Mean, string Hash);

    private sealed record MetricRow
    {
        public string Split { get; init; } = "";

        public string Definition { get; init; } = "";

        public string Region { get; init; } = "";

        public long Direction { get; init; }

        public string Unit { get; init; } = "";

        public long Runs { get; init; }

        public long Cases { get; init; }

        public long CaseLists { get; init; }

        public ProjectMetric ToMetric() => new(Split, new OutcomeMetric(Definition, Region, (MetricDirection)Direction, Unit), (int)Runs, (int)Cases, (int)CaseLists);
    }
}
