using System.Globalization;
using System.Text;

namespace Umul.Reports;

/// <summary>A report as Markdown with tables; figures lie beside it.</summary>
internal static class MarkdownReport
{
    private const string Special = "\\`*_[]<>|~$&";

    public static string Write(ReportDocument document, string figures)
    {
        var text = new StringBuilder($"# {Line(document.Title)}\n");
        foreach (var block in document.Blocks)
        {
            text.Append('\n');
            switch (block)
            {
                case ReportHeading heading: text.Append(CultureInfo.InvariantCulture, $"## {Line(heading.Text)}\n"); break;
                case ReportText said: text.Append(said.IsLead ? $"**{Line(said.Text)}**\n" : Line(said.Text) + "\n"); break;
                case ReportTable table: Table(text, table.ForPeople()); break;
                case ReportFigure { Figure: var figure }:
                    text.Append(CultureInfo.InvariantCulture, $"![{Line(figure.Title)}]({figures}/{figure.Name}.svg)\n\n*{Line(figure.Title)}.* {Line(figure.Caption)} ([CSV]({figures}/{figure.Name}.csv))\n");
                    break;
            }
        }
        return text.ToString();
    }

    private static void Table(StringBuilder text, ReportTable table)
    {
        text.Append(CultureInfo.InvariantCulture, $"{Line(table.Caption)}\n\n");
        text.Append(CultureInfo.InvariantCulture, $"| {string.Join(" | ", table.Columns.Select(column => Inside(column.Title)))} |\n");
        text.Append(CultureInfo.InvariantCulture, $"|{string.Concat(table.Columns.Select(column => column.IsNumber ? "---:|" : "---|"))}\n");
        foreach (var row in table.Rows) text.Append(CultureInfo.InvariantCulture, $"| {string.Join(" | ", row.Select(Cell))} |\n");
    }

    private static string Cell(ReportCell cell) => cell.Link is { } link && cell.Text.Length > 0 ? $"[{Inside(cell.Text)}](<{Address(link)}>)" : Inside(cell.Text);

    // Inside angle brackets an address ends at the next bracket or line.
    private static string Address(string link) => link.Replace("<", "%3C", StringComparison.Ordinal).Replace(">", "%3E", StringComparison.Ordinal)
        .Replace("|", "%7C", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal).Replace("\\", "%5C", StringComparison.Ordinal);

    /// <summary>Text of a line of its own: also what only the beginning of a line means is taken literally.</summary>
    internal static string Line(string text)
    {
        var inside = Inside(text);
        if (inside.Length == 0) return inside;
        if (inside[0] is '#' or '+' or '-' or '=' or '!') return "\\" + inside;
        var digits = inside.TakeWhile(char.IsAsciiDigit).Count();
        return digits > 0 && digits < inside.Length && inside[digits] is '.' or ')' ? inside[..digits] + "\\" + inside[digits..] : inside;
    }

    /// <summary>Text within a line, taken literally.</summary>
    internal static string Inside(string text)
    {
        var result = new StringBuilder(text.Length + 8);
        foreach (var c in text)
        {
            if (char.IsControl(c)) result.Append(' ');
            else if (Special.Contains(c, StringComparison.Ordinal)) result.Append('\\').Append(c);
            else result.Append(c);
        }
        return result.ToString().Trim();
    }
}
