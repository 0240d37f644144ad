using System.CommandLine;
using System.IO.Compression;
using Umul.Server;
using Umul.Web.Texts;

namespace Umul.Reports;

/// <summary><c>umul report IDEA</c>: the report of a comparison as files. The server writes it; the command puts it where it is wanted.</summary>
internal static class ReportCommands
{
    public static Command Report()
    {
        var texts = ReportCommandTexts.Here;
        var idea = new Argument<string>("IDEA") { Description = texts.Idea };
        var project = new Option<string?>("--project") { Description = texts.Project };
        var format = new Option<string>("--format") { Description = texts.Format, DefaultValueFactory = _ => "markdown" };
        var output = new Option<string?>("--output", "-o") { Description = texts.Output };
        return CommandFrame.Frame(new Command("report", texts.Report) { idea, project, format, output }, async (result, frame, connection) =>
        {
            var (name, wanted, to) = (result.GetRequiredValue(idea), ReportFormats.Parse(result.GetValue(format)!), result.GetValue(output));
            var main = MainFile(name, wanted, to);
            var figures = main.IsNamed ? Path.GetFileNameWithoutExtension(main.Path) + "-figures" : "figures";
            using var response = await ServerConnection.Require(connection.Client.GetAsync(
                $"api/report?idea={Uri.EscapeDataString(name)}&project={Uri.EscapeDataString(result.GetValue(project) ?? "")}&format={wanted}&figures={Uri.EscapeDataString(figures)}"));
            var files = await Files(response, wanted);
            if (to == "-")
            {
                await using var console = Console.OpenStandardOutput();
                await console.WriteAsync(files[0].Bytes);
                return 0;
            }
            Save(files, main.Path);
            var said = texts.Written(main.Path, files.Count) + (wanted == ReportFormat.Latex ? Environment.NewLine + texts.Compile : "");
            return frame.Answer(new { file = main.Path, files = files.Count }, said);
        });
    }

    /// <summary>Where the main file goes: where it is named, else into a folder of its own unless it is the only one.</summary>
    private static (string Path, bool IsNamed) MainFile(string idea, ReportFormat format, string? to)
    {
        var stem = ReportEndpoints.Stem(idea);
        var ending = "." + format.Ending;
        if (to is { Length: > 0 } && Path.GetExtension(to).Equals(ending, StringComparison.OrdinalIgnoreCase) && !Directory.Exists(to)) return (Path.GetFullPath(to), true);
        var folder = to is { Length: > 0 } ? to : format.IsOneFile ? "." : stem;
        return (Path.GetFullPath(Path.Combine(folder, stem + ending)), false);
    }

    private static async Task<IReadOnlyList<ReportFile>> Files(HttpResponseMessage response, ReportFormat format)
    {
        var bytes = await response.Content.ReadAsByteArrayAsync();
        if (format.IsOneFile) return [new ReportFile("report." + format.Ending, bytes)];
        using var zip = new ZipArchive(new MemoryStream(bytes), ZipArchiveMode.Read);
        List<ReportFile> files = [];
        foreach (var entry in zip.Entries)
        {
            using var content = new MemoryStream();
            await using (var stream = entry.Open()) await stream.CopyToAsync(content);
            files.Add(new ReportFile(entry.FullName, content.ToArray()));
        }
        return files;
    }

    private static void Save(IReadOnlyList<ReportFile> files, string main)
    {
        var folder = Path.GetDirectoryName(main)!;
        foreach (var (file, at) in files.Select((file, at) => (file, at)))
        {
            // A server's answer never says where outside of the folder something is to lie.
            var path = at == 0 ? main : Path.GetFullPath(Path.Combine(folder, file.Path));
            if (at > 0 && !path.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal)) continue;
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, file.Bytes);
        }
    }
}
