using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using Umul.Server;
using Umul.Web;
using Umul.Web.Texts;

namespace Umul.Ideas;

/// <summary><c>umul ledger verify|show|unseal|open|seal</c>.</summary>
internal static class LedgerCommands
{
    private static IdeaCommandTexts Texts => IdeaCommandTexts.Here;

    public static Command Ledger() => new("ledger", Texts.Ledger) { Verify(), Show(), Unseal(), Set("open", Texts.OpenSplit), Set("seal", Texts.SealSplit) };

    private static Command Verify() => CommandFrame.Frame(new Command("verify", Texts.Verify), async (_, frame, connection) =>
    {
        using var response = await ServerConnection.Require(connection.Client.GetAsync("api/ledger/verify"));
        var report = (await response.Content.ReadFromJsonAsync<LedgerAnswer>())!;
        if (report.IsWhole) return frame.Answer(report, Texts.Whole(report.Entries, report.Head));
        if (frame.IsJson) frame.Answer(report, "");
        else foreach (var fault in report.Faults) await Console.Error.WriteLineAsync(fault.In(Terminal.Language));
        return 1;
    });

    private static Command Show()
    {
        var project = Project();
        return CommandFrame.Frame(new Command("show", Texts.ShowLedger) { project }, async (result, frame, connection) =>
        {
            using var response = await ServerConnection.Require(connection.Client.GetAsync(Address(result.GetRequiredValue(project), "ledger")));
            var ledger = (await response.Content.ReadFromJsonAsync<ProjectLedgerAnswer>())!;
            return frame.Answer(ledger, Table(ledger));
        });
    }

    private static Command Unseal()
    {
        var (project, reason, by) = (Project(), Reason(), By());
        var idea = new Option<string?>("--idea") { Description = Texts.UnsealIdea };
        var runs = new Option<string[]>("--run") { Description = Texts.UnsealRun };
        var split = new Option<string>("--split") { Description = Texts.UnsealSplit, DefaultValueFactory = _ => "test" };
        return CommandFrame.Frame(new Command("unseal", Texts.Unseal) { project, idea, runs, split, reason, by }, async (result, frame, connection) =>
        {
            var (of, why, who) = (result.GetRequiredValue(project), result.GetRequiredValue(reason), result.GetValue(by));
            if (result.GetValue(idea) is { Length: > 0 } name)
                return await Send(frame, connection, Address(of, $"ideas/{Uri.EscapeDataString(name)}/unseal"), new ReasonRequest(why, who));
            return result.GetValue(runs) is { Length: > 0 } ids
                ? await Send(frame, connection, Address(of, "ledger/unseal"), new UnsealRunsRequest(result.GetRequiredValue(split), ids, why, who))
                : frame.Refuse(Texts.UnsealWhat);
        });
    }

    private static Command Set(string verb, string description)
    {
        var (project, reason, by) = (Project(), Reason(), By());
        var split = new Argument<string>("SPLIT") { Description = Texts.UnsealSplit };
        return CommandFrame.Frame(new Command(verb, description) { project, split, reason, by }, (result, frame, connection) => Send(
            frame, connection, Address(result.GetRequiredValue(project), verb == "open" ? "ledger/open" : "ledger/close"),
            new SealRequest(result.GetRequiredValue(split), result.GetRequiredValue(reason), result.GetValue(by))));
    }

    private static async Task<int> Send<T>(CommandFrame frame, ServerConnection connection, string address, T request)
    {
        using var response = await ServerConnection.Require(connection.Client.PostAsJsonAsync(address, request));
        return frame.Answer((await response.Content.ReadFromJsonAsync<StoredAnswer>())!, Texts.InLedger);
    }

    private static Table Table(ProjectLedgerAnswer ledger)
    {
        var texts = new LedgerTexts(Terminal.Language);
        var table = new Table().Border(TableBorder.Rounded);
        foreach (var column in (string[])["#", texts.When, texts.Who, texts.What, Texts.Split, texts.About, texts.Metrics, texts.Reason, texts.After]) table.AddColumn(new TableColumn(column));
        foreach (var entry in ledger.Entries)
        {
            table.AddRow(
                entry.Id.ToString(CultureInfo.InvariantCulture), Web.Show.Utc(entry.WrittenMs), Markup.Escape(entry.Person), texts.Kind(Enum.Parse<Umul.Ledger.LedgerKind>(entry.Kind, ignoreCase: true)),
                Markup.Escape(entry.Split), Markup.Escape(entry.Subject), Markup.Escape(entry.Metrics), Markup.Escape(entry.Reason), entry.Split.Length == 0 ? "" : entry.IdeasAfter.ToString(CultureInfo.InvariantCulture));
        }
        foreach (var split in ledger.Splits)
            table.Caption(Markup.Escape($"{texts.SplitTitle(split.Split)}: {(split.IsOpen ? texts.IsOpen : texts.IsSealed)}, {texts.Seen(split.Looks)}, {texts.IdeasAfter(split.IdeasAfter)}"));
        return table;
    }

    private static string Address(string project, string rest) => $"api/projects/{Uri.EscapeDataString(project)}/{rest}";

    private static Argument<string> Project() => new("PROJECT") { Description = Texts.Project };

    private static Option<string> Reason() => new("--reason") { Description = Texts.UnsealReason, Required = true };

    private static Option<string?> By() => new("--by") { Description = Texts.By, DefaultValueFactory = _ => Environment.UserName };
}

/// <summary>What was found in the ledger.</summary>
internal sealed record LedgerAnswer(bool IsWhole, int Entries, string Head, IReadOnlyList<Sentence> Faults);
