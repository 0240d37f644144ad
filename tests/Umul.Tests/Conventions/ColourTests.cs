using System.Globalization;
using System.Text.RegularExpressions;

namespace Umul.Tests.Conventions;

/// <summary>Colours can be told from what is behind them, by the contrast ratio of WCAG 2.2 (relative luminance, § 1.4.3 and 1.4.11).</summary>
public sealed partial class ColourTests
{
    private static readonly Dictionary<string, Dictionary<string, string>> s_themes = Themes();

    [Theory]
    [InlineData("#ffffff", "#000000", 21)]
    [InlineData("#777777", "#ffffff", 4.48)] // the usual example of a grey that just fails
    public void Contrast_IsThatOfWcag(string a, string b, double expected) => Assert.Equal(expected, Contrast(a, b), 0.01);

    [Theory]
    [InlineData("light")]
    [InlineData("dark")]
    public void Text_IsReadableOnEverySurface(string theme)
    {
        var colours = s_themes[theme];
        foreach (var text in (string[])["text", "text-2", "text-3", "accent", "danger"])
            foreach (var surface in (string[])["bg", "surface"])
                Assert.True(Contrast(colours[text], colours[surface]) >= 4.5, $"--{text} on --{surface}, {theme}: {Contrast(colours[text], colours[surface]):0.00}");
        foreach (var (text, surface) in ((string, string)[])[("on-accent", "accent"), ("warn", "warn-weak"), ("accent", "accent-weak"), ("diff-add-text", "diff-add"), ("diff-del-text", "diff-del")])
            Assert.True(Contrast(colours[text], colours[surface]) >= 4.5, $"--{text} on --{surface}, {theme}: {Contrast(colours[text], colours[surface]):0.00}");
    }

    [Theory]
    [InlineData("light")]
    [InlineData("dark")]
    public void SeriesColours_StandOutFromTheChart(string theme)
    {
        var colours = s_themes[theme];
        for (var i = 1; i <= 12; i++)
            Assert.True(Contrast(colours[$"series-{i}"], colours["surface"]) >= 3, $"--series-{i}, {theme}: {Contrast(colours[$"series-{i}"], colours["surface"]):0.00}");
        Assert.Equal(12, Enumerable.Range(1, 12).Select(i => colours[$"series-{i}"]).Distinct().Count());
    }

    private static Dictionary<string, Dictionary<string, string>> Themes()
    {
        var css = File.ReadAllText(Path.Combine(SourceTree.Umul, "wwwroot", "css", "1-tokens.css"));
        var light = Colours(Block(css, ":root {"));
        var dark = new Dictionary<string, string>(light);
        foreach (var (name, value) in Colours(Block(css, ":root[data-theme=\"dark\"]"))) dark[name] = value;
        return new() { ["light"] = light, ["dark"] = dark };
    }

    private static string Block(string css, string selector)
    {
        var start = css.IndexOf(selector, StringComparison.Ordinal);
        return css[start..css.IndexOf('}', start)];
    }

    private static Dictionary<string, string> Colours(string block) =>
        Token().Matches(block).ToDictionary(match => match.Groups["name"].Value, match => match.Groups["value"].Value);

    private static double Contrast(string a, string b)
    {
        var (x, y) = (Luminance(a), Luminance(b));
        return (Math.Max(x, y) + 0.05) / (Math.Min(x, y) + 0.05);
    }

    private static double Luminance(string colour) => 0.2126 * Channel(colour, 1) + 0.7152 * Channel(colour, 3) + 0.0722 * Channel(colour, 5);

    private static double Channel(string colour, int at)
    {
        var c = int.Parse(colour.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
        return c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4);
    }

    [GeneratedRegex(@"--(?<name>[\w-]+):\s*(?<value>#[0-9a-f]{6});", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Token();
}
