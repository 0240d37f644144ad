namespace Umul.Evaluation.Statistics;

/// <summary>Scores of one run: a value per case. NaN and infinities count as missing.</summary>
/// <param name="Run">Name of the run.</param>
/// <param name="Cases">Case names, one per score, in any order.</param>
/// <param name="Scores">Scores in the metric's own direction.</param>
public sealed record RunScores(string Run, IReadOnlyList<string> Cases, IReadOnlyList<double> Scores)
{
    /// <summary>What pairs this run with one of the other arm when seeds are matched; null pairs by position.</summary>
    public string? Seed { get; init; }
}

/// <summary>Which way a metric is better.</summary>
public enum MetricDirection
{
    /// <summary>Not known: nothing is declared better.</summary>
    Unknown,

    /// <summary>Larger is better.</summary>
    HigherIsBetter,

    /// <summary>Smaller is better.</summary>
    LowerIsBetter,
}

/// <summary>How the seeds of the two arms relate.</summary>
public enum SeedDesign
{
    /// <summary>Seeds drawn independently. Equal integers alone do not match seeds.</summary>
    Independent,

    /// <summary>Run s of both arms shares split, initialisation and data order.</summary>
    Matched,
}

/// <summary>What a mean over grouped cases weighs equally.</summary>
public enum GroupWeighting
{
    /// <summary>Every group (patient) counts the same. The default.</summary>
    ByGroup,

    /// <summary>Every case counts the same; groups stay the unit of chance.</summary>
    ByCase,
}

/// <summary>What a comparison speaks about.</summary>
public enum Claim
{
    /// <summary>C1: these trained models, one run in at least one arm.</summary>
    ModelPair,

    /// <summary>C2: the training recipe on this test population.</summary>
    Recipe,
}
