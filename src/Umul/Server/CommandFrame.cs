using System.CommandLine;
using System.Text.Json;
using Spectre.Console;
using Umul.Web;

namespace Umul.Server;

/// <summary>
/// What all commands share: <c>--data</c>, <c>--uri</c>, <c>--json</c>; a connection; answers for people or for programs; errors on the error
/// stream with exit code 1.
/// </summary>
internal sealed class CommandFrame(bool json)
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    /// <summary>True if a program reads the answer.</summary>
    public bool IsJson { get; } = json;

    /// <summary>Adds the shared options to a command and runs it with a connection.</summary>
    public static Command Frame(Command command, Func<ParseResult, CommandFrame, ServerConnection, Task<int>> run)
    {
        var data = new Option<string>("--data") { Description = "Folder that holds everything Umul stores.", DefaultValueFactory = _ => UpCommands.DefaultDataFolder };
        var uri = new Option<string?>("--uri") { Description = "Link of the Umul server; the one of the data folder if not given." };
        var json = new Option<bool>("--json") { Description = "Answer as JSON." };
        command.Options.Add(data);
        command.Options.Add(uri);
        command.Options.Add(json);
        command.SetAction(async (result, _) =>
        {
            var frame = new CommandFrame(result.GetValue(json));
            try
            {
                await using var connection = await ServerConnection.Open(result.GetRequiredValue(data), result.GetValue(uri));
                return await run(result, frame, connection);
            }
            catch (UmulException refusal)
            {
                return frame.Refuse(refusal.Message);
            }
            catch (IOException failure)
            {
                return frame.Refuse(failure.Message);
            }
        });
        return command;
    }

    /// <summary>Prints the answer; exit code 0.</summary>
    public int Answer(object forPrograms, string forPeople)
    {
        Console.WriteLine(IsJson ? JsonSerializer.Serialize(forPrograms, s_json) : forPeople);
        return 0;
    }

    /// <summary>Prints an answer that people read as a table; exit code 0.</summary>
    public int Answer(object forPrograms, Table forPeople)
    {
        if (IsJson) Console.WriteLine(JsonSerializer.Serialize(forPrograms, s_json));
        else
        {
            // Where nobody looks, a pipe or a file, a table is not squeezed into 80 columns.
            if (Console.IsOutputRedirected) AnsiConsole.Profile.Width = 400;
            AnsiConsole.Write(forPeople);
        }
        return 0;
    }

    /// <summary>Prints why not, to the error stream; exit code 1.</summary>
    public int Refuse(string why)
    {
        Console.Error.WriteLine(IsJson ? JsonSerializer.Serialize(new { error = why }, s_json) : why);
        return 1;
    }

    /// <summary>Asks a person; no where nobody can answer.</summary>
    public bool Confirm(string question)
    {
        if (IsJson || Console.IsInputRedirected)
        {
            Refuse(question + " Give --yes to go on without being asked.");
            return false;
        }
        return AnsiConsole.Confirm(question, defaultValue: false);
    }

    /// <summary>Shows how far long work is; silent for programs and where output is not a terminal.</summary>
    public async Task Progress(string title, Func<ProgressTask?, Task> work)
    {
        if (IsJson || Console.IsErrorRedirected || Console.IsOutputRedirected)
        {
            await work(null);
            return;
        }
        await AnsiConsole.Progress().Columns(new TaskDescriptionColumn(), new SpinnerColumn(), new DownloadedColumn(), new ElapsedTimeColumn())
            .StartAsync(context => work(context.AddTask(title, autoStart: true, maxValue: double.MaxValue)));
    }
}
