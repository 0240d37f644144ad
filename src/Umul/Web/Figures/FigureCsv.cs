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

    private static string Quoted(string text) =>
        text.AsSpan().IndexOfAny(",\"\n\r") < 0 ? text : "\"" + text.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
}
