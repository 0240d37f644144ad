using System.CommandLine;
using Umul.Server;
using Umul.Web.Texts;

namespace Umul.Export;

/// <summary><c>umul export</c>: a project's points or runs as CSV, JSON or NumPy arrays.</summary>
internal static class ExportCommands
{
    public static Command Export()
    {
        var texts = CommandTexts.Here;
        var project = new Argument<string>("PROJECT") { Description = texts.ExportProject };
        var format = new Option<ExportFormat>("--format") { Description = texts.FormatOption, DefaultValueFactory = _ => ExportFormat.Csv };
        var table = new Option<ExportTable>("--table") { Description = texts.TableOption, DefaultValueFactory = _ => ExportTable.Points };
        var output = new Option<FileInfo?>("--output", "-o") { Description = texts.OutputOption };
        var command = new Command("export", texts.Export) { project, format, table, output };
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
                await frame.Progress(texts.Exporting, response.Content.Headers.ContentLength, passed => response.Content.CopyToAsync(new CountedStream(target, passed)));
            file.Refresh();
            return frame.Answer(new { file = file.FullName, sizeBytes = file.Length }, file.FullName);
        });
    }
}
