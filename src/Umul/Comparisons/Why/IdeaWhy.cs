using System.Collections.Concurrent;
using Umul.Datasets;
using Umul.Evaluation.Statistics;
using Umul.Ideas;
using Umul.Outcomes;
using Umul.Runs;
using Umul.Web.Texts;

namespace Umul.Comparisons.Why;

/// <summary>
/// Asks every question of "why" about an idea against its parent, in their order. What it tells follows from the records alone: the same
/// records give the same findings. Nothing sealed is asked about, because there is no comparison to start from.
/// </summary>
internal sealed class IdeaWhy(OutcomeStore outcomes, DatasetStore datasets, RunStore runs, CurveQuestion curves, IdeaComparison comparisons, IdeaRecords records)
{
    /// <summary>Begins the name of the column that other ideas' scores make: no dataset's column begins so.</summary>
    public const string OtherIdeas = "other-ideas/";

    private static readonly ComparisonPageTexts s_texts = new(Web.Language.English);

    private readonly ConcurrentDictionary<string, WhyReport> _known = new(StringComparer.Ordinal);

    /// <summary>Null if there is no comparison that may be shown, or none that could be assessed.</summary>
    public WhyReport? Of(ProjectIdeas read, IdeaNode node)
    {
        if (node.Finding.Result is null || comparisons.Of(read, node, s_texts) is not { } comparison || WhyInputs.Of(comparison, read, node) is not { } inputs) return null;
        // Params, curves, metadata and columns beside the scores may change without the results: what is cheap to read decides whether the answer is still true.
        var dataset = datasets.WithSplit(node.Idea.ProjectId, inputs.Split);
        var (baseline, idea) = (Recorded(inputs.BaselineRuns), Recorded(inputs.IdeaRuns));
        var key = string.Join('|', node.Idea.Id, node.Idea.Version, node.Finding.Evidence, read.Measure.Version, dataset?.Id, outcomes.MetricsOf(node.Idea.ProjectId).Sum(m => m.Runs), baseline.Concat(idea).Sum(r => r.Params.Count + r.Metrics.Sum(m => m.Summary.Count)), read.Nodes.Count);
        if (_known.TryGetValue(key, out var known)) return known;
        if (_known.Count > 100) _known.Clear(); // computed again in a fraction of a second
        return _known[key] = Ask(inputs, dataset, baseline, idea);
    }

    private IReadOnlyList<RunData> Recorded(IReadOnlyList<IdeaRun> members) => runs.Data([.. members.Select(m => m.Run)]);

    private WhyReport Ask(WhyInputs inputs, Dataset? dataset, IReadOnlyList<RunData> baseline, IReadOnlyList<RunData> idea)
    {
        var draft = new WhyDraft();
        ConfigQuestion.AskComparable(inputs, draft);
        ConfigQuestion.AskUnseen(inputs, draft, records.SuggestionOf(inputs.Node.Idea));
        ConfigQuestion.AskConfig(inputs, draft, baseline, idea, (records.PatchOf(inputs.BaselineRuns[^1].Run), records.PatchOf(inputs.IdeaRuns[^1].Run)));
        CaseQuestions.AskWaterfall(inputs, draft);
        CaseQuestions.AskRepeatable(inputs, draft);
        CaseQuestions.AskGallery(inputs, draft);
        SliceQuestions.Ask(inputs, draft, Columns(inputs, dataset));
        new ErrorQuestions(outcomes).Ask(inputs, draft);
        var disputed = ClassQuestions.Ask(inputs, draft, WordColumns.Read(inputs, outcomes));
        curves.Ask(inputs, draft);
        CaseQuestions.AskLabels(inputs, draft, disputed);
        return new WhyReport
        {
            Idea = inputs.Node.Idea,
            Parent = inputs.Read.Parent,
            Split = inputs.Split,
            Metric = inputs.Metric,
            Cases = inputs.Cases,
            Units = inputs.Groups is null ? 0 : inputs.Result.Units,
            Noun = inputs.Noun,
            Runs = [.. inputs.BaselineRuns.Concat(inputs.IdeaRuns).Select(m => m.Run.Id)],
            Shown = [inputs.BaselineRuns[0].Run.Id, inputs.IdeaRuns[0].Run.Id],
            Gallery = draft.Gallery,
            Answers = [.. draft.Answers.OrderBy(a => a.Step)],
            All = WhyReport.Ranked(draft.Findings),
        };
    }

    /// <summary>What the dataset says about the cases, and how hard they are for ideas that are not compared here.</summary>
    private List<CaseColumn> Columns(WhyInputs inputs, Dataset? dataset)
    {
        var columns = new List<CaseColumn>();
        if (dataset is not null)
        {
            var content = datasets.Content(dataset);
            var known = content.Cases.ToDictionary(c => c.Id, c => c.Metadata, StringComparer.Ordinal);
            for (var at = 0; at < content.Columns.Count; at++)
                columns.Add(CaseColumn.Of(content.Columns[at], (IReadOnlyList<string>)[.. inputs.Cases.Select(id => known.TryGetValue(id, out var row) ? row[at] : "")]));
        }
        if (Difficulty(inputs) is { } difficulty) columns.Add(difficulty);
        return [.. columns.Where(c => c.Words.Distinct(StringComparer.Ordinal).Count() > 1)];
    }

    // Never the score of an arm that is compared: what is lucky before falls back by itself (regression to the mean).
    private CaseColumn? Difficulty(WhyInputs inputs)
    {
        Run[] others = [.. inputs.Ideas.Nodes.Where(n => n.Idea.Id != inputs.Node.Idea.Id && n.Idea.Id != inputs.Read.Parent.Id && n.Finding.Result is not null)
            .SelectMany(n => n.Runs).Where(m => m.Counts).Select(m => m.Run)];
        if (others.Length == 0 || outcomes.Matrix(others, inputs.Split, inputs.Metric) is not { } matrix) return null;
        var means = inputs.Cases.Select(matrix.Cases.IndexOf).Select(at =>
        {
            double[] scores = at < 0 ? [] : [.. matrix.Values.Select(run => run[at]).Where(double.IsFinite)];
            return scores.Length == 0 ? double.NaN : scores.Average();
        }).ToArray();
        return means.All(double.IsNaN) ? null : CaseColumn.Of(OtherIdeas + inputs.Metric, (IReadOnlyList<double>)means);
    }
}
