using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using Umul.Server;
using Umul.Web;
using Umul.Web.Texts;

namespace Umul.Ideas;

/// <summary><c>umul idea leave|exclude|include|rule|parent|delete|restore|baseline</c>.</summary>
internal static class IdeaRunCommands
{
    private static IdeaCommandTexts Texts => IdeaCommandTexts.Here;

    public static IEnumerable<Command> All() => [Leave(), Exclude(), Include(), Rule(), Parent(), Bin("delete", Texts.DeleteIdea), Bin("restore", Texts.RestoreIdea), Baseline()];

    private static Command Leave()
    {
        var (project, runs, by) = (Project(), Runs(), By());
        return CommandFrame.Frame(new Command("leave", Texts.Leave) { project, runs, by }, (result, frame, connection) => Send(
            frame, connection, Address(result.GetRequiredValue(project), "idea-runs/leave"), new JoinRequest(result.GetRequiredValue(runs), result.GetValue(by))));
    }

    private static Command Exclude()
    {
        var (project, runs, by) = (Project(), Runs(), By());
        var reason = new Option<string>("--reason") { Description = Texts.ExcludeReason, Required = true };
        return CommandFrame.Frame(new Command("exclude", Texts.Exclude) { project, runs, reason, by }, (result, frame, connection) => Send(
            frame, connection, Address(result.GetRequiredValue(project), "idea-runs/exclude"),
            new ExcludeRequest(result.GetRequiredValue(runs), result.GetRequiredValue(reason), result.GetValue(by))));
    }

    private static Command Include()
    {
        var (project, runs, by) = (Project(), Runs(), By());
        return CommandFrame.Frame(new Command("include", Texts.Include) { project, runs, by }, (result, frame, connection) => Send(
            frame, connection, Address(result.GetRequiredValue(project), "idea-runs/exclude"), new ExcludeRequest(result.GetRequiredValue(runs), null, result.GetValue(by))));
    }

    private static Command Rule() => new("rule", Texts.Rule) { Rules(), AddRule(), RemoveRule() };

    private static Command Rules()
    {
        var project = Project();
        return CommandFrame.Frame(new Command("list", Texts.RuleList) { project }, async (result, frame, connection) =>
        {
            using var response = await ServerConnection.Require(connection.Client.GetAsync(Address(result.GetRequiredValue(project), "idea-rules")));
            var rules = (await response.Content.ReadFromJsonAsync<List<RuleAnswer>>())!;
            var table = new Table().Border(TableBorder.Rounded);
            foreach (var column in (string[])["#", new IdeaTexts(Terminal.Language).Tab, new IdeaTexts(Terminal.Language).RuleParam, new IdeaTexts(Terminal.Language).RulePattern]) table.AddColumn(new TableColumn(column));
            foreach (var rule in rules) table.AddRow(rule.Id.ToString(CultureInfo.InvariantCulture), Markup.Escape(rule.Idea), Markup.Escape(rule.Param), Markup.Escape(rule.Pattern));
            return frame.Answer(rules, table);
        });
    }

    private static Command AddRule()
    {
        var (project, idea, by) = (Project(), Idea(), By());
        var param = new Argument<string>("PARAM") { Description = Texts.RuleParam };
        var pattern = new Argument<string>("PATTERN") { Description = Texts.RulePattern };
        return CommandFrame.Frame(new Command("add", Texts.RuleAdd) { project, idea, param, pattern, by }, (result, frame, connection) => Send(
            frame, connection, Address(result.GetRequiredValue(project), $"ideas/{Uri.EscapeDataString(result.GetRequiredValue(idea))}/rules"),
            new RuleRequest(result.GetRequiredValue(param), result.GetRequiredValue(pattern), result.GetValue(by))));
    }

    private static Command RemoveRule()
    {
        var project = Project();
        var rule = new Argument<long>("RULE") { Description = Texts.RuleNumber };
        return CommandFrame.Frame(new Command("remove", Texts.RuleRemove) { project, rule }, async (result, frame, connection) =>
        {
            var address = Address(result.GetRequiredValue(project), $"idea-rules/{result.GetRequiredValue(rule).ToString(CultureInfo.InvariantCulture)}");
            using var response = await ServerConnection.Require(connection.Client.DeleteAsync(address));
            return frame.Answer(new StoredAnswer(true), Texts.Done);
        });
    }

    private static Command Parent()
    {
        var (project, idea, by) = (Project(), Idea(), By());
        var parent = new Argument<string?>("PARENT") { Description = Texts.NewParent, Arity = ArgumentArity.ZeroOrOne };
        return CommandFrame.Frame(new Command("parent", Texts.SetParent) { project, idea, parent, by }, (result, frame, connection) => Send(
            frame, connection, Address(result.GetRequiredValue(project), $"ideas/{Uri.EscapeDataString(result.GetRequiredValue(idea))}/parent"),
            new ParentRequest(result.GetValue(parent))));
    }

    private static Command Bin(string verb, string description)
    {
        var (project, idea) = (Project(), Idea());
        return CommandFrame.Frame(new Command(verb, description) { project, idea }, (result, frame, connection) => Send(
            frame, connection, Address(result.GetRequiredValue(project), $"ideas/{Uri.EscapeDataString(result.GetRequiredValue(idea))}/{verb}"), new { }));
    }

    private static Command Baseline()
    {
        var (project, by) = (Project(), By());
        var choose = new Option<long?>("--choose") { Description = Texts.ChooseVersion };
        return CommandFrame.Frame(new Command("baseline", Texts.Versions) { project, choose, by }, async (result, frame, connection) =>
        {
            var of = result.GetRequiredValue(project);
            if (result.GetValue(choose) is { } version)
                return await Send(frame, connection, Address(of, "baseline/choose"), new ChooseRequest(version, result.GetValue(by)));
            using var response = await ServerConnection.Require(connection.Client.GetAsync(Address(of, "baseline/versions")));
            var versions = (await response.Content.ReadFromJsonAsync<List<BaselineVersion>>())!;
            var texts = new IdeaTexts(Terminal.Language);
            var table = new Table().Border(TableBorder.Rounded);
            foreach (var column in (string[])["#", texts.Metric, texts.Split, texts.CheckpointRule, texts.DataFingerprint, texts.Code]) table.AddColumn(new TableColumn(column));
            foreach (var v in versions)
                table.AddRow(v.Version.ToString(CultureInfo.InvariantCulture), Markup.Escape(v.Metric), Markup.Escape(v.Split), Markup.Escape(v.CheckpointRule), Markup.Escape(v.Dataset), Markup.Escape(v.Code));
            return frame.Answer(versions, table);
        });
    }

    private static async Task<int> Send<T>(CommandFrame frame, ServerConnection connection, string address, T request)
    {
        using var response = await ServerConnection.Require(connection.Client.PostAsJsonAsync(address, request));
        return frame.Answer(new StoredAnswer(true), Texts.Done);
    }

    private static string Address(string project, string rest) => $"api/projects/{Uri.EscapeDataString(project)}/{rest}";

    private static Argument<string> Project() => new("PROJECT") { Description = Texts.Project };

    private static Argument<string> Idea() => new("IDEA") { Description = Texts.Name };

    private static Argument<string[]> Runs() => new("RUN") { Description = Texts.Runs, Arity = ArgumentArity.OneOrMore };

    private static Option<string?> By() => new("--by") { Description = Texts.By, DefaultValueFactory = _ => Environment.UserName };
}
