using System.Reflection;
using Umul.Comparisons;
using Umul.Evaluation.Statistics;
using Umul.Ideas;
using Umul.Web;
using Umul.Web.Figures;
using Umul.Web.Texts;

namespace Umul.Reports;

/// <summary>
/// Puts a report together: what came out, how, in numbers and figures, where it failed, what else was tried, who looked, what a reviewer asks.
/// Every number is taken from the comparison that the page shows; nothing is computed again.
/// </summary>
internal static class ComparisonReport
{
    private const int MostEntries = 40;

    public static ReportDocument Of(ReportSource source, PageTexts texts)
    {
        var (t, read, tables) = (texts.Report, source.Read, new ReportTables(source, texts));
        var title = t.Title(read.Idea.Name, read.Parent.Name, source.Project.Name);
        List<ReportBlock> blocks = [.. Result(source, texts), new ReportHeading(t.Methods), new ReportText(ReportMethods.Paragraph(source, texts)), new ReportHeading(t.Numbers), tables.Results(), tables.Runs()];
        List<Figure> figures = [.. new ComparisonFigures(read, source.Ideas, texts).All(), .. source.Diagnostics];
        if (figures.Count > 0) blocks.Add(new ReportHeading(t.Figures));
        blocks.AddRange(figures.Select(figure => new ReportFigure(Linked(figure, source))));
        if (source.Why.Count > 0) blocks.AddRange([new ReportHeading(t.Why), tables.Why()]);
        blocks.Add(new ReportHeading(t.Cases));
        if (tables.Regressions() is { } regressions) blocks.Add(new ReportText(regressions));
        blocks.AddRange([tables.Failures(), tables.Successes(), new ReportHeading(t.Ideas), tables.Ideas(), new ReportHeading(t.Checks), tables.Checks(), .. Ledger(source, texts, tables)]);
        blocks.AddRange([new ReportHeading(t.Checklist), new ReportChecklist(source, texts, tables).Table(), new ReportText(t.Footer(Show.Utc(source.WrittenMs), Version, source.Address))]);
        return new ReportDocument(title, texts.Language, blocks);
    }

    private static string Version => typeof(ComparisonReport).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";

    private static IEnumerable<ReportBlock> Result(ReportSource source, PageTexts texts)
    {
        var (t, result, idea) = (texts.Report, source.Read.Judgement.Result, source.Node.Idea);
        var words = IdeaSentences.Of(source.Node, source.Ideas.Measure, texts.Language)!;
        yield return new ReportHeading(t.Results);
        yield return new ReportText($"{words.Headline} {words.Consequence}".Trim(), IsLead: true);
        var odds = VerdictWriter.Odds(result, ComparisonWords.Of(texts.Language));
        yield return new ReportText(string.Join(' ', new[] { words.Scope, odds }.Concat(words.Notes).Where(said => !string.IsNullOrEmpty(said))));
        if (words.Plan is { } plan) yield return new ReportText(plan);
        yield return new ReportHeading(t.Decision);
        yield return new ReportText(idea.Decision == IdeaDecision.None ? t.NotDecided
            : t.Decided(texts.Idea.Decided(idea.Decision), idea.DecidedBy.Length > 0 ? idea.DecidedBy : "–", Show.Utc(idea.DecidedMs ?? 0), idea.Reason));
    }

    private static IEnumerable<ReportBlock> Ledger(ReportSource source, PageTexts texts, ReportTables tables)
    {
        var t = texts.Report;
        yield return new ReportHeading(t.Ledger);
        yield return new ReportText(source.IsTest
            ? t.LedgerSays(source.Exposure.Looks, source.Exposure.IdeasAfter, source.Ledger.Entries, source.Ledger.Head.Length > 16 ? source.Ledger.Head[..16] : "–") : t.NotSealed);
        yield return new ReportText(source.Ledger.IsWhole ? t.LedgerWhole : t.LedgerBroken(source.Ledger.Faults.Count));
        if (source.Entries.Count > 0) yield return tables.Ledger(MostEntries);
    }

    // Links of a page lead from its own server; in a file they need its name.
    private static Figure Linked(Figure figure, ReportSource source) => figure with
    {
        Svg = figure.Svg.Replace("href=\"/", $"href=\"{source.Server}/", StringComparison.Ordinal).Replace("href=\"#", $"href=\"{source.Address}#", StringComparison.Ordinal),
    };
}
