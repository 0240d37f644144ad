using Umul.Datasets;
using Umul.Evaluation;
using Umul.Runs;

namespace Umul.Outcomes.Pages;

/// <summary>One case over all runs shown: its mean and how far the runs are apart.</summary>
/// <param name="Case">Its id.</param>
/// <param name="Defined">In how many runs it has a value.</param>
/// <param name="Mean">Over those; NaN if there are none.</param>
/// <param name="Spread">Largest minus least; NaN for fewer than two values.</param>
internal sealed record CaseSpread(string Case, int Defined, double Mean, double Spread);

/// <summary>What the page of cases shows: one metric of all runs of a project that have it on one split.</summary>
internal sealed class CasesView(OutcomeStore outcomes, ShownOutcomes shown, DatasetStore datasets, RunCatalog catalog, Ledger.LedgerView ledger)
{
    /// <summary>More runs than this cannot be told apart in one picture.</summary>
    public const int MostRuns = 200;

    private long _project;

    /// <summary>What may be chosen.</summary>
    public IReadOnlyList<ProjectMetric> Metrics { get; private set; } = [];

    /// <summary>What is shown; null if the project has no outcomes.</summary>
    public OutcomeMatrix? Matrix { get; private set; }

    /// <summary>Older runs that are not shown.</summary>
    public int LeftOut { get; private set; }

    /// <summary>
    /// The splits that have outcomes; the first is shown if none is asked for. Tests come last, because opening one counts as a look at it; before
    /// them those first that Umul evaluated, not only the training code; then those that decisions are made on.
    /// </summary>
    public IReadOnlyList<string> Splits => [.. Metrics.Select(m => m.Split).Distinct(StringComparer.Ordinal)
        .OrderBy(split => DatasetSplit.RoleOf(split) == SplitRole.Test).ThenBy(split => !IsEvaluated(split)).ThenBy(Order).ThenBy(split => split, StringComparer.Ordinal)];

    /// <summary>The splits with outcomes that Umul evaluated, if the one shown has only columns of the training code.</summary>
    public IReadOnlyList<string> EvaluatedElsewhere => Matrix is { } matrix && !IsEvaluated(matrix.Split) ? [.. Splits.Where(IsEvaluated)] : [];

    /// <summary>Reads what was asked for, or the nearest thing to it that there is.</summary>
    public void Load(long project, string? split, string? metric, IReadOnlyCollection<string>? runs = null)
    {
        _project = project;
        Metrics = outcomes.MetricsOf(project);
        if (Choose(split, metric) is not { } chosen) return;
        var all = outcomes.RunsWith(project, chosen.Split, chosen.Metric.Name);
        Run[] wanted = [.. all.Where(run => runs is null || runs.Contains(run.Id))];
        LeftOut = Math.Max(0, wanted.Length - MostRuns);
        Matrix = shown.Matrix([.. wanted.TakeLast(MostRuns)], chosen.Split, chosen.Metric.Name);
    }

    /// <summary>Runs whose values are not shown because they are sealed.</summary>
    public IReadOnlyList<Run> Sealed => Matrix is null ? [] : [.. Matrix.Runs.Where((_, i) => Matrix.Origins[i] is { IsSealed: true })];

    /// <summary>Notes what of a test split was shown.</summary>
    public async Task NoteLook()
    {
        await shown.NoteLook(Matrix);
        ledger.Forget();
    }

    /// <summary>The version of a dataset that describes the split's cases; null if nobody added one.</summary>
    public Dataset? Dataset => Matrix is null ? null : datasets.WithSplit(_project, Matrix.Split);

    /// <summary>Metadata of the cases shown: names of the columns, and for each the values in the order of the cases.</summary>
    public (IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Values) Metadata()
    {
        if (Dataset is not { } dataset) return ([], []);
        var content = datasets.Content(dataset);
        var known = content.Cases.ToDictionary(c => c.Id, c => c.Metadata, StringComparer.Ordinal);
        return (content.Columns, [.. content.Columns.Select((_, column) =>
            (IReadOnlyList<string>)[.. Matrix!.Cases.Ids.Select(id => known.TryGetValue(id, out var row) ? row[column] : "")])]);
    }

    /// <summary>The tag by which a run says which idea it tries, by the run's number.</summary>
    public IReadOnlyDictionary<long, string> Tag(string name) => catalog.Of(_project).Tag(name);

    /// <summary>All cases, those first that no run has a value for, then the worst.</summary>
    public IReadOnlyList<CaseSpread> WorstFirst()
    {
        if (Matrix is not { } matrix) return [];
        var sign = matrix.Metric.Direction == MetricDirection.Lower ? -1 : 1;
        return [.. Enumerable.Range(0, matrix.Cases.Count).Select(at => Spread(matrix, at)).OrderBy(c => double.IsNaN(c.Mean) ? double.NegativeInfinity : sign * c.Mean)];
    }

    /// <summary>A run's values in short.</summary>
    public static ColumnSummary Summary(OutcomeMatrix matrix, int run) => ColumnSummary.Of(new OutcomeColumn
    {
        Metric = matrix.Metric,
        Values = [.. matrix.Values[run].Where((_, at) => matrix.Reasons[run][at] != UndefinedReason.NotEvaluated)],
        Reasons = [.. matrix.Reasons[run].Where(reason => reason != UndefinedReason.NotEvaluated)],
    });

    private static CaseSpread Spread(OutcomeMatrix matrix, int at)
    {
        double[] values = [.. matrix.Values.Select(run => run[at]).Where(value => !double.IsNaN(value))];
        return new CaseSpread(
            matrix.Cases.Ids[at], values.Length, values.Length == 0 ? double.NaN : values.Average(), values.Length < 2 ? double.NaN : values.Max() - values.Min());
    }

    // A metric that the split does not have: the same computed by the client, or the other way round, before any other.
    private ProjectMetric? Choose(string? split, string? metric)
    {
        var place = Splits.Contains(split ?? "", StringComparer.Ordinal) ? split : Splits.Count > 0 ? Splits[0] : null;
        var here = Metrics.Where(m => m.Split == place).ToList();
        return here.Find(m => m.Metric.Name == metric) ?? here.Find(m => metric is not null && Bare(m.Metric.Name) == Bare(metric))
            ?? here.Find(m => m.Metric.Name == "dice") ?? here.Find(m => !m.Metric.IsLogged && m.Metric.Direction != MetricDirection.Unknown)
            ?? here.Find(m => m.Metric.Direction != MetricDirection.Unknown) ?? (here.Count > 0 ? here[0] : null);
    }

    private bool IsEvaluated(string split) => Metrics.Any(m => m.Split == split && !m.Metric.IsLogged);

    private static string Bare(string metric) => metric.StartsWith(OutcomeMetric.LoggedPrefix, StringComparison.Ordinal) ? metric[OutcomeMetric.LoggedPrefix.Length..] : metric;

    private static int Order(string split) => DatasetSplit.RoleOf(split) switch
    {
        SplitRole.Development => 0,
        SplitRole.Unknown => 1,
        SplitRole.Train => 2,
        _ => 3,
    };
}
