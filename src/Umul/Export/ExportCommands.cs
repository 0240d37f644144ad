using System.CommandLine;
using Umul.Server;

namespace Umul.Export;

/// <summary><c>umul export</c>: a project's points or runs as CSV, JSON or NumPy arrays.</summary>
internal static class ExportCommands
{
    public static Command Export()
    {
        var project = new Argument<string>("PROJECT") { Description = "Name of the project." };
        var format = new Option<ExportFormat>("--format") { Description = "csv, json or npz.", DefaultValueFactory = _ => ExportFormat.Csv };
        var table = new Option<ExportTable>("--table") { Description = "points: one row a point; runs: one row a run.", DefaultValueFactory = _ => ExportTable.Points };
        var output = new Option<FileInfo?>("--output", "-o") { Description = "File to write; standard output if not given." };
        var command = new Command("export", "Write a project's points or runs as CSV, JSON or NumPy arrays.") { project, format, table, output };
        return CommandFrame.Frame(command, async (result, frame, connection) =>
        {
            var address = $"api/export?project={Uri.EscapeDataString(result.GetRequiredValue(project))}&format={result.GetValue(format)}&table={result.GetValue(table)}";
            using var response = await ServerConnection.Require(connection.Client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead));
            if (result.GetValue(output) is not { } file)
            {
                await response.Content.CopyToAsync(Console.OpenStandardOutput());
                return 0;
            }
            await using (var target = file.Create())
                await frame.Progress("export", _ => response.Content.CopyToAsync(target));
            file.Refresh();
            return frame.Answer(new { file = file.FullName, sizeBytes = file.Length }, file.FullName);
        });
    }
}
