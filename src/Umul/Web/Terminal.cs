using System.Globalization;

namespace Umul.Web;

/// <summary>The language of the terminal: <c>--language</c>, else UMUL_LANG, LC_ALL, LC_MESSAGES or LANG.</summary>
internal static class Terminal
{
    public const string LanguageOption = "--language";
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

    private static Language OfEnvironment()
    {
        var locale = new[] { "UMUL_LANG", "LC_ALL", "LC_MESSAGES", "LANG" }.Select(Environment.GetEnvironmentVariable).FirstOrDefault(value => !string.IsNullOrEmpty(value));
        return locale?.StartsWith("ko", StringComparison.OrdinalIgnoreCase) == true ? Language.Korean : Language.English;
    }
}
