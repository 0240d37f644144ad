using System.Globalization;
using Spectre.Console;
using Umul.Evaluation;
using Umul.Runs;
using Umul.Web;

namespace Umul.Outcomes.Reports;

/// <summary>Shows a report in a terminal: what the metrics are like, then the cases with the worst last, where the eye is.</summary>
internal static class ReportConsole
{
    private const int MostRows = 30;

    // More columns than this cannot be read across; the summary has all that were asked for.
    private const int MostColumns = 10;

    public static void Write(EvaluationReport report, IReadOnlyList<string> shown, Language language, TextWriter output)
    {
        var console = Terminal.Tables(output);
        var columns = report.Columns().Where(c => shown.Contains(c.Metric.Name, StringComparer.Ordinal)).OrderBy(c => shown.ToList().IndexOf(c.Metric.Name)).ToList();
        WriteOverall(console, report, language, output);
        console.Write(Summary(columns, language));
        output.WriteLine(ReportWords.Policy(report.Cases.Count).In(language));
        foreach (var note in report.Notes) output.WriteLine(note.In(language));
        output.WriteLine();
        var rows = Rows(report, columns);
        var last = rows.TakeLast(MostRows).ToList();
        console.Write(Cases(columns, last, language));
        output.WriteLine((last.Count < rows.Count ? ReportWords.Shown(last.Count, rows.Count) : ReportWords.WorstLast).In(language));
    }

    // Numbers over all cases together stand first: they are what a paper reports.
    private static void WriteOverall(IAnsiConsole console, EvaluationReport report, Language language, TextWriter output)
    {
        var shown = report.Overall.Where(o => report.OverallHeadline.Contains(o.Metric.Name, StringComparer.Ordinal)).ToList();
        if (shown.Count == 0) return;
        var table = new Table().Border(TableBorder.Simple);
        table.AddColumn(ReportWords.Metric.In(language));
        table.AddColumn(new TableColumn(ReportWords.OverAll(report.Cases.Count - report.Failed).In(language)).RightAligned());
        foreach (var value in shown) table.AddRow(Markup.Escape(value.Metric.Name), Markup.Escape(Overall(value, language)));
        console.Write(table);
        var groups = report.Groups.Where(g => g.Values.Count > 0).Take(MostRows).ToList();
        if (groups.Count > 1) console.Write(Groups(groups, language));
        if (report.Groups.Count > groups.Count) output.WriteLine(ReportWords.MoreGroups(report.Groups.Count - groups.Count).In(language));
    }

    private static Table Groups(List<ReportGroup> groups, Language language)
    {
        var table = new Table().Border(TableBorder.Simple);
        table.AddColumn(ReportWords.GroupOf(groups[0].Kind).In(language));
        table.AddColumn(new TableColumn(ReportWords.Cases.In(language)).RightAligned());
        foreach (var value in groups[0].Values) table.AddColumn(new TableColumn(Markup.Escape(value.Metric.Definition)).RightAligned());
        foreach (var group in groups)
            table.AddRow([Markup.Escape(group.Name.Length == 0 ? "–" : group.Name), group.Cases.ToString(CultureInfo.InvariantCulture), .. group.Values.Select(v => Markup.Escape(Overall(v, language)))]);
        return table;
    }

    private static string Overall(OverallValue value, Language language) => !value.Value.IsDefined ? ReportWords.Of(value.Value.Reason).In(language)
        : value.Interval is { } range ? string.Create(CultureInfo.InvariantCulture, $"{Number(value.Value.Value)} [{Number(range.Lower)}, {Number(range.Upper)}]") : Number(value.Value.Value);

    /// <summary>Evaluated cases, best first, the undefined of no fault before them; a row each for the regions of a case, which are read one by one.</summary>
    public static IReadOnlyList<(string Case, int At, string Region)> Rows(EvaluationReport report, IReadOnlyList<OutcomeColumn> columns)
    {
        var rows = from column in columns
                   where column.Metric.Definition == columns[0].Metric.Definition
                   from at in Enumerable.Range(0, report.Cases.Count)
                   where report.Cases[at].Problem is null
                   let sign = column.Metric.Direction == MetricDirection.Lower ? 1 : -1
                   orderby double.IsNaN(column.Values[at]) ? double.NegativeInfinity : sign * column.Values[at], at
                   select (report.Cases[at].Case, at, column.Metric.Region);
        return [.. rows];
    }

    /// <summary>A name as a column's head has it: short for the usual ones.</summary>
    public static string Head(OutcomeMetric metric)
    {
        var name = metric.Definition switch
        {
            "dice" => "Dice",
            "iou" => "IoU",
            "hausdorffDistance" => "HD",
            "hausdorffDistance95.maxOfDirected" => "HD95",
            "averageSymmetricSurfaceDistance" => "ASSD",
            "meanAverageSurfaceDistance" => "MASD",
            _ when metric.Definition.StartsWith("normalizedSurfaceDistance.surfel", StringComparison.Ordinal) => metric.Definition.Replace("normalizedSurfaceDistance.surfel", "NSD", StringComparison.Ordinal),
            _ => metric.Definition,
        };
        return name + (metric.Unit.Length > 0 ? $" ({metric.Unit})" : "") + (metric.Region.Length > 0 ? $" {metric.Region}" : "");
    }

    public static string Number(double value) => double.IsNaN(value) ? "–" : Math.Abs(value) switch
    {
        0 => "0",
        < 1e-3 or >= 1e6 => value.ToString("0.###e0", CultureInfo.InvariantCulture),
        < 10 => value.ToString("0.0000", CultureInfo.InvariantCulture),
        _ => value.ToString("0.00", CultureInfo.InvariantCulture),
    };

    private static Table Summary(List<OutcomeColumn> columns, Language language)
    {
        var table = new Table().Border(TableBorder.Simple);
        var heads = ReportWords.Columns.In(language).Split('|');
        table.AddColumn(heads[0]);
        foreach (var head in heads[1..]) table.AddColumn(new TableColumn(head).RightAligned());
        foreach (var s in columns.Select(ColumnSummary.Of))
        {
            var reasons = string.Join(", ", s.Reasons.Select(r => $"{r.Count} {ReportWords.Of(r.Reason).In(language)}"));
            table.AddRow(
                Markup.Escape(Head(s.Metric)), $"{Number(s.Mean)} ± {Number(s.StandardDeviation)}", Number(s.Median), $"{Number(s.Minimum)} … {Number(s.Maximum)}",
                s.Defined.ToString(CultureInfo.InvariantCulture), s.Undefined == 0 ? "0" : Markup.Escape(reasons));
        }
        return table;
    }

    private static Table Cases(List<OutcomeColumn> columns, List<(string Case, int At, string Region)> rows, Language language)
    {
        var table = new Table().Border(TableBorder.Simple);
        var hasRegions = columns.Exists(c => c.Metric.Region.Length > 0);
        table.AddColumn(ReportWords.Case.In(language));
        if (hasRegions) table.AddColumn(ReportWords.Region.In(language));
        var definitions = columns.DistinctBy(c => c.Metric.Definition).Take(MostColumns).ToList();
        foreach (var column in definitions) table.AddColumn(new TableColumn(Markup.Escape(Head(column.Metric with { Region = "" }))).RightAligned());
        foreach (var (name, at, region) in rows)
        {
            var cells = definitions.Select(d => columns.Find(c => c.Metric.Definition == d.Metric.Definition && c.Metric.Region == region) is { } column ? Cell(column, at, language) : "");
            table.AddRow([Markup.Escape(name), .. hasRegions ? [Markup.Escape(region)] : Array.Empty<string>(), .. cells.Select(Markup.Escape)]);
        }
        return table;
    }

    private static string Cell(OutcomeColumn column, int row, Language language) =>
        double.IsNaN(column.Values[row]) ? ReportWords.Of(column.Reasons?[row] ?? UndefinedReason.NotGiven).In(language) : Number(column.Values[row]);
}
