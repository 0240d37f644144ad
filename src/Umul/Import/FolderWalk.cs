namespace Umul.Import;

/// <summary>How importers list folders that somebody else wrote.</summary>
internal static class FolderWalk
{
    /// <summary>Hidden files belong to a run; links do not: in a downloaded folder they could point anywhere on this machine.</summary>
    public static readonly EnumerationOptions NoLinks = new()
    {
        AttributesToSkip = FileAttributes.ReparsePoint,
        IgnoreInaccessible = true,
        RecurseSubdirectories = false,
    };

    /// <summary>The file that a relative path from a source names, or null where the path would lead out of the folder.</summary>
    public static string? Inside(string folder, string relative)
    {
        if (relative.Length == 0 || relative.Contains('\0', StringComparison.Ordinal) || Path.IsPathRooted(relative))
            return null;
        var root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)) + Path.DirectorySeparatorChar;
        var full = Path.GetFullPath(Path.Combine(root, relative));
        return full.StartsWith(root, StringComparison.Ordinal) && !LeadsThroughLink(root, full) ? full : null;
    }

    /// <summary>All files below a folder with their relative paths (forward slashes), in order of name.</summary>
    public static IEnumerable<(string Relative, string Full)> Files(string folder, ImportReport report)
    {
        if (!Directory.Exists(folder))
            return [];
        try
        {
            var options = new EnumerationOptions
            {
                AttributesToSkip = FileAttributes.ReparsePoint,
                IgnoreInaccessible = true,
                RecurseSubdirectories = true,
            };
            return [.. Directory.EnumerateFiles(folder, "*", options)
                .Select(full => (Path.GetRelativePath(folder, full).Replace('\\', '/'), full))
                .OrderBy(file => file.Item1, StringComparer.Ordinal)];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            report.Skipped(folder, 0, SkipReason.Unreadable, error.Message);
            return [];
        }
    }

    private static bool LeadsThroughLink(string root, string full)
    {
        for (var path = full; path is not null && path.Length >= root.Length; path = Path.GetDirectoryName(path))
        {
            if (new FileInfo(path).LinkTarget is not null)
                return true;
        }
        return false;
    }
}
