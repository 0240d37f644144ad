using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Umul.Mlflow.Wire;

/// <summary>Where the next page begins: base64 of <c>{"offset": N}</c>, opaque to clients.</summary>
internal static class PageToken
{
    public static string Encode(long offset)
        => Convert.ToBase64String(Encoding.ASCII.GetBytes($"{{\"offset\": {offset.ToString(CultureInfo.InvariantCulture)}}}"));

    /// <summary>The offset in a token; 0 for no token.</summary>
    public static long Decode(string? token)
    {
        if (string.IsNullOrEmpty(token))
            return 0;
        byte[] bytes;
        try
        {
            bytes = Convert.FromBase64String(token);
        }
        catch (FormatException)
        {
            throw MlflowException.Invalid("Invalid page token, could not base64-decode");
        }
        try
        {
            using var document = JsonDocument.Parse(bytes);
            if (document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("offset", out var offset)
                && offset.ValueKind == JsonValueKind.Number && offset.TryGetInt64(out var value) && value is >= 0 and <= int.MaxValue)
                return value;
        }
        catch (JsonException)
        {
            // said below, with the token's content
        }
        throw MlflowException.Invalid($"Invalid page token, decoded value={Show(bytes)}");
    }

    private static string Show(byte[] bytes) => $"b'{Encoding.ASCII.GetString(bytes.AsSpan(0, Math.Min(bytes.Length, 100)))}'";
}
