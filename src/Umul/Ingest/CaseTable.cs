using System.Text.Json;
using System.Text.Json.Nodes;

namespace Umul.Ingest;

/// <summary>
/// The artifact <c>cases/&lt;split&gt;.json</c>: one row a case, columns in the order in which they first came. Read and written in
/// the shape of MLflow's log_table, so that one reader serves both clients.
/// </summary>
internal sealed class CaseTable
{
    private readonly OrderedDictionary<string, int> _columns = new() { ["case"] = 0 };
    private readonly OrderedDictionary<string, List<JsonNode?>> _rows = [];

    /// <summary>Reads a stored table.</summary>
    /// <exception cref="FormatException">The file is something else.</exception>
    public static CaseTable Read(Stream json)
    {
        var table = new CaseTable();
        try
        {
            using var document = JsonDocument.Parse(json);
            var columns = document.RootElement.GetProperty("columns").EnumerateArray().Select(c => c.GetString()!).ToList();
            foreach (var cells in document.RootElement.GetProperty("data").EnumerateArray())
                table.Set(columns.Zip(cells.EnumerateArray()));
            return table;
        }
        catch (Exception failure) when (failure is JsonException or KeyNotFoundException or InvalidOperationException or ArgumentException)
        {
            throw new FormatException("the file of this split is not a table with a column 'case'", failure);
        }
    }

    /// <summary>Adds a row, or replaces the row of its case.</summary>
    /// <exception cref="FormatException">The row has no case.</exception>
    public void Set(JsonElement row) => Set(row.EnumerateObject().Select(p => (p.Name, p.Value)));

    /// <summary>The table's JSON.</summary>
    public byte[] Write()
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("columns");
            foreach (var column in _columns.Keys) writer.WriteStringValue(column);
            writer.WriteEndArray();
            writer.WriteStartArray("data");
            foreach (var row in _rows.Values) WriteRow(writer, row);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }
        return buffer.ToArray();
    }

    private void Set(IEnumerable<(string Column, JsonElement Value)> cells)
    {
        var row = new List<JsonNode?>();
        foreach (var (column, value) in cells)
        {
            if (!_columns.TryGetValue(column, out var index)) _columns[column] = index = _columns.Count;
            while (row.Count <= index) row.Add(null);
            row[index] = Node(value);
        }
        if (row.Count == 0 || row[0] is not { } id) throw new FormatException("a row has no case");
        _rows[id.ToString()] = row;
    }

    private void WriteRow(Utf8JsonWriter writer, List<JsonNode?> row)
    {
        writer.WriteStartArray();
        for (var i = 0; i < _columns.Count; i++)
        {
            if (i < row.Count && row[i] is { } value) value.WriteTo(writer);
            else writer.WriteNullValue();
        }
        writer.WriteEndArray();
    }

    private static JsonNode? Node(JsonElement value) => value.ValueKind is JsonValueKind.Null ? null : JsonNode.Parse(value.GetRawText());
}
