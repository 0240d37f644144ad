using System.Text.RegularExpressions;

namespace Umul.Evaluation.Text;

/// <summary>
/// The tokenisation of BLEU as it is compared in papers: NIST's mteval-v13a, with which sacreBLEU splits unless told otherwise.
/// Punctuation becomes tokens of its own, except points and commas within numbers and hyphens within words.
/// </summary>
internal static partial class Tokenizer13a
{
    public static string[] Split(string text)
    {
        var line = text.Replace("<skipped>", "", StringComparison.Ordinal)
            .Replace("-\n", "", StringComparison.Ordinal)
            .Replace('\n', ' ')
            .Replace("&quot;", "\"", StringComparison.Ordinal)
            .Replace("&amp;", "&", StringComparison.Ordinal)
            .Replace("&lt;", "<", StringComparison.Ordinal)
            .Replace("&gt;", ">", StringComparison.Ordinal);
        line = Symbols().Replace($" {line} ", " ${mark} ");
        line = AfterNonDigit().Replace(line, "${before} ${mark} ");
        line = BeforeNonDigit().Replace(line, " ${mark} ${after}");
        return HyphenAfterDigit().Replace(line, "${before} ${mark} ").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
    }

    [GeneratedRegex(@"(?<mark>[{-~\[-` -&(-+:-@/])", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Symbols();

    [GeneratedRegex(@"(?<before>[^0-9])(?<mark>[.,])", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex AfterNonDigit();

    [GeneratedRegex(@"(?<mark>[.,])(?<after>[^0-9])", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex BeforeNonDigit();

    [GeneratedRegex(@"(?<before>[0-9])(?<mark>-)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex HyphenAfterDigit();
}
