using System.Text.Json;
using Umul.Metrics;
using Umul.Runs;

namespace Umul.Export;

/// <summary>Points as one JSON array of records, the shape that <c>pandas.read_json</c> takes. NaN is null; JSON has no infinities, they are strings.</summary>
internal sealed class JsonPoints : IPointWriter
{
    private const int FlushBytes = 1 << 16;

    private readonly Utf8JsonWriter json;

    public JsonPoints(Stream output)
    {
        json = new Utf8JsonWriter(output);
        json.WriteStartArray();
    }

    public void Write(Run run, string key, PointColumns points)
    {
        for (var i = 0; i < points.Count; i++)
        {
            json.WriteStartObject();
            json.WriteString("run_id", run.Id);
            json.WriteString("run_name", run.Name);
            json.WriteString("metric", key);
            json.WriteNumber("step", points.Steps[i]);
            json.WriteNumber("time_ms", points.TimesMs[i]);
            json.WritePropertyName("value");
            WriteNumber(json, points.Values[i]);
            json.WriteEndObject();
            if (json.BytesPending > FlushBytes)
                json.Flush();
        }
    }

    public void Complete()
    {
        json.WriteEndArray();
        json.Flush();
    }

    public void Dispose() => json.Dispose();

    internal static void WriteNumber(Utf8JsonWriter json, double value)
    {
        if (double.IsFinite(value))
            json.WriteNumberValue(value);
        else if (double.IsNaN(value))
            json.WriteNullValue();
        else
            json.WriteStringValue(value > 0 ? "Infinity" : "-Infinity");
    }
}
