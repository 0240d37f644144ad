using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using Umul.Server;

namespace Umul.Runs;

/// <summary><c>umul runs</c> and <c>umul show RUN</c>.</summary>
internal static class RunCommands
{
    private const int MetricColumns = 4;

    public static Command Runs()
    {
        var project = new Argument<string?>("PROJECT") { Description = "Name of a project; all projects if not given.", Arity = ArgumentArity.ZeroOrOne };
        var filter = new Option<string?>("--filter") { Description = "Such as \"params.lr < 1e-3 and metrics.dice > 0.8\"." };
        var limit = new Option<int>("--limit") { Description = "At most so many, newest first.", DefaultValueFactory = _ => 50 };
        var command = new Command("runs", "List runs, newest first.") { project, filter, limit };
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
        var id = new Argument<string>("RUN") { Description = "Id of a run." };
        var command = new Command("show", "Show a run: params, metrics, tags.") { id };
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
            .OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).Take(MetricColumns).Select(g => g.Key).ToList();
        var table = new Table().Border(TableBorder.Simple);
        foreach (var heading in (string[])["run", "name", "project", "status", "started (UTC)"]) table.AddColumn(new TableColumn(heading).NoWrap());
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
        var table = new Table().Border(TableBorder.Simple).AddColumns("what", "value");
        void Row(string name, string value) => table.AddRow(Markup.Escape(name), Markup.Escape(value));
        Row("run", run.Id);
        Row("name", run.Name);
        Row("project", run.Project);
        Row("status", run.Status);
        Row("started (UTC)", Time(run.StartedMs));
        Row("ended (UTC)", Time(run.EndedMs));
        foreach (var (name, value) in run.Params) Row("param " + name, value);
        foreach (var (name, m) in run.Metrics)
            Row("metric " + name, $"last {Number(m.Last)} at step {m.LastStep}, least {Number(m.Minimum)}, greatest {Number(m.Maximum)}, {m.Count} points, {m.NanCount} NaN");
        foreach (var (name, value) in run.Tags) Row("tag " + name, value.Length > 200 ? value[..200] + "…" : value);
        return table;
    }

    private static string Number(double? value) => value is { } v ? v.ToString("G6", CultureInfo.InvariantCulture) : "NaN or ∞";

    private static string Time(long? ms) => ms is { } known
        ? DateTimeOffset.FromUnixTimeMilliseconds(known).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)
        : "";
}
