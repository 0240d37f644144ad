using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using Umul.Server;
using Umul.Web;
using Umul.Web.Texts;

namespace Umul.Ideas;

/// <summary><c>umul idea list|show|new|decide|join</c>.</summary>
internal static class IdeaCommands
{
    public static Command Idea()
    {
        var command = new Command("idea", IdeaCommandTexts.Here.Idea) { List(), Show(), New(), Decide(), Join() };
        foreach (var more in IdeaRunCommands.All()) command.Subcommands.Add(more);
        return command;
    }

    private static Command List()
    {
        var (project, search) = (Project(), new Option<string?>("--search") { Description = IdeaCommandTexts.Here.Search });
        return CommandFrame.Frame(new Command("list", IdeaCommandTexts.Here.List) { project, search }, async (result, frame, connection) =>
        {
            var query = result.GetValue(search) is { Length: > 0 } text ? "?q=" + Uri.EscapeDataString(text) : "";
            using var response = await ServerConnection.Require(connection.Client.GetAsync(Address(result.GetRequiredValue(project), "") + query));
            var ideas = (await response.Content.ReadFromJsonAsync<List<IdeaAnswer>>())!;
            return frame.Answer(ideas, Table(ideas));
        });
    }

    private static Command Show()
    {
        var (project, name) = (Project(), Name());
        return CommandFrame.Frame(new Command("show", IdeaCommandTexts.Here.Show) { project, name }, async (result, frame, connection) =>
        {
            using var response = await ServerConnection.Require(
                connection.Client.GetAsync(Address(result.GetRequiredValue(project), "/" + Uri.EscapeDataString(result.GetRequiredValue(name)))));
            var story = (await response.Content.ReadFromJsonAsync<IdeaStoryAnswer>())!;
            return frame.Answer(story, Tell(story));
        });
    }

    private static Command New()
    {
        var texts = IdeaCommandTexts.Here;
        var (project, name, by) = (Project(), Name(), By());
        var parent = new Option<string?>("--parent") { Description = texts.Parent };
        var hypothesis = new Option<string?>("--hypothesis") { Description = texts.Hypothesis };
        var predicted = new Option<double?>("--predicted") { Description = texts.Predicted };
        var keys = new Option<string[]>("--param") { Description = texts.Params };
        var files = new Option<string[]>("--file") { Description = texts.Files };
        var command = new Command("new", texts.New) { project, name, parent, hypothesis, predicted, keys, files, by };
        return CommandFrame.Frame(command, (result, frame, connection) => Send(frame, connection, Address(result.GetRequiredValue(project), ""), new NewIdeaRequest(
            result.GetRequiredValue(name), result.GetValue(parent), result.GetValue(hypothesis), result.GetValue(predicted), result.GetValue(keys), result.GetValue(files), result.GetValue(by))));
    }

    private static Command Decide()
    {
        var texts = IdeaCommandTexts.Here;
        var (project, name, by) = (Project(), Name(), By());
        var decision = new Argument<string>("DECISION") { Description = texts.Decision };
        var reason = new Option<string>("--reason") { Description = texts.Reason, Required = true };
        var cause = new Option<string?>("--cause") { Description = texts.Cause };
        var version = new Option<long?>("--version") { Description = texts.Version };
        var command = new Command("decide", texts.Decide) { project, name, decision, reason, cause, version, by };
        return CommandFrame.Frame(command, (result, frame, connection) => Send(
            frame, connection, Address(result.GetRequiredValue(project), $"/{Uri.EscapeDataString(result.GetRequiredValue(name))}/decide"),
            new DecisionRequest(result.GetRequiredValue(decision), result.GetRequiredValue(reason), result.GetValue(cause), result.GetValue(version), result.GetValue(by))));
    }

    private static Command Join()
    {
        var (project, name, by) = (Project(), Name(), By());
        var runs = new Argument<string[]>("RUN") { Description = IdeaCommandTexts.Here.Runs, Arity = ArgumentArity.OneOrMore };
        return CommandFrame.Frame(new Command("join", IdeaCommandTexts.Here.Join) { project, name, runs, by }, (result, frame, connection) => Send(
            frame, connection, Address(result.GetRequiredValue(project), $"/{Uri.EscapeDataString(result.GetRequiredValue(name))}/join"),
            new JoinRequest(result.GetRequiredValue(runs), result.GetValue(by))));
    }

    private static async Task<int> Send<T>(CommandFrame frame, ServerConnection connection, string address, T request)
    {
        using var response = await ServerConnection.Require(connection.Client.PostAsJsonAsync(address, request));
        var idea = (await response.Content.ReadFromJsonAsync<IdeaAnswer>())!;
        return frame.Answer(idea, IdeaCommandTexts.Here.Stored(idea.Name));
    }

    private static Table Table(List<IdeaAnswer> ideas)
    {
        var texts = new IdeaTexts(Terminal.Language);
        var table = new Table().Border(TableBorder.Rounded);
        foreach (var column in (string[])[texts.Tab, texts.Verdict, texts.Difference, texts.Runs, texts.Decision]) table.AddColumn(new TableColumn(column));
        foreach (var idea in ideas)
        {
            var decided = Enum.Parse<IdeaDecision>(idea.Decision, ignoreCase: true);
            table.AddRow(
                Markup.Escape(idea.Name), Markup.Escape(idea.Label.In(Terminal.Language)), Markup.Escape(Difference(idea)),
                idea.Runs.ToString(CultureInfo.InvariantCulture), texts.Decided(decided));
        }
        return table;
    }

    private static string Difference(IdeaAnswer idea) => idea is { Difference: { } middle, Lower: { } lower, Upper: { } upper }
        ? $"{IdeaInterval.Signed(middle)} [{IdeaInterval.Signed(lower)}, {IdeaInterval.Signed(upper)}]"
        : "";

    private static string Tell(IdeaStoryAnswer story)
    {
        var texts = new IdeaTexts(Terminal.Language);
        List<string> lines = [story.Idea.Verdict?.In(Terminal.Language) ?? story.Idea.Label.In(Terminal.Language), ""];
        lines.Add(story.Idea.Hypothesis.Length > 0 ? $"{texts.Hypothesis}: {story.Idea.Hypothesis}" : texts.NoHypothesis);
        if (story.Edits.Count > 0) lines.Add(story.Edits[^1].BeforeFirstRun ? texts.Before : texts.After);
        lines.AddRange(story.Changes.Select(change => $"  {change.Key}: {change.Was} → {change.Now}"));
        lines.AddRange(story.Log.Select(entry => $"{Show(entry.WrittenMs)} {entry.Person} {(entry.Decision is { } d ? texts.Decided(d) : texts.Note)}: {entry.Text}"));
        return string.Join(Environment.NewLine, lines);
    }

    private static string Show(long ms) => Web.Show.Utc(ms);

    private static string Address(string project, string rest) => $"api/projects/{Uri.EscapeDataString(project)}/ideas{rest}";

    private static Argument<string> Project() => new("PROJECT") { Description = IdeaCommandTexts.Here.Project };

    private static Argument<string> Name() => new("IDEA") { Description = IdeaCommandTexts.Here.Name };

    private static Option<string?> By() => new("--by") { Description = IdeaCommandTexts.Here.By, DefaultValueFactory = _ => Environment.UserName };
}
