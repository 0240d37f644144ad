using System.Globalization;
using System.Net;
using System.Text;
using Umul.Web;

namespace Umul.Reports;

/// <summary>A report as one HTML file: figures inline, styles inside, nothing fetched, so that it opens offline and prints.</summary>
internal static class HtmlReport
{
    private const string Style = """
        :root { color-scheme: light; }
        body { margin: 0 auto; padding: 32px 24px 64px; max-width: 960px; font: 16px/1.55 system-ui, "Noto Sans CJK KR", "Malgun Gothic", "Apple SD Gothic Neo", sans-serif; color: #1a1f25; background: #fff; overflow-wrap: anywhere; }
        h1 { font-size: 1.7em; line-height: 1.25; margin: 0 0 .8em; } h2 { font-size: 1.2em; margin: 2em 0 .5em; }
        p { margin: .6em 0; } .lead { font-size: 1.2em; line-height: 1.45; }
        .wide { overflow-x: auto; margin: .8em 0 1.4em; } table { border-collapse: collapse; font-size: .85em; line-height: 1.4; width: 100%; }
        caption { text-align: start; padding: .3em 0; color: #4d5761; } th, td { padding: .35em .6em; text-align: start; vertical-align: top; overflow-wrap: normal; }
        thead th { border-block: 1.5px solid #1a1f25; border-block-end-width: 1px; } tbody tr:last-child td { border-block-end: 1.5px solid #1a1f25; } tbody td { border-block-end: 1px solid #e1e5e9; }
        .num { text-align: end; } td.num { white-space: nowrap; } td.num, th.num { font-variant-numeric: tabular-nums; } a { color: #0a5e6b; }
        figure { margin: 1.4em 0; } figure svg { display: block; width: 100%; height: auto; } figcaption { font-size: .85em; color: #4d5761; }
        @page { margin: 18mm 16mm; }
        @media print { body { padding: 0; max-width: none; font-size: 10.5pt; } h2 { break-after: avoid; } figure, tr { break-inside: avoid; } .wide { overflow: visible; } a { color: inherit; text-decoration: none; } }
        """;

    public static string Write(ReportDocument document)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"""
            <!doctype html>
            <html lang="{Preferences.Code(document.Language)}">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width">
            <title>{Literal(document.Title)}</title>
            <style>
            {Style}
            </style>
            </head>
            <body>
            <h1>{Literal(document.Title)}</h1>

            """);
        foreach (var block in document.Blocks) Block(text, block);
        return text.Append("</body>\n</html>\n").ToString();
    }

    private static void Block(StringBuilder text, ReportBlock block)
    {
        switch (block)
        {
            case ReportHeading heading: text.Append(CultureInfo.InvariantCulture, $"<h2>{Literal(heading.Text)}</h2>\n"); break;
            case ReportText said: text.Append(CultureInfo.InvariantCulture, $"<p{(said.IsLead ? " class=\"lead\"" : "")}>{Literal(said.Text)}</p>\n"); break;
            case ReportTable table: Table(text, table.ForPeople()); break;
            case ReportFigure { Figure: var figure }:
                text.Append(CultureInfo.InvariantCulture, $"<figure id=\"figure-{figure.Name}\">\n{figure.StandAlone()}\n<figcaption><b>{Literal(figure.Title)}.</b> {Literal(figure.Caption)}</figcaption>\n</figure>\n");
                break;
        }
    }

    private static void Table(StringBuilder text, ReportTable table)
    {
        text.Append(CultureInfo.InvariantCulture, $"<div class=\"wide\"><table id=\"{table.Name}\">\n<caption>{Literal(table.Caption)}</caption>\n<thead><tr>");
        foreach (var column in table.Columns) text.Append(CultureInfo.InvariantCulture, $"<th{Class(column)}>{Literal(column.Title)}</th>");
        text.Append("</tr></thead>\n<tbody>\n");
        foreach (var row in table.Rows)
        {
            text.Append("<tr>");
            foreach (var (cell, column) in row.Zip(table.Columns))
                text.Append(CultureInfo.InvariantCulture, $"<td{Class(column)}>{(cell.Link is { } link && cell.Text.Length > 0 ? $"<a href=\"{Literal(link)}\">{Literal(cell.Text)}</a>" : Literal(cell.Text))}</td>");
            text.Append("</tr>\n");
        }
        text.Append("</tbody>\n</table></div>\n");
    }

    private static string Class(ReportColumn column) => column.IsNumber ? " class=\"num\"" : "";

    // A control character, though escaped, is no HTML.
    private static string Literal(string text) => WebUtility.HtmlEncode(string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)));
}
