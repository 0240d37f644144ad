using System.Collections.Concurrent;
using Umul.Evaluation.Statistics;
using Umul.Ideas;
using Umul.Outcomes;
using Umul.Runs;
using Umul.Web.Texts;
using Way = Umul.Runs.MetricDirection;

namespace Umul.Comparisons;

/// <summary>
/// An idea against its parent with everything a page draws. The verdict is the one of <see cref="IdeaEvidence"/>, the same as in the tree of
/// ideas; what is added here are each unit's scores in both arms, the secondary metrics and the checks.
/// </summary>
internal sealed class IdeaComparison(OutcomeStore outcomes, RunStore runs)
{
    private const int MostSecondary = 8;

    private readonly ConcurrentDictionary<string, IReadOnlyList<Judgement>> _secondary = new(StringComparer.Ordinal);

    /// <summary>Null if the idea has no result that may be shown.</summary>
    public ComparisonRead? Of(ProjectIdeas read, IdeaNode node, ComparisonPageTexts texts)
    {
        if (node.Finding is not { Result: { } result, Against: { } parent }) return null;
        var (baseline, idea) = (Counted(read, parent.Id), Counted(read, node.Idea.Id));
        if (outcomes.Matrix([.. baseline.Concat(idea).Select(m => m.Run)], read.Measure.Split, read.Measure.Metric) is not { } matrix) return null;
        var left = Scores(matrix, baseline, 0);
        var right = Judgement.Paired(left, Scores(matrix, idea, baseline.Count), result.Design);
        var judgement = new Judgement(node.Idea.Name, read.Measure.Metric, result) { Unit = node.Finding.Unit, Split = read.Measure.Split, Baseline = left, Runs = right };
        var groups = matrix.GroupOfCase();
        var complete = Complete(left.Concat(right));
        return new ComparisonRead
        {
            Idea = node.Idea,
            Parent = parent,
            Judgement = judgement,
            Family = Behind(judgement, Secondary(read, node, (baseline, idea))),
            Unit = matrix.Metric.Unit,
            BaselineUnits = UnitMeans(left, complete, result, groups),
            IdeaUnits = UnitMeans(right, complete, result, groups),
            BaselineRuns = Scored(matrix, baseline, 0),
            IdeaRuns = Scored(matrix, idea, baseline.Count),
            BaselineRunUnits = [.. left.Select(run => UnitMeans([run], complete, result, groups))],
            IdeaRunUnits = [.. right.Select(run => UnitMeans([run], complete, result, groups))],
            CasesOf = complete.Order(StringComparer.Ordinal).ToLookup(name => result.UnitsAreGroups ? groups?.GetValueOrDefault(name) ?? "" : name, StringComparer.Ordinal),
            CaseAddress = $"/projects/{node.Idea.ProjectId}/case?split={Uri.EscapeDataString(read.Measure.Split)}&metric={Uri.EscapeDataString(read.Measure.Metric)}"
                + $"&runs={string.Join(',', new[] { baseline[0], idea[0] }.Select(m => m.Run.Id))}&case=",
            Origin = matrix.Origins.FirstOrDefault(origin => origin is not null),
            Checks = Comparability.Of(Records(matrix, baseline, 0), Records(matrix, idea, baseline.Count), result, read.Measure, texts),
        };
    }

    private static List<IdeaRun> Counted(ProjectIdeas read, long idea) => [.. read.Runs.Of(idea).Where(member => member.Counts)];

    private static IReadOnlyList<RunScores> Scores(OutcomeMatrix matrix, List<IdeaRun> members, int from) =>
        [.. members.Select((member, i) => (member, Row: from + i)).Where(m => matrix.Origins[m.Row] is not null).Select(m => matrix.Scores(m.Row, m.member.Seed) with { Run = m.member.Run.Name })];

    private static IReadOnlyList<Run> Scored(OutcomeMatrix matrix, List<IdeaRun> members, int from) =>
        [.. members.Where((_, i) => matrix.Origins[from + i] is not null).Select(member => member.Run)];

    private ArmRecords Records(OutcomeMatrix matrix, List<IdeaRun> members, int from)
    {
        List<(IdeaRun Member, int Row)> scored = [.. members.Select((member, i) => (member, from + i)).Where(m => matrix.Origins[m.Item2] is not null)];
        return new ArmRecords(runs.Data([.. scored.Select(m => m.Member.Run)]), [.. scored.Select(m => matrix.Origins[m.Row]!)]);
    }

    /// <summary>Cases with a score in every run of both arms: those that were compared.</summary>
    private static HashSet<string> Complete(IEnumerable<RunScores> all)
    {
        HashSet<string>? complete = null;
        foreach (var run in all)
        {
            var defined = run.Cases.Where((_, i) => double.IsFinite(run.Scores[i]));
            if (complete is null) complete = [.. defined];
            else complete.IntersectWith(defined);
        }
        return complete ?? [];
    }

    /// <summary>Mean over runs of each unit that the result compares, in its order.</summary>
    private static double[] UnitMeans(IReadOnlyList<RunScores> arm, HashSet<string> complete, ComparisonResult result, IReadOnlyDictionary<string, string>? groups)
    {
        var at = result.UnitNames.Select((name, i) => (name, i)).ToDictionary(u => u.name, u => u.i, StringComparer.Ordinal);
        var (sums, counts) = (new double[at.Count], new double[at.Count]);
        foreach (var run in arm)
        {
            for (var i = 0; i < run.Cases.Count; i++)
            {
                var unit = result.UnitsAreGroups ? groups?.GetValueOrDefault(run.Cases[i]) : run.Cases[i];
                if (unit is null || !complete.Contains(run.Cases[i]) || !at.TryGetValue(unit, out var place)) continue;
                sums[place] += run.Scores[i];
                counts[place]++;
            }
        }
        return [.. sums.Select((sum, i) => sum / counts[i])];
    }

    private static JudgementFamily Behind(Judgement primary, IReadOnlyList<Judgement> secondary)
    {
        // The primary result is corrected over its family already; the gate looks at that.
        var family = JudgementFamily.Of([primary], secondary, primary.Result.Alpha);
        return family with { Primary = [primary] };
    }

    private IReadOnlyList<Judgement> Secondary(ProjectIdeas read, IdeaNode node, (List<IdeaRun> Baseline, List<IdeaRun> Idea) arms)
    {
        var key = $"{node.Idea.Id} {node.Finding.Evidence} {read.Measure.IsMatched}";
        if (_secondary.TryGetValue(key, out var known)) return known;
        if (_secondary.Count > 500) _secondary.Clear(); // computed again in milliseconds
        var all = outcomes.MetricsOf(node.Idea.ProjectId).Where(m => m.Split == read.Measure.Split).ToList();
        // A column that a client logged under the name of one that Umul computed is the same again.
        var computed = all.Where(m => !m.Metric.IsLogged).Select(m => OutcomeMetric.LoggedPrefix + m.Metric.Name).ToHashSet(StringComparer.Ordinal);
        var metrics = all.Where(m => m.Metric.Name != read.Measure.Metric && m.Metric.Direction != Way.Unknown && !computed.Contains(m.Metric.Name)).Take(MostSecondary).ToList();
        return _secondary[key] = [.. metrics.AsParallel().AsOrdered().Select(m => Judge(read, node, arms, m.Metric)).OfType<Judgement>()];
    }

    private Judgement? Judge(ProjectIdeas read, IdeaNode node, (List<IdeaRun> Baseline, List<IdeaRun> Idea) arms, OutcomeMetric metric)
    {
        if (outcomes.Matrix([.. arms.Baseline.Concat(arms.Idea).Select(m => m.Run)], read.Measure.Split, metric.Name) is not { } matrix) return null;
        var (baseline, idea) = (Scores(matrix, arms.Baseline, 0), Scores(matrix, arms.Idea, arms.Baseline.Count));
        if (baseline.Count == 0 || idea.Count == 0) return null;
        var result = Comparison.Evaluate(new ComparisonRequest
        {
            Baseline = baseline,
            Idea = idea,
            Direction = ComparisonWords.Of(metric.Direction),
            Design = read.Measure.IsMatched ? SeedDesign.Matched : SeedDesign.Independent,
            Groups = matrix.GroupOfCase(),
            Resampling = new ResamplingOptions { Resamples = 1_000, Flips = 20_000 },
        });
        return result.Estimate is null ? null : new Judgement(node.Idea.Name, metric.Name, result) { IsPrimary = false, Baseline = baseline, Runs = idea };
    }
}
