using System.Globalization;

namespace Umul.Import.TensorBoard;

/// <summary>Finds the runs below a log folder: a run is a directory that holds event files.</summary>
/// <remarks>
/// PyTorch's <c>add_hparams</c> writes its values into a subdirectory named by the time, which TensorBoard shows as a run of its own:
/// such a directory is folded into the run above it. Keras' <c>train</c> and <c>validation</c> are one run.
/// </remarks>
internal static class TensorBoardFolder
{
    private const string EventFileMark = "tfevents";

    public static IEnumerable<TensorBoardRunFiles> Runs(string root, ImportReport report)
    {
        var directories = new List<(string Path, string[] Files)>();
        foreach (var directory in Directories(root, report))
        {
            if (EventFiles(directory, report) is { Length: > 0 } files)
                directories.Add((directory, files));
        }
        var runs = directories.Select(found => found.Path).ToHashSet(StringComparer.Ordinal);
        var folded = directories.Where(found => IsFolded(found.Path, runs)).ToLookup(found => OwnerOf(found.Path, runs));
        foreach (var (path, files) in directories)
        {
            if (IsFolded(path, runs))
                continue;
            string[] all = [.. files, .. folded[path].SelectMany(found => found.Files)];
            yield return TrainingOf(path, runs) is { } training
                ? new TensorBoardRunFiles(path, NameOf(root, Path.GetDirectoryName(path)!), all)
                {
                    Owner = (training, directories.Find(found => found.Path == training).Files),
                    Prefix = Path.GetFileName(path) + "/",
                }
                : new TensorBoardRunFiles(path, NameOf(root, path), all) { Owner = (path, files) };
        }
    }

    private static bool IsFolded(string path, HashSet<string> runs) =>
        Path.GetDirectoryName(path) is { } parent && runs.Contains(parent) && IsTimeStamp(Path.GetFileName(path));

    /// <summary>Keras writes each run as <c>RUN/train</c> and <c>RUN/validation</c>, which log the same names. Null: it is not one of such a pair.</summary>
    private static string? TrainingOf(string path, HashSet<string> runs)
    {
        if (Path.GetFileName(path) is not ("train" or "validation") || Path.GetDirectoryName(path) is not { } parent || runs.Contains(parent))
            return null;
        var training = Path.Combine(parent, "train");
        return runs.Contains(training) && runs.Contains(Path.Combine(parent, "validation")) ? training : null;
    }

    private static string OwnerOf(string path, HashSet<string> runs)
    {
        while (IsFolded(path, runs))
            path = Path.GetDirectoryName(path)!;
        return path;
    }

    private static bool IsTimeStamp(string name) =>
        name.Contains('.', StringComparison.Ordinal)
        && double.TryParse(name, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
        && seconds is > 1e9 and < 1e11;

    private static string NameOf(string root, string path)
    {
        var relative = Path.GetRelativePath(root, path).Replace('\\', '/');
        return relative == "." ? Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(root))) : relative;
    }

    /// <summary>The folder and all below it, in order of name. Links are not followed: they can lead in circles.</summary>
    private static IEnumerable<string> Directories(string root, ImportReport report)
    {
        var pending = new Stack<string>([root]);
        while (pending.TryPop(out var directory))
        {
            yield return directory;
            foreach (var below in Children(directory, report).OrderDescending(StringComparer.Ordinal))
                pending.Push(below);
        }
    }

    private static string[] Children(string directory, ImportReport report)
    {
        try
        {
            return [.. Directory.EnumerateDirectories(directory, "*", FolderWalk.NoLinks)];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            report.Skipped(directory, 0, SkipReason.Unreadable, error.Message);
            return [];
        }
    }

    /// <summary>TensorBoard reads the event files of a directory one after another in order of name, which begins with the time.</summary>
    private static string[] EventFiles(string directory, ImportReport report)
    {
        try
        {
            return [.. Directory.EnumerateFiles(directory, "*" + EventFileMark + "*", FolderWalk.NoLinks)
                .Order(StringComparer.Ordinal)];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            report.Skipped(directory, 0, SkipReason.Unreadable, error.Message);
            return [];
        }
    }
}
