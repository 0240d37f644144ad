using System.CommandLine;
using System.CommandLine.Invocation;
using Umul.Access;
using Umul.Export;
using Umul.Import;
using Umul.Outcomes;
using Umul.Runs;
using Umul.Server;
using Umul.Upkeep;
using Umul.Web;
using Umul.Web.Texts;

Terminal.Choose(args);
var given = Root().Parse(args);
var code = await given.InvokeAsync();
return given.Action is ParseErrorAction ? 2 : code;

internal static partial class Program
{
    UpCommands.Up(),
    UserCommands.User(),
    RunCommands.Runs(),
    RunCommands.Show(),
    UpkeepCommands.Backup(),
    UpkeepCommands.Restore(),
    UpkeepCommands.Gc(),
    ImportCommands.Import(),
    ExportCommands.Export(),
    DoctorCommands.Doctor(),
    EvaluateCommands.Evaluate(),
};
return await root.Parse(args).InvokeAsync();
    // Every command, on one screen. A feature adds one line.
    public static RootCommand Root() => new(CommandTexts.Here.Umul + Environment.NewLine + CommandTexts.Here.ExitCodes)
    {
        new Option<string?>(Terminal.LanguageOption) { Description = CommandTexts.Here.LanguageOption, Recursive = true }.AcceptOnlyFromAmong("en", "ko"),
        UpCommands.Up(),
        UserCommands.User(),
        RunCommands.Runs(),
        RunCommands.Show(),
        UpkeepCommands.Backup(),
        UpkeepCommands.Restore(),
        UpkeepCommands.Gc(),
        ImportCommands.Import(),
        ExportCommands.Export(),
        DoctorCommands.Doctor(),
    };
}
