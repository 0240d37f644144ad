using System.CommandLine;
using Umul.Access;
using Umul.Server;

// Every command, on one screen. A feature adds one line.
var root = new RootCommand("Umul: the workbench for deep-learning research in small groups.")
{
    UpCommands.Up(),
    UserCommands.User(),
};
return await root.Parse(args).InvokeAsync();
