using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Umul.Runs;

namespace Umul.Export;

/// <summary>One row a run: what identifies it, then <c>param.…</c>, <c>metric.…</c> (last value) and <c>tag.…</c> columns by name.</summary>
internal sealed class RunTable
{
    private static readonly string[] Fixed = ["run_id", "run_name", "status", "user", "started_ms", "ended_ms"];

    private readonly List<string> columns = [.. Fixed];
    private readonly List<Dictionary<string, object>> rows = [];

    private RunTable()
    {
    }

    public static RunTable Of(IReadOnlyList<RunData> runs)
    {
        var table = new RunTable();
        table.columns.AddRange(Names(runs.SelectMany(run => run.Params.Select(param => "param." + param.Key))));
        table.columns.AddRange(Names(runs.SelectMany(run => run.Metrics.Select(metric => "metric." + metric.Key))));
        table.columns.AddRange(Names(runs.SelectMany(run => run.Tags.Select(tag => "tag." + tag.Key))));
        foreach (var run in runs)
            table.rows.Add(Row(run));
        return table;
    }

    public void WriteCsv(Stream output)
    {
        using var writer = new StreamWriter(output, new UTF8Encoding(false), 1 << 16, leaveOpen: true) { NewLine = "\n" };
        writer.WriteLine(string.Join(',', columns.Select(CsvPoints.Cell)));
        foreach (var row in rows)
            writer.WriteLine(string.Join(',', columns.Select(column => CsvPoints.Cell(Text(row.GetValueOrDefault(column))))));
    }

    public void WriteJson(Stream output)
    {
        using var json = new Utf8JsonWriter(output);
        json.WriteStartArray();
        foreach (var row in rows)
        {
            json.WriteStartObject();
            foreach (var column in columns)
            {
                json.WritePropertyName(column);
                WriteValue(json, row.GetValueOrDefault(column));
            }
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    /// <summary>Metrics as numbers (NaN where a run has none), all other columns as text.</summary>
    public void WriteNpz(Stream output)
    {
        using var zip = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var column in columns)
        {
            // The name of an entry is the name of the array; a slash in it is only a part of the name for NumPy.
            if (!column.StartsWith("metric.", StringComparison.Ordinal))
            {
                NpzPoints.Texts(zip, column, [.. rows.Select(row => Text(row.GetValueOrDefault(column)))]);
                continue;
            }
            var values = rows.Select(row => row.GetValueOrDefault(column) is double value ? value : double.NaN).ToArray();
            using var entry = zip.CreateEntry(column + ".npy", CompressionLevel.Fastest).Open();
            entry.Write(NpyWriter.Header("<f8", values.Length));
            entry.Write(NpyWriter.Bytes<double>(values));
        }
    }

    private static IEnumerable<string> Names(IEnumerable<string> names) => names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    private static Dictionary<string, object> Row(RunData data)
    {
        var row = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["run_id"] = data.Run.Id,
            ["run_name"] = data.Run.Name,
            ["status"] = data.Run.Status.ToString(),
            ["user"] = data.Run.UserName,
        };
        if (data.Run.StartedMs is { } started)
            row["started_ms"] = started;
        if (data.Run.EndedMs is { } ended)
            row["ended_ms"] = ended;
        foreach (var (key, value) in data.Params)
            row["param." + key] = value;
        foreach (var (key, summary) in data.Metrics)
            row["metric." + key] = summary.LastValue;
        foreach (var (key, value) in data.Tags)
            row["tag." + key] = value;
        return row;
    }

    private static string Text(object? value) => value switch
    {
        null => "",
        double number => CsvPoints.Number(number),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    private static void WriteValue(Utf8JsonWriter json, object? value)
    {
        if (value is double number)
            JsonPoints.WriteNumber(json, number);
        else if (value is long whole)
            json.WriteNumberValue(whole);
        else if (value is null)
            json.WriteNullValue();
        else
            json.WriteStringValue((string)value);
    }
}
