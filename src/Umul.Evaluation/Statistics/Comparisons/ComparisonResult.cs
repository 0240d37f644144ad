namespace Umul.Evaluation.Statistics;

/// <summary>Cases that some runs lack, and what they could do to the result.</summary>
/// <param name="Cases">Cases that any run names.</param>
/// <param name="Used">Cases with a finite score in every run of both arms.</param>
/// <param name="UndefinedEverywhere">Cases without a finite score in any run; they tell nothing about the arms.</param>
/// <param name="Worst">Δ over all cases with every missing score filled in against the idea.</param>
/// <param name="Best">Δ over all cases with every missing score filled in for the idea.</param>
public sealed record MissingCases(int Cases, int Used, int UndefinedEverywhere, double Worst, double Best)
{
    /// <summary>Cases left out although some run has them.</summary>
    public int Missing => Cases - Used - UndefinedEverywhere;
}

/// <summary>A comparison: estimate, interval, verdict and everything a page draws. Differences are oriented: positive means better.</summary>
public sealed record ComparisonResult
{
    /// <summary>What it speaks about.</summary>
    public required Claim Claim { get; init; }

    /// <summary>How the seeds relate.</summary>
    public required SeedDesign Design { get; init; }

    /// <summary>Which way the metric is better.</summary>
    public required MetricDirection Direction { get; init; }

    /// <summary>Difference with standard error and degrees of freedom; null when it could not be computed.</summary>
    public Estimate? Estimate { get; init; }

    /// <summary>95 % interval.</summary>
    public ConfidenceInterval? Interval95 { get; init; }

    /// <summary>90 % interval.</summary>
    public ConfidenceInterval? Interval90 { get; init; }

    /// <summary>p of this comparison alone: crossed-t, or sign flips with one run; NaN when not assessable.</summary>
    public double PValue { get; init; } = double.NaN;

    /// <summary>p after allowing for the family; the same as <see cref="PValue"/> for a family of one.</summary>
    public double AdjustedP { get; init; } = double.NaN;

    /// <summary>Ideas in the family.</summary>
    public int FamilySize { get; init; } = 1;

    /// <summary>How the family was allowed for.</summary>
    public FamilyMethod FamilyMethod { get; init; }

    /// <summary>Noise by source; null with one run.</summary>
    public VarianceComponents? Components { get; init; }

    /// <summary>Effect sizes over the units.</summary>
    public EffectSizes? Effects { get; init; }

    /// <summary>Sign-flip test, with one run.</summary>
    public SignFlipResult? SignFlip { get; init; }

    /// <summary>Wilcoxon's test over the units, secondary.</summary>
    public WilcoxonResult? Wilcoxon { get; init; }

    /// <summary>Percentile bootstrap interval, a robustness line.</summary>
    public ConfidenceInterval? BootstrapInterval { get; init; }

    /// <summary>Two one-sided tests against δ.</summary>
    public EquivalenceTest? Equivalence { get; init; }

    /// <summary>What to run next; null without δ or estimate.</summary>
    public Plan? Plan { get; init; }

    /// <summary>Cases that some runs lack; null when none.</summary>
    public MissingCases? Missing { get; init; }

    /// <summary>The estimate with the runs that were excluded by hand put back.</summary>
    public ComparisonResult? WithExcludedRuns { get; init; }

    /// <summary>Mean of the baseline in the metric's own units and direction.</summary>
    public double BaselineMean { get; init; } = double.NaN;

    /// <summary>Mean of the idea in the metric's own units and direction.</summary>
    public double IdeaMean { get; init; } = double.NaN;

    /// <summary>Mean of each baseline run, in the metric's own direction.</summary>
    public double[] BaselineRunMeans { get; init; } = [];

    /// <summary>Mean of each idea run, in the metric's own direction; run s pairs with baseline run s when seeds are matched.</summary>
    public double[] IdeaRunMeans { get; init; } = [];

    /// <summary>Units (cases or groups) in the order of <see cref="UnitDifferences"/>.</summary>
    public string[] UnitNames { get; init; } = [];

    /// <summary>Seed-averaged difference of each unit, positive meaning better.</summary>
    public double[] UnitDifferences { get; init; } = [];

    /// <summary>Whether units are groups of cases.</summary>
    public bool UnitsAreGroups { get; init; }

    /// <summary>δ.</summary>
    public double? SmallestWorthwhile { get; init; }

    /// <summary>α.</summary>
    public double Alpha { get; init; }

    /// <summary>The analysis seed.</summary>
    public ulong AnalysisSeed { get; init; }

    /// <summary>The verdict, with the guards.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>Number of baseline runs compared.</summary>
    public int BaselineRuns => BaselineRunMeans.Length;

    /// <summary>Number of idea runs compared.</summary>
    public int IdeaRuns => IdeaRunMeans.Length;

    /// <summary>Number of paired units.</summary>
    public int Units => UnitDifferences.Length;

    /// <summary>The same comparison as a member of a family, its verdict decided anew.</summary>
    public ComparisonResult WithFamily(double adjustedP, int familySize, FamilyMethod method) => this with
    {
        AdjustedP = adjustedP,
        FamilySize = familySize,
        FamilyMethod = method,
        Verdict = VerdictRules.Decide(new VerdictInputs(Interval95, Interval90, adjustedP, SmallestWorthwhile, Alpha, Verdict.Guards)),
    };
}
