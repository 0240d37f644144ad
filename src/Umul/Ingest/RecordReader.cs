using System.Globalization;
using System.Text.Json;
using Umul.Metrics;
using Umul.Runs;

namespace Umul.Ingest;

/// <summary>Reads the records of docs/client-protocol.md from their JSON.</summary>
internal static class RecordReader
{
    /// <summary>What the frame says.</summary>
    /// <exception cref="FormatException">The payload is not a record; the message says why.</exception>
    public static Record Read(Frame frame)
    {
        try
        {
            using var document = JsonDocument.Parse(frame.Payload);
            return Read(frame.Sequence, document.RootElement);
        }
        catch (JsonException failure)
        {
            throw new FormatException("the record is not JSON", failure);
        }
        catch (KeyNotFoundException failure)
        {
            throw new FormatException("the record lacks what its kind must have", failure);
        }
        catch (InvalidOperationException failure) // a value of another kind, or text with half a surrogate pair
        {
            throw new FormatException("the record has a value of the wrong kind", failure);
        }
    }

    private static Record Read(long sequence, JsonElement root)
    {
        var record = new Record { Sequence = sequence };
        return Text(root, "kind") switch
        {
            "start" => ReadStart(record, root),
            "log" => record with { Points = ReadPoints(root) },
            "params" => record with { Params = Pairs(root, "params") },
            "tags" => record with { Tags = Pairs(root, "tags") },
            "console" => record with { Console = Text(root, "text") ?? "" },
            "cases" => record with { Cases = ReadCases(root) },
            "provenance" => record with { Provenance = root.Clone(), Tags = ProvenanceTags(root) },
            "lost" => record with { Tags = [new("umul.lost_records", Whole(root, "count").ToString(CultureInfo.InvariantCulture))] },
            "finish" => ReadEnd(record, root),
            null => throw new FormatException("the record has no kind"),
            _ => record,
        };
    }

    private static Record ReadStart(Record record, JsonElement root)
    {
        var tags = new List<KeyValuePair<string, string>>();
        AddTag(tags, "umul.idea", Text(root, "idea"));
        AddTag(tags, "umul.seed", Text(root, "seed"));
        tags.AddRange(Pairs(root, "tags"));
        return record with
        {
            Start = new RunStart(
                Text(root, "project") is { Length: > 0 } project ? project : "Default", Text(root, "name"), Text(root, "user") ?? "",
                Whole(root, "time"), root.TryGetProperty("primary", out var primary) && primary.GetBoolean()),
            Params = Pairs(root, "params"),
            Tags = tags,
        };
    }

    private static Record ReadEnd(Record record, JsonElement root)
    {
        var status = Text(root, "status") switch
        {
            "FINISHED" => RunStatus.Finished,
            "FAILED" => RunStatus.Failed,
            "KILLED" => RunStatus.Killed,
            var other => throw new FormatException($"'{other}' is not how a run ends; allowed are FINISHED, FAILED and KILLED"),
        };
        var tags = new List<KeyValuePair<string, string>>();
        AddTag(tags, "umul.reason", Text(root, "reason"));
        return record with { End = new RunEnd(status, Whole(root, "time")), Tags = tags };
    }

    private static MetricPoint[] ReadPoints(JsonElement root)
    {
        long step = Whole(root, "step"), timeMs = Whole(root, "time");
        var metrics = root.GetProperty("metrics");
        var points = new MetricPoint[metrics.GetPropertyCount()];
        var i = 0;
        foreach (var metric in metrics.EnumerateObject()) points[i++] = new MetricPoint(Storable(metric.Name), step, timeMs, Number(metric.Value));
        return points;
    }

    private static CaseRows ReadCases(JsonElement root)
    {
        var rows = new List<JsonElement>();
        foreach (var row in root.GetProperty("rows").EnumerateArray())
        {
            if (!row.TryGetProperty("case", out _)) throw new FormatException("a row has no case");
            rows.Add(row.Clone());
        }
        return new CaseRows(Text(root, "split") ?? throw new FormatException("the rows have no split"), rows);
    }

    private static List<KeyValuePair<string, string>> ProvenanceTags(JsonElement root)
    {
        var tags = new List<KeyValuePair<string, string>>();
        AddTag(tags, "umul.host", Text(root, "host"));
        if (root.TryGetProperty("command", out var command) && command.ValueKind == JsonValueKind.Array)
            AddTag(tags, "umul.command", string.Join(' ', command.EnumerateArray().Select(word => Quoted(word.GetString() ?? ""))));
        if (!root.TryGetProperty("git", out var git)) return tags;
        AddTag(tags, "umul.git.commit", Text(git, "commit"));
        AddTag(tags, "umul.git.branch", Text(git, "branch"));
        AddTag(tags, "umul.git.remote", Text(git, "remote"));
        if (git.TryGetProperty("dirty", out var dirty)) AddTag(tags, "umul.git.dirty", dirty.GetBoolean() ? "true" : "false");
        return tags;
    }

    // As a shell would need it, so that the tag can be pasted.
    private static string Quoted(string word) =>
        word.Length > 0 && word.All(c => char.IsLetterOrDigit(c) || "-_./=:,+@%".Contains(c)) ? word : "'" + word.Replace("'", "'\\''", StringComparison.Ordinal) + "'";

    private static void AddTag(List<KeyValuePair<string, string>> tags, string key, string? value)
    {
        if (!string.IsNullOrEmpty(value)) tags.Add(new(key, value));
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? Storable(value.GetString()!) : null;

    // PostgreSQL has no NUL in text.
    private static string Storable(string text) => text.Contains('\0') ? text.Replace('\0', '\uFFFD') : text;

    private static long Whole(JsonElement element, string name) => element.TryGetProperty(name, out var value) && value.TryGetInt64(out var number)
        ? number
        : throw new FormatException($"'{name}' is not a whole number of 64 bits");

    private static double Number(JsonElement value) => value.ValueKind == JsonValueKind.Number
        ? value.GetDouble()
        : value.GetString() switch
        {
            "NaN" => double.NaN,
            "Infinity" => double.PositiveInfinity,
            "-Infinity" => double.NegativeInfinity,
            var other => throw new FormatException($"'{other}' is not a number"),
        };

    private static List<KeyValuePair<string, string>> Pairs(JsonElement element, string name)
    {
        var pairs = new List<KeyValuePair<string, string>>();
        if (!element.TryGetProperty(name, out var values) || values.ValueKind == JsonValueKind.Null) return pairs;
        foreach (var pair in values.EnumerateObject()) pairs.Add(new(Storable(pair.Name), Storable(pair.Value.GetString() ?? "")));
        return pairs;
    }
}
