using System.Text;

namespace Umul.Outcomes.Pairing;

/// <summary>A file of a folder that may belong to a case.</summary>
/// <param name="Path">Where it lies.</param>
/// <param name="Name">Path below the folder with '/', composed (NFC), so that names written on a Mac are the same.</param>
internal sealed record FoundFile(string Path, string Name)
{
    private static readonly string[] s_doubleEndings = [".nii.gz", ".seg.nrrd", ".tar.gz"];

    /// <summary>The name without its ending: <c>P1/left_mask</c> of <c>P1/left_mask.nii.gz</c>. The id of a case, which has none, is set as it is.</summary>
    public string Stem { get; init; } = StemOf(Name);

    /// <summary>Files that carry on this one: further masks of the same image.</summary>
    public IReadOnlyList<string> MoreParts { get; init; } = [];

    public static string StemOf(string name)
    {
        foreach (var ending in s_doubleEndings)
            if (name.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) return name[..^ending.Length];
        var dot = name.LastIndexOf('.');
        return dot > name.LastIndexOf('/') + 1 ? name[..dot] : name;
    }

    /// <summary>Files of a folder and of those in it, by name; or the one file. What is hidden is left out.</summary>
    public static IReadOnlyList<FoundFile> In(string folderOrFile, Func<string, bool> wanted)
    {
        if (File.Exists(folderOrFile)) return [new FoundFile(folderOrFile, System.IO.Path.GetFileName(folderOrFile).Normalize(NormalizationForm.FormC))];
        var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.System, IgnoreInaccessible = true };
        return [.. Directory.EnumerateFiles(folderOrFile, "*", options)
            .Select(path => new FoundFile(path, System.IO.Path.GetRelativePath(folderOrFile, path).Replace('\\', '/').Normalize(NormalizationForm.FormC)))
            .Where(file => !file.Name.Split('/').Any(part => part.StartsWith('.')) && wanted(file.Name))
            .OrderBy(file => file.Name, StringComparer.Ordinal)];
    }
}
