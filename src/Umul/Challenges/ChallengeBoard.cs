using Umul.Comparisons;
using Umul.Evaluation.Statistics;
using Umul.Ledger;
using Umul.Outcomes;
using Umul.Runs;
using Umul.Web;
using Way = Umul.Runs.MetricDirection;

namespace Umul.Challenges;

/// <summary>
/// Ranks what was submitted to a challenge by resampling its cases, and tells of a new submission what Blum and Hardt's Ladder allows: its
/// score in whole steps if it is beyond the best so far by one, else the best so far.
/// </summary>
internal sealed class ChallengeBoard(ChallengeStore challenges, OutcomeStore outcomes, RunStore store, RunLookup lookup)
{
    private const int Resamples = 1_000;

    /// <summary>What may be seen of a challenge.</summary>
    public Leaderboard Of(Challenge challenge)
    {
        var all = challenges.Submissions(challenge);
        var evidence = outcomes.Evidence([.. all.Select(s => store.Find(s.RunId)).OfType<Run>()], challenge.Split);
        var counted = all.Where(s => evidence.GetValueOrDefault(s.RunId) == s.Evidence).ToList();
        var changed = all.Except(counted).ToList();
        if (Matrix(challenge, counted) is not { } matrix) return new Leaderboard(challenge, [], 0, 0, changed);
        if (counted.Count == 1) return new Leaderboard(challenge, [new LeaderboardRow(counted[0], 1, 1, 1, Told(all, counted[0]))], matrix.Cases.Count, 0, changed);
        var methods = counted.Select((submission, row) => (submission.RunId, (IReadOnlyList<RunScores>)[matrix.Scores(row)])).ToList();
        var table = MethodTable.Of(methods, matrix.GroupOfCase(), ComparisonWords.Of(matrix.Metric.Direction), Missing(matrix));
        var ranks = RankBootstrap.AggregateThenRank(table.Data, new ResamplingOptions { Resamples = Resamples });
        var rows = counted.Select((submission, row) => new LeaderboardRow(submission, ranks.Quantile(row, 0.025), ranks.Quantile(row, 0.5), ranks.Quantile(row, 0.975), Told(all, submission)));
        return new Leaderboard(challenge, [.. rows.OrderBy(row => row.Middle).ThenBy(row => row.Lower + row.Upper).ThenBy(row => row.Submission.Id)], table.Data.Cases, Resamples, changed);
    }

    /// <summary>Submits a run by id or name; the answer is the leaderboard with it.</summary>
    /// <exception cref="UmulException">The run has no results of the metric on the split, or may not be submitted.</exception>
    public async Task<Leaderboard> Submit(Challenge challenge, string wanted, string? person = null)
    {
        Access.Caller.RequireWriter(challenge.ProjectId);
        var run = store.Find(lookup.Require(wanted, challenge.ProjectId))!;
        var before = challenges.Submissions(challenge);
        if (run.ProjectId != challenge.ProjectId || Matrix(challenge, [.. before, new Submission { RunId = run.Id }]) is not { } matrix || matrix.Origins[^1] is not { Defined: > 0 })
            throw new UmulException(ErrorCode.Invalid, new Sentence(
                $"The run '{run.Name}' has no results of '{challenge.Metric}' on '{challenge.Split}'. Log its predictions under predictions/{challenge.Split}/ first.",
                $"실행 '{run.Name}'에 '{challenge.Split}' 분할의 '{challenge.Metric}' 결과가 없습니다. 먼저 predictions/{challenge.Split}/ 아래에 예측을 기록하세요."));
        if (matrix.Metric.Direction == Way.Unknown) throw new UmulException(ErrorCode.Invalid, new Sentence(
            $"Nobody knows which way '{challenge.Metric}' is better, so nothing can be ranked by it.", $"'{challenge.Metric}'이(가) 높을수록 좋은지 낮을수록 좋은지 알 수 없어 순위를 매길 수 없습니다."));
        await challenges.Submit(challenge, run, (outcomes.Evidence([run], challenge.Split)[run.Id], Released(matrix, before)), person);
        return Of(challenge);
    }

    /// <summary>The released score of the submission that was the first to reach it.</summary>
    private static double? Told(IReadOnlyList<Submission> all, Submission submission) =>
        all.First(s => s.Released == submission.Released).Id == submission.Id ? submission.Released : null;

    private OutcomeMatrix? Matrix(Challenge challenge, IReadOnlyList<Submission> submissions) =>
        outcomes.Matrix([.. submissions.Select(s => store.Find(s.RunId)!)], challenge.Split, challenge.Metric);

    // What a missing or undefined case costs: the worst that the metric can be, or that anybody has, so that leaving out hard cases does not pay.
    private static double Missing(OutcomeMatrix matrix)
    {
        var isLower = matrix.Metric.Direction == Way.Lower;
        var bound = MetricCatalogue.Find(matrix.Metric.Definition) is { } known ? (isLower ? known.High : known.Low) : double.NaN;
        if (double.IsFinite(bound)) return bound;
        var defined = matrix.Values.SelectMany(row => row).Where(double.IsFinite).DefaultIfEmpty(0);
        return isLower ? defined.Max() : defined.Min();
    }

    private static double Released(OutcomeMatrix matrix, IReadOnlyList<Submission> before)
    {
        var (sign, missing, last) = (matrix.Metric.Direction == Way.Lower ? -1.0 : 1.0, Missing(matrix), matrix.Runs.Count - 1);
        double[] Filled(int row) => [.. matrix.Values[row].Select(value => double.IsFinite(value) ? value : missing)];
        var own = Filled(last);
        if (before.Count == 0) return Rounded(own.Average(), own);
        // The best so far is that which was told first at the best released score.
        var best = Enumerable.Range(0, last).MaxBy(row => (sign * before[row].Released, -row));
        var gate = LadderGate.Of([.. own.Zip(Filled(best)).Select(pair => sign * (pair.First - pair.Second))], before.Count);
        return gate is { IsReleased: true } ? before[best].Released + (sign * gate.Released) : before[best].Released;
    }

    // The first score, too, is told in steps: to one standard error over the cases, rounded to a decimal place.
    private static double Rounded(double mean, double[] values)
    {
        var deviation = Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / Math.Max(1, values.Length - 1) / values.Length);
        var step = deviation > 0 ? Math.Pow(10, Math.Ceiling(Math.Log10(deviation))) : 1e-3;
        return Math.Round(mean / step) * step;
    }
}
