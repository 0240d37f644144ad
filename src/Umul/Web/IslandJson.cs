using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Umul.Web.Texts;

namespace Umul.Web;

/// <summary>JSON that a page hands to its islands; the texts are made once for each language.</summary>
internal static class IslandJson
{
    // The encoder leaves Hangul readable and still escapes <, > and &, so that a text cannot close its script element.
    private static readonly JsonSerializerOptions Options = new()
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
    };

    private static readonly string English = Write(new IslandTexts(Language.English));
    private static readonly string Korean = Write(new IslandTexts(Language.Korean));

    /// <summary>Data for an island, safe inside a script element.</summary>
    public static string Write<T>(T data) => JsonSerializer.Serialize(data, Options);

    public static string TextsOf(Language language) => language == Language.Korean ? Korean : English;

    private static string Write(IslandTexts texts) => JsonSerializer.Serialize(
        typeof(IslandTexts)
            .GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.PropertyType == typeof(string))
            .ToDictionary(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name), property => (string)property.GetValue(texts)!),
        Options);
}
