using Umul.Evaluation.Statistics;
using Umul.Ideas;
using Umul.Outcomes;
using Umul.Runs;

namespace Umul.Comparisons.Why;

/// <summary>What every question starts from: the comparison, its cases in order, and both arms' scores, oriented so that larger is better.</summary>
internal sealed record WhyInputs
{
    public required ComparisonRead Read { get; init; }

    public required ProjectIdeas Ideas { get; init; }

    public required IdeaNode Node { get; init; }

    /// <summary>Cases with a score in every run, by name.</summary>
    public required IReadOnlyList<string> Cases { get; init; }

    /// <summary>Group of each case; null where cases are the units.</summary>
    public required IReadOnlyList<string>? Groups { get; init; }

    public required CaseDeltas Deltas { get; init; }

    public required ScoreMatrix Baseline { get; init; }

    public required ScoreMatrix Idea { get; init; }

    /// <summary>Runs of the baseline that count and have scores.</summary>
    public required IReadOnlyList<IdeaRun> BaselineRuns { get; init; }

    public required IReadOnlyList<IdeaRun> IdeaRuns { get; init; }

    public ComparisonResult Result => Read.Judgement.Result;

    public string Metric => Read.Judgement.Metric;

    public string Split => Read.Judgement.Split ?? "";

    /// <summary>Decimals of a change.</summary>
    public int Decimals => ComparisonWords.Decimals(Result) + 1;

    public double Sign => Result.Direction == Evaluation.Statistics.MetricDirection.LowerIsBetter ? -1 : 1;

    /// <summary>What groups are called.</summary>
    public Web.Sentence Noun => new(
        Read.Judgement.UnitNoun(Web.Language.English) ?? new Web.Texts.ComparisonPageTexts(Web.Language.English).Groups,
        Read.Judgement.UnitNoun(Web.Language.Korean) ?? new Web.Texts.ComparisonPageTexts(Web.Language.Korean).Groups);

    /// <summary>All cases compared, in words.</summary>
    public string Amount(Web.Texts.WhyTexts texts) => texts.Amount(Cases.Count, Groups is null ? 0 : Result.Units, Noun);

    /// <summary>A number of cases with the groups among them, as texts take it.</summary>
    public int UnitsOf(IReadOnlyList<int> cases) => Groups is null ? 0 : cases.Select(i => Groups[i]).Distinct(StringComparer.Ordinal).Count();

    public IReadOnlyList<string> Names(IEnumerable<int> cases) => [.. cases.Select(i => Cases[i])];

    /// <summary>Another metric of both arms on the same cases, or null if a run lacks it anywhere.</summary>
    public (ScoreMatrix Baseline, ScoreMatrix Idea)? Other(OutcomeStore outcomes, string metric)
    {
        Run[] runs = [.. BaselineRuns.Concat(IdeaRuns).Select(m => m.Run)];
        if (outcomes.Matrix(runs, Split, metric) is not { } matrix || matrix.Origins.Any(o => o is null)) return null;
        var at = Cases.Select(matrix.Cases.IndexOf).ToArray();
        var rows = matrix.Values.Select(run => Array.ConvertAll(at, i => i < 0 ? double.NaN : run[i])).ToArray();
        return rows.Any(row => row.Any(v => !double.IsFinite(v))) ? null
            : (ScoreMatrix.FromRuns(rows[..BaselineRuns.Count]), ScoreMatrix.FromRuns(rows[BaselineRuns.Count..]));
    }

    /// <summary>Null if there are fewer than two cases, or nobody knows which way is better.</summary>
    public static WhyInputs? Of(ComparisonRead read, ProjectIdeas ideas, IdeaNode node)
    {
        var result = read.Judgement.Result;
        if (result.Estimate is null || result.Direction == Evaluation.Statistics.MetricDirection.Unknown) return null;
        var groupOf = read.CasesOf.SelectMany(unit => unit.Select(name => (name, unit.Key))).ToDictionary(c => c.name, c => c.Key, StringComparer.Ordinal);
        string[] cases = [.. groupOf.Keys.Order(StringComparer.Ordinal)];
        if (cases.Length < 2) return null;
        var sign = result.Direction == Evaluation.Statistics.MetricDirection.LowerIsBetter ? -1.0 : 1;
        var (baseline, idea) = (Lay(read.Judgement.Baseline, cases, sign), Lay(read.Judgement.Runs, cases, sign));
        var deltas = idea.UnitMeans().Zip(baseline.UnitMeans(), (after, before) => after - before).ToArray();
        string[]? groups = result.UnitsAreGroups ? [.. cases.Select(name => groupOf[name])] : null;
        return new WhyInputs
        {
            Read = read,
            Ideas = ideas,
            Node = node,
            Cases = cases,
            Groups = groups,
            Deltas = new CaseDeltas(deltas, groups),
            Baseline = baseline,
            Idea = idea,
            BaselineRuns = Scored(ideas, read.Parent.Id, read.Judgement.Baseline),
            IdeaRuns = Scored(ideas, read.Idea.Id, read.Judgement.Runs),
        };
    }

    private static ScoreMatrix Lay(IReadOnlyList<RunScores> runs, string[] cases, double sign) => ScoreMatrix.FromRuns([.. runs.Select(run =>
    {
        var scores = run.Cases.Zip(run.Scores).ToDictionary(s => s.First, s => s.Second, StringComparer.Ordinal);
        return Array.ConvertAll(cases, name => sign * scores[name]);
    })]);

    // The order of the scores: seeds that are matched stand beside each other.
    private static List<IdeaRun> Scored(ProjectIdeas ideas, long idea, IReadOnlyList<RunScores> scores)
    {
        var left = ideas.Runs.Of(idea).Where(member => member.Counts).ToList();
        var found = new List<IdeaRun>();
        foreach (var run in scores)
        {
            if (left.Find(m => m.Run.Name == run.Run && m.Seed == run.Seed) is not { } member) continue;
            found.Add(member);
            left.Remove(member);
        }
        return found;
    }
}
