using System.CommandLine;
using Umul.Access;
using Umul.Export;
using Umul.Import;
using Umul.Outcomes;
using Umul.Runs;
using Umul.Server;
using Umul.Upkeep;

// Every command, on one screen. A feature adds one line.
var root = new RootCommand("Umul: the workbench for deep-learning research in small groups.")
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
