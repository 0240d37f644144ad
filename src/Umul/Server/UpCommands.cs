using System.CommandLine;
using Umul.Sample;
using Umul.Web;

namespace Umul.Server;

/// <summary><c>umul up</c>: starts the server and prints its link.</summary>
internal static class UpCommands
{
    public static Command Up()
    {
        var data = new Option<string>("--data") { Description = "Folder that holds everything Umul stores.", DefaultValueFactory = _ => DefaultDataFolder };
        var host = new Option<string>("--host") { Description = "Address to listen on.", DefaultValueFactory = _ => "127.0.0.1" };
        var port = new Option<int>("--port") { Description = "Port to listen on.", DefaultValueFactory = _ => 5190 };
        var database = new Option<string?>("--database") { Description = "PostgreSQL link; the embedded database if not given." };
        var artifacts = new Option<string?>("--artifacts") { Description = "Bucket for the bytes of files, s3://BUCKET/PREFIX?endpoint=LINK; the data folder if not given." };
        var noSample = new Option<bool>("--no-sample") { Description = "Start an empty data folder without the sample project." };
        var command = new Command("up", "Start Umul and print its link.") { data, host, port, database, artifacts, noSample };
        command.SetAction((result, _) => Run(new ServerOptions
        {
            DataFolder = result.GetRequiredValue(data),
            Host = result.GetRequiredValue(host),
            Port = result.GetRequiredValue(port),
            DatabaseUrl = result.GetValue(database),
            Artifacts = result.GetValue(artifacts) ?? EnvironmentVariable("UMUL_ARTIFACTS"),
            WithSample = !result.GetValue(noSample),
        }));
        return command;
    }

    /// <summary>Where Umul keeps its data unless told otherwise.</summary>
    public static string DefaultDataFolder => Environment.GetEnvironmentVariable("UMUL_DATA") is { Length: > 0 } set
        ? set
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".umul");

    private static string? EnvironmentVariable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } set ? set : null;

    // Before the link is printed, so that nobody sees half of it.
    private static async Task LoadSample(UmulServer server)
    {
        try
        {
            await server.Services.GetRequiredService<SampleProject>().LoadIfEmpty();
        }
        catch (InvalidDataException damage)
        {
            await Console.Error.WriteLineAsync($"The sample project could not be loaded; everything else works. {damage.Message}");
        }
    }

    private static async Task<int> Run(ServerOptions options)
    {
        try
        {
            await using var server = await UmulServer.Start(options);
            if (options.WithSample) await LoadSample(server);
            Console.WriteLine($"Umul: {server.Link}");
            await server.WaitForShutdown();
            return 0;
        }
        catch (UmulException refusal)
        {
            await Console.Error.WriteLineAsync(refusal.Message);
            return 1;
        }
        catch (IOException failure) when (PortOwner.IsTaken(failure))
        {
            var owner = PortOwner.Find(options.Port) is { } name ? $" by {name}" : "";
            await Console.Error.WriteLineAsync($"Port {options.Port} is taken{owner}. Port {PortOwner.NextFree(options.Port)} is free: start with --port {PortOwner.NextFree(options.Port)}.");
            return 1;
        }
    }
}
