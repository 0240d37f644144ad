using System.Globalization;
using Spectre.Console;
using Umul.Evaluation.Statistics;
using Umul.Web;
using Language = Umul.Web.Language;

namespace Umul.Comparisons;

/// <summary>A comparison in a terminal: the verdict in words, what it is over, what to run next, then the numbers.</summary>
internal static class ComparisonConsole
{
    public static void Write(JudgementFamily family, IReadOnlyList<string> notes, Language language, TextWriter output)
    {
        var texts = new ComparisonTexts(language);
        if (family.Primary.Count > 1) output.WriteLine(texts.Family(family.Primary.Count, family.Primary[0].Split ?? "") + Environment.NewLine);
        foreach (var judgement in family.Primary) Sentences(judgement, texts, language, output);
        foreach (var note in notes) output.WriteLine(note);
        output.WriteLine(texts.SignConvention);
        output.WriteLine();
        Terminal.Tables(output).Write(Numbers(family, texts, language));
    }

    /// <summary>A table with the heads of one text, parted by bars; all but the first column may be to the right.</summary>
    public static Table Table(string heads, bool right = false)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var (head, at) in heads.Split('|').Select((head, at) => (head, at)))
            table.AddColumn(right && at > 0 ? new TableColumn(head).RightAligned() : new TableColumn(head));
        return table;
    }

    private static void Sentences(Judgement judgement, ComparisonTexts texts, Language language, TextWriter output)
    {
        var sentences = judgement.Sentences(language);
        output.WriteLine(sentences.Label.ToUpper(CultureInfo.InvariantCulture));
        foreach (var sentence in (string?[])[sentences.Headline, sentences.Consequence, sentences.Proposal])
            if (!string.IsNullOrEmpty(sentence)) output.WriteLine(sentence);
        output.WriteLine(sentences.Scope);
        if (sentences.Plan is { } plan) output.WriteLine(plan);
        foreach (var note in sentences.Notes) output.WriteLine(note);
        if (VerdictWriter.Odds(judgement.Result, ComparisonWords.Of(language)) is { } odds) output.WriteLine(odds);
        if (ComparisonWords.Shares(judgement.Result) is { } s)
            output.WriteLine(texts.Shares(ComparisonWords.Percent(s.Case), ComparisonWords.Percent(s.Seed), ComparisonWords.Percent(s.Residual)));
        output.WriteLine();
    }

    private static Table Numbers(JudgementFamily family, ComparisonTexts texts, Language language)
    {
        var table = Table(texts.CompareColumns);
        foreach (var judgement in family.Primary.Concat(family.Secondary))
        {
            var (r, decimals) = (judgement.Result, ComparisonWords.Decimals(judgement.Result));
            string[] cells =
            [
                judgement.Idea, judgement.Metric,
                $"{ComparisonWords.Number(r.BaselineMean, decimals + 1)} ({r.BaselineRuns})", $"{ComparisonWords.Number(r.IdeaMean, decimals + 1)} ({r.IdeaRuns})",
                r.Estimate is { } e ? ComparisonWords.Signed(ComparisonWords.Own(r, e.Difference), decimals) : "–", ComparisonWords.Interval(r, r.Interval95, decimals),
                ComparisonWords.P(r.PValue), ComparisonWords.P(r.AdjustedP), r.Effects is { } f ? $"{f.Wins} / {f.Ties} / {f.Losses}" : "–",
                judgement.IsPrimary ? judgement.Sentences(language).Label : "–",
            ];
            table.AddRow([.. cells.Select(Markup.Escape)]);
        }
        return table;
    }
}
