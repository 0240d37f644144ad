using Umul.Ideas;
using Umul.Web;
using Umul.Web.Texts;

namespace Umul.Comparisons.Why;

/// <summary>Makes a finding the hypothesis of a child idea, marked to be confirmed on cases that did not suggest it.</summary>
internal sealed class WhyHypothesis(IdeaStore ideas, SuggestionStore suggestions)
{
    /// <summary>The child; the one that is there already, if the finding was taken up before.</summary>
    /// <exception cref="UmulException">There is no such finding, or an idea of that name was deleted.</exception>
    public async Task<Idea> Take(WhyReport report, string key, Language language, string? person = null)
    {
        var finding = report.All.FirstOrDefault(f => f.Key == key) ?? throw new UmulException(ErrorCode.NotFound, new Sentence(
            $"There is no finding '{key}'; the results may have changed.", $"'{key}'이라는 발견이 없습니다. 결과가 바뀌었을 수 있습니다."));
        var name = NameOf(report.Idea.Name, finding.Label);
        if (ideas.Find(report.Idea.ProjectId, name) is { DeletedMs: null } known) return known;
        var texts = new WhyTexts(language);
        var amount = texts.Amount(finding.Cases.Count == 0 ? report.Cases.Count : finding.Cases.Count, finding.Units, report.Noun);
        var hypothesis = texts.Hypothesis(finding.Statement.In(language), report.Split, amount);
        var child = await ideas.Create(report.Idea.ProjectId, new NewIdea(name, report.Idea.Id, IdeaText.Empty with { Hypothesis = hypothesis }), person);
        await suggestions.Note(child, new Suggestion(report.Split, finding.Key, report.Cases));
        return child;
    }

    private static string NameOf(string idea, string label)
    {
        var name = $"{idea}: {label}";
        return name.Length <= IdeaStore.LongestName ? name : name[..(IdeaStore.LongestName - 1)] + "…";
    }
}
