using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Primitives;

namespace Umul.Mlflow.Wire;

/// <summary>The fields of one message, from a JSON object or from a query string, read by MLflow's rules.</summary>
/// <remarks>Unknown fields are ignored; null is unset; numbers may be texts; a required text must not be empty.</remarks>
internal readonly struct MlflowFields
{
    private readonly JsonElement element;
    private readonly IQueryCollection? query;
    private readonly string path;

    public MlflowFields(JsonElement element, string path = "")
    {
        this.element = element;
        this.path = path;
    }

    public MlflowFields(IQueryCollection query)
    {
        this.query = query;
        path = "";
    }

    public string? Text(string name)
    {
        if (query is not null)
            return Last(query[name]) is { } text ? Clean(name, text) : null;
        if (Find(name) is not { } value)
            return null;
        return value.ValueKind == JsonValueKind.String ? Clean(name, Read(name, value)) : throw WrongType(name, value);
    }

    public string RequiredText(string name) => Text(name) is { Length: > 0 } text ? text : throw MlflowException.Missing(path + name);

    public long? Integer(string name)
    {
        if (query is not null)
            return Last(query[name]) is { } text ? IntegerOf(name, text) : null;
        if (Find(name) is not { } value)
            return null;
        return value.ValueKind switch
        {
            JsonValueKind.Number => value.TryGetInt64(out var number) ? number : IntegerOf(name, value.GetRawText(), value),
            JsonValueKind.String => IntegerOf(name, Read(name, value), value),
            JsonValueKind.True => 1,
            JsonValueKind.False => 0,
            _ => throw WrongType(name, value),
        };
    }

    public long RequiredInteger(string name) => Integer(name) ?? throw MlflowException.Missing(path + name);

    /// <summary>A double: a JSON number, a numeric text, "NaN", "Infinity" or "-Infinity"; true is 1.</summary>
    public double? Number(string name)
    {
        if (Find(name) is not { } value)
            return null;
        return value.ValueKind switch
        {
            JsonValueKind.Number => value.GetDouble(),
            JsonValueKind.String => NumberOf(Read(name, value)) ?? throw WrongType(name, value),
            JsonValueKind.True => 1,
            JsonValueKind.False => 0,
            _ => throw WrongType(name, value),
        };
    }

    public double RequiredNumber(string name) => Number(name) ?? throw MlflowException.Missing(path + name);

    public bool? Flag(string name)
    {
        var text = query is not null ? Last(query[name]) : null;
        if (query is null && Find(name) is { } value)
        {
            text = value.ValueKind switch
            {
                JsonValueKind.True => "true",
                JsonValueKind.False => "false",
                JsonValueKind.String => Read(name, value),
                _ => throw WrongType(name, value),
            };
        }
        return text is null ? null
            : bool.TryParse(text, out var flag) ? flag
            : throw MlflowException.WrongType(path + name, $"\"{text}\"", "str");
    }

    /// <summary>An enum's name, given by name or by number; null where unset, and where unknown, as MLflow has it.</summary>
    public string? Choice(string name, ReadOnlySpan<string> names)
    {
        var text = query is not null ? Last(query[name]) : Find(name) is { } value ? RawText(name, value) : null;
        if (text is null)
            return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return number >= 1 && number <= names.Length ? names[number - 1] : null;
        return names.Contains(text) ? text : null;
    }

    public IReadOnlyList<string> Texts(string name)
    {
        if (query is not null)
            return Texts(name, query[name]);
        if (Find(name) is not { } value)
            return [];
        if (value.ValueKind != JsonValueKind.Array)
            throw WrongType(name, value);
        var texts = new List<string>(value.GetArrayLength());
        foreach (var item in value.EnumerateArray())
        {
            var itemName = $"{name}[{texts.Count}]";
            texts.Add(item.ValueKind == JsonValueKind.String ? Clean(itemName, Read(itemName, item)) : throw WrongType(itemName, item));
        }
        return texts;
    }

    private List<string> Texts(string name, StringValues values)
    {
        var texts = new List<string>(values.Count);
        foreach (var text in values)
            texts.Add(Clean(name, text ?? ""));
        return texts;
    }

    public IReadOnlyList<MlflowFields> List(string name)
    {
        if (Find(name) is not { } value)
            return [];
        if (value.ValueKind != JsonValueKind.Array)
            throw WrongType(name, value);
        var list = new List<MlflowFields>(value.GetArrayLength());
        foreach (var item in value.EnumerateArray())
        {
            list.Add(item.ValueKind == JsonValueKind.Object
                ? new MlflowFields(item, $"{path}{name}[{list.Count}].")
                : throw WrongType($"{name}[{list.Count}]", item));
        }
        return list;
    }

    public MlflowFields? Message(string name)
    {
        if (Find(name) is not { } value)
            return null;
        return value.ValueKind == JsonValueKind.Object ? new MlflowFields(value, $"{path}{name}.") : throw WrongType(name, value);
    }

    internal static double? NumberOf(string text) => text switch
    {
        "NaN" or "nan" => double.NaN,
        "Infinity" or "inf" => double.PositiveInfinity,
        "-Infinity" or "-inf" => double.NegativeInfinity,
        _ => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null,
    };

    private JsonElement? Find(string name)
    {
        try
        {
            return element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null
                ? value
                : null;
        }
        catch (InvalidOperationException)
        {
            throw MlflowException.Malformed("Malformed request: a member's name is not valid Unicode.");
        }
    }

    private string RawText(string name, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => Read(name, value),
        JsonValueKind.Number => value.GetRawText(),
        _ => throw WrongType(name, value),
    };

    private long IntegerOf(string name, string text, JsonElement value = default)
    {
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            return number;
        // 3.0 and 1e3 are whole numbers; anything beyond 2^53 would not survive the way through a double
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var real) && Math.Truncate(real) == real
            && Math.Abs(real) <= 1L << 53)
            return (long)real;
        throw value.ValueKind == JsonValueKind.Undefined ? MlflowException.WrongType(path + name, $"\"{text}\"", "str") : WrongType(name, value);
    }

    /// <summary>A JSON text; escapes that do not make valid Unicode are the client's error.</summary>
    private string Read(string name, JsonElement value)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw MlflowException.Invalid($"Invalid value for parameter '{path + name}' supplied: The text is not valid Unicode.");
        }
    }

    private string Clean(string name, string text) => text.Contains('\0', StringComparison.Ordinal)
        ? throw MlflowException.Invalid($"Invalid value for parameter '{path + name}' supplied: The text contains a NUL character.")
        : text;

    private MlflowException WrongType(string name, JsonElement value)
    {
        var raw = value.GetRawText();
        return MlflowException.WrongType(path + name, raw.Length <= 200 ? raw : raw[..200] + "…", TypeName(value, raw));
    }

    private static string TypeName(JsonElement value, string raw) => value.ValueKind switch
    {
        JsonValueKind.String => "str",
        JsonValueKind.Number => raw.AsSpan().ContainsAny('.', 'e', 'E') ? "float" : "int",
        JsonValueKind.True or JsonValueKind.False => "bool",
        JsonValueKind.Array => "list",
        _ => "dict",
    };

    private static string? Last(StringValues values) => values.Count == 0 ? null : values[^1];
}
