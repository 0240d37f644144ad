using Umul.Evaluation;
using Umul.Web;

namespace Umul.Outcomes.Reports;

/// <summary>
/// One evaluation: every case of the references with every metric. A case that could not be evaluated is there with its problem, and its
/// values are undefined for that reason; predictions without a reference are listed beside.
/// </summary>
internal sealed record EvaluationReport
{
    private Layout? _layout;

    /// <summary>segmentation, detection, classification, transcription.</summary>
    public required string Kind { get; init; }

    /// <summary>Program and version of the rules, such as <c>umul segmentation/1</c>.</summary>
    public required string Evaluator { get; init; }

    /// <summary>What was asked for, as JSON.</summary>
    public required string Settings { get; init; }

    /// <summary>Cases by name.</summary>
    public required IReadOnlyList<EvaluatedCase> Cases { get; init; }

    /// <summary>Names of the metrics that a short table shows, the first of which orders the cases.</summary>
    public required IReadOnlyList<string> Headline { get; init; }

    /// <summary>Metrics over all evaluated cases together, which are no mean over cases: a pooled error rate, an area, an average precision.</summary>
    public IReadOnlyList<OverallValue> Overall { get; init; } = [];

    /// <summary>The metrics over all cases that a short table shows.</summary>
    public IReadOnlyList<string> OverallHeadline { get; init; } = [];

    /// <summary>The same by speaker, category or patient.</summary>
    public IReadOnlyList<ReportGroup> Groups { get; init; } = [];

    /// <summary>What only this kind has, as JSON: confusion matrix, kinds of error, curves. Null if nothing.</summary>
    public string? Details { get; init; }

    /// <summary>What concerns the whole, not one case.</summary>
    public IReadOnlyList<Sentence> Notes { get; init; } = [];

    /// <summary>Predictions for which there is no reference.</summary>
    public IReadOnlyList<string> PredictionsWithoutReference { get; init; } = [];

    /// <summary>Metrics that some case has, in the order in which they first came.</summary>
    public IReadOnlyList<OutcomeMetric> Metrics => Laid().Metrics;

    /// <summary>Cases that could not be evaluated.</summary>
    public int Failed => Cases.Count(c => c.Problem is not null);

    /// <summary>One column for each metric, in the order of the cases.</summary>
    public IReadOnlyList<OutcomeColumn> Columns() => Laid().Columns;

    /// <summary>As the store takes it.</summary>
    public OutcomeTable ToTable(OutcomeSource source)
    {
        var notes = Cases.Select(c => c.Problem?.English ?? (c.Notes.Count == 0 ? null : string.Join(' ', c.Notes.Select(n => n.English)))).ToArray();
        List<OutcomeText> texts = Array.TrueForAll(notes, n => n is null) ? [] : [new OutcomeText("note", notes)];
        foreach (var name in Cases.SelectMany(c => c.Texts).Select(t => t.Name).Distinct(StringComparer.Ordinal))
            texts.Add(new OutcomeText(name, [.. Cases.Select(c => c.Texts.FirstOrDefault(t => t.Name == name).Text)]));
        var groups = Cases.Any(c => c.Group is not null) ? Cases.Select(c => c.Group ?? "").ToList() : null;
        return OutcomeTable.Of([.. Cases.Select(c => c.Case)], groups, Columns(), (source, Evaluator), texts) with { Settings = Settings };
    }

    // Every way out asks for the columns, and a report may have 100,000 cases: laid out once for a list of cases.
    private Layout Laid()
    {
        if (_layout is { } known && ReferenceEquals(known.Cases, Cases)) return known;
        var places = new Dictionary<OutcomeMetric, int>();
        var byName = new Dictionary<string, int>(StringComparer.Ordinal);
        var metrics = new List<OutcomeMetric>();
        foreach (var metric in Cases.SelectMany(c => c.Values).Select(v => v.Metric))
        {
            if (places.ContainsKey(metric)) continue;
            if (!byName.TryGetValue(metric.Name, out var place))
            {
                byName[metric.Name] = place = metrics.Count;
                metrics.Add(metric);
            }
            places[metric] = place;
        }
        var values = metrics.ConvertAll(metric => new MetricValue?[Cases.Count]);
        for (var at = 0; at < Cases.Count; at++)
            foreach (var (metric, value) in Cases[at].Values) values[places[metric]][at] = value;
        return _layout = new Layout(Cases, metrics, [.. metrics.Select((metric, place) => OutcomeColumn.Of(metric, [.. values[place].Select((value, at) => value ?? Absent(Cases[at], metric))]))]);
    }

    private static MetricValue Absent(EvaluatedCase c, OutcomeMetric metric) =>
        MetricValue.Undefined(metric.Definition, c.Problem is null ? UndefinedReason.NotEvaluated : c.ProblemReason);

    private sealed record Layout(IReadOnlyList<EvaluatedCase> Cases, IReadOnlyList<OutcomeMetric> Metrics, IReadOnlyList<OutcomeColumn> Columns);
}
