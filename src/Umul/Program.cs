using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Umul.Access;
using Umul.Comparisons;
using Umul.Comparisons.Why;
using Umul.Datasets;
using Umul.Export;
using Umul.Ideas;
using Umul.Import;
using Umul.Outcomes;
using Umul.Reports;
using Umul.Runs;
using Umul.Server;
using Umul.Upkeep;
using Umul.Web;
using Umul.Web.Texts;

Terminal.Choose(args);

// Every command, on one screen. A feature adds one line. A start makes its own alone: the others, and what compiles for them, take 20 ms.
var summary = CommandTexts.Here.Umul + Environment.NewLine + CommandTexts.Here.ExitCodes;
var root = args is ["up", ..] ? new RootCommand(summary) { SharedOptions.Language(), UpCommands.Up() } : new RootCommand(summary)
{
    SharedOptions.Language(),
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
    DatasetCommands.Data(),
    EvaluateCommands.Evaluate(),
    CompareCommands.Compare(),
    PlanCommands.Plan(),
    RankCommands.Rank(),
    WhyCommands.Why(),
    IdeaCommands.Idea(),
    ReportCommands.Report(),
    ReturnCommands.Return(),
    LedgerCommands.Ledger(),
};
foreach (var help in root.Options.OfType<HelpOption>()) help.Description = CommandTexts.Here.Help; // the framework's is English everywhere
var given = root.Parse(args);
var code = await given.InvokeAsync();
return given.Action is ParseErrorAction ? 2 : code;
