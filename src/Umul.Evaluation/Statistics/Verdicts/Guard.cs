namespace Umul.Evaluation.Statistics;

/// <summary>What makes a comparison doubtful.</summary>
public enum GuardKind
{
    /// <summary>Fewer than six paired units: no two-sided test can reach p &lt; .05.</summary>
    TooFewUnits,

    /// <summary>Fewer than ten groups.</summary>
    TooFewGroups,

    /// <summary>An arm has no run.</summary>
    NoRuns,

    /// <summary>No case has a finite score in every run of both arms.</summary>
    NoCommonCases,

    /// <summary>The differences have no spread: every score equal, or every difference the same.</summary>
    NoSpread,

    /// <summary>The numbers are too large to subtract.</summary>
    NumbersTooLarge,

    /// <summary>It is not known whether larger is better.</summary>
    DirectionUnknown,

    /// <summary>A run lists the same case twice.</summary>
    DuplicatedCases,

    /// <summary>Matched seeds were asked for, but the runs do not pair up.</summary>
    RunsDoNotPair,

    /// <summary>A case has no group although a grouping was given.</summary>
    GroupMissing,

    /// <summary>The grouping gives every case a group of its own.</summary>
    GroupIsCase,

    /// <summary>Weighting by cases with fewer than 40 groups, or with one group above a tenth of all cases.</summary>
    FewOrUnevenGroups,

    /// <summary>Fewer than two degrees of freedom.</summary>
    FewDegreesOfFreedom,

    /// <summary>Cases are missing in some runs; the intersection was used.</summary>
    MissingCases,

    /// <summary>The sign of the difference depends on how missing cases are filled in.</summary>
    MissingCasesFlipTheSign,

    /// <summary>Runs were excluded by hand.</summary>
    RunsExcludedByHand,

    /// <summary>A run did not finish training.</summary>
    TrainingNotFinished,

    /// <summary>The arms were scored by different metric definitions or evaluation code.</summary>
    MetricDiffers,

    /// <summary>The arms were scored on different case sets.</summary>
    CaseSetDiffers,

    /// <summary>The arms were scored on different splits.</summary>
    SplitDiffers,

    /// <summary>The arms saw different data.</summary>
    DataDiffers,

    /// <summary>The arms chose their checkpoints by different rules.</summary>
    CheckpointRuleDiffers,

    /// <summary>The arms trained for different lengths.</summary>
    EpochsDiffer,

    /// <summary>The test split was used to select a model.</summary>
    TestSetUsedForSelection,

    /// <summary>The test split has been looked at more often than its budget allows.</summary>
    ExposureOverBudget,

    /// <summary>One run in one of the arms: the claim shrinks to the trained models.</summary>
    OneRun,

    /// <summary>The bootstrap interval and the t interval disagree about the sign of a limit.</summary>
    BootstrapDisagrees,
}

/// <summary>What a guard does to the verdict, from mild to severe.</summary>
public enum GuardEffect
{
    /// <summary>Said, nothing else.</summary>
    Note,

    /// <summary>"Better" cannot be declared.</summary>
    BlocksBetter,

    /// <summary>Only "undecided" is left.</summary>
    BlocksDecision,

    /// <summary>Not assessable.</summary>
    Blocks,
}

/// <summary>A guard that spoke up: what, with what effect, and the number and name it is about.</summary>
public sealed record Guard(GuardKind Kind, GuardEffect Effect)
{
    /// <summary>The number the guard is about, such as the units found.</summary>
    public double? Number { get; init; }

    /// <summary>The case, run or group the guard is about.</summary>
    public string? Subject { get; init; }

    /// <summary>A guard with the effect that its kind has by rule.</summary>
    public static Guard Of(GuardKind kind, double? number = null, string? subject = null) =>
        new(kind, EffectOf(kind)) { Number = number, Subject = subject };

    /// <summary>The effect that a kind has by rule.</summary>
    public static GuardEffect EffectOf(GuardKind kind) => kind switch
    {
        GuardKind.GroupIsCase or GuardKind.FewOrUnevenGroups or GuardKind.MissingCases or GuardKind.OneRun
            or GuardKind.BootstrapDisagrees or GuardKind.RunsExcludedByHand => GuardEffect.Note,
        GuardKind.FewDegreesOfFreedom or GuardKind.CheckpointRuleDiffers or GuardKind.EpochsDiffer
            or GuardKind.TestSetUsedForSelection => GuardEffect.BlocksBetter,
        GuardKind.MissingCasesFlipTheSign => GuardEffect.BlocksDecision,
        _ => GuardEffect.Blocks,
    };
}
