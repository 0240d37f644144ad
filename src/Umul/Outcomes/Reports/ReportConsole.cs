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

    public static void Write(EvaluationReport report, IReadOnlyList<string> shown, Language language, TextWriter output)
    {
        var console = Terminal.Tables(output);
        var columns = report.Columns().Where(c => shown.Contains(c.Metric.Name, StringComparer.Ordinal)).OrderBy(c => shown.ToList().IndexOf(c.Metric.Name)).ToList();
        console.Write(Summary(columns, language));
        output.WriteLine(ReportWords.Policy(report.Cases.Count).In(language));
        foreach (var note in report.Notes) output.WriteLine(note.In(language));
        output.WriteLine();
        var rows = Rows(report, columns);
        var last = rows.TakeLast(MostRows).ToList();
        console.Write(Cases(columns, last, language));
        output.WriteLine((last.Count < rows.Count ? ReportWords.Shown(last.Count, rows.Count) : ReportWords.WorstLast).In(language));
    }

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
        var definitions = columns.DistinctBy(c => c.Metric.Definition).ToList();
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
