namespace Umul.Challenges;

/// <summary>A leaderboard over a split that stays sealed.</summary>
internal sealed record Challenge
{
    public long Id { get; init; }

    public long ProjectId { get; init; }

    public string Name { get; init; } = "";

    public string Split { get; init; } = "";

    public string Metric { get; init; } = "";

    /// <summary>Submissions that a person has.</summary>
    public long Most { get; init; }

    public string CreatedBy { get; init; } = "";

    /// <summary>Milliseconds since 1970, UTC.</summary>
    public long CreatedMs { get; init; }

    /// <summary>When it was closed, so that nobody submits any more; null while it is open.</summary>
    public long? ClosedMs { get; init; }
}
