using Umul.Metrics;

namespace Umul.Runs.Search;

/// <summary>Answers questions about runs from the catalog's columns: a condition reads one column, and no run is loaded that is not shown.</summary>
internal sealed class RunSearch(RunCatalog catalog, RunInputStore inputs)
{
    public RunPage Find(RunQuery query)
    {
        var matches = new List<SortedRun>();
        foreach (var projectId in query.Projects.Distinct())
        {
            var project = catalog.Of(projectId);
            var isWanted = new RunPredicate(project, inputs, query.ArtifactLocation).Compile(query.Filter);
            var keys = query.Order.Select(term => new OrderColumn(project, term, query.ArtifactLocation)).ToArray();
            foreach (var run in project.Runs)
            {
                if (IsInScope(run, query.Scope) && isWanted(run))
                    matches.Add(new SortedRun(run, Array.ConvertAll(keys, key => key.Of(run))));
            }
        }
        matches.Sort(new RunOrder(query.Order));
        var start = (int)Math.Min(query.Offset, matches.Count);
        var page = matches.GetRange(start, Math.Min(query.Limit, matches.Count - start));
        return new RunPage([.. page.Select(m => m.Run)], matches.Count, start + page.Count < matches.Count);
    }

    private static bool IsInScope(Run run, RunScope scope) => scope == RunScope.All || (run.DeletedMs is null) == (scope == RunScope.Active);
}

/// <summary>A run with the values that it is ordered by.</summary>
internal readonly record struct SortedRun(Run Run, OrderKey[] Keys);

/// <summary>One value of an order. Rank 0 is a value, 1 is NaN, 2 is none: NaN and absence come last in both directions.</summary>
internal readonly record struct OrderKey(int Rank, double Number, string? Text)
{
    public static OrderKey Missing { get; } = new(2, 0, null);

    public static OrderKey Of(double number) => new(double.IsNaN(number) ? 1 : 0, number, null);

    public static OrderKey Of(string? text) => text is null ? Missing : new OrderKey(0, 0, text);
}

/// <summary>The column that an order term reads.</summary>
internal sealed class OrderColumn
{
    private readonly Func<Run, OrderKey> _read;

    public OrderColumn(ProjectRuns project, OrderTerm term, Func<Run, string?> location) => _read = term.Field.Kind switch
    {
        FieldKind.Metric => Metric(project.Metric(term.Field.Key)),
        FieldKind.Param => Text(project.Param(term.Field.Key)),
        FieldKind.Tag => Text(project.Tag(term.Field.Key)),
        _ when term.Field.Key == RunAttributes.ArtifactLocation => run => OrderKey.Of(location(run)),
        _ => Attribute(term.Field.Key),
    };

    public OrderKey Of(Run run) => _read(run);

    private static Func<Run, OrderKey> Metric(IReadOnlyDictionary<long, SeriesSummary> column)
        => run => column.TryGetValue(run.RowId, out var summary) ? OrderKey.Of(summary.LastValue) : OrderKey.Missing;

    private static Func<Run, OrderKey> Text(IReadOnlyDictionary<long, string> column)
        => run => OrderKey.Of(column.GetValueOrDefault(run.RowId));

    private static Func<Run, OrderKey> Attribute(string key) => run => RunFields.Number(run, key) is { } number
        ? OrderKey.Of(number)
        : OrderKey.Of(RunFields.Text(run, key));
}

/// <summary>Compares by the terms of an order, then newest start first, then by id.</summary>
internal sealed class RunOrder(IReadOnlyList<OrderTerm> terms) : IComparer<SortedRun>
{
    public int Compare(SortedRun x, SortedRun y)
    {
        for (var i = 0; i < terms.Count; i++)
        {
            var compared = Compare(x.Keys[i], y.Keys[i], terms[i].IsAscending);
            if (compared != 0)
                return compared;
        }
        var byStart = Nullable.Compare(y.Run.StartedMs, x.Run.StartedMs);
        return byStart != 0 ? byStart : string.CompareOrdinal(x.Run.Id, y.Run.Id);
    }

    private static int Compare(OrderKey x, OrderKey y, bool isAscending)
    {
        if (x.Rank != y.Rank)
            return x.Rank.CompareTo(y.Rank);
        if (x.Rank != 0)
            return 0;
        var compared = x.Text is not null ? string.CompareOrdinal(x.Text, y.Text) : x.Number.CompareTo(y.Number);
        return isAscending ? compared : -compared;
    }
}

/// <summary>A run's attributes by the product's keys.</summary>
internal static class RunFields
{
    public static double? Number(Run run, string key) => key switch
    {
        RunAttributes.Started => run.StartedMs,
        RunAttributes.Ended => run.EndedMs,
        _ => null,
    };

    public static string? Text(Run run, string key) => key switch
    {
        RunAttributes.Id => run.Id,
        RunAttributes.Name => run.Name,
        RunAttributes.User => run.UserName,
        RunAttributes.Status => StatusText(run.Status),
        _ => null,
    };

    private static string StatusText(RunStatus status) => status switch
    {
        RunStatus.Running => "RUNNING",
        RunStatus.Scheduled => "SCHEDULED",
        RunStatus.Finished => "FINISHED",
        RunStatus.Failed => "FAILED",
        _ => "KILLED",
    };
}
