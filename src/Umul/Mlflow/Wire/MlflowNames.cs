using System.Globalization;
using System.Text;

namespace Umul.Mlflow.Wire;

/// <summary>What names of metrics, params, tags, runs and models may look like on the wire, and how long values may be.</summary>
internal static class MlflowNames
{
    public const int MaxExperimentName = 500;
    public const int MaxKey = 250;
    public const int MaxParamValue = 6_000;
    public const int MaxRunTagValue = 8_000;
    public const int MaxExperimentTagValue = 5_000;
    public const int MaxModelTagValue = 100_000;
    public const int MaxAlias = 255;

    /// <summary>Checks a key of a metric, param or tag; <paramref name="what"/> is how the message calls it.</summary>
    public static void CheckKey(string key, string what)
    {
        if (key.Length == 0)
            throw MlflowException.Missing("key");
        if (!HasOnlyNameCharacters(key))
            throw MlflowException.Invalid($"Invalid value \"{key}\" for parameter 'name' supplied: Names may only contain alphanumerics, "
                + "underscores (_), dashes (-), periods (.), spaces ( ), colon(:) and slashes (/).");
        var resolved = NormalPath(key);
        if (resolved != key || resolved == "." || resolved.StartsWith("..", StringComparison.Ordinal) || resolved.StartsWith('/'))
            throw MlflowException.Invalid($"Invalid value \"{key}\" for parameter 'name' supplied: Names may be treated as files in certain cases, "
                + $"and must not resolve to other names when treated as such. This name would resolve to '{resolved}'");
        CheckLength(key, MaxKey, what);
    }

    /// <summary>Whether <see cref="CheckKey"/> would let the key pass.</summary>
    public static bool IsKey(string key)
    {
        if (key.Length == 0 || !HasOnlyNameCharacters(key) || CodePoints(key) > MaxKey)
            return false;
        var resolved = NormalPath(key);
        return resolved == key && resolved != "." && !resolved.StartsWith("..", StringComparison.Ordinal) && !resolved.StartsWith('/');
    }

    /// <summary>Lengths are counted in code points, as Python counts them.</summary>
    public static void CheckLength(string text, int limit, string what)
    {
        if (CodePoints(text) > limit)
            throw MlflowException.Invalid($"'{what}' exceeds the maximum length of {limit} characters");
    }

    /// <summary>The value, cut to the limit: MLflow truncates long params and tags of runs silently by default.</summary>
    public static string Truncate(string value, int limit)
    {
        if (value.Length <= limit || CodePoints(value) <= limit)
            return value;
        var end = 0;
        for (var points = 0; points < limit; points++)
            end += char.IsHighSurrogate(value[end]) && end + 1 < value.Length && char.IsLowSurrogate(value[end + 1]) ? 2 : 1;
        return value[..end];
    }

    public static void CheckModelName(string name)
    {
        if (name.Length == 0)
            throw MlflowException.Missing("name");
        if (name.AsSpan().ContainsAny('/', ':'))
            throw MlflowException.Invalid($"Invalid model name '{name}'. Names cannot contain '/' or ':'.");
        CheckLength(name, 256, "name");
    }

    public static void CheckAlias(string alias)
    {
        CheckLength(alias, MaxAlias, "registered model alias");
        if (!alias.All(c => c is '_' or '-' || char.IsLetterOrDigit(c)))
            throw MlflowException.Invalid($"Invalid alias name: '{alias}'. Names may only contain alphanumerics, underscores (_) and dashes (-).");
        if (alias.Equals("latest", StringComparison.OrdinalIgnoreCase))
            throw MlflowException.Invalid("'latest' alias name (case insensitive) is reserved.");
        if (alias.Length > 1 && alias[0] is 'v' or 'V' && alias.Skip(1).All(char.IsDigit))
            throw MlflowException.Invalid($"Version alias name '{alias}' is reserved.");
    }

    private static bool HasOnlyNameCharacters(string key)
    {
        foreach (var rune in key.EnumerateRunes())
        {
            if (rune.IsAscii ? !IsAsciiNameCharacter((char)rune.Value) : !IsUnicodeWordCharacter(rune))
                return false;
        }
        return true;
    }

    private static bool IsAsciiNameCharacter(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '/' or '.' or '-' or ' ' or ':';

    private static bool IsUnicodeWordCharacter(Rune rune) => Rune.IsLetter(rune) || Rune.IsNumber(rune)
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.ConnectorPunctuation;

    private static int CodePoints(string text)
    {
        var pairs = 0;
        for (var i = 1; i < text.Length; i++)
            if (char.IsSurrogatePair(text[i - 1], text[i]))
                pairs++;
        return text.Length - pairs;
    }

    /// <summary>POSIX path normalization: empty and "." parts fall away, ".." takes its parent with it.</summary>
    private static string NormalPath(string path)
    {
        var isRooted = path.StartsWith('/');
        var parts = new List<string>();
        foreach (var part in path.Split('/'))
        {
            if (part.Length == 0 || part == ".")
                continue;
            if (part != ".." || (parts.Count == 0 && !isRooted) || (parts.Count > 0 && parts[^1] == ".."))
                parts.Add(part);
            else if (parts.Count > 0)
                parts.RemoveAt(parts.Count - 1);
        }
        var normal = (isRooted ? "/" : "") + string.Join('/', parts);
        return normal.Length == 0 ? "." : normal;
    }
}
