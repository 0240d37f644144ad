using System.CommandLine;
using System.Text.Json;
using Spectre.Console;
using Umul.Web;
using Umul.Web.Texts;

namespace Umul.Server;

/// <summary>
/// What all commands share: <c>--data</c>, <c>--uri</c>, <c>--database</c>, <c>--json</c>; a connection; answers for people or for programs; errors on the error
/// stream with exit code 1.
/// </summary>
internal sealed class CommandFrame(bool json)
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // for a terminal, not for a page: names stay readable
        NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    /// <summary>True if a program reads the answer.</summary>
    public bool IsJson { get; } = json;

    /// <summary>Adds the shared options to a command and runs it with a connection.</summary>
    public static Command Frame(Command command, Func<ParseResult, CommandFrame, ServerConnection, Task<int>> run)
    {
        var (data, uri, json, database) = (SharedOptions.Data(), SharedOptions.Uri(), SharedOptions.Json(), SharedOptions.Database());
        foreach (var option in (Option[])[data, uri, database, json]) command.Options.Add(option);
        command.SetAction(async (result, _) =>
        {
            var frame = new CommandFrame(result.GetValue(json));
            try
            {
                await using var connection = await ServerConnection.Open(result.GetRequiredValue(data), result.GetValue(uri), result.GetValue(database));
                return await run(result, frame, connection);
            }
            catch (UmulException refusal)
            {
                return frame.Refuse(refusal.In(Terminal.Language));
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
        else Terminal.Tables(Console.Out).Write(forPeople);
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
            Refuse(CommandTexts.Here.YesRefused(question));
            return false;
        }
        return AnsiConsole.Confirm(question, defaultValue: false);
    }

    /// <summary>Shows how far long work is, in bytes; silent for programs and where the terminal is not one.</summary>
    public async Task Progress(string title, long? totalBytes, Func<Action<long>, Task> work)
    {
        if (IsJson || Console.IsErrorRedirected)
        {
            await work(_ => { });
            return;
        }
        // To the error stream: standard output may be the file that is written.
        var terminal = Terminal.Tables(Console.Error);
        ProgressColumn[] columns = totalBytes is null
            ? [new TaskDescriptionColumn(), new SpinnerColumn(), new SizeColumn(), new ElapsedTimeColumn()]
            : [new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new SizeColumn(), new RemainingTimeColumn()];
        await terminal.Progress().Columns(columns).StartAsync(async context =>
        {
            var task = context.AddTask(Markup.Escape(title), autoStart: true, maxValue: Math.Max(1, totalBytes ?? 1));
            if (totalBytes is null) task.IsIndeterminate = true;
            long done = 0;
            await work(bytes => task.Value = Math.Min(done += bytes, totalBytes ?? long.MaxValue));
            if (totalBytes is not null) (task.MaxValue, task.Value) = (Math.Max(1, done), Math.Max(1, done)); // the total may have been an estimate
        });
    }
}
