using System.Text.Json;
using Umul.Evaluation;
using Umul.Outcomes.Reports;
using Umul.Runs;
using Umul.Web;

namespace Umul.Outcomes;

/// <summary>Reads a report of <c>umul evaluate</c> back into outcomes: what <see cref="ReportJson"/> wrote, and nothing else.</summary>
internal static class ReportReader
{
    /// <exception cref="UmulException">The JSON is no report, or of another version.</exception>
    public static OutcomeTable Read(JsonElement root, OutcomeSource source)
    {
        try
        {
            if (root.GetProperty("schema").GetString() != ReportJson.Schema) throw Refusal($"the schema is '{root.GetProperty("schema")}', this server reads '{ReportJson.Schema}'");
            var metrics = root.GetProperty("metrics").EnumerateArray().Select(Metric).ToList();
            var cases = root.GetProperty("cases").EnumerateArray().ToList();
            var ids = cases.Select(c => c.GetProperty("case").GetString() ?? "").ToList();
            var columns = metrics.Select(metric => OutcomeColumn.Of(metric, [.. cases.Select(c => Value(c, metric))])).ToList();
            var notes = cases.Select(Note).ToArray();
            List<OutcomeText> texts = Array.TrueForAll(notes, n => n is null) ? [] : [new OutcomeText("note", notes)];
            var words = cases.Select(c => c.TryGetProperty("texts", out var own) ? own : default).ToList();
            foreach (var name in words.Where(w => w.ValueKind == JsonValueKind.Object).SelectMany(w => w.EnumerateObject().Select(p => p.Name)).Distinct(StringComparer.Ordinal))
                texts.Add(new OutcomeText(name, [.. words.Select(w => w.ValueKind == JsonValueKind.Object && w.TryGetProperty(name, out var text) ? text.GetString() : null)]));
            var groups = cases.Exists(c => c.TryGetProperty("group", out _)) ? cases.Select(c => c.TryGetProperty("group", out var group) ? group.GetString() ?? "" : "").ToList() : null;
            return OutcomeTable.Of(ids, groups, columns, (source, root.GetProperty("evaluator").GetString() ?? ""), texts) with { Settings = root.GetProperty("settings").GetRawText() };
        }
        catch (Exception damage) when (damage is KeyNotFoundException or InvalidOperationException or FormatException or IndexOutOfRangeException)
        {
            throw Refusal(damage.Message);
        }
    }

    private static OutcomeMetric Metric(JsonElement metric) => new(
        metric.GetProperty("definition").GetString() ?? "", metric.GetProperty("region").GetString() ?? "",
        Enum.TryParse<MetricDirection>(metric.GetProperty("better").GetString(), ignoreCase: true, out var direction) ? direction : MetricDirection.Unknown,
        metric.GetProperty("unit").GetString() ?? "");

    private static MetricValue Value(JsonElement c, OutcomeMetric metric)
    {
        var undefined = c.GetProperty("undefined");
        if (undefined.TryGetProperty("*", out var all)) return MetricValue.Undefined(metric.Definition, Reason(all));
        var parts = c.TryGetProperty("parts", out var p) && p.TryGetProperty(metric.Name, out var pair) ? (pair[0].GetDouble(), pair[1].GetDouble()) : ((double, double)?)null;
        if (undefined.TryGetProperty(metric.Name, out var reason))
        {
            // A ratio without a denominator keeps its parts: it adds nothing to a pooled value, and that is a fact.
            return parts is var (upper, lower) && lower == 0 ? MetricValue.Ratio(metric.Definition, upper, lower, Reason(reason)) : MetricValue.Undefined(metric.Definition, Reason(reason));
        }
        if (!c.GetProperty("values").TryGetProperty(metric.Name, out var value) || value.ValueKind != JsonValueKind.Number)
            return MetricValue.Undefined(metric.Definition, UndefinedReason.NotEvaluated);
        return parts is var (n, d) && d != 0 ? MetricValue.Ratio(metric.Definition, n, d, UndefinedReason.NotGiven) : MetricValue.Of(metric.Definition, value.GetDouble());
    }

    private static UndefinedReason Reason(JsonElement word) =>
        Enum.TryParse<UndefinedReason>(word.GetString(), ignoreCase: true, out var reason) && reason != UndefinedReason.None ? reason : UndefinedReason.NotGiven;

    private static string? Note(JsonElement c)
    {
        if (c.TryGetProperty("problem", out var problem) && problem.GetString() is { } said) return said;
        var notes = c.TryGetProperty("notes", out var list) ? list.EnumerateArray().Select(n => n.GetString()).ToList() : [];
        return notes.Count == 0 ? null : string.Join(' ', notes);
    }

    private static UmulException Refusal(string why) => new(ErrorCode.Invalid, new Sentence(
        $"This is no report of 'umul evaluate' that this server can read: {why}.", $"이 서버가 읽을 수 있는 'umul evaluate' 보고서가 아닙니다: {why}."));
}
