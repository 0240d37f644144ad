using Umul.Datasets;
using Umul.Evaluation;
using Umul.Runs;

namespace Umul.Outcomes.Pages;

/// <summary>A metric of one case under the runs shown, in their order.</summary>
/// <param name="Metric">What was measured.</param>
/// <param name="Cells">For each run its value, why there is none, and how the column was made; null if the run has no such column.</param>
internal sealed record CaseMetric(OutcomeMetric Metric, IReadOnlyList<(double Value, UndefinedReason Reason, ColumnOrigin Origin)?> Cells)
{
    /// <summary>The run with the best value, if one is better than another; −1 if not.</summary>
    public int Best
    {
        get
        {
            double[] values = [.. Cells.Select(cell => cell?.Value ?? double.NaN)];
            double[] defined = [.. values.Where(value => !double.IsNaN(value))];
            if (defined.Length < 2 || Metric.Direction == MetricDirection.Unknown || defined.Max() == defined.Min()) return -1;
            return Array.IndexOf(values, Metric.Direction == MetricDirection.Lower ? defined.Min() : defined.Max());
        }
    }
}

/// <summary>One case of a split under a few runs, as its page shows it.</summary>
internal sealed class CaseView(ShownOutcomes shown, DatasetStore datasets, RunStore store, CasesView cases)
{
    /// <summary>So many stand side by side on a screen.</summary>
    public const int MostRuns = 6;

    public string Split { get; private set; } = "";

    public string Case { get; private set; } = "";

    public IReadOnlyList<Run> Runs { get; private set; } = [];

    /// <summary>Runs that could be added, newest first.</summary>
    public IReadOnlyList<Run> Others { get; private set; } = [];

    public IReadOnlyList<CaseMetric> Metrics { get; private set; } = [];

    /// <summary>Of the runs shown, those whose values and prediction are not, because they are sealed.</summary>
    public IReadOnlyList<Run> Sealed => [.. Runs.Where(run => shown.IsSealed(run, Split))];

    /// <summary>The case as the dataset describes it; null if there is none.</summary>
    public DatasetCase? Described { get; private set; }

    public Dataset? Dataset { get; private set; }

    public IReadOnlyList<(string Column, string Value)> Metadata { get; private set; } = [];

    /// <summary>All cases of the split by the metric chosen, the worst first.</summary>
    public IReadOnlyList<string> Order { get; private set; } = [];

    public int Position { get; private set; }

    /// <summary>The metric that orders the cases.</summary>
    public string Metric { get; private set; } = "";

    /// <summary>Reads the case; false if neither an outcome nor a dataset knows it.</summary>
    public bool Load(long project, string split, string id, string? metric, IReadOnlyList<string> runs)
    {
        (Split, Case) = (split, id);
        cases.Load(project, split, metric);
        var hasSplit = cases.Matrix?.Split == split;
        string[] order = hasSplit ? [.. cases.WorstFirst().Select(c => c.Case)] : [];
        (Order, Position) = (order, Array.IndexOf(order, id));
        Metric = hasSplit ? cases.Matrix!.Metric.Name : "";
        Runs = [.. runs.Distinct(StringComparer.Ordinal).Take(MostRuns).Select(store.Find).OfType<Run>().Where(run => run.ProjectId == project)];
        Others = hasSplit ? [.. cases.Matrix!.Runs.Where(run => Runs.All(shown => shown.Id != run.Id)).Reverse()] : [];
        Dataset = datasets.WithSplit(project, split);
        Describe();
        Metrics = [.. Columns()];
        return Position >= 0 || Described is not null;
    }

    /// <summary>Notes what of a test split was shown: the metrics of the runs chosen, and the order of the cases.</summary>
    public async Task NoteLook()
    {
        foreach (var (run, at) in Runs.Select((run, at) => (run, at)))
            await shown.NoteLook(run, Metrics.Select(metric => metric.Cells[at]?.Origin).OfType<ColumnOrigin>());
        await cases.NoteLook();
    }

    private void Describe()
    {
        if (Dataset is not { } dataset) return;
        var content = datasets.Content(dataset);
        Described = content.Cases.FirstOrDefault(c => c.Id == Case);
        if (Described is { } found) Metadata = [.. content.Columns.Zip(found.Metadata).Where(pair => pair.Second.Length > 0)];
    }

    private IEnumerable<CaseMetric> Columns()
    {
        var columns = Runs.Select(run => shown.Tables(run).Where(table => table.Split == Split)
            .SelectMany(table => table.Columns.Select(c => (c.Origin, c.Column, At: table.Cases.IndexOf(Case)))).Where(c => c.At >= 0)
            .ToDictionary(c => c.Column.Metric.Name, StringComparer.Ordinal)).ToList();
        foreach (var metric in columns.SelectMany(c => c.Values.Select(v => v.Column.Metric)).DistinctBy(m => m.Name))
            yield return new CaseMetric(metric, [.. columns.Select(c => c.TryGetValue(metric.Name, out var found)
                ? (found.Column.Values[found.At], found.Column.Reasons?[found.At] ?? UndefinedReason.None, found.Origin)
                : ((double, UndefinedReason, ColumnOrigin)?)null)]);
    }
}
