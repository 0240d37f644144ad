using Umul.Datasets;
using Umul.Evaluation.Statistics;

namespace Umul.Ideas;

/// <summary>The verdict of an idea in words and in kinds.</summary>
internal static class IdeaSentences
{
    /// <summary>The sentences of a comparison; null without one.</summary>
    public static VerdictSentences? Of(IdeaNode node, IdeaMeasure measure, Web.Language language) => node.Finding.Result is not { } result ? null : VerdictWriter.Write(
        result,
        new SentenceFacts(node.Idea.Name, measure.Metric) { Split = measure.Split, UnitNoun = result.UnitsAreGroups ? GroupWords.Plural(node.Finding.Unit, language) : null },
        language == Web.Language.Korean ? Language.Korean : Language.English);

    /// <summary>better, worse, same or open: what a chip's colour and a program go by.</summary>
    public static string KindOf(VerdictState state) => state switch
    {
        VerdictState.BetterByAtLeastWorthwhile or VerdictState.BetterSizeUncertain => "better",
        VerdictState.Worse => "worse",
        VerdictState.PracticallyTheSame => "same",
        VerdictState.NotAssessable => "none",
        _ => "open",
    };
}
