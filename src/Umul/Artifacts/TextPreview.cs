using System.Text;
using System.Text.Json;

namespace Umul.Artifacts;

/// <summary>The beginning of a file as text or as a table. Reads no more than <see cref="MaximumBytes"/>, whatever the file's size.</summary>
internal sealed record TextPreview(string Text, bool IsWhole)
{
    public const int MaximumBytes = 256 * 1024;
    public const int MaximumRows = 200;

    /// <summary>Null if the bytes are not text.</summary>
    public static TextPreview? Read(Stream stream)
    {
        var bytes = new byte[MaximumBytes + 1];
        var count = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        var whole = count <= MaximumBytes;
        var shown = bytes.AsSpan(0, Math.Min(count, MaximumBytes));
        return shown.Contains((byte)0) ? null : new TextPreview(Encoding.UTF8.GetString(shown), whole);
    }

    /// <summary>Rows of a CSV or TSV, the first being its head.</summary>
    public IReadOnlyList<string[]> Rows(char separator)
    {
        var rows = new List<string[]>();
        var fields = new List<string>();
        var field = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < Text.Length && rows.Count <= MaximumRows; i++)
        {
            var c = Text[i];
            if (quoted)
            {
                if (c != '"') field.Append(c);
                else if (i + 1 < Text.Length && Text[i + 1] == '"') field.Append(Text[++i]);
                else quoted = false;
            }
            else if (c == '"') quoted = true;
            else if (c == separator || c == '\n')
            {
                fields.Add(field.ToString().TrimEnd('\r'));
                field.Clear();
                if (c != '\n') continue;
                rows.Add([.. fields]);
                fields.Clear();
            }
            else field.Append(c);
        }
        if ((field.Length > 0 || fields.Count > 0) && rows.Count <= MaximumRows)
            rows.Add([.. fields, field.ToString()]);
        return rows;
    }

    /// <summary>The rows of <c>{"columns": […], "data": [[…], …]}</c>, as MLflow's log_table writes it; null if the text is something else.</summary>
    public IReadOnlyList<string[]>? JsonTable()
    {
        if (!IsWhole || !Text.AsSpan().TrimStart().StartsWith("{\"columns\"", StringComparison.Ordinal)) return null;
        try
        {
            using var document = JsonDocument.Parse(Text);
            string[] head = [.. document.RootElement.GetProperty("columns").EnumerateArray().Select(cell => cell.ToString())];
            return [head, .. document.RootElement.GetProperty("data").EnumerateArray().Take(MaximumRows).Select(row => row.EnumerateArray().Select(cell => cell.ToString()).ToArray())];
        }
        catch (Exception notATable) when (notATable is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }
}
