using System.Text;
using System.Text.RegularExpressions;
using Umul.Web;

namespace Umul.Datasets;

/// <summary>Which files have a role, and where in their path the case and the group stand: <c>reference=masks/{case}_mask.png</c>.</summary>
internal sealed class FilePattern
{
    private readonly Regex _regex;

    private FilePattern(string role, Regex regex) => (Role, _regex) = (role, regex);

    public string Role { get; }

    /// <exception cref="UmulException">The pattern does not say where the case stands.</exception>
    public static FilePattern Parse(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        var role = equals < 0 ? FileRoles.Image : text[..equals].Trim();
        var path = text[(equals + 1)..].Trim();
        if (!path.Contains("{case}", StringComparison.Ordinal) || role.Length == 0)
            throw new UmulException(ErrorCode.Invalid, new Sentence(
                $"The pattern '{text}' does not say where the case stands. Write it like reference=masks/{{case}}_mask.png.",
                $"'{text}' 패턴에 케이스의 자리가 없습니다. reference=masks/{{case}}_mask.png처럼 쓰세요."));
        var regex = new StringBuilder("^");
        for (var i = 0; i < path.Length; i++)
        {
            if (At(path, i, "{case}")) (i, _) = (i + 5, regex.Append("(?<case>.+?)"));
            else if (At(path, i, "{group}")) (i, _) = (i + 6, regex.Append("(?<group>[^/]+?)"));
            else if (At(path, i, "**/")) (i, _) = (i + 2, regex.Append("(.*/)?"));
            else if (path[i] == '*') regex.Append("[^/]*");
            else regex.Append(Regex.Escape(path[i].ToString()));
        }
        // {case} twice must be the same text both times: the second becomes a reference to the first.
        var pattern = regex.Append('$').ToString();
        pattern = Again(Again(pattern, "(?<case>.+?)", "\\k<case>"), "(?<group>[^/]+?)", "\\k<group>");
        return new FilePattern(role, new Regex(pattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)));
    }

    /// <summary>The case and group of a path below the folder; null if it is not of this pattern.</summary>
    public (string Case, string Group)? Match(string path) =>
        _regex.Match(path) is { Success: true } match ? (match.Groups["case"].Value, match.Groups["group"].Value) : null;

    private static bool At(string text, int index, string word) => string.CompareOrdinal(text, index, word, 0, word.Length) == 0;

    private static string Again(string pattern, string first, string later)
    {
        var at = pattern.IndexOf(first, StringComparison.Ordinal);
        return at < 0 ? pattern : pattern[..(at + first.Length)] + pattern[(at + first.Length)..].Replace(first, later, StringComparison.Ordinal);
    }
}
