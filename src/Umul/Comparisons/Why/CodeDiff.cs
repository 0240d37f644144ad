namespace Umul.Comparisons.Why;

/// <summary>Which files differ between two patches of uncommitted changes (git diff): those that only one changes, or that they change differently.</summary>
internal static class CodeDiff
{
    private const string Head = "diff --git ";

    public static IReadOnlyList<string> Files(string baseline, string idea)
    {
        var (was, now) = (Sections(baseline), Sections(idea));
        return [.. was.Keys.Union(now.Keys, StringComparer.Ordinal).Where(file => was.GetValueOrDefault(file, "") != now.GetValueOrDefault(file, "")).Order(StringComparer.Ordinal)];
    }

    private static Dictionary<string, string> Sections(string patch)
    {
        var sections = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var section in ("\n" + patch.ReplaceLineEndings("\n")).Split("\n" + Head).Skip(1))
        {
            var first = section.Split('\n')[0];
            var at = first.LastIndexOf(" b/", StringComparison.Ordinal);
            // The line that names blobs also names what they are made of: it is part of the change.
            sections[at < 0 ? first : first[(at + 3)..].Trim('"')] = section;
        }
        return sections;
    }
}
