using System.CommandLine;
using Umul.Web;
using Umul.Web.Texts;

namespace Umul.Server;

/// <summary>Options that several commands have; a new one each time, because a command owns its options.</summary>
internal static class SharedOptions
{
    public static Option<string?> Language() =>
        new Option<string?>(Terminal.LanguageOption) { Description = CommandTexts.Here.LanguageOption, Recursive = true }.AcceptOnlyFromAmong("en", "ko");

    public static Option<string> Data() => new("--data") { Description = CommandTexts.Here.DataOption, DefaultValueFactory = _ => UpCommands.DefaultDataFolder };

    public static Option<string?> Uri() => new("--uri") { Description = CommandTexts.Here.UriOption };

    public static Option<bool> Json() => new("--json") { Description = CommandTexts.Here.JsonOption };

    public static Option<string?> Database() => new("--database") { Description = CommandTexts.Here.DatabaseOption };
}
