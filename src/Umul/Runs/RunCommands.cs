using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using Umul.Server;
using Umul.Web.Texts;

namespace Umul.Runs;

/// <summary><c>umul runs</c> and <c>umul show RUN</c>.</summary>
internal static class RunCommands
{
    private const int MetricColumns = 4;

    public static Command Runs()
    {
        var texts = CommandTexts.Here;
        var project = new Argument<string?>("PROJECT") { Description = texts.ProjectArgument, Arity = ArgumentArity.ZeroOrOne };
        var filter = new Option<string?>("--filter") { Description = texts.FilterOption };
        var limit = new Option<int>("--limit") { Description = texts.LimitOption, DefaultValueFactory = _ => 50 };
        var command = new Command("runs", texts.Runs) { project, filter, limit };
        return CommandFrame.Frame(command, async (result, frame, connection) =>
        {
            var uri = $"api/runs?limit={result.GetValue(limit)}"
                + (result.GetValue(project) is { } name ? "&project=" + Uri.EscapeDataString(name) : "")
                + (result.GetValue(filter) is { } text ? "&filter=" + Uri.EscapeDataString(text) : "");
            var runs = await Get<List<RunAnswer>>(connection, uri);
            return frame.Answer(runs, Table(runs));
        });
    }

    public static Command Show()
    {
        var id = new Argument<string>("RUN") { Description = CommandTexts.Here.RunArgument };
        var command = new Command("show", CommandTexts.Here.Show) { id };
        return CommandFrame.Frame(command, async (result, frame, connection) =>
        {
            var run = await Get<RunAnswer>(connection, "api/runs/" + Uri.EscapeDataString(result.GetRequiredValue(id)));
            return frame.Answer(run, Table(run));
        });
    }

    private static async Task<T> Get<T>(ServerConnection connection, string uri)
    {
        using var response = await ServerConnection.Require(connection.Client.GetAsync(uri));
        return (await response.Content.ReadFromJsonAsync<T>())!;
    }

    private static Table Table(List<RunAnswer> runs)
    {
        var metrics = runs.SelectMany(r => r.Metrics.Keys).GroupBy(k => k, StringComparer.Ordinal)
            .OrderBy(g => g.Key.StartsWith("system/", StringComparison.Ordinal)) // what the machine did comes after what was learned
            .ThenByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).Take(MetricColumns).Select(g => g.Key).ToList();
        var table = new Table().Border(TableBorder.Simple);
        var texts = CommandTexts.Here;
        foreach (var heading in (string[])[texts.Run, texts.Name, texts.Project, texts.Status, texts.Started]) table.AddColumn(new TableColumn(heading).NoWrap());
        foreach (var metric in metrics) table.AddColumn(new TableColumn(Markup.Escape(metric)).RightAligned());
        foreach (var run in runs)
        {
            table.AddRow([
                .. new[] { run.Id, run.Name, run.Project, run.Status, Time(run.StartedMs) }.Select(Markup.Escape),
                .. metrics.Select(m => run.Metrics.TryGetValue(m, out var value) ? Number(value.Last) : "")]);
        }
        return table;
    }

    private static Table Table(RunAnswer run)
    {
        var texts = CommandTexts.Here;
        var table = new Table().Border(TableBorder.Simple).AddColumns(texts.What, texts.Value);
        void Row(string name, string value) => table.AddRow(Markup.Escape(name), Markup.Escape(value));
        Row(texts.Run, run.Id);
        Row(texts.Name, run.Name);
        Row(texts.Project, run.Project);
        Row(texts.Status, run.Status);
        Row(texts.Started, Time(run.StartedMs));
        Row(texts.Ended, Time(run.EndedMs));
        foreach (var (name, value) in run.Params) Row(texts.Param(name), value);
        foreach (var (name, m) in run.Metrics)
            Row(texts.Metric(name), texts.MetricSummary(Number(m.Last), m.LastStep, Number(m.Minimum), Number(m.Maximum), m.Count, m.NanCount));
        foreach (var (name, value) in run.Tags) Row(texts.Tag(name), value.Length > 200 ? value[..200] + "…" : value);
        return table;
    }

    private static string Number(double? value) => value is { } v ? v.ToString("G6", CultureInfo.InvariantCulture) : CommandTexts.Here.NoNumber;

    private static string Time(long? ms) => ms is { } known
        ? DateTimeOffset.FromUnixTimeMilliseconds(known).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)
        : "";
}
