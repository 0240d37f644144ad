namespace Umul.Web;

/// <summary>The language that commands speak: the first of UMUL_LANG, LC_ALL, LC_MESSAGES and LANG that is set.</summary>
internal static class TerminalLanguage
{
    public static Language Current { get; } =
        new[] { "UMUL_LANG", "LC_ALL", "LC_MESSAGES", "LANG" }.Select(Environment.GetEnvironmentVariable).FirstOrDefault(value => !string.IsNullOrEmpty(value))
            ?.StartsWith("ko", StringComparison.OrdinalIgnoreCase) == true ? Language.Korean : Language.English;
}
