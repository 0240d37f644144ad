using Umul.Web.Figures;

namespace Umul.Reports;

/// <summary>A table as CSV: numbers in full, then the address that each row comes from.</summary>
internal static class CsvReport
{
    public static string Write(ReportTable table)
    {
        var linked = table.Rows.Any(row => row.Any(cell => cell.Link is not null));
        return FigureCsv.Write(
            [.. table.Columns.Select(column => column.Name).Where(name => name.Length > 0), .. linked ? ["link"] : Array.Empty<string>()],
            table.Rows.Select(row => (IReadOnlyList<object?>)
            [
                .. row.Zip(table.Columns).Where(cell => cell.Second.Name.Length > 0).Select(cell => cell.Second.IsNumber ? cell.First.Value : (object)cell.First.Text),
                .. linked ? [row.FirstOrDefault(cell => cell.Link is not null)?.Link] : Array.Empty<object?>(),
            ]));
    }
}
