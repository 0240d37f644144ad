using System.Text.RegularExpressions;

namespace Umul.Runs;

/// <summary>
/// Console output as a reader sees it: colours of the terminal taken out, and of a progress bar that redraws its line only the last
/// state kept. What was recorded stays as it was; the download has it.
/// </summary>
internal static partial class ConsoleText
{
    public static string Clean(string text) =>
        Escapes().Replace(text, "").Replace("\r\n", "\n", StringComparison.Ordinal) is var plain && plain.Contains('\r', StringComparison.Ordinal)
            ? string.Join('\n', plain.Split('\n').Select(LastState))
            : plain;

    private static string LastState(string line)
    {
        var trimmed = line.TrimEnd('\r');
        return trimmed[(trimmed.LastIndexOf('\r') + 1)..];
    }

    [GeneratedRegex(@"\x1B(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1B]*(?:\x07|\x1B\\)|[@-Z\\-_])", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 2000)]
    private static partial Regex Escapes();
}
