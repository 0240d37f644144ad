using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using Umul.Server;

namespace Umul.Upkeep;

/// <summary><c>umul backup</c>, <c>umul restore</c>, <c>umul gc</c>.</summary>
internal static class UpkeepCommands
{
    public static Command Backup()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "The zip file to write; it must not exist yet." };
        var command = new Command("backup", "Write everything Umul stores into one file, while the server goes on.") { file };
        return CommandFrame.Frame(command, async (result, frame, connection) =>
        {
            var target = result.GetRequiredValue(file);
            if (target.Exists) return frame.Refuse($"{target.FullName} exists already. Name another file; a backup never overwrites one.");
            var partial = target.FullName + ".partial";
            using var response = await ServerConnection.Require(connection.Client.GetAsync("api/upkeep/backup", HttpCompletionOption.ResponseHeadersRead));
            await using (var output = new FileStream(partial, FileMode.Create))
            {
                await frame.Progress("backup", async report =>
                {
                    await using var source = await response.Content.ReadAsStreamAsync();
                    await Copy(source, output, report);
                });
                output.Flush(flushToDisk: true);
            }
            File.Move(partial, target.FullName);
            target.Refresh();
            return frame.Answer(new { file = target.FullName, sizeBytes = target.Length }, $"Backup written: {target.FullName} ({Size(target.Length)})");
        });
    }

    public static Command Restore()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "A file that 'umul backup' wrote." };
        var yes = new Option<bool>("--yes") { Description = "Do not ask. Everything stored now is replaced." };
        var command = new Command("restore", "Replace everything Umul stores by a backup, while the server goes on.") { file, yes };
        return CommandFrame.Frame(command, async (result, frame, connection) =>
        {
            var source = result.GetRequiredValue(file);
            if (!source.Exists) return frame.Refuse($"There is no file {source.FullName}.");
            if (!result.GetValue(yes) && !frame.Confirm("Everything Umul stores now is replaced by the backup. Go on?")) return 1;
            await using var input = source.OpenRead();
            using var response = await ServerConnection.Require(connection.Client.PostAsync("api/upkeep/restore", new StreamContent(input)));
            var answer = await response.Content.ReadFromJsonAsync<UpkeepEndpoints.RestoreAnswer>();
            return frame.Answer(answer!, $"Restored: {answer!.Runs} runs.");
        });
    }

    public static Command Gc()
    {
        var days = new Option<double>("--older-than-days") { Description = "Least days in the bin.", DefaultValueFactory = _ => 0 };
        var dryRun = new Option<bool>("--dry-run") { Description = "Only say what would be freed." };
        var command = new Command("gc", "Delete for good what lies in the bin, and files that nothing uses any more.") { days, dryRun };
        return CommandFrame.Frame(command, async (result, frame, connection) =>
        {
            var dry = result.GetValue(dryRun);
            var uri = string.Create(CultureInfo.InvariantCulture, $"api/upkeep/gc?olderThanDays={result.GetValue(days)}&dryRun={(dry ? "true" : "false")}");
            using var response = await ServerConnection.Require(connection.Client.PostAsync(uri, null));
            var freed = (await response.Content.ReadFromJsonAsync<CollectedGarbage>())!;
            return frame.Answer(freed, $"{(dry ? "Would delete" : "Deleted")}: {freed.Projects} projects, {freed.Runs} runs, {freed.Files} files ({Size(freed.FileBytes)}).");
        });
    }

    internal static string Size(long bytes) => bytes switch
    {
        < 1 << 10 => $"{bytes} B",
        < 1 << 20 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:0.#} KiB"),
        < 1 << 30 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1048576.0:0.#} MiB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1073741824.0:0.##} GiB"),
    };

    private static async Task Copy(Stream source, Stream target, ProgressTask? report)
    {
        var buffer = new byte[1 << 17];
        for (int read; (read = await source.ReadAsync(buffer)) > 0;)
        {
            await target.WriteAsync(buffer.AsMemory(0, read));
            report?.Increment(read);
        }
    }
}
