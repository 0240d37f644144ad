using System.Text;
using System.Text.RegularExpressions;

namespace Umul.Datasets;

/// <summary>Finds cases in a folder: by patterns, or by the usual names of folders and files for images and references.</summary>
internal static partial class FolderScan
{
    private static readonly string[] s_doubleEndings = [".nii.gz", ".seg.nrrd"];
    private static readonly string[] s_files =
        [".png", ".nii", ".nii.gz", ".nrrd", ".mha", ".mhd", ".npy", ".npz", ".dcm", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".webp", ".wav", ".flac", ".mp3", ".ogg", ".txt", ".json", ".trn"];

    /// <summary>Files below a folder that could belong to cases, by name, with '/'; hidden ones are left out.</summary>
    public static IReadOnlyList<string> Files(string folder)
    {
        var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.System, IgnoreInaccessible = true };
        return [.. Directory.EnumerateFiles(folder, "*", options).Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/'))
            .Where(name => !name.Split('/').Any(part => part.StartsWith('.')) && s_files.Any(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase)))
            .Order(StringComparer.Ordinal)];
    }

    /// <summary>Cases by patterns; a file that fits several takes the first.</summary>
    public static IReadOnlyList<DraftCase> ByPatterns(IReadOnlyList<string> files, IReadOnlyList<FilePattern> patterns)
    {
        var found = new List<(string Case, string Group, DraftFile File)>();
        foreach (var path in files)
        {
            foreach (var pattern in patterns)
            {
                if (pattern.Match(path.Normalize(NormalizationForm.FormC)) is not var (name, group)) continue;
                found.Add((name, group, new DraftFile(pattern.Role, path)));
                break;
            }
        }
        return Cases(found);
    }

    /// <summary>Cases by the usual names: folders images and masks, files with _mask at the end, nnU-Net's channels.</summary>
    public static IReadOnlyList<DraftCase> ByCustom(IReadOnlyList<string> files)
    {
        var images = files.Where(IsImage).ToList();
        return Cases([.. images.Select(path => (CaseOf(path), "", new DraftFile(RoleOf(path), path)))]);
    }

    private static bool IsImage(string path) => !path.EndsWith(".json", StringComparison.OrdinalIgnoreCase) && !path.EndsWith(".txt", StringComparison.OrdinalIgnoreCase) && !path.EndsWith(".trn", StringComparison.OrdinalIgnoreCase);

    private static string RoleOf(string path)
    {
        var isReference = path.Split('/')[..^1].Any(part => ReferenceFolder().IsMatch(part)) || ReferenceSuffix().IsMatch(Stem(path));
        if (isReference) return FileRoles.Reference;
        return Channel().Match(Stem(path)) is { Success: true } channel && channel.Value != "_0000" ? FileRoles.Image + channel.Value : FileRoles.Image;
    }

    private static string CaseOf(string path)
    {
        var parts = Stem(path).Normalize(NormalizationForm.FormC).Split('/');
        // A folder that only says what kind of file lies in it is no part of the case's name.
        var name = string.Join('/', parts[..^1].Where(part => !ReferenceFolder().IsMatch(part) && !ImageFolder().IsMatch(part)).Append(parts[^1]));
        return Channel().Replace(ReferenceSuffix().Replace(name, ""), "");
    }

    private static List<DraftCase> Cases(IReadOnlyList<(string Case, string Group, DraftFile File)> found) =>
    [
        .. found.GroupBy(f => f.Case, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => new DraftCase(g.Key, g.Select(f => f.Group).FirstOrDefault(group => group.Length > 0) ?? "", [], [.. g.Select(f => f.File)], "")),
    ];

    private static string Stem(string path)
    {
        foreach (var ending in s_doubleEndings)
            if (path.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) return path[..^ending.Length];
        return path[..^Path.GetExtension(path).Length];
    }

    [GeneratedRegex("^(labels?(tr|ts)?|masks?|segmentations?|segs?|references?|ground_?truths?|gt|annotations?)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ReferenceFolder();

    [GeneratedRegex("^(images?(tr|ts)?|imgs?|scans?|volumes?|data)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ImageFolder();

    // Several masks of one image are numbered: benign_004_mask, benign_004_mask_1.
    [GeneratedRegex("(?<=.)[._ -](gt|ground_?truth|ref|reference|labels?|masks?|seg|segm|segmentation|annotation)(_[0-9]+)?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ReferenceSuffix();

    [GeneratedRegex(@"(?<=.)_\d{4}$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Channel();
}
