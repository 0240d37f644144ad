using System.Text;
using Umul.Web;

namespace Umul.Reports;

/// <summary>The formats of a report.</summary>
internal enum ReportFormat
{
    Markdown,
    Html,
    Latex,
    Csv,
}

/// <summary>What belongs to a format, and the one way from a document to its files.</summary>
internal static class ReportFormats
{
    extension(ReportFormat format)
    {
        /// <summary>Ending of the main file.</summary>
        public string Ending => format switch { ReportFormat.Markdown => "md", ReportFormat.Html => "html", ReportFormat.Latex => "tex", _ => "csv" };

        /// <summary>Whether all of it is one file.</summary>
        public bool IsOneFile => format == ReportFormat.Html;

        /// <summary>The files: the main one first, called <c>STEM.ENDING</c>; figures and data in the folder <paramref name="figures"/>.</summary>
        public IReadOnlyList<ReportFile> Write(ReportDocument document, string stem, string figures) => format switch
        {
            ReportFormat.Html => [Text(stem + ".html", HtmlReport.Write(document))],
            ReportFormat.Markdown => [Text(stem + ".md", MarkdownReport.Write(document, figures)), .. Figures(document, figures)],
            ReportFormat.Latex => [Text(stem + ".tex", LatexReport.Write(document, figures)), .. Figures(document, figures, withPdf: true)],
            _ => [.. document.Tables.Select((table, at) => Text(at == 0 ? stem + ".csv" : $"{figures}/{table.Name}.csv", CsvReport.Write(table))), .. Data(document, figures)],
        };
    }

    /// <exception cref="UmulException">There is no such format.</exception>
    public static ReportFormat Parse(string text) => Enum.TryParse<ReportFormat>(text, ignoreCase: true, out var format) && Enum.IsDefined(format) && !char.IsAsciiDigit(text[0])
        ? format
        : throw new UmulException(ErrorCode.Invalid, new Sentence(
            $"'{text}' is no format of a report; say markdown, html, latex or csv.", $"'{text}'은(는) 보고서 형식이 아닙니다. markdown, html, latex, csv 중 하나를 주세요."));

    private static IEnumerable<ReportFile> Figures(ReportDocument document, string folder, bool withPdf = false) => document.Figures.SelectMany(figure => (ReportFile[])
    [
        Text($"{folder}/{figure.Name}.svg", figure.StandAlone()),
        .. withPdf ? [new ReportFile($"{folder}/{figure.Name}.pdf", figure.Pdf())] : Array.Empty<ReportFile>(),
        Text($"{folder}/{figure.Name}.csv", figure.Csv),
    ]);

    private static IEnumerable<ReportFile> Data(ReportDocument document, string folder) => document.Figures.Select(figure => Text($"{folder}/figure-{figure.Name}.csv", figure.Csv));

    private static ReportFile Text(string path, string text) => new(path, Encoding.UTF8.GetBytes(text));
}
