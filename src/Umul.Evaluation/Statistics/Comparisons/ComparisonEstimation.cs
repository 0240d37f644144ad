namespace Umul.Evaluation.Statistics;

/// <summary>Estimate, tests, bootstrap and plan of one comparison on scaled, oriented units; results are scaled back.</summary>
internal sealed class ComparisonEstimation(ComparisonRequest request, UnitScores units, double scale, List<Guard> guards)
{
    // Differences that agree to thirteen digits of the scores are rounding, not spread.
    private const double RoundingShare = 1e-13;

    private readonly double sign = request.Direction == MetricDirection.LowerIsBetter ? -1 : 1;
    private readonly double[] differences = units.Differences();

    public ComparisonResult Compute()
    {
        bool recipe = units.Baseline.Runs >= 2 && units.Idea.Runs >= 2;
        var result = Describe(recipe);
        if (units.Units < Comparison.SmallestUnits && !guards.Exists(g => g.Kind == GuardKind.TooFewGroups))
            guards.Add(Guard.Of(GuardKind.TooFewUnits, units.Units));
        if (units.Units < 2)
            return result;
        var crossed = !recipe ? null
            : request.Design == SeedDesign.Matched ? CrossedT.Matched(units.Baseline, units.Idea)
            : CrossedT.Independent(units.Baseline, units.Idea);
        var estimate = crossed?.Estimate ?? PairedT.Compute(differences);
        var back = Unscale(estimate);
        if (!double.IsFinite(back.Difference) || !double.IsFinite(back.StandardError))
        {
            guards.Add(Guard.Of(GuardKind.NumbersTooLarge));
            return result;
        }
        if (!(estimate.StandardError > RoundingShare * Math.Max(units.Baseline.Magnitude(), units.Idea.Magnitude())))
            guards.Add(Guard.Of(GuardKind.NoSpread));
        if (recipe && estimate.DegreesOfFreedom < 2)
            guards.Add(Guard.Of(GuardKind.FewDegreesOfFreedom, estimate.DegreesOfFreedom));
        result = Infer(result, back, crossed);
        return Resample(result);
    }

    private ComparisonResult Describe(bool recipe)
    {
        if (!recipe)
            guards.Add(Guard.Of(GuardKind.OneRun));
        double[] baseline = Array.ConvertAll(units.Baseline.RunMeans(), Own);
        double[] idea = Array.ConvertAll(units.Idea.RunMeans(), Own);
        return new ComparisonResult
        {
            Claim = recipe ? Claim.Recipe : Claim.ModelPair,
            Design = request.Design,
            Direction = request.Direction,
            BaselineRunMeans = baseline,
            IdeaRunMeans = idea,
            BaselineMean = Moments.Mean(baseline),
            IdeaMean = Moments.Mean(idea),
            UnitNames = units.Names,
            UnitDifferences = Array.ConvertAll(differences, d => d / scale),
            UnitsAreGroups = request.Groups is not null && !guards.Exists(g => g.Kind == GuardKind.GroupIsCase),
            SmallestWorthwhile = request.SmallestWorthwhile,
            Alpha = request.Alpha,
            AnalysisSeed = request.Resampling.Seed,
            Verdict = new Verdict(VerdictState.NotAssessable, VerdictQualifier.None, Proposal.None, []),
        };
    }

    private ComparisonResult Infer(ComparisonResult result, Estimate estimate, CrossedEstimate? crossed)
    {
        var flips = crossed is null ? SignFlipTest.Compute(differences, request.Resampling) : null;
        double p = flips?.PValue ?? estimate.PValue;
        var components = crossed is null ? null : Unscale(crossed.Components);
        return result with
        {
            Estimate = estimate,
            Interval95 = estimate.Interval(0.95),
            Interval90 = estimate.Interval(0.90),
            PValue = p,
            AdjustedP = p,
            SignFlip = flips,
            Components = components,
            Effects = Unscale(EffectSizes.Of(differences)),
            Wilcoxon = WilcoxonSignedRank.Compute(differences),
            Equivalence = request.SmallestWorthwhile is { } delta ? EquivalenceTest.Of(estimate, delta) : null,
            Plan = MakePlan(components),
        };
    }

    private Plan? MakePlan(VarianceComponents? components)
    {
        if (request.SmallestWorthwhile is not { } delta)
            return null;
        if (components is null)
            return Planning.OneRun(Moments.Variance(differences) / (scale * scale), units.Units, delta, alpha: request.Alpha);
        return double.IsFinite(components.VarianceAt(2, 2))
            ? Planning.Make(components, Math.Min(units.Baseline.Runs, units.Idea.Runs), units.Units, delta, alpha: request.Alpha)
            : null;
    }

    private ComparisonResult Resample(ComparisonResult result)
    {
        var distribution = result.Claim == Claim.ModelPair ? Bootstrap.Mean(differences, request.Resampling)
            : request.Design == SeedDesign.Matched ? Bootstrap.Crossed(Nothing(), PairedRuns(), request.Resampling)
            : Bootstrap.Crossed(units.Baseline, units.Idea, request.Resampling);
        var percentile = distribution.Percentile();
        var interval = new ConfidenceInterval(percentile.Lower / scale, percentile.Upper / scale, percentile.Level);
        if (result.Interval95 is { } wide
            && (Math.Sign(wide.Lower) != Math.Sign(interval.Lower) || Math.Sign(wide.Upper) != Math.Sign(interval.Upper)))
        {
            guards.Add(Guard.Of(GuardKind.BootstrapDisagrees));
        }
        return result with { BootstrapInterval = interval };
    }

    private ScoreMatrix Nothing() => new(1, units.Units, new double[units.Units]);

    /// <summary>Matched runs as one arm of differences, so that the bootstrap draws pairs of runs.</summary>
    private ScoreMatrix PairedRuns() => ScoreMatrix.FromRuns(
        [.. Enumerable.Range(0, units.Idea.Runs).Select(s => CrossedT.Difference(units.Idea.Run(s).ToArray(), units.Baseline.Run(s).ToArray()))]);

    private double Own(double oriented) => sign * oriented / scale;

    private Estimate Unscale(Estimate estimate) => estimate with
    {
        Difference = estimate.Difference / scale,
        StandardError = estimate.StandardError / scale,
    };

    private EffectSizes Unscale(EffectSizes effects) => scale == 1 ? effects : effects with
    {
        MedianDifference = effects.MedianDifference / scale,
        MedianInterval = effects.MedianInterval is { } m ? new ConfidenceInterval(m.Lower / scale, m.Upper / scale, m.Level) : null,
    };

    private VarianceComponents Unscale(VarianceComponents components)
    {
        if (scale == 1)
            return components;
        double square = scale * scale;
        return new VarianceComponents(components.Case / square, components.Seed / square, components.Residual / square)
        {
            BaselineSeed = components.BaselineSeed / square,
            IdeaSeed = components.IdeaSeed / square,
            BaselineResidual = components.BaselineResidual / square,
            IdeaResidual = components.IdeaResidual / square,
        };
    }
}
