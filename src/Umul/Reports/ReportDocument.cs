using Umul.Web;
using Umul.Web.Figures;

namespace Umul.Reports;

/// <summary>A report before it has a format: what is said, in order. Each format is a writer of its own, so that all of them say the same.</summary>
internal sealed record ReportDocument(string Title, Language Language, IReadOnlyList<ReportBlock> Blocks)
{
    public IEnumerable<Figure> Figures => Blocks.OfType<ReportFigure>().Select(block => block.Figure);

    public IEnumerable<ReportTable> Tables => Blocks.OfType<ReportTable>();
}

/// <summary>A part of a report.</summary>
internal abstract record ReportBlock;

/// <summary>The title of a section.</summary>
internal sealed record ReportHeading(string Text) : ReportBlock;

/// <summary>A paragraph.</summary>
/// <param name="Text">Plain text: whatever it holds, no format reads it as markup.</param>
/// <param name="IsLead">Whether it is the sentence that the report is about.</param>
internal sealed record ReportText(string Text, bool IsLead = false) : ReportBlock;

/// <summary>A table.</summary>
/// <param name="Name">Of its file: letters and hyphens.</param>
/// <param name="Caption">What it shows and what its numbers are over.</param>
/// <param name="Columns">Its columns.</param>
/// <param name="Rows">One cell a column.</param>
internal sealed record ReportTable(string Name, string Caption, IReadOnlyList<ReportColumn> Columns, IReadOnlyList<IReadOnlyList<ReportCell>> Rows) : ReportBlock
{
    /// <summary>The table as people read it, without what is data only.</summary>
    public ReportTable ForPeople() => this with
    {
        Columns = [.. Columns.Where(column => column.Title.Length > 0)],
        Rows = [.. Rows.Select(row => (IReadOnlyList<ReportCell>)[.. row.Where((_, at) => Columns[at].Title.Length > 0)])],
    };
}

/// <summary>A column of a table.</summary>
/// <param name="Name">Of the CSV file's column, the same in every language; "" if it is for people only.</param>
/// <param name="Title">For people; "" if it is data only.</param>
/// <param name="IsNumber">Whether its cells stand at the right.</param>
internal sealed record ReportColumn(string Name, string Title, bool IsNumber = false);

/// <summary>A cell.</summary>
/// <param name="Text">As people read it.</param>
/// <param name="Value">The number in full, for CSV; null where the text is all there is.</param>
/// <param name="Link">Address of what it comes from; null without one.</param>
internal sealed record ReportCell(string Text, double? Value = null, string? Link = null);

/// <summary>A figure with its caption.</summary>
internal sealed record ReportFigure(Figure Figure) : ReportBlock;

/// <summary>A file of a report; the first of a list is the one to open.</summary>
/// <param name="Path">Relative, with '/'.</param>
/// <param name="Bytes">Its content.</param>
internal sealed record ReportFile(string Path, byte[] Bytes);
