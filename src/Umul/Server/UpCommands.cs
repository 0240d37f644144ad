using System.CommandLine;
using Umul.Comparisons;
using Umul.Sample;
using Umul.Web;
using Umul.Web.Texts;

namespace Umul.Server;

/// <summary><c>umul up</c>: starts the server and prints its link.</summary>
internal static class UpCommands
{
    public static Command Up()
    {
        var texts = CommandTexts.Here;
        var (data, database) = (SharedOptions.Data(), SharedOptions.Database());
        var host = new Option<string>("--host") { Description = texts.HostOption, DefaultValueFactory = _ => "127.0.0.1" };
        var port = new Option<int>("--port") { Description = texts.PortOption, DefaultValueFactory = _ => 5190 };
        var artifacts = new Option<string?>("--artifacts") { Description = texts.ArtifactsOption };
        var noSample = new Option<bool>("--no-sample") { Description = texts.NoSampleOption };
        var command = new Command("up", texts.Up) { port, host, data, noSample, database, artifacts };
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
            await Console.Error.WriteLineAsync(CommandTexts.Here.SampleFailed(damage.Message));
        }
    }

    private static async Task<int> Run(ServerOptions options)
    {
        try
        {
            await using var server = await UmulServer.Start(options);
            if (options.WithSample) await LoadSample(server);
            Console.WriteLine($"Umul: {server.Link}");
            server.Services.GetRequiredService<ComparisonPreparation>().Begin();
            await server.WaitForShutdown();
            return 0;
        }
        catch (UmulException refusal)
        {
            await Console.Error.WriteLineAsync(refusal.In(Terminal.Language));
            return 1;
        }
        catch (IOException failure) when (PortOwner.IsTaken(failure))
        {
            await Console.Error.WriteLineAsync(CommandTexts.Here.PortTaken(options.Port, PortOwner.Find(options.Port), PortOwner.NextFree(options.Port)));
            return 1;
        }
    }
}
