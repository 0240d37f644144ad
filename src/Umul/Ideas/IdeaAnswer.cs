namespace Umul.Ideas;

/// <summary>An idea as programs read it. Numbers are null where there is no verdict, and <c>state</c> says why.</summary>
internal sealed record IdeaAnswer
{
    public required long Id { get; init; }

    public required string Name { get; init; }

    public required string? Parent { get; init; }

    public required string Hypothesis { get; init; }

    public required double? Predicted { get; init; }

    /// <summary>State of the verdict, or why there is none.</summary>
    public required string State { get; init; }

    /// <summary>The state in a few words.</summary>
    public required Web.Sentence Label { get; init; }

    /// <summary>The verdict in words, in English and Korean; null without one.</summary>
    public required Web.Sentence? Verdict { get; init; }

    /// <summary>Positive is better.</summary>
    public required double? Difference { get; init; }

    public required double? Lower { get; init; }

    public required double? Upper { get; init; }

    public required int Runs { get; init; }

    public required int Seeds { get; init; }

    public required double Hours { get; init; }

    public required string Decision { get; init; }

    public required string Reason { get; init; }

    public required string DecidedBy { get; init; }

    public required long Version { get; init; }

    public static IdeaAnswer Of(IdeaNode node, ProjectIdeas read)
    {
        var (idea, result) = (node.Idea, node.Finding.Result);
        var english = IdeaSentences.Of(node, read.Measure, Web.Language.English);
        var korean = IdeaSentences.Of(node, read.Measure, Web.Language.Korean);
        return new IdeaAnswer
        {
            Id = idea.Id,
            Name = idea.Name,
            Parent = read.All.FirstOrDefault(other => other.Id == idea.Parent)?.Name,
            Hypothesis = idea.Text.Hypothesis,
            Predicted = idea.Text.Predicted,
            State = result?.Verdict.State.ToString() ?? node.Finding.Why.ToString(),
            Label = english is null || korean is null
                ? new(new Web.Texts.IdeaTexts(Web.Language.English).Why(node.Finding.Why), new Web.Texts.IdeaTexts(Web.Language.Korean).Why(node.Finding.Why))
                : new(english.Label, korean.Label),
            Verdict = english is null || korean is null ? null : new Web.Sentence(english.Text, korean.Text),
            Difference = result?.Estimate?.Difference,
            Lower = result?.Interval95?.Lower,
            Upper = result?.Interval95?.Upper,
            Runs = node.Runs.Count,
            Seeds = node.Seeds,
            Hours = node.Hours,
            Decision = idea.Decision.ToString().ToLowerInvariant(),
            Reason = idea.Reason,
            DecidedBy = idea.DecidedBy,
            Version = idea.Version,
        };
    }
}
