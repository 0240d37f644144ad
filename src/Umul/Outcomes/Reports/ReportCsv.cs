using System.Globalization;
using System.Text;

namespace Umul.Outcomes.Reports;

/// <summary>Writes a report as CSV: one row a case, one column a metric; an undefined value is an empty cell, and why stands in the last column.</summary>
internal static class ReportCsv
{
    public static string Write(EvaluationReport report)
    {
        var metrics = report.Metrics;
        var text = new StringBuilder();
        Row(text, ["case", "reference", "prediction", .. metrics.Select(m => m.Name), "undefined", "problem"]);
        foreach (var c in report.Cases)
        {
            var values = c.Values.ToDictionary(v => v.Metric.Name, v => v.Value, StringComparer.Ordinal);
            var undefined = c.Problem is null
                ? string.Join("; ", c.Values.Where(v => !v.Value.IsDefined).Select(v => $"{v.Metric.Name} {ReportJson.Word(v.Value.Reason)}"))
                : $"* {ReportJson.Word(c.ProblemReason)}";
            Row(text, [
                c.Case, c.Reference ?? "", c.Prediction ?? "",
                .. metrics.Select(m => values.TryGetValue(m.Name, out var v) && v.IsDefined ? v.Value.ToString("R", CultureInfo.InvariantCulture) : ""),
                undefined, c.Problem?.English ?? ""]);
        }
        return text.ToString();
    }

    private static void Row(StringBuilder text, IEnumerable<string> cells) => text.AppendJoin(',', cells.Select(Cell)).Append('\n');

    private static string Cell(string cell) =>
        cell.AsSpan().IndexOfAny(",\"\n\r") < 0 ? cell : "\"" + cell.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
}
