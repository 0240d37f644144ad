namespace Umul.Challenges;

/// <summary>A run that somebody submitted to a challenge.</summary>
internal sealed record Submission
{
    public long Id { get; init; }

    public long Challenge { get; init; }

    /// <summary>The run's row.</summary>
    public long Run { get; init; }

    public string RunId { get; init; } = "";

    public string RunName { get; init; } = "";

    public string Person { get; init; } = "";

    /// <summary>Milliseconds since 1970, UTC.</summary>
    public long SubmittedMs { get; init; }

    /// <summary>Hash of the run's results when it was submitted; others do not count.</summary>
    public string Evidence { get; init; } = "";

    /// <summary>What the ladder told of its score; the score of the best so far if it was not beyond one step.</summary>
    public double Released { get; init; }
}
