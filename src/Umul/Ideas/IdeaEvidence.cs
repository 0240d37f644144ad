using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Umul.Datasets;
using Umul.Evaluation.Statistics;
using Umul.Ledger;
using Umul.Outcomes;
using Umul.Runs;

namespace Umul.Ideas;

/// <summary>Why an idea has no verdict.</summary>
internal enum NoVerdict
{
    /// <summary>It has one.</summary>
    None,

    /// <summary>It is what others are compared with.</summary>
    IsBaseline,

    /// <summary>Nobody has said, and nothing suggests, what it is judged by.</summary>
    NoMeasure,

    /// <summary>There is nothing to compare it with.</summary>
    NoParent,

    /// <summary>Its parent was deleted.</summary>
    ParentDeleted,

    /// <summary>None of its runs has outcomes of the metric on the split.</summary>
    NoOutcomes,

    /// <summary>None of its parent's runs has.</summary>
    NoParentOutcomes,

    /// <summary>Its results on a test split have not been unsealed.</summary>
    Sealed,
}

/// <summary>What the outcomes say about an idea against its parent.</summary>
/// <param name="Against">What it is compared with; null if there is nothing.</param>
/// <param name="Result">The comparison within its family; null without one, or where it is sealed.</param>
/// <param name="Why">Why there is none.</param>
/// <param name="Evidence">Hash of the results that it rests on; "" without.</param>
/// <param name="Gate">What the ladder releases of its gain.</param>
internal sealed record IdeaFinding(Idea? Against, ComparisonResult? Result, NoVerdict Why, string Evidence, LadderGate? Gate)
{
    /// <summary>What the dataset calls the groups that are the units, such as "patient"; "" without a word.</summary>
    public string Unit { get; init; } = "";

    public static IdeaFinding None(NoVerdict why, Idea? against = null) => new(against, null, why, "", null);
}

/// <summary>
/// Every idea of a project against its parent, on the metric and split that decide. A family is all ideas under one parent, those that were
/// dropped included. What is sealed is computed, because the others' p depends on it, and not handed out.
/// </summary>
internal sealed class IdeaEvidence(OutcomeStore outcomes, RunStore runStore, LedgerStore ledger, DatasetStore datasets)
{
    private readonly ConcurrentDictionary<string, IReadOnlyList<ComparisonResult>> _families = new(StringComparer.Ordinal);

    /// <summary>Findings by the idea's number.</summary>
    public IReadOnlyDictionary<long, IdeaFinding> Of(IReadOnlyList<Idea> ideas, IdeaRuns runs, IdeaMeasure measure)
    {
        var alive = ideas.Where(idea => idea.DeletedMs is null).ToList();
        var byId = ideas.ToDictionary(idea => idea.Id);
        var found = new Dictionary<long, IdeaFinding>();
        var members = alive.SelectMany(idea => runs.Of(idea.Id)).Select(member => member.Run).ToList();
        var matrix = measure.Metric.Length == 0 || members.Count == 0 ? null : outcomes.Matrix(members, measure.Split, measure.Metric);
        var rows = matrix is null ? [] : matrix.Runs.Select((run, row) => (run, row)).Where(r => matrix.Origins[r.row] is not null).ToDictionary(r => r.run.RowId, r => r.row);
        foreach (var family in alive.GroupBy(idea => idea.Parent ?? (idea.Id == measure.Baseline ? null : measure.Baseline)))
        {
            var parent = family.Key is { } id ? byId.GetValueOrDefault(id) : null;
            var assessable = new List<Idea>();
            foreach (var idea in family)
            {
                var why = WhyNot(idea, parent, measure, member => rows.ContainsKey(member.Run.RowId), runs);
                if (why == NoVerdict.None) assessable.Add(idea);
                else found[idea.Id] = IdeaFinding.None(why, parent);
            }
            if (assessable.Count > 0) Compare(found, new Family(parent!, assessable, runs, measure, matrix!, rows));
        }
        return found;
    }

    private static NoVerdict WhyNot(Idea idea, Idea? parent, IdeaMeasure measure, Func<IdeaRun, bool> has, IdeaRuns runs) =>
        idea.Id == measure.Baseline ? NoVerdict.IsBaseline
        : measure.Metric.Length == 0 ? NoVerdict.NoMeasure
        : parent is null ? NoVerdict.NoParent
        : parent.DeletedMs is not null ? NoVerdict.ParentDeleted
        : !runs.Of(idea.Id).Any(has) ? NoVerdict.NoOutcomes
        : !runs.Of(parent.Id).Any(has) ? NoVerdict.NoParentOutcomes
        : NoVerdict.None;

    private void Compare(Dictionary<long, IdeaFinding> found, Family family)
    {
        var requests = family.Ideas.Select(idea => Request(family, idea)).ToList();
        var key = string.Join('|', family.Ideas.Select(idea => Evidence(family, idea)))
            + string.Join(',', requests.SelectMany(request => request.KnownGuards).Select(guard => guard.Kind))
            + FormattableString.Invariant($"|{family.Measure.Worthwhile}|{family.Measure.Direction}|{family.Measure.IsMatched}");
        if (!_families.TryGetValue(key, out var results))
        {
            if (_families.Count > 1000) _families.Clear(); // computed again in milliseconds
            results = _families[key] = ComparisonFamily.Adjust(Comparison.EvaluateAll(requests, Environment.ProcessorCount));
        }
        var unit = datasets.WithSplit(family.Parent.ProjectId, family.Measure.Split)?.GroupName ?? "";
        for (var i = 0; i < family.Ideas.Count; i++)
        {
            var idea = family.Ideas[i];
            var evidence = Evidence(family, idea);
            found[idea.Id] = ledger.IsSealed(idea.ProjectId, family.Measure.Split, idea.Name, evidence)
                ? IdeaFinding.None(NoVerdict.Sealed, family.Parent) with { Evidence = evidence }
                : new IdeaFinding(family.Parent, results[i], NoVerdict.None, evidence, LadderGate.Of(results[i].UnitDifferences, family.Ideas.Count)) { Unit = unit };
        }
    }

    private ComparisonRequest Request(Family family, Idea idea)
    {
        var (baseline, arm) = (family.Members(family.Parent.Id), family.Members(idea.Id));
        return new ComparisonRequest
        {
            Baseline = [.. baseline.Where(m => m.Counts).Select(family.Scores)],
            Idea = [.. arm.Where(m => m.Counts).Select(family.Scores)],
            ExcludedBaseline = [.. baseline.Where(m => !m.Counts).Select(family.Scores)],
            ExcludedIdea = [.. arm.Where(m => !m.Counts).Select(family.Scores)],
            Direction = family.Measure.Direction switch
            {
                Runs.MetricDirection.Higher => Evaluation.Statistics.MetricDirection.HigherIsBetter,
                Runs.MetricDirection.Lower => Evaluation.Statistics.MetricDirection.LowerIsBetter,
                _ => Evaluation.Statistics.MetricDirection.Unknown,
            },
            Design = family.Measure.IsMatched ? SeedDesign.Matched : SeedDesign.Independent,
            Groups = family.Matrix.GroupOfCase(),
            SmallestWorthwhile = family.Measure.Worthwhile,
            KnownGuards = [.. Guards(family, [.. baseline, .. arm]), .. ArmRules.Guards(Recorded(baseline), Recorded(arm), family.Measure)],
        };
    }

    private IReadOnlyList<RunData> Recorded(List<IdeaRun> members) => runStore.Data([.. members.Where(m => m.Counts).Select(m => m.Run)]);

    private static IEnumerable<Guard> Guards(Family family, List<IdeaRun> members)
    {
        var origins = members.ConvertAll(member => family.Matrix.Origins[family.Rows[member.Run.RowId]]!);
        if (origins.Select(o => (o.Evaluator, o.Settings, o.Policy)).Distinct().Count() > 1) yield return Guard.Of(GuardKind.MetricDiffers);
        if (origins.Select(o => o.Dataset).Where(d => d.Length > 0).Distinct(StringComparer.Ordinal).Count() > 1) yield return Guard.Of(GuardKind.DataDiffers);
        if (members.Find(m => m.Counts && m.Run.Status != RunStatus.Finished) is { } unfinished)
            yield return Guard.Of(GuardKind.TrainingNotFinished, members.Count(m => m.Counts && m.Run.Status != RunStatus.Finished), unfinished.Run.Name);
    }

    private static string Evidence(Family family, Idea idea)
    {
        var text = new StringBuilder($"{family.Measure.Metric}\n{family.Measure.Split}\n");
        foreach (var member in family.Members(family.Parent.Id).Concat(family.Members(idea.Id)))
        {
            var origin = family.Matrix.Origins[family.Rows[member.Run.RowId]]!;
            text.Append(CultureInfo.InvariantCulture, $"{member.Run.Id} {member.Counts} {member.Run.Status} {origin.CaseList} {origin.WrittenMs} {origin.Mean:R}\n");
        }
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())).AsSpan(0, 16));
    }

    private sealed record Family(
        Idea Parent, IReadOnlyList<Idea> Ideas, IdeaRuns Runs, IdeaMeasure Measure, OutcomeMatrix Matrix, IReadOnlyDictionary<long, int> Rows)
    {
        public List<IdeaRun> Members(long idea) => [.. Runs.Of(idea).Where(member => Rows.ContainsKey(member.Run.RowId))];

        public RunScores Scores(IdeaRun member) => Matrix.Scores(Rows[member.Run.RowId], member.Seed);
    }
}
