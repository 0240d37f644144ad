using System.CommandLine;
using System.Reflection;
using System.Text.RegularExpressions;
using Umul.Import;
using Umul.Web;
using Umul.Web.Texts;

namespace Umul.Tests.Conventions;

/// <summary>The command line and every refusal speak English and Korean.</summary>
public sealed partial class CommandTextTests
{
    // Commands whose descriptions are English only so far: an honest list, to be emptied.
    private static readonly string[] s_englishOnly = [];

    [Fact]
    public void EveryCommandOptionAndArgument_IsDescribedInBothLanguages()
    {
        var english = Descriptions(Language.English);
        var korean = Descriptions(Language.Korean);
        Assert.True(english.Count > 60, $"only {english.Count} were found");
        Assert.Equal(english.Keys, korean.Keys);
        foreach (var (name, text) in english)
        {
            Assert.False(string.IsNullOrWhiteSpace(text), $"{name} is not described");
            Assert.False(Hangul().IsMatch(text), $"{name} is Korean in English: {text}");
            Assert.True(Hangul().IsMatch(korean[name]), $"{name} is not Korean: {korean[name]}");
        }
    }

    [Fact]
    public void EveryTextOfTheTerminal_ExistsInBothLanguages()
    {
        foreach (var type in (Type[])[typeof(CommandTexts), typeof(DoctorTexts), typeof(AccessTexts), typeof(ImportTexts)])
        {
            var (english, korean) = (Activator.CreateInstance(type, Language.English), Activator.CreateInstance(type, Language.Korean));
            foreach (var text in type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.PropertyType == typeof(string)))
            {
                Assert.False(Hangul().IsMatch((string)text.GetValue(english)!), $"{type.Name}.{text.Name} is Korean in English");
                Assert.True(Hangul().IsMatch((string)text.GetValue(korean)!), $"{type.Name}.{text.Name} is not Korean");
            }
        }
    }

    [Fact]
    public void Refusals_AreSentencesInBothLanguages()
    {
        var offenders = SourceTree.Files("cs").Where(file => SourceTree.Name(file).StartsWith("src/Umul/", StringComparison.Ordinal))
            .SelectMany(file => EnglishOnly().Matches(File.ReadAllText(file)).Select(match => $"{SourceTree.Name(file)}: {match.Value}")).ToList();
        Assert.True(offenders.Count == 0, string.Join('\n', offenders));
    }

    [Theory]
    [InlineData("throw new UmulException(ErrorCode.Invalid, \"no\")", true)]
    [InlineData("throw new UmulException(\n ErrorCode.Invalid,\n $\"no {x}\")", true)]
    [InlineData("throw new UmulException(ErrorCode.Invalid, new Sentence(\"no\", \"아니요\"))", false)]
    public void EnglishOnly_FindsATextWithoutItsTwin(string source, bool isFound) => Assert.Equal(isFound, EnglishOnly().IsMatch(source));

    private static Dictionary<string, string> Descriptions(Language language)
    {
        Terminal.Choose(language);
        Dictionary<string, string> found = [];
        var commands = typeof(CommandTexts).Assembly.GetTypes().Where(type => type.Name.EndsWith("Commands", StringComparison.Ordinal) && !s_englishOnly.Contains(type.Name))
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Static)).Where(method => method.ReturnType == typeof(Command) && method.GetParameters().Length == 0)
            .Select(method => (Command)method.Invoke(null, null)!);
        foreach (var command in commands.OrderBy(command => command.Name, StringComparer.Ordinal)) Collect(command, command.Name, found);
        return found;
    }

    private static void Collect(Command command, string path, Dictionary<string, string> found)
    {
        found[path] = command.Description ?? "";
        // Help and version are the framework's, which has its own Korean.
        foreach (var option in command.Options.Where(option => option is not (System.CommandLine.Help.HelpOption or VersionOption))) found[$"{path} {option.Name}"] = option.Description ?? "";
        foreach (var argument in command.Arguments) found[$"{path} {argument.Name}"] = argument.Description ?? "";
        foreach (var inner in command.Subcommands) Collect(inner, $"{path} {inner.Name}", found);
    }

    [GeneratedRegex("[가-힣]", RegexOptions.None, 5000)]
    private static partial Regex Hangul();

    [GeneratedRegex("new UmulException\\(\\s*ErrorCode\\.\\w+,\\s*\\$?\"[^\"]", RegexOptions.None, 5000)]
    private static partial Regex EnglishOnly();
}
