using System.CommandLine;
using System.Runtime.InteropServices;
using Spectre.Console;
using Umul.Artifacts;
using Umul.Database;
using Umul.Server;
using Umul.Web;

namespace Umul.Upkeep;

/// <summary>One thing that was looked at.</summary>
internal sealed record Finding(string What, bool IsWell, string Said);

/// <summary><c>umul doctor</c>: looks at what usually goes wrong and says what to do about it.</summary>
internal static class DoctorCommands
{
    private const long LittleSpace = 1L << 30;

    public static Command Doctor()
    {
        var data = new Option<string>("--data") { Description = "Folder that holds everything Umul stores.", DefaultValueFactory = _ => UpCommands.DefaultDataFolder };
        var json = new Option<bool>("--json") { Description = "Answer as JSON." };
        var command = new Command("doctor", "Look at what usually goes wrong.") { data, json };
        command.SetAction(async (result, _) =>
        {
            var findings = await Examine(result.GetRequiredValue(data));
            var table = new Table().Border(TableBorder.Simple).AddColumns("", "what", "found");
            foreach (var f in findings) table.AddRow(f.IsWell ? "[green]ok[/]" : "[red]look[/]", Markup.Escape(f.What), Markup.Escape(f.Said));
            new CommandFrame(result.GetValue(json)).Answer(findings, table);
            return findings.All(f => f.IsWell) ? 0 : 1;
        });
        return command;
    }

    private static async Task<List<Finding>> Examine(string data)
    {
        var folder = Path.GetFullPath(data);
        var findings = new List<Finding> { new("runtime", true, $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}") };
        if (!Directory.Exists(folder))
        {
            findings.Add(new Finding("data folder", true, $"{folder} does not exist yet; 'umul up' makes it."));
            return findings;
        }
        var free = new DriveInfo(folder).AvailableFreeSpace;
        findings.Add(new Finding("space", free > LittleSpace, $"{UpkeepCommands.Size(free)} free where {folder} lies." + (free > LittleSpace ? "" : " Make room: a full disk stops recording.")));
        var network = IsOnNetwork(folder);
        findings.Add(new Finding("file system", !network, network ? "The data folder lies on a network file system, where SQLite's locks cannot be relied on. Move it to a local disk." : "local"));
        findings.Add(await Server(folder));
        findings.Add(await Artifacts(folder));
        findings.Add(Library("libvips.so.42", "JPEG, TIFF and other images", "Install the package libvips42."));
        return findings;
    }

    private static async Task<Finding> Server(string folder)
    {
        if (DataFolder.RunningServer(folder) is not { } link) return new Finding("server", true, "not running; 'umul up' starts it.");
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        try
        {
            return new Finding("server", await client.GetStringAsync(new Uri(new Uri(link), "health")) == "OK", $"answers at {link}");
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException)
        {
            return new Finding("server", false, $"holds the data folder but does not answer at {link} ({failure.Message}). Stop it and start it again.");
        }
    }

    private static async Task<Finding> Artifacts(string folder)
    {
        if (BlobPlace.Kept(folder) is not { } bucket) return new Finding("artifacts", true, $"in {Path.Combine(folder, "blobs")}");
        try
        {
            await BlobPlace.Look(folder);
            return new Finding("artifacts", true, $"in {bucket.Address}, which answers. 'umul backup' fetches them from there, 'umul gc' deletes there.");
        }
        catch (UmulException failure)
        {
            return new Finding("artifacts", false, $"in {bucket.Address}: {failure.Message}");
        }
    }

    private static Finding Library(string name, string use, string remedy)
    {
        var found = NativeLibrary.TryLoad(name, out var handle);
        if (found) NativeLibrary.Free(handle);
        return new Finding(name, found, found ? $"found: {use} can be read." : $"not found: {use} cannot be read. {remedy}");
    }

    private static bool IsOnNetwork(string folder) =>
        new DriveInfo(folder).DriveFormat is "nfs" or "nfs4" or "cifs" or "smb2" or "smbfs" or "sshfs" or "fuse.sshfs" or "9p" or "lustre" or "ceph";
}
