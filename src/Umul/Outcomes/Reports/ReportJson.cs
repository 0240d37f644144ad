using System.Text.Json;
using Umul.Evaluation;

namespace Umul.Outcomes.Reports;

/// <summary>Writes a report as JSON; the schema is docs/evaluate.md, and its name changes when a reader would have to.</summary>
internal static class ReportJson
{
    public const string Schema = "umul.evaluate/1";

    public static byte[] Write(EvaluationReport report)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            writer.WriteString("schema", Schema);
            writer.WriteString("kind", report.Kind);
            writer.WriteString("evaluator", report.Evaluator);
            writer.WritePropertyName("settings");
            writer.WriteRawValue(report.Settings);
            WriteMetrics(writer, report);
            WriteSummary(writer, report);
            WriteOverall(writer, report.Overall);
            WriteGroups(writer, report.Groups);
            WriteCases(writer, report);
            if (report.Details is { } details)
            {
                writer.WritePropertyName("details");
                writer.WriteRawValue(details);
            }
            WriteTexts(writer, "predictionsWithoutReference", report.PredictionsWithoutReference);
            WriteTexts(writer, "notes", report.Notes.Select(n => n.English));
            writer.WriteEndObject();
        }
        return buffer.ToArray();
    }

    /// <summary>A reason as JSON and CSV write it: <c>bothEmpty</c>.</summary>
    public static string Word(UndefinedReason reason) => JsonNamingPolicy.CamelCase.ConvertName(reason.ToString());

    private static void WriteMetrics(Utf8JsonWriter writer, EvaluationReport report)
    {
        writer.WriteStartArray("metrics");
        foreach (var metric in report.Metrics)
        {
            var known = MetricCatalogue.Find(metric.Definition);
            writer.WriteStartObject();
            writer.WriteString("name", metric.Name);
            writer.WriteString("definition", metric.Definition);
            writer.WriteString("region", metric.Region);
            writer.WriteString("better", JsonNamingPolicy.CamelCase.ConvertName(metric.Direction.ToString()));
            writer.WriteString("unit", metric.Unit);
            Number(writer, "least", known?.Low ?? double.NaN);
            Number(writer, "most", known?.High ?? double.NaN);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    private static void WriteSummary(Utf8JsonWriter writer, EvaluationReport report)
    {
        writer.WriteStartArray("summary");
        foreach (var summary in report.Columns().Select(ColumnSummary.Of))
        {
            writer.WriteStartObject();
            writer.WriteString("metric", summary.Metric.Name);
            writer.WriteNumber("cases", summary.Cases);
            writer.WriteNumber("defined", summary.Defined);
            writer.WriteNumber("undefined", summary.Undefined);
            writer.WriteStartObject("reasons");
            foreach (var (reason, count) in summary.Reasons) writer.WriteNumber(Word(reason), count);
            writer.WriteEndObject();
            writer.WriteString("policy", "undefined values are left out");
            Number(writer, "mean", summary.Mean);
            Number(writer, "standardDeviation", summary.StandardDeviation);
            Number(writer, "median", summary.Median);
            Number(writer, "lowerQuartile", summary.LowerQuartile);
            Number(writer, "upperQuartile", summary.UpperQuartile);
            Number(writer, "minimum", summary.Minimum);
            Number(writer, "maximum", summary.Maximum);
            Number(writer, "pooled", summary.Pooled);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    private static void WriteOverall(Utf8JsonWriter writer, IReadOnlyList<OverallValue> values)
    {
        writer.WriteStartArray("overall");
        foreach (var (metric, value, interval) in values)
        {
            writer.WriteStartObject();
            writer.WriteString("metric", metric.Name);
            writer.WriteString("better", JsonNamingPolicy.CamelCase.ConvertName(metric.Direction.ToString()));
            Number(writer, "value", value.Value);
            writer.WriteString("undefined", value.IsDefined ? null : Word(value.Reason));
            if (interval is { } range)
            {
                writer.WriteStartArray("interval");
                writer.WriteNumberValue(range.Lower);
                writer.WriteNumberValue(range.Upper);
                writer.WriteEndArray();
                writer.WriteNumber("level", range.Level);
            }
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    private static void WriteGroups(Utf8JsonWriter writer, IReadOnlyList<ReportGroup> groups)
    {
        if (groups.Count == 0) return;
        writer.WriteStartArray("groups");
        foreach (var group in groups)
        {
            writer.WriteStartObject();
            writer.WriteString("kind", group.Kind);
            writer.WriteString("name", group.Name);
            writer.WriteNumber("cases", group.Cases);
            WriteOverall(writer, group.Values);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    private static void WriteCases(Utf8JsonWriter writer, EvaluationReport report)
    {
        writer.WriteStartArray("cases");
        foreach (var c in report.Cases)
        {
            writer.WriteStartObject();
            writer.WriteString("case", c.Case);
            if (c.Group is not null) writer.WriteString("group", c.Group);
            writer.WriteString("reference", c.Reference);
            writer.WriteString("prediction", c.Prediction);
            writer.WriteString("problem", c.Problem?.English);
            WriteTexts(writer, "notes", c.Notes.Select(n => n.English));
            writer.WriteStartObject("values");
            foreach (var (metric, value) in c.Values) Number(writer, metric.Name, value.Value);
            writer.WriteEndObject();
            writer.WriteStartObject("undefined");
            foreach (var (metric, value) in c.Values)
                if (!value.IsDefined) writer.WriteString(metric.Name, Word(value.Reason));
            if (c.Problem is not null) writer.WriteString("*", Word(c.ProblemReason));
            writer.WriteEndObject();
            WriteParts(writer, c);
            WriteCounts(writer, c);
            WriteWords(writer, c);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    // The two sums of a ratio, which pooled values and pseudo-values need.
    private static void WriteParts(Utf8JsonWriter writer, EvaluatedCase c)
    {
        writer.WriteStartObject("parts");
        foreach (var (metric, value) in c.Values)
        {
            if (!double.IsFinite(value.Denominator)) continue;
            writer.WriteStartArray(metric.Name);
            writer.WriteNumberValue(value.Numerator);
            writer.WriteNumberValue(value.Denominator);
            writer.WriteEndArray();
        }
        writer.WriteEndObject();
    }

    private static void WriteCounts(Utf8JsonWriter writer, EvaluatedCase c)
    {
        if (c.Counts.Count == 0) return;
        writer.WriteStartObject("counts");
        foreach (var region in c.Counts.GroupBy(count => count.Region))
        {
            writer.WriteStartObject(region.Key);
            foreach (var (_, name, count) in region) writer.WriteNumber(name, count);
            writer.WriteEndObject();
        }
        writer.WriteEndObject();
    }

    private static void WriteWords(Utf8JsonWriter writer, EvaluatedCase c)
    {
        if (c.Texts.Count == 0) return;
        writer.WriteStartObject("texts");
        foreach (var (name, text) in c.Texts) writer.WriteString(name, text);
        writer.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter writer, string name, IEnumerable<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (var text in texts) writer.WriteStringValue(text);
        writer.WriteEndArray();
    }

    // JSON has no word for what is not a number, nor for infinity.
    private static void Number(Utf8JsonWriter writer, string name, double value)
    {
        if (double.IsFinite(value)) writer.WriteNumber(name, value);
        else writer.WriteNull(name);
    }
}
