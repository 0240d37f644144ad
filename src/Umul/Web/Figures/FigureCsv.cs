using System.Globalization;

namespace Umul.Web.Figures;

/// <summary>The numbers of a figure as CSV: a header, then rows; numbers in full, what is none empty.</summary>
internal static class FigureCsv
{
    public static string Write(IReadOnlyList<string> header, IEnumerable<IReadOnlyList<object?>> rows) =>
        string.Concat(rows.Prepend([.. header]).Select(row => string.Join(',', row.Select(Cell)) + "\n"));

    private static string Cell(object? value) => value switch
    {
        null or double.NaN => "",
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        var text => Quoted(text.ToString() ?? ""),
    };

    // A name that a spreadsheet would run as a formula is defused; a negative number is none.
    private static string Quoted(string text) => Plain(
        text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' && !double.TryParse(text, CultureInfo.InvariantCulture, out _) ? "'" + text : text);

    private static string Plain(string text) =>
        text.AsSpan().IndexOfAny(",\"\n\r") < 0 ? text : "\"" + text.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
}
