namespace Umul.Evaluation.Statistics;

/// <summary>An idea against its baseline on the same cases: the one entry point from scores to verdict.</summary>
/// <remarks>
/// Two or more runs in each arm: crossed-t, about the recipe. One run in an arm: paired t and sign flips, about these trained models.
/// Bad data (duplicates, nothing in common, no spread, unknown direction) give "not assessable" with the guard that says why.
/// </remarks>
public static class Comparison
{
    /// <summary>Fewest units for which a two-sided exact test can reach .05.</summary>
    public const int SmallestUnits = 6;

    /// <summary>Computes the comparison. The same request gives the same bits on any machine and any number of threads.</summary>
    /// <exception cref="ArgumentException">A caller's bug: δ not positive, α outside (0, 1), or cases and scores of different length.</exception>
    public static ComparisonResult Evaluate(ComparisonRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.SmallestWorthwhile is { } delta && !(delta > 0 && double.IsFinite(delta)))
            throw new ArgumentException($"The smallest worthwhile difference is positive; found {delta}.", nameof(request));
        if (!(request.Alpha is > 0 and < 1))
            throw new ArgumentException($"α lies in (0, 1); found {request.Alpha}.", nameof(request));
        var guards = new List<Guard>(request.KnownGuards);
        if (request.Direction == MetricDirection.Unknown)
            guards.Add(Guard.Of(GuardKind.DirectionUnknown));
        var result = Compare(request, guards);
        return request.ExcludedBaseline.Count + request.ExcludedIdea.Count == 0 ? result : WithExclusions(request, result);
    }

    /// <summary>Several comparisons on several threads; results and bits as one after the other.</summary>
    /// <exception cref="AggregateException">A request has a caller's bug, as in <see cref="Evaluate"/>.</exception>
    public static IReadOnlyList<ComparisonResult> EvaluateAll(IReadOnlyList<ComparisonRequest> requests, int threads)
    {
        ArgumentNullException.ThrowIfNull(requests);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        var results = new ComparisonResult[requests.Count];
        Parallel.For(0, results.Length, new ParallelOptions { MaxDegreeOfParallelism = threads }, i => results[i] = Evaluate(requests[i]));
        return results;
    }

    private static ComparisonResult Compare(ComparisonRequest request, List<Guard> guards)
    {
        if (AlignedRuns.Of(request, guards) is not { } aligned)
            return Unassessable(request, guards);
        var complete = aligned.Keep(aligned.Complete);
        if (complete.Cases.Length == 0)
        {
            guards.Add(Guard.Of(GuardKind.NoCommonCases, aligned.Cases.Length));
            return Unassessable(request, guards);
        }
        double scale = PowerOfTwoScale(complete);
        double sign = request.Direction == MetricDirection.LowerIsBetter ? -1 : 1;
        if (UnitScores.Of(complete.Times(sign * scale), request, guards) is not { } units)
            return Unassessable(request, guards);
        var result = new ComparisonEstimation(request, units, scale, guards).Compute();
        if (complete.Cases.Length < aligned.Cases.Length)
            result = result with { Missing = FindMissing(request, aligned, complete.Cases.Length, result, guards) };
        return Decide(result, guards);
    }

    private static ComparisonResult Decide(ComparisonResult result, List<Guard> guards) => result with
    {
        Verdict = VerdictRules.Decide(new VerdictInputs(
            result.Interval95, result.Interval90, result.AdjustedP, result.SmallestWorthwhile, result.Alpha, [.. guards])),
    };

    private static ComparisonResult Unassessable(ComparisonRequest request, List<Guard> guards) => new()
    {
        Claim = request.Baseline.Count >= 2 && request.Idea.Count >= 2 ? Claim.Recipe : Claim.ModelPair,
        Design = request.Design,
        Direction = request.Direction,
        SmallestWorthwhile = request.SmallestWorthwhile,
        Alpha = request.Alpha,
        AnalysisSeed = request.Resampling.Seed,
        Verdict = VerdictRules.Decide(new VerdictInputs(null, null, double.NaN, request.SmallestWorthwhile, request.Alpha, [.. guards])),
    };

    /// <summary>Both the result as asked for and the one with the excluded runs put back; a verdict that depends on the choice is none.</summary>
    private static ComparisonResult WithExclusions(ComparisonRequest request, ComparisonResult result)
    {
        var everything = Evaluate(request with
        {
            Baseline = [.. request.Baseline, .. request.ExcludedBaseline],
            Idea = [.. request.Idea, .. request.ExcludedIdea],
            ExcludedBaseline = [],
            ExcludedIdea = [],
        });
        bool same = everything.Verdict.State == result.Verdict.State;
        var guard = Guard.Of(GuardKind.RunsExcludedByHand, request.ExcludedBaseline.Count + request.ExcludedIdea.Count);
        var guards = new List<Guard>(result.Verdict.Guards) { same ? guard : guard with { Effect = GuardEffect.Blocks } };
        return Decide(result with { WithExcludedRuns = everything }, guards);
    }

    private static MissingCases FindMissing(ComparisonRequest request, AlignedRuns aligned, int used, ComparisonResult result, List<Guard> guards)
    {
        var known = aligned.Keep(i => !aligned.Undefined(i));
        int undefined = aligned.Cases.Length - known.Cases.Length;
        guards.Add(Guard.Of(GuardKind.MissingCases, aligned.Cases.Length - used));
        double difference = result.Estimate?.Difference ?? double.NaN;
        if (known.Cases.Length == used)
            return new MissingCases(aligned.Cases.Length, used, undefined, difference, difference);
        var (low, high) = request.MetricRange ?? known.Range();
        bool lower = request.Direction == MetricDirection.LowerIsBetter;
        double bad = lower ? high : low;
        double good = lower ? low : high;
        double worst = MeanDifference(request, known.Filled(good, bad));
        double best = MeanDifference(request, known.Filled(bad, good));
        if (!(worst > 0 && difference > 0) && !(best < 0 && difference < 0))
            guards.Add(Guard.Of(GuardKind.MissingCasesFlipTheSign, aligned.Cases.Length - used - undefined));
        return new MissingCases(aligned.Cases.Length, used, undefined, worst, best);
    }

    private static double MeanDifference(ComparisonRequest request, AlignedRuns runs)
    {
        double scale = PowerOfTwoScale(runs);
        double sign = request.Direction == MetricDirection.LowerIsBetter ? -1 : 1;
        return UnitScores.Of(runs.Times(sign * scale), request, []) is { } units ? Moments.Mean(units.Differences()) / scale : double.NaN;
    }

    /// <summary>A power of two that brings huge or tiny scores near one, so that squares neither overflow nor vanish; otherwise 1.</summary>
    private static double PowerOfTwoScale(AlignedRuns runs)
    {
        var (low, high) = runs.Range();
        double magnitude = Math.Max(Math.Abs(low), Math.Abs(high));
        return magnitude is 0 or (> 1e-100 and < 1e100) ? 1 : Math.ScaleB(1, Math.Clamp(-Math.ILogB(magnitude), -1000, 1000));
    }
}
