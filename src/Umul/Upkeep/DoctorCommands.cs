using System.CommandLine;
using System.Runtime.InteropServices;
using Spectre.Console;
using Umul.Artifacts;
using Umul.Database;
using Umul.Server;
using Umul.Web;
using Umul.Web.Texts;

namespace Umul.Upkeep;

/// <summary>One thing that was looked at; the key is the same in every language.</summary>
internal sealed record Finding(string Key, string What, bool IsWell, string Said);

/// <summary><c>umul doctor</c>: looks at what usually goes wrong and says what to do about it.</summary>
internal static class DoctorCommands
{
    private const long LittleSpace = 1L << 30;

    public static Command Doctor()
    {
        var texts = DoctorTexts.Here;
        var (data, json) = (SharedOptions.Data(), SharedOptions.Json());
        var command = new Command("doctor", texts.Command) { data, json };
        command.SetAction(async (result, _) =>
        {
            var findings = await Examine(result.GetRequiredValue(data), texts);
            var table = new Table().Border(TableBorder.Simple).AddColumns("", texts.What, texts.Found);
            foreach (var f in findings) table.AddRow(f.IsWell ? $"[green]{texts.Well}[/]" : $"[red]{texts.Look}[/]", Markup.Escape(f.What), Markup.Escape(f.Said));
            new CommandFrame(result.GetValue(json)).Answer(findings, table);
            return findings.All(f => f.IsWell) ? 0 : 1;
        });
        return command;
    }

    private static async Task<List<Finding>> Examine(string data, DoctorTexts texts)
    {
        var folder = Path.GetFullPath(data);
        var findings = new List<Finding> { new("runtime", texts.Runtime, true, $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}") };
        if (!Directory.Exists(folder))
        {
            findings.Add(new Finding("data-folder", texts.DataFolder, true, texts.NoFolder(folder)));
            return findings;
        }
        var free = new DriveInfo(folder).AvailableFreeSpace;
        var size = SizeColumn.Of(free);
        findings.Add(new Finding("space", texts.Space, free > LittleSpace, free > LittleSpace ? texts.Free(size, folder) : texts.TooLittle(size, folder)));
        var network = IsOnNetwork(folder);
        findings.Add(new Finding("file-system", texts.FileSystem, !network, network ? texts.Network : texts.Local));
        findings.Add(await Server(folder, texts));
        findings.Add(await Artifacts(folder, texts));
        var images = NativeLibrary.TryLoad("libvips.so.42", out var handle);
        if (images) NativeLibrary.Free(handle);
        findings.Add(new Finding("libvips", "libvips", images, images ? texts.Images : texts.NoImages));
        return findings;
    }

    private static async Task<Finding> Server(string folder, DoctorTexts texts)
    {
        if (DataFolder.RunningServer(folder) is not { } link) return new Finding("server", texts.Server, true, texts.NotRunning);
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        try
        {
            return new Finding("server", texts.Server, await client.GetStringAsync(new Uri(new Uri(link), "health")) == "OK", texts.Answers(link));
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException)
        {
            return new Finding("server", texts.Server, false, texts.DoesNotAnswer(link, failure.Message));
        }
    }

    private static async Task<Finding> Artifacts(string folder, DoctorTexts texts)
    {
        if (BlobPlace.Kept(folder) is not { } bucket) return new Finding("artifacts", texts.Artifacts, true, texts.InFolder(Path.Combine(folder, "blobs")));
        try
        {
            await BlobPlace.Look(folder);
            return new Finding("artifacts", texts.Artifacts, true, texts.InBucket(bucket.Address));
        }
        catch (UmulException failure)
        {
            return new Finding("artifacts", texts.Artifacts, false, texts.BucketFails(bucket.Address, failure.In(Terminal.Language)));
        }
    }

    private static bool IsOnNetwork(string folder) =>
        new DriveInfo(folder).DriveFormat is "nfs" or "nfs4" or "cifs" or "smb2" or "smbfs" or "sshfs" or "fuse.sshfs" or "9p" or "lustre" or "ceph";
}
