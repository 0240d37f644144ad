namespace Umul.Ideas;

/// <summary>A row of <c>ideas</c>.</summary>
internal sealed record IdeaRow
{
    public const string Columns =
        "id AS Id, project_id AS ProjectId, name AS Name, parent AS Parent, hypothesis AS Hypothesis, predicted AS Predicted, config_keys AS ConfigKeys, "
        + "files AS Files, decision AS Decision, reason AS Reason, cause AS Cause, decided_by AS DecidedBy, decided_ms AS DecidedMs, origin AS Origin, "
        + "created_by AS CreatedBy, created_ms AS CreatedMs, deleted_ms AS DeletedMs, version AS Version";

    public long Id { get; init; }

    public long ProjectId { get; init; }

    public string Name { get; init; } = "";

    public long? Parent { get; init; }

    public string Hypothesis { get; init; } = "";

    public double? Predicted { get; init; }

    public string ConfigKeys { get; init; } = "";

    public string Files { get; init; } = "";

    public long Decision { get; init; }

    public string Reason { get; init; } = "";

    public string Cause { get; init; } = "";

    public string DecidedBy { get; init; } = "";

    public long? DecidedMs { get; init; }

    public long Origin { get; init; }

    public string CreatedBy { get; init; } = "";

    public long CreatedMs { get; init; }

    public long? DeletedMs { get; init; }

    public long Version { get; init; }

    public Idea ToIdea() => new()
    {
        Id = Id,
        ProjectId = ProjectId,
        Name = Name,
        Parent = Parent,
        Text = new IdeaText(Hypothesis, Predicted, Lines(ConfigKeys), Lines(Files)),
        Decision = (IdeaDecision)Decision,
        Reason = Reason,
        Cause = Cause,
        DecidedBy = DecidedBy,
        DecidedMs = DecidedMs,
        Origin = (IdeaOrigin)Origin,
        CreatedBy = CreatedBy,
        CreatedMs = CreatedMs,
        DeletedMs = DeletedMs,
        Version = Version,
    };

    /// <summary>A list as it is kept: one a line, nothing empty, nothing twice.</summary>
    public static IReadOnlyList<string> Lines(string text) =>
        [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.Ordinal)];
}
