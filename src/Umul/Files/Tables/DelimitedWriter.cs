namespace Umul.Files.Tables;

/// <summary>Writes CSV as RFC 4180 has it, with Unix line ends; a value that needs quotes gets them.</summary>
internal static class DelimitedWriter
{
    public static void WriteRow(TextWriter writer, IEnumerable<string> cells, char delimiter = ',')
    {
        var isFirst = true;
        foreach (var cell in cells)
        {
            if (!isFirst) writer.Write(delimiter);
            isFirst = false;
            var needsQuotes = cell.AsSpan().IndexOfAny('"', '\n', '\r') >= 0 || cell.Contains(delimiter, StringComparison.Ordinal);
            writer.Write(needsQuotes ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell);
        }
        writer.Write('\n');
    }
}
