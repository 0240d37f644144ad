using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using Umul.Web;

namespace Umul.Tests.Browser;

/// <summary>Islands and their texts fit together, in both languages.</summary>
public sealed partial class IslandTextsTests
{
    private static readonly Dictionary<string, string> s_english = Read(Language.English);
    private static readonly Dictionary<string, string> s_korean = Read(Language.Korean);

    [Fact]
    public void EveryKeyThatAnIslandUses_HasAText()
    {
        var missing = UsedKeys().Except(s_english.Keys, StringComparer.Ordinal).ToList();
        Assert.True(missing.Count == 0, $"No text for: {string.Join(", ", missing)}");
    }

    [Fact]
    public void EveryTextOfChartsAndRuns_IsUsed()
    {
        var unused = s_english.Keys.Where(k => KeyPattern().IsMatch($"\"{k}\"")).Except(UsedKeys(), StringComparer.Ordinal).ToList();
        Assert.True(unused.Count == 0, $"Not used by any island: {string.Join(", ", unused)}");
    }

    [Fact]
    public void KoreanAndEnglish_HoldTheSameValues()
    {
        Assert.Equal(s_english.Keys.Order(StringComparer.Ordinal), s_korean.Keys.Order(StringComparer.Ordinal));
        foreach (var (key, english) in s_english)
            Assert.True(Values(english).SetEquals(Values(s_korean[key])), $"{key}: '{english}' and '{s_korean[key]}' hold different values");
    }

    private static HashSet<string> UsedKeys()
    {
        var sources = Directory.EnumerateFiles(Path.Combine(Root(), "src", "Umul"), "*.ts", SearchOption.AllDirectories)
            .Where(path => !path.Contains("node_modules", StringComparison.Ordinal));
        return [.. sources.SelectMany(path => KeyPattern().Matches(File.ReadAllText(path)).Select(m => m.Groups["key"].Value))];
    }

    private static HashSet<string> Values(string text) => [.. ValuePattern().Matches(text).Select(m => m.Value)];

    private static Dictionary<string, string> Read(Language language) => JsonSerializer.Deserialize<Dictionary<string, string>>(IslandJson.TextsOf(language))!;

    private static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", ".."));

    [GeneratedRegex("\"(?<key>(charts|runs|compare|cases|case)[A-Z][A-Za-z0-9]*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex KeyPattern();

    [GeneratedRegex(@"\{\w+\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ValuePattern();
}
