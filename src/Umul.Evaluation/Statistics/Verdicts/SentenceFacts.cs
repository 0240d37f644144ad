namespace Umul.Evaluation.Statistics;

/// <summary>A language that verdicts are written in.</summary>
public enum Language
{
    /// <summary>English.</summary>
    English,

    /// <summary>한국어.</summary>
    Korean,
}

/// <summary>Names that the sentences of a verdict speak of.</summary>
/// <param name="Idea">Name of the idea, as the reader knows it.</param>
/// <param name="Metric">Name of the metric.</param>
public sealed record SentenceFacts(string Idea, string Metric)
{
    /// <summary>The split with its fingerprint, such as "test_v2 (3fa2…)"; null if unknown.</summary>
    public string? Split { get; init; }

    /// <summary>Number of sites the cases come from; null if unknown.</summary>
    public int? Sites { get; init; }

    /// <summary>The unit in the plural, such as "patients" or "환자"; null takes "cases" or "groups".</summary>
    public string? UnitNoun { get; init; }
}

/// <summary>A verdict in words: whole sentences, none of them put together from pieces.</summary>
/// <param name="Label">The state in a few words, for a chip.</param>
/// <param name="Proposal">What is proposed.</param>
/// <param name="Headline">What was found, with interval, design and p.</param>
/// <param name="Consequence">What it means for the smallest worthwhile difference, or why nothing can be said.</param>
/// <param name="Scope">What ± is over.</param>
/// <param name="Plan">What to run next; null when nothing is proposed.</param>
/// <param name="Notes">Guards that were noted without deciding.</param>
public sealed record VerdictSentences(
    string Label, string Proposal, string? Headline, string Consequence, string Scope, string? Plan, IReadOnlyList<string> Notes)
{
    /// <summary>All sentences in reading order.</summary>
    public string Text => string.Join(' ', new[] { Headline, Consequence, Plan, Scope }.Concat(Notes).Where(s => !string.IsNullOrEmpty(s)));
}
