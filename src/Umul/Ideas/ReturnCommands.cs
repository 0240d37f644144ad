using System.CommandLine;
using System.Diagnostics;
using Umul.Server;
using Umul.Web.Texts;

namespace Umul.Ideas;

/// <summary>
/// <c>umul return PROJECT</c>: the baseline's code (commit, uncommitted and untracked files as recorded), environment record and data
/// fingerprint, in a new folder, with the command to run. Nothing that is there already is touched.
/// </summary>
internal static class ReturnCommands
{
    private const string RecordFolder = "umul-return";
    private const string Patch = "uncommitted.patch";

    public static Command Return()
    {
        var texts = IdeaCommandTexts.Here;
        var project = new Argument<string>("PROJECT") { Description = texts.Project };
        var to = new Option<string?>("--to") { Description = texts.To };
        var from = new Option<string?>("--from") { Description = texts.From };
        var version = new Option<long?>("--version") { Description = texts.ReturnVersion };
        return CommandFrame.Frame(new Command("return", texts.Return) { project, to, from, version }, async (result, frame, connection) =>
        {
            var name = result.GetRequiredValue(project);
            using var response = await ServerConnection.Require(connection.Client.GetAsync(
                $"api/projects/{Uri.EscapeDataString(name)}/baseline" + (result.GetValue(version) is { } v ? FormattableString.Invariant($"?version={v}") : "")));
            var record = (await response.Content.ReadFromJsonAsync<BaselineRecord>())!;
            var folder = Path.GetFullPath(result.GetValue(to) ?? string.Concat(name.Split(Path.GetInvalidFileNameChars())) + "-baseline");
            if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any()) return frame.Refuse(texts.FolderTaken(folder));
            if (record.Commit is null) return frame.Refuse(texts.NoCommit(record.RunName));
            if (Restore(record, folder, result.GetValue(from)) is { } failure) return frame.Refuse(failure);
            return frame.Answer(new { record.RunId, folder, record.Commit, record.Command, record.Data }, Say(record, folder));
        });
    }

    /// <summary>Restores into the folder; the answer is null, or why it could not be done.</summary>
    internal static string? Restore(BaselineRecord record, string folder, string? from)
    {
        string?[] sources = from is not null ? [from] : [record.Directory is { } local && Directory.Exists(local) ? TopOf(local) : null, record.Repository];
        string? said = null;
        foreach (var source in sources.OfType<string>())
        {
            if (Git(null, "clone", "--quiet", "--no-checkout", "--", source, folder) is { } notCloned) said = notCloned;
            else if (Git(folder, "checkout", "--quiet", "--detach", record.Commit!) is { } notThere) said = notThere;
            else return RestoreChanges(record, folder);
            if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true); // made by the clone just now
        }
        return said is null ? IdeaCommandTexts.Here.NoRepository(record.Commit!) : IdeaCommandTexts.Here.GitFailed(said);
    }

    private static string? RestoreChanges(BaselineRecord record, string folder)
    {
        var records = Directory.CreateDirectory(Path.Combine(folder, RecordFolder)).FullName;
        foreach (var (name, bytes) in record.Files) File.WriteAllBytes(Path.Combine(records, Path.GetFileName(name)), bytes);
        if (record.Data.Length > 0) File.WriteAllText(Path.Combine(records, "data.txt"), record.Data + "\n");
        return record.Files.ContainsKey(Patch) && Git(folder, "apply", "--whitespace=nowarn", Path.Combine(records, Patch)) is { } refused
            ? IdeaCommandTexts.Here.GitFailed(refused)
            : null;
    }

    private static string Say(BaselineRecord record, string folder)
    {
        var texts = IdeaCommandTexts.Here;
        List<string> lines = [texts.Restored(record.RunName, folder), texts.ReturnFolder];
        if (record.Files.ContainsKey(Patch)) lines.Add(texts.Patched);
        else if (record.IsDirty) lines.Add(texts.NotPatched);
        if (record.Data.Length > 0) lines.Add(texts.Data(record.Data));
        if (record.Command is { } command) lines.AddRange([texts.ThenRun, $"  cd \"{Place(record, folder)}\" && {command}"]);
        return string.Join(Environment.NewLine, lines);
    }

    /// <summary>Where the command is to be run: the folder in which it was, below the restored top.</summary>
    internal static string Place(BaselineRecord record, string folder)
    {
        var place = Path.GetFullPath(Path.Combine(folder, record.StartedIn.Replace('\\', '/')));
        return place.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal) && Directory.Exists(place) ? place : folder;
    }

    private static string? TopOf(string directory)
    {
        for (var folder = new DirectoryInfo(directory); folder is not null; folder = folder.Parent)
            if (Path.Exists(Path.Combine(folder.FullName, ".git"))) return folder.FullName;
        return null;
    }

    /// <summary>Runs git; the answer is null, or what it said when it failed.</summary>
    private static string? Git(string? directory, params string[] arguments)
    {
        var start = new ProcessStartInfo("git", arguments) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true, WorkingDirectory = directory ?? "" };
        start.Environment["GIT_TERMINAL_PROMPT"] = "0";
        try
        {
            using var git = Process.Start(start)!;
            var errors = git.StandardError.ReadToEndAsync();
            git.StandardOutput.ReadToEnd();
            git.WaitForExit();
            return git.ExitCode == 0 ? null : errors.Result.Trim();
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            return missing.Message;
        }
    }
}
