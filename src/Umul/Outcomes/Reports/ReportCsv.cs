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
        var words = report.Cases.SelectMany(c => c.Texts).Select(t => t.Name).Distinct(StringComparer.Ordinal).ToList();
        var hasGroups = report.Cases.Any(c => c.Group is not null);
        Row(text, ["case", .. Only(hasGroups, "group"), "reference", "prediction", .. metrics.Select(m => m.Name), .. words.Select(w => "text." + w), "undefined", "problem"]);
        foreach (var c in report.Cases)
        {
            var values = c.Values.ToDictionary(v => v.Metric.Name, v => v.Value, StringComparer.Ordinal);
            var undefined = c.Problem is null
                ? string.Join("; ", c.Values.Where(v => !v.Value.IsDefined).Select(v => $"{v.Metric.Name} {ReportJson.Word(v.Value.Reason)}"))
                : $"* {ReportJson.Word(c.ProblemReason)}";
            Row(text, [
                c.Case, .. Only(hasGroups, c.Group ?? ""), c.Reference ?? "", c.Prediction ?? "",
                .. metrics.Select(m => values.TryGetValue(m.Name, out var v) && v.IsDefined ? v.Value.ToString("R", CultureInfo.InvariantCulture) : ""),
                .. words.Select(w => c.Texts.FirstOrDefault(t => t.Name == w).Text ?? ""),
                undefined, c.Problem?.English ?? ""]);
        }
        return text.ToString();
    }

    private static string[] Only(bool isWanted, string cell) => isWanted ? [cell] : [];

    private static void Row(StringBuilder text, IEnumerable<string> cells) => text.AppendJoin(',', cells.Select(Cell)).Append('\n');

    private static string Cell(string cell) =>
        cell.AsSpan().IndexOfAny(",\"\n\r") < 0 ? cell : "\"" + cell.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
}
