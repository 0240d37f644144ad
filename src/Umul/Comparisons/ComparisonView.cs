using Umul.Evaluation.Statistics;
using Umul.Ideas;
using Umul.Web.Figures;
using Umul.Web.Texts;

namespace Umul.Comparisons;

/// <summary>The comparison that a request's page is about, read once for the page and its parts.</summary>
internal sealed class ComparisonView(IdeaView ideas, IdeaComparison comparisons, PageTexts texts)
{
    /// <summary>Null if there is nothing that may be shown.</summary>
    public ComparisonRead? Read { get; private set; }

    public VerdictSentences? Words { get; private set; }

    public string? Odds { get; private set; }

    public IReadOnlyList<Figure> Figures { get; private set; } = [];

    public int Differing => Read?.Checks.Count(c => c.IsSame == false) ?? 0;

    /// <summary>What the checks say, in a sentence.</summary>
    public string ChecksSaid => Differing > 0 ? texts.Comparison.ChecksFail(Differing)
        : texts.Comparison.ChecksHold(Read?.Checks.Count(c => c.IsSame == true) ?? 0, Read?.Checks.Count(c => c.IsSame is null) ?? 0);

    /// <summary>Reads the comparison of an idea of the project that is loaded.</summary>
    public void Load(IdeaNode node)
    {
        Read = comparisons.Of(ideas.Read, node, texts.Comparison);
        if (Read is null) return;
        Words = IdeaSentences.Of(node, ideas.Measure, texts.Language);
        Odds = VerdictWriter.Odds(Read.Judgement.Result, ComparisonWords.Of(texts.Language));
        Figures = new ComparisonFigures(Read, ideas.Read, texts).All();
    }
}
