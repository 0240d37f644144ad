using Umul.Datasets;
using Umul.Evaluation.Statistics;
using Language = Umul.Web.Language;

namespace Umul.Comparisons;

/// <summary>One idea judged by one metric, with the names that its sentences speak of.</summary>
/// <param name="Idea">Name of the idea.</param>
/// <param name="Metric">Name of the metric.</param>
/// <param name="Result">What the statistics say.</param>
internal sealed record Judgement(string Idea, string Metric, ComparisonResult Result)
{
    /// <summary>Column or kind of the unit, such as "patient"; null if cases are the unit.</summary>
    public string? Unit { get; init; }

    /// <summary>The split with its fingerprint; null if unknown.</summary>
    public string? Split { get; init; }

    /// <summary>Runs of the baseline, in the order of the result's means.</summary>
    public IReadOnlyList<RunScores> Baseline { get; init; } = [];

    /// <summary>Runs of the idea.</summary>
    public IReadOnlyList<RunScores> Runs { get; init; } = [];

    /// <summary>False for a secondary metric, which has a p only if the primary one passed.</summary>
    public bool IsPrimary { get; init; } = true;

    /// <summary>Runs of the idea in the order in which the statistics pair them: that of the baseline's seeds, where seeds are matched.</summary>
    public static IReadOnlyList<RunScores> Paired(IReadOnlyList<RunScores> baseline, IReadOnlyList<RunScores> runs, SeedDesign design)
    {
        if (design == SeedDesign.Independent || baseline.Any(b => b.Seed is null)) return runs;
        List<RunScores?> paired = [.. baseline.Select(b => runs.FirstOrDefault(r => r.Seed == b.Seed))];
        return paired.Contains(null) || paired.Count != runs.Count ? runs : [.. paired.Select(r => r!)];
    }

    /// <summary>What the units are called, in the plural; null for cases and for groups without a word of their own.</summary>
    public string? UnitNoun(Language language) => Result.UnitsAreGroups ? GroupWords.Plural(Unit, language) : null;

    public VerdictSentences Sentences(Language language) =>
        VerdictWriter.Write(Result, new SentenceFacts(Idea, Metric) { Split = Split, UnitNoun = UnitNoun(language) }, ComparisonWords.Of(language));
}
