using System.Globalization;
using Spectre.Console;

namespace Umul.Web;

/// <summary>What commands write to, and its language: <c>--language</c>, else UMUL_LANG, LC_ALL, LC_MESSAGES or LANG.</summary>
internal static class Terminal
{
    public const string LanguageOption = "--language";
    private const int UnwatchedColumns = 400;
    private static readonly AsyncLocal<Language?> s_chosen = new();

    public static Language Language => s_chosen.Value ?? OfEnvironment();

    /// <summary>Takes the language that the command line names, before any text is made; the framework's own texts follow.</summary>
    public static void Choose(IReadOnlyList<string> arguments)
    {
        var named = arguments.Select((argument, i) => argument == LanguageOption ? arguments.ElementAtOrDefault(i + 1)
            : argument.StartsWith(LanguageOption + "=", StringComparison.Ordinal) ? argument[(LanguageOption.Length + 1)..] : null).FirstOrDefault(value => value is not null);
        Choose(named switch { "ko" => Language.Korean, "en" => Language.English, _ => OfEnvironment() });
    }

    /// <summary>From here on, in this flow of control.</summary>
    public static void Choose(Language language)
    {
        s_chosen.Value = language;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(Preferences.Code(language));
    }

    public static string Say(string english, string korean) => Language == Language.Korean ? korean : english;

    /// <summary>
    /// Tables for <paramref name="output"/>. Where nobody looks, a pipe or a file, they have no colours and are not squeezed into 80 columns;
    /// colours are also left out where NO_COLOR is set (no-color.org).
    /// </summary>
    public static IAnsiConsole Tables(TextWriter output)
    {
        var isWatched = output == Console.Out && !Console.IsOutputRedirected || output == Console.Error && !Console.IsErrorRedirected;
        var settings = new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) };
        if (!isWatched) settings.Ansi = AnsiSupport.No;
        if (!isWatched || Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 }) settings.ColorSystem = ColorSystemSupport.NoColors;
        var console = AnsiConsole.Create(settings);
        if (!isWatched) console.Profile.Width = UnwatchedColumns;
        return console;
    }

    private static Language OfEnvironment()
    {
        var locale = new[] { "UMUL_LANG", "LC_ALL", "LC_MESSAGES", "LANG" }.Select(Environment.GetEnvironmentVariable).FirstOrDefault(value => !string.IsNullOrEmpty(value));
        return locale?.StartsWith("ko", StringComparison.OrdinalIgnoreCase) == true ? Language.Korean : Language.English;
    }
}
