using System.CommandLine;
using System.Globalization;
using Umul.Server;
using Umul.Web.Texts;

namespace Umul.Upkeep;

/// <summary><c>umul backup</c>, <c>umul restore</c>, <c>umul gc</c>.</summary>
internal static class UpkeepCommands
{
    public static Command Backup()
    {
        var texts = CommandTexts.Here;
        var file = new Argument<FileInfo>("FILE") { Description = texts.BackupFile };
        return CommandFrame.Frame(new Command("backup", texts.Backup) { file }, async (result, frame, connection) =>
        {
            var target = result.GetRequiredValue(file);
            if (target.Exists) return frame.Refuse(texts.BackupExists(target.FullName));
            var partial = target.FullName + ".partial";
            using var storage = await ServerConnection.Require(connection.Client.GetAsync("api/upkeep/storage"));
            var size = (await storage.Content.ReadFromJsonAsync<UpkeepEndpoints.StorageAnswer>())!;
            using var response = await ServerConnection.Require(connection.Client.GetAsync("api/upkeep/backup", HttpCompletionOption.ResponseHeadersRead));
            await using (var output = new FileStream(partial, FileMode.Create))
            {
                // About as much as comes: the database shrinks in the zip, files that nothing names stay behind.
                await frame.Progress(texts.BackupTitle, size.DatabaseBytes + size.FileBytes, passed => response.Content.CopyToAsync(new CountedStream(output, passed)));
                output.Flush(flushToDisk: true);
            }
            File.Move(partial, target.FullName);
            target.Refresh();
            return frame.Answer(new { file = target.FullName, sizeBytes = target.Length }, texts.BackupDone(target.FullName, SizeColumn.Of(target.Length)));
        });
    }

    public static Command Restore()
    {
        var texts = CommandTexts.Here;
        var file = new Argument<FileInfo>("FILE") { Description = texts.RestoreFile };
        var yes = new Option<bool>("--yes") { Description = texts.YesOption };
        return CommandFrame.Frame(new Command("restore", texts.Restore) { file, yes }, async (result, frame, connection) =>
        {
            var source = result.GetRequiredValue(file);
            if (!source.Exists) return frame.Refuse(texts.NoFile(source.FullName));
            if (!result.GetValue(yes) && !frame.Confirm(texts.RestoreQuestion)) return 1;
            await using var input = source.OpenRead();
            UpkeepEndpoints.RestoreAnswer? answer = null;
            await frame.Progress(texts.RestoreTitle, source.Length, async passed =>
            {
                using var response = await ServerConnection.Require(connection.Client.PostAsync("api/upkeep/restore", new StreamContent(new CountedStream(input, passed))));
                answer = await response.Content.ReadFromJsonAsync<UpkeepEndpoints.RestoreAnswer>();
            });
            return frame.Answer(answer!, texts.Restored(answer!.Runs));
        });
    }

    public static Command Gc()
    {
        var texts = CommandTexts.Here;
        var days = new Option<double>("--older-than-days") { Description = texts.DaysOption, DefaultValueFactory = _ => 0 };
        var dryRun = new Option<bool>("--dry-run") { Description = texts.DryRunOption };
        return CommandFrame.Frame(new Command("gc", texts.Gc) { days, dryRun }, async (result, frame, connection) =>
        {
            var dry = result.GetValue(dryRun);
            var uri = string.Create(CultureInfo.InvariantCulture, $"api/upkeep/gc?olderThanDays={result.GetValue(days)}&dryRun={(dry ? "true" : "false")}");
            using var response = await ServerConnection.Require(connection.Client.PostAsync(uri, null));
            var freed = (await response.Content.ReadFromJsonAsync<CollectedGarbage>())!;
            var size = SizeColumn.Of(freed.FileBytes);
            return frame.Answer(freed, dry ? texts.WouldDelete(freed.Projects, freed.Runs, freed.Files, size) : texts.Deleted(freed.Projects, freed.Runs, freed.Files, size));
        });
    }
}
