namespace Umul.Ideas;

/// <summary>What a person decided about an idea. Numbers are stored: never renumber.</summary>
internal enum IdeaDecision
{
    /// <summary>Nothing yet.</summary>
    None = 0,

    /// <summary>It becomes part of what comes next.</summary>
    Keep = 1,

    /// <summary>A dead end.</summary>
    Drop = 2,

    /// <summary>Set aside; it may come back.</summary>
    Park = 3,
}

/// <summary>How an idea came to be known. Numbers are stored: never renumber.</summary>
internal enum IdeaOrigin
{
    /// <summary>A person wrote it down.</summary>
    Person = 1,

    /// <summary>A run named it in its tags before anybody had written it down.</summary>
    Run = 2,
}

/// <summary>What a person writes about an idea before its first run.</summary>
/// <param name="Hypothesis">What is expected, and why.</param>
/// <param name="Predicted">Expected change of the primary metric, in its own direction and unit; null if no size was named.</param>
/// <param name="ConfigKeys">Params that the idea says it changes.</param>
/// <param name="Files">Files that it says it changes.</param>
internal sealed record IdeaText(string Hypothesis, double? Predicted, IReadOnlyList<string> ConfigKeys, IReadOnlyList<string> Files)
{
    public static readonly IdeaText Empty = new("", null, [], []);

    public bool SameAs(IdeaText other) => Hypothesis == other.Hypothesis && Nullable.Equals(Predicted, other.Predicted)
        && ConfigKeys.SequenceEqual(other.ConfigKeys, StringComparer.Ordinal) && Files.SequenceEqual(other.Files, StringComparer.Ordinal);
}

/// <summary>A node of a project's tree: a hypothesis, its runs, and what was decided. The baseline is one, too.</summary>
internal sealed record Idea
{
    public required long Id { get; init; }

    public required long ProjectId { get; init; }

    /// <summary>Unique in the project; what runs call it in the tag <c>umul.idea</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The idea that it changes; null for a root. It may have been deleted since.</summary>
    public required long? Parent { get; init; }

    /// <summary>The present wording; <see cref="IdeaStore.Edits"/> has them all.</summary>
    public required IdeaText Text { get; init; }

    public required IdeaDecision Decision { get; init; }

    /// <summary>Why it was decided so.</summary>
    public required string Reason { get; init; }

    /// <summary>What made it better or worse, as far as the person knows.</summary>
    public required string Cause { get; init; }

    public required string DecidedBy { get; init; }

    /// <summary>Milliseconds since 1970, UTC.</summary>
    public required long? DecidedMs { get; init; }

    public required IdeaOrigin Origin { get; init; }

    public required string CreatedBy { get; init; }

    /// <summary>Milliseconds since 1970, UTC.</summary>
    public required long CreatedMs { get; init; }

    /// <summary>When it was deleted, or null. Its runs stay where they are.</summary>
    public required long? DeletedMs { get; init; }

    /// <summary>Grows with every change that a person makes; whoever changes an older one is told what happened meanwhile.</summary>
    public required long Version { get; init; }
}

/// <summary>A wording of an idea.</summary>
/// <param name="Text">What was written.</param>
/// <param name="Person">By whom; "" if unknown.</param>
/// <param name="WrittenMs">Milliseconds since 1970, UTC.</param>
/// <param name="BeforeFirstRun">Whether none of its runs had begun.</param>
internal sealed record IdeaEdit(IdeaText Text, string Person, long WrittenMs, bool BeforeFirstRun);

/// <summary>A note, or a decision with its reason.</summary>
/// <param name="Decision">Null for a note.</param>
/// <param name="Text">The note, or the reason.</param>
/// <param name="Cause">For a decision, what made it so.</param>
/// <param name="Person">By whom; "" if unknown.</param>
/// <param name="WrittenMs">Milliseconds since 1970, UTC.</param>
internal sealed record IdeaLogEntry(IdeaDecision? Decision, string Text, string Cause, string Person, long WrittenMs);

/// <summary>An idea to be written down.</summary>
/// <param name="Name">What runs will call it.</param>
/// <param name="Parent">Number of the idea that it changes; null for a root.</param>
/// <param name="Text">Hypothesis and declared changes.</param>
internal sealed record NewIdea(string Name, long? Parent, IdeaText Text)
{
    /// <summary>When it was written, if that was earlier and elsewhere; milliseconds since 1970, UTC.</summary>
    public long? WrittenMs { get; init; }
}
