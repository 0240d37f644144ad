using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace Umul.Import.Wandb;

/// <summary>Flattens a JSON value into its leaves with dotted keys, and reads the numbers that Python writes but JSON does not know.</summary>
internal static class JsonLeaves
{
    /// <summary>Deeper than any config that a person wrote.</summary>
    private const int DeepestLevel = 32;

    /// <summary>The leaves of a value; a list is one leaf, as its text. Null: not JSON.</summary>
    public static List<JsonLeaf>? Flatten(string key, ReadOnlySpan<byte> json)
    {
        var leaves = new List<JsonLeaf>();
        if (TrySpecialNumber(json, out var special))
        {
            leaves.Add(new JsonLeaf(key, JsonLeafKind.Number, special, Encoding.UTF8.GetString(json)));
            return leaves;
        }
        try
        {
            var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = DeepestLevel });
            using var document = JsonDocument.ParseValue(ref reader);
            Walk(key, document.RootElement, leaves);
            return leaves;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: strings that are not Unicode, found when they are first read.
            return null;
        }
    }

    /// <summary>A plain number, without building a document: nearly all of a history is that.</summary>
    public static bool TryNumber(ReadOnlySpan<byte> json, out double number) =>
        (Utf8Parser.TryParse(json, out number, out var consumed) && consumed == json.Length) || TrySpecialNumber(json, out number);

    private static void Walk(string key, JsonElement element, List<JsonLeaf> leaves)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in element.EnumerateObject())
                    Walk(key.Length == 0 ? member.Name : key + "." + member.Name, member.Value, leaves);
                break;
            case JsonValueKind.Number:
                leaves.Add(new JsonLeaf(key, JsonLeafKind.Number, element.TryGetDouble(out var number) ? number : double.NaN, element.GetRawText()));
                break;
            case JsonValueKind.True or JsonValueKind.False:
                leaves.Add(new JsonLeaf(key, JsonLeafKind.Bool, element.GetBoolean() ? 1 : 0, element.GetBoolean() ? "True" : "False"));
                break;
            case JsonValueKind.String:
                leaves.Add(TextLeaf(key, element.GetString()!));
                break;
            case JsonValueKind.Null:
                leaves.Add(new JsonLeaf(key, JsonLeafKind.Text, double.NaN, "None"));
                break;
            default:
                leaves.Add(new JsonLeaf(key, JsonLeafKind.List, double.NaN, element.GetRawText()));
                break;
        }
    }

    private static JsonLeaf TextLeaf(string key, string text) =>
        TrySpecialNumber(Encoding.UTF8.GetBytes(text), out var number)
            ? new JsonLeaf(key, JsonLeafKind.Number, number, text)
            : new JsonLeaf(key, JsonLeafKind.Text, double.NaN, text);

    private static bool TrySpecialNumber(ReadOnlySpan<byte> json, out double number)
    {
        if (json.Length > 2 && json[0] == '"' && json[^1] == '"')
            json = json[1..^1];
        number = double.NaN;
        if (json.SequenceEqual("NaN"u8))
            return true;
        number = json.Length > 0 && json[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity;
        return json.SequenceEqual("Infinity"u8) || json.SequenceEqual("-Infinity"u8);
    }
}

/// <summary>A leaf of a JSON value: its dotted key, its number (NaN where it has none) and its text as Python would print it.</summary>
internal readonly record struct JsonLeaf(string Key, JsonLeafKind Kind, double Number, string Text);

internal enum JsonLeafKind
{
    Number,
    Bool,
    Text,
    List,
}
