using System.Globalization;
using System.Text.Json;
using Umul.Runs;
using Umul.Web;

namespace Umul.Outcomes;

/// <summary>
/// A table that a client logged, one row a case: which column names the case, which the group, which are numbers and which words. A number
/// that is missing, NaN or infinite is undefined without a reason.
/// </summary>
internal static class CaseColumns
{
    private static readonly string[] s_cases = ["case", "case_id", "caseid", "id", "name", "utterance", "utt_id", "image_id", "image", "file", "filename", "file_name", "path"];
    private static readonly string[] s_groups = ["group", "group_id", "patient", "patient_id", "subject", "subject_id", "speaker", "speaker_id", "spk_id"];

    /// <summary>The table as outcomes: metrics named <c>logged/COLUMN</c>, and words beside them.</summary>
    /// <exception cref="UmulException">No column names the case, or a case is there twice.</exception>
    public static OutcomeTable Read(string name, IReadOnlyList<string> columns, IReadOnlyList<IReadOnlyList<JsonElement?>> rows, OutcomeSource source)
    {
        var caseAt = Find(columns, s_cases);
        if (caseAt < 0)
            throw new UmulException(ErrorCode.Invalid, new Sentence(
                $"{name}: no column names the case; there is {string.Join(", ", columns)}. Name one of them 'case'.",
                $"{name}: 케이스 이름 열이 없습니다. 있는 열은 {string.Join(", ", columns)}입니다. 하나의 이름을 'case'로 하세요."));
        if (rows.Count == 0) throw new UmulException(ErrorCode.Invalid, new Sentence($"{name}: the table has no rows.", $"{name}: 표에 행이 없습니다."));
        var groupAt = Find(columns, s_groups);
        var values = new List<OutcomeColumn>();
        var texts = new List<OutcomeText>();
        for (var at = 0; at < columns.Count; at++)
        {
            if (at == caseAt || at == groupAt) continue;
            if (Numbers(rows, at, columns[at]) is { } numbers) values.Add(OutcomeColumn.Of(OutcomeMetric.Logged(columns[at]), numbers));
            else texts.Add(new OutcomeText(columns[at], [.. rows.Select(row => Text(row[at]))]));
        }
        try
        {
            var ids = rows.Select(row => Text(row[caseAt]) ?? "").ToList();
            var groups = groupAt < 0 ? null : rows.Select(row => Text(row[groupAt]) ?? "").ToList();
            return OutcomeTable.Of(ids, groups, values, (source, name), texts) with { IsWhole = true };
        }
        catch (UmulException refusal)
        {
            throw new UmulException(refusal.Code, new Sentence($"{name}: {refusal.In(Language.English)}", $"{name}: {refusal.In(Language.Korean)}"), refusal);
        }
    }

    /// <summary>Reads the JSON of MLflow's log_table: <c>{"columns": […], "data": [[…]]}</c>.</summary>
    /// <exception cref="UmulException">The JSON is something else.</exception>
    public static OutcomeTable ReadJson(string name, JsonElement root, OutcomeSource source)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("columns", out var columns) || !root.TryGetProperty("data", out var data)
            || columns.ValueKind != JsonValueKind.Array || data.ValueKind != JsonValueKind.Array || columns.EnumerateArray().Any(c => c.ValueKind != JsonValueKind.String))
            throw new UmulException(ErrorCode.Invalid, new Sentence(
                $"{name}: not a table of cases. Write {{\"columns\": [\"case\", \"dice\"], \"data\": [[\"P1\", 0.9]]}}, as mlflow.log_table does.",
                $"{name}: 케이스 표가 아닙니다. mlflow.log_table처럼 {{\"columns\": [\"case\", \"dice\"], \"data\": [[\"P1\", 0.9]]}}로 쓰세요."));
        List<string> names = [.. columns.EnumerateArray().Select(c => c.GetString()!)];
        var rows = new List<IReadOnlyList<JsonElement?>>();
        foreach (var row in data.EnumerateArray())
        {
            if (row.ValueKind != JsonValueKind.Array || row.GetArrayLength() != names.Count)
                throw new UmulException(ErrorCode.Invalid, new Sentence(
                    $"{name}: row {rows.Count + 1} does not have {names.Count} cells, as many as there are columns.",
                    $"{name}: {rows.Count + 1}번째 행의 칸 수가 열 수({names.Count})와 다릅니다."));
            rows.Add([.. row.EnumerateArray().Select(cell => (JsonElement?)cell)]);
        }
        return Read(name, names, rows, source);
    }

    private static int Find(IReadOnlyList<string> columns, string[] names)
    {
        foreach (var name in names)
            for (var at = 0; at < columns.Count; at++)
                if (columns[at].Equals(name, StringComparison.OrdinalIgnoreCase)) return at;
        return -1;
    }

    // A metric that no case has a value of is one, too, and the worst of all: it says NaN, or is empty under a metric's name. Other empty columns are words.
    private static double[]? Numbers(IReadOnlyList<IReadOnlyList<JsonElement?>> rows, int at, string name)
    {
        var numbers = new double[rows.Count];
        var any = MetricNames.GuessDirection(name) != MetricDirection.Unknown;
        for (var i = 0; i < numbers.Length; i++)
        {
            if (Number(rows[i][at]) is not { } number) return null;
            numbers[i] = number;
            any |= double.IsFinite(number) || rows[i][at] is { ValueKind: JsonValueKind.String } cell && cell.GetString()!.Trim().Length > 0;
        }
        return any ? numbers : null;
    }

    private static double? Number(JsonElement? cell) => cell?.ValueKind switch
    {
        null or JsonValueKind.Null or JsonValueKind.Undefined => double.NaN,
        JsonValueKind.Number => cell.Value.GetDouble(),
        JsonValueKind.True => 1,
        JsonValueKind.False => 0,
        JsonValueKind.String => Parse(cell.Value.GetString()!),
        _ => null,
    };

    // Python writes nan, inf and -inf; a spreadsheet leaves the cell empty.
    private static double? Parse(string text) => text.Trim().ToLowerInvariant() switch
    {
        "" or "nan" or "na" or "n/a" or "none" or "null" => double.NaN,
        "inf" or "+inf" or "-inf" or "infinity" or "-infinity" => double.NaN,
        var word => double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null,
    };

    private static string? Text(JsonElement? cell) => cell?.ValueKind switch
    {
        null or JsonValueKind.Null or JsonValueKind.Undefined => null,
        JsonValueKind.String => cell.Value.GetString(),
        _ => cell.Value.GetRawText(),
    };
}
