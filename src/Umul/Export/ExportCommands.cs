using System.CommandLine;
using Umul.Database;
using Umul.Import;
using Umul.Projects;
using Umul.Server;
using Umul.Web;

namespace Umul.Export;

/// <summary><c>umul export</c>: a project's points or runs as CSV, JSON or NumPy arrays.</summary>
internal static class ExportCommands
{
    public static Command Export()
    {
        var project = new Argument<string>("project") { Description = "Name of the project." };
        var format = new Option<ExportFormat>("--format") { Description = "csv, json or npz.", DefaultValueFactory = _ => ExportFormat.Csv };
        var table = new Option<ExportTable>("--table") { Description = "points: one row a point; runs: one row a run.", DefaultValueFactory = _ => ExportTable.Points };
        var output = new Option<string?>("--output", "-o") { Description = "File to write; standard output if not given." };
        var data = new Option<string>("--data") { Description = "Umul's data folder.", DefaultValueFactory = _ => UpCommands.DefaultDataFolder };
        var database = new Option<string?>("--database") { Description = "PostgreSQL link; the embedded database if not given." };
        var command = new Command("export", "Write a project's points or runs as CSV, JSON or NumPy arrays.") { project, format, table, output, data, database };
        command.SetAction((result, cancellation) => Run(
            new Request(result.GetRequiredValue(project), result.GetValue(format), result.GetValue(table), result.GetValue(output)),
            result.GetRequiredValue(data), result.GetValue(database), cancellation));
        return command;
    }

    private static async Task<int> Run(Request request, string dataFolder, string? databaseUrl, CancellationToken cancellation)
    {
        try
        {
            if (DataFolder.RunningServer(dataFolder) is { } link)
                await FromServer(request, link, cancellation);
            else
                await FromStores(request, dataFolder, databaseUrl);
            return 0;
        }
        catch (Exception refusal) when (refusal is UmulException or HttpRequestException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync(refusal.Message);
            return 1;
        }
    }

    private static async Task FromStores(Request request, string dataFolder, string? databaseUrl)
    {
        await using var stores = await LocalStores.Open(dataFolder, databaseUrl, TimeProvider.System);
        var services = stores.Services;
        if (services.GetRequiredService<ProjectStore>().FindByName(request.Project) is null)
            throw new UmulException(ErrorCode.NotFound, ImportTexts.OfTerminal().NoProject(request.Project));
        await using var output = Open(request);
        services.GetRequiredService<ProjectExport>().Write(request.Project, request.Format, request.Table, output);
    }

    private static async Task FromServer(Request request, string link, CancellationToken cancellation)
    {
        using var http = ServerLink.Client(link);
        var address = $"api/umul/export?project={Uri.EscapeDataString(request.Project)}&format={request.Format}&table={request.Table}";
        using var answer = await http.GetAsync(new Uri(address, UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, cancellation);
        if (answer.StatusCode == System.Net.HttpStatusCode.NotFound)
            throw new UmulException(ErrorCode.NotFound, ImportTexts.OfTerminal().NoProject(request.Project));
        answer.EnsureSuccessStatusCode();
        await using var output = Open(request);
        await answer.Content.CopyToAsync(output, cancellation);
    }

    private static Stream Open(Request request) => request.Output is null ? Console.OpenStandardOutput() : File.Create(request.Output);

    private sealed record Request(string Project, ExportFormat Format, ExportTable Table, string? Output);
}
