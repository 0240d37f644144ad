using System.CommandLine;
using Umul.Server;
using Umul.Web;
using Umul.Web.Texts;

namespace Umul.Ledger;

/// <summary><c>umul ledger verify</c>.</summary>
internal static class LedgerCommands
{
    public static Command Ledger() => new("ledger", IdeaCommandTexts.Here.Ledger) { Verify() };

    private static Command Verify() => CommandFrame.Frame(new Command("verify", IdeaCommandTexts.Here.Verify), async (_, frame, connection) =>
    {
        using var response = await ServerConnection.Require(connection.Client.GetAsync("api/ledger/verify"));
        var report = (await response.Content.ReadFromJsonAsync<LedgerAnswer>())!;
        if (report.IsWhole) return frame.Answer(report, IdeaCommandTexts.Here.Whole(report.Entries, report.Head));
        if (frame.IsJson) frame.Answer(report, "");
        else foreach (var fault in report.Faults) await Console.Error.WriteLineAsync(fault.In(Terminal.Language));
        return 1;
    });
}

/// <summary>What was found in the ledger.</summary>
internal sealed record LedgerAnswer(bool IsWhole, int Entries, string Head, IReadOnlyList<Sentence> Faults);
