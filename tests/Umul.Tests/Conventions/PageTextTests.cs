using System.Reflection;
using System.Text.RegularExpressions;
using Umul.Web;
using Umul.Web.Texts;

namespace Umul.Tests.Conventions;

/// <summary>No page holds a text of its own, and every text exists in both languages.</summary>
public sealed partial class PageTextTests
{
    // The same in both languages: names of things, not sentences.
    private static readonly string[] s_names = ["ShellTexts.Product", "ProvenanceTexts.Python", "ProvenanceTexts.Gpus"];

    [Fact]
    public void RazorFiles_HoldNoTextOfTheirOwn()
    {
        var offenders = Directory.EnumerateFiles(SourceTree.Umul, "*.razor", SearchOption.AllDirectories)
            .Where(file => Path.GetFileName(file) != "_Imports.razor")
            .SelectMany(file => TextsIn(File.ReadAllText(file)).Select(text => $"{Path.GetFileName(file)}: {text}"))
            .ToList();
        Assert.True(offenders.Count == 0, string.Join('\n', offenders));
    }

    [Theory]
    [InlineData("<p>Hello</p>", "Hello")]
    [InlineData("<p>@T.Run.Name 이름</p>", "이름")]
    [InlineData("<input placeholder=\"Search here\" />", "Search here")]
    [InlineData("@if (x > 0)\n{\n<p class=\"a\">@T.X(a, \"b\")</p>\n}\n@code {\n string s = \"fine\";\n}", null)]
    public void TextsIn_FindsWhatAReaderWouldSee(string razor, string? expected) => Assert.Equal(expected, TextsIn(razor).FirstOrDefault());

    [Fact]
    public void EveryText_ExistsInBothLanguages()
    {
        var english = All(new PageTexts(Language.English));
        var korean = All(new PageTexts(Language.Korean));
        Assert.True(english.Count > 150, $"only {english.Count} texts were found");
        foreach (var (name, text) in english)
        {
            Assert.False(string.IsNullOrWhiteSpace(text), name);
            if (s_names.Contains(name) || name is "ShellTexts.OtherLanguage" or "ShellTexts.OtherLanguageCode") continue;
            Assert.True(!Hangul().IsMatch(text), $"{name} is Korean in English");
            Assert.True(Hangul().IsMatch(korean[name]) || korean[name] == text && IsSymbol(text), $"{name} is not Korean: {korean[name]}");
        }
    }

    [Fact]
    public void DarkTheme_IsTheSame_ChosenOrBySystem()
    {
        var css = File.ReadAllText(Path.Combine(SourceTree.Umul, "wwwroot", "css", "1-tokens.css"));
        var chosen = Tokens(css, ":root[data-theme=\"dark\"]");
        Assert.NotEmpty(chosen);
        Assert.Equal(chosen, Tokens(css, ":root[data-theme=\"auto\"]"));
    }

    private static List<string> TextsIn(string razor)
    {
        var page = Code().Replace(Script().Replace(Comment().Replace(razor, ""), ""), "");
        var found = Attribute().Matches(page).Select(match => match.Groups["text"].Value).ToList();
        foreach (var line in Tag().Replace(page, " ").Split('\n').Where(line => !Statement().IsMatch(line)))
            found.AddRange(Word().Matches(Expression().Replace(line, " ")).Select(match => match.Value));
        return found;
    }

    private static Dictionary<string, string> All(PageTexts texts) => typeof(PageTexts).GetProperties()
        .Where(group => group.PropertyType.IsSubclassOf(typeof(TextGroup)))
        .SelectMany(group => group.PropertyType.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(text => text.PropertyType == typeof(string))
            .Select(text => ($"{group.PropertyType.Name}.{text.Name}", (string)text.GetValue(group.GetValue(texts))!)))
        .ToDictionary(pair => pair.Item1, pair => pair.Item2);

    private static bool IsSymbol(string text) => text.Length <= 7 || !text.Contains(' ', StringComparison.Ordinal);

    private static List<string> Tokens(string css, string selector)
    {
        var start = css.IndexOf('{', css.IndexOf(selector, StringComparison.Ordinal));
        return [.. css[(start + 1)..css.IndexOf('}', start)].Split(';').Select(token => token.Trim()).Where(token => token.Length > 0)];
    }

    private const int Patience = 5000;

    [GeneratedRegex(@"@\*.*?\*@", RegexOptions.Singleline, Patience)]
    private static partial Regex Comment();

    [GeneratedRegex(@"^@code\s*\{.*", RegexOptions.Singleline | RegexOptions.Multiline, Patience)]
    private static partial Regex Code();

    [GeneratedRegex("<(script|style)[^>]*>.*?</(script|style)>", RegexOptions.Singleline | RegexOptions.ExplicitCapture, Patience)]
    private static partial Regex Script();

    [GeneratedRegex("\\b(title|placeholder|aria-label|alt)=\"(?<text>[^@\"][^\"]*\\p{L}{2,}[^\"]*)\"", RegexOptions.ExplicitCapture, Patience)]
    private static partial Regex Attribute();

    [GeneratedRegex("</?[a-zA-Z!](\"[^\"]*\"|[^>\"])*>", RegexOptions.ExplicitCapture, Patience)]
    private static partial Regex Tag();

    // @T.Run.Name, @Show.Value(x), @(…), with up to two levels of brackets inside
    [GeneratedRegex(@"@(\((?>[^()]|\((?>[^()]|\([^()]*\))*\))*\)|[A-Za-z_][\w.\[\]^!]*(\((?>[^()]|\((?>[^()]|\([^()]*\))*\))*\))?(\.\w+)*)", RegexOptions.ExplicitCapture, Patience)]
    private static partial Regex Expression();

    [GeneratedRegex(@"^\s*(@(if|for|foreach|switch|page|inject|implements|using)\b|\}|\{|else\b|case |default:|break;|var |if \(|foreach )|^\s*$|;\s*$", RegexOptions.ExplicitCapture, Patience)]
    private static partial Regex Statement();

    [GeneratedRegex(@"[\p{L}][\p{L}' -]*\p{L}", RegexOptions.None, Patience)]
    private static partial Regex Word();

    [GeneratedRegex("[가-힣]", RegexOptions.None, Patience)]
    private static partial Regex Hangul();
}
