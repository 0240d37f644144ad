using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Umul.Mlflow.Wire;

/// <summary>JSON as MLflow's clients write and read it: bare NaN tokens come in, the text "NaN" goes out, infinities go out as ±max.</summary>
internal static class MlflowJson
{
    private static readonly JsonDocumentOptions ReadOptions = new() { MaxDepth = 64 };

    public static JsonWriterOptions WriteOptions { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>Parses a body into an object. An empty body is an empty object; a JSON text that holds JSON is unwrapped once.</summary>
    public static JsonDocument Parse(ReadOnlyMemory<byte> body)
    {
        if (body.Span.IndexOfAnyExcept(" \t\r\n"u8) < 0)
            return JsonDocument.Parse("{}"u8.ToArray());
        var document = ParseLeniently(body);
        if (document.RootElement.ValueKind == JsonValueKind.String)
        {
            using var outer = document;
            document = ParseLeniently(Unwrap(outer.RootElement));
        }
        if (document.RootElement.ValueKind == JsonValueKind.Object)
            return document;
        document.Dispose();
        throw MlflowException.Malformed("Malformed request: the body must be a JSON object.");
    }

    /// <summary>A metric's value as the protocol has it: NaN as text, infinities as the largest finite number.</summary>
    public static void WriteMetricValue(Utf8JsonWriter writer, double value)
    {
        if (double.IsNaN(value))
            writer.WriteString("value"u8, "NaN"u8);
        else
            writer.WriteNumber("value"u8, Math.Clamp(value, double.MinValue, double.MaxValue));
    }

    private static JsonDocument ParseLeniently(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonDocument.Parse(body, ReadOptions);
        }
        catch (JsonException) when (QuoteBareNumbers(body.Span) is { } repaired)
        {
            return ParseStrictly(repaired);
        }
        catch (JsonException error)
        {
            throw NotJson(error);
        }
    }

    private static JsonDocument ParseStrictly(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonDocument.Parse(body, ReadOptions);
        }
        catch (JsonException error)
        {
            throw NotJson(error);
        }
    }

    private static byte[] Unwrap(JsonElement text)
    {
        try
        {
            return Encoding.UTF8.GetBytes(text.GetString()!);
        }
        catch (InvalidOperationException)
        {
            throw MlflowException.Malformed("Malformed request: the body is not valid Unicode.");
        }
    }

    private static MlflowException NotJson(JsonException error)
        => MlflowException.Malformed($"Malformed request: the body is not valid JSON (line {error.LineNumber + 1}, byte {error.BytePositionInLine + 1}).");

    /// <summary>The body with bare NaN, Infinity and -Infinity (what Python's json module writes) put in quotes, or null if it has none.</summary>
    private static byte[]? QuoteBareNumbers(ReadOnlySpan<byte> body)
    {
        using var repaired = new MemoryStream(body.Length + 64);
        var found = false;
        var isInText = false;
        for (var i = 0; i < body.Length; i++)
        {
            if (isInText || body[i] == '"')
            {
                if (body[i] == '\\' && i + 1 < body.Length)
                    repaired.WriteByte(body[i++]);
                else if (body[i] == '"')
                    isInText = !isInText;
                repaired.WriteByte(body[i]);
                continue;
            }
            var token = BareNumber(body[i..]);
            if (token.Length == 0)
            {
                repaired.WriteByte(body[i]);
                continue;
            }
            found = true;
            repaired.WriteByte((byte)'"');
            repaired.Write(token);
            repaired.WriteByte((byte)'"');
            i += token.Length - 1;
        }
        return found ? repaired.ToArray() : null;
    }

    private static ReadOnlySpan<byte> BareNumber(ReadOnlySpan<byte> rest)
    {
        if (rest.StartsWith("NaN"u8))
            return "NaN"u8;
        if (rest.StartsWith("Infinity"u8))
            return "Infinity"u8;
        return rest.StartsWith("-Infinity"u8) ? "-Infinity"u8 : [];
    }
}
