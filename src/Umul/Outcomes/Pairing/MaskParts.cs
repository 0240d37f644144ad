using System.Text.RegularExpressions;

namespace Umul.Outcomes.Pairing;

/// <summary>Several reference masks of one image, numbered after the first as BUSI numbers them: <c>benign_004_mask</c>, <c>benign_004_mask_1</c>.</summary>
internal static partial class MaskParts
{
    /// <summary>The files with those that only carry on another taken into it. A number without an unnumbered first file is part of a name.</summary>
    public static IReadOnlyList<FoundFile> Join(IReadOnlyList<FoundFile> references)
    {
        var byStem = references.GroupBy(file => file.Stem, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
        var parts = references.Select(file => (File: file, First: FirstOf(file, byStem))).Where(f => f.First is not null).ToLookup(f => f.First!, f => f.File);
        if (parts.Count == 0) return references;
        var taken = parts.SelectMany(g => g).ToHashSet();
        return [.. references.Where(file => !taken.Contains(file)).Select(file => parts.Contains(file) ? file with { MoreParts = [.. parts[file].Select(part => part.Path).Order(StringComparer.Ordinal)] } : file)];
    }

    private static FoundFile? FirstOf(FoundFile file, Dictionary<string, FoundFile> byStem) =>
        Numbered().Match(file.Stem) is { Success: true } match ? byStem.GetValueOrDefault(match.Groups["first"].Value) : null;

    [GeneratedRegex(@"^(?<first>.+[._ -](gt|ref|reference|labels?|masks?|seg|segmentation|annotation))[_-][0-9]{1,3}$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Numbered();
}
