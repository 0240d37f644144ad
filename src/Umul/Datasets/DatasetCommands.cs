using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using Umul.Server;
using Umul.Web;

namespace Umul.Datasets;

/// <summary><c>umul data add|list|show|split|verify|link</c>.</summary>
internal static class DatasetCommands
{
    private static readonly Language s_language = TerminalLanguage.Current;

    public static Command Data() => new("data", "Datasets of a project: cases, files, metadata, splits.") { Add(), List(), Show(), Split(), Verify(), Link() };

    private static Command Add()
    {
        var folder = new Argument<string>("FOLDER") { Description = "Folder that holds the files, on the machine that Umul runs on." };
        var name = new Option<string?>("--name") { Description = "Name of the dataset; that of the folder if not given." };
        var pattern = new Option<string[]>("--pattern") { Description = "Which files belong to a case: \"images/{case}.png\", \"reference=masks/{case}_mask.png\"; may be repeated.", DefaultValueFactory = _ => [] };
        var manifest = new Option<string?>("--manifest") { Description = "CSV, TSV or JSON with one row a case." };
        var group = new Option<string?>("--group") { Description = "Column that names the patient or speaker; none if each case stands for itself." };
        var copy = new Option<bool>("--copy") { Description = "Keep the files' bytes in Umul as well." };
        var yes = new Option<bool>("--yes") { Description = "Save without being asked." };
        var project = ProjectOption();
        var command = new Command("add", "Look at a folder, show what was found, and save it as a dataset.") { folder, project, name, pattern, manifest, group, copy, yes };
        return CommandFrame.Frame(command, async (result, frame, connection) =>
        {
            var file = result.GetValue(manifest);
            if (file is not null && !File.Exists(file)) return frame.Refuse($"{file}: there is no such manifest. Check --manifest.");
            var request = new DraftRequest
            {
                Project = result.GetRequiredValue(project), Folder = Path.GetFullPath(result.GetRequiredValue(folder)), Name = result.GetValue(name), Patterns = result.GetRequiredValue(pattern),
                ManifestName = file is null ? null : Path.GetFileName(file), Manifest = file is null ? null : await File.ReadAllTextAsync(file), Group = result.GetValue(group), IsCopied = result.GetValue(copy),
            };
            return await AddLooked(frame, connection, request, result.GetValue(yes));
        });
    }

    private static async Task<int> AddLooked(CommandFrame frame, ServerConnection connection, DraftRequest request, bool isSure)
    {
        var preview = await Post<DatasetEndpoints.PreviewAnswer>(connection, "/api/datasets/preview", request);
        if (!frame.IsJson) Tell(preview);
        var mayAsk = !frame.IsJson && !Console.IsInputRedirected;
        if (preview.Question is { } question)
        {
            if (!mayAsk) return frame.Refuse(question.Sentence.In(s_language));
            AnsiConsole.WriteLine(question.Sentence.In(s_language));
            return await AddLooked(frame, connection, request with { Group = AnsiConsole.Confirm(DatasetWords.AskGroup(question).In(s_language)) ? question.Column : "none" }, isSure);
        }
        if (!isSure && !mayAsk) return frame.Refuse(DatasetWords.SayYes.In(s_language));
        if (!isSure && !AnsiConsole.Confirm(DatasetWords.AskSave.In(s_language))) return frame.Refuse(DatasetWords.NotSaved.In(s_language));
        var saved = await Post<DatasetEndpoints.DatasetAnswer>(connection, "/api/datasets", request);
        return frame.Answer(saved, Said(saved));
    }

    private static Command List()
    {
        var project = ProjectOption();
        return CommandFrame.Frame(new Command("list", "List the datasets of a project, newest first.") { project }, async (result, frame, connection) =>
        {
            var all = await Get<List<DatasetEndpoints.DatasetAnswer>>(connection, "/api/datasets?project=" + Uri.EscapeDataString(result.GetRequiredValue(project)));
            var table = new Table().Border(TableBorder.Simple).AddColumns("id", "name", "version", "cases", "groups", "splits", "fingerprint");
            foreach (var d in all) table.AddRow([.. new[] { Text(d.Id), d.Name, Text(d.Version), Text(d.Cases), Text(d.Groups), Splits(d), d.Fingerprint[..12] }.Select(Markup.Escape)]);
            return frame.Answer(all, table);
        });
    }

    private static Command Show()
    {
        var id = IdArgument();
        return CommandFrame.Frame(new Command("show", "Show a dataset.") { id }, async (result, frame, connection) =>
        {
            var d = await Get<DatasetEndpoints.DatasetAnswer>(connection, $"/api/datasets/{result.GetRequiredValue(id)}");
            return frame.Answer(d, Said(d) + "\n" + DatasetWords.Found(d.Cases, d.Groups, d.Folder).In(s_language) + "\n" + DatasetWords.Metadata(string.Join(", ", d.Columns)).In(s_language));
        });
    }

    private static Command Split()
    {
        var id = IdArgument();
        var shares = new Option<string>("--shares") { Description = "Name and share of each split.", DefaultValueFactory = _ => "train=0.7,development=0.15,test=0.15" };
        var seed = new Option<long>("--seed") { Description = "Another seed is another division.", DefaultValueFactory = _ => 1 };
        var by = new Option<string>("--by") { Description = "group: a patient is in one split only; case: each case for itself.", DefaultValueFactory = _ => "group" };
        by.AcceptOnlyFromAmong("group", "case");
        return CommandFrame.Frame(new Command("split", "Divide the cases among splits; that makes a new version.") { id, shares, seed, by }, async (result, frame, connection) =>
        {
            var saved = await Post<DatasetEndpoints.DatasetAnswer>(
                connection, $"/api/datasets/{result.GetRequiredValue(id)}/split", new DatasetEndpoints.SplitRequest(result.GetRequiredValue(shares), result.GetValue(seed), result.GetRequiredValue(by) == "case"));
            return frame.Answer(saved, Said(saved));
        });
    }

    private static Command Verify()
    {
        var id = IdArgument();
        return CommandFrame.Frame(new Command("verify", "Read all files of a dataset again and say what is not as it was.") { id }, async (result, frame, connection) =>
        {
            var answer = await Post<DatasetEndpoints.VerifyAnswer>(connection, $"/api/datasets/{result.GetRequiredValue(id)}/verify", new { });
            if (answer.Changed.Count == 0) return frame.Answer(answer, DatasetWords.Same(answer.Files).In(s_language));
            frame.Answer(answer, string.Join('\n', answer.Changed.Select(s => s.In(s_language))));
            return 1;
        });
    }

    private static Command Link()
    {
        var id = IdArgument();
        var digest = new Argument<string>("DIGEST") { Description = "Digest that mlflow.log_input logged." };
        return CommandFrame.Frame(new Command("link", "Say that a digest of mlflow.log_input means this dataset.") { id, digest }, async (result, frame, connection) =>
        {
            using var response = await ServerConnection.Require(connection.Client.PostAsync(
                new Uri($"/api/datasets/{result.GetRequiredValue(id)}/digests/{Uri.EscapeDataString(result.GetRequiredValue(digest))}", UriKind.Relative), null));
            return frame.Answer(new { linked = true }, "");
        });
    }

    private static void Tell(DatasetEndpoints.PreviewAnswer p)
    {
        void Say(Sentence sentence) => Console.WriteLine(sentence.In(s_language));
        Say(DatasetWords.Found(p.Cases, p.Groups, p.Folder));
        foreach (var note in p.Notes) Say(note);
        foreach (var role in p.Roles) Say(DatasetWords.Role(role.Name, role.Cases, p.Cases));
        foreach (var split in p.Splits) Say(DatasetWords.Split(split.Name, split.Cases));
        if (p.Columns.Count > 0) Say(DatasetWords.Metadata(string.Join(", ", p.Columns)));
        if (p.Missing > 0) Say(DatasetWords.Missing(p.Missing, Some(p.FirstMissing, p.Missing)));
        if (p.Unmatched > 0) Say(DatasetWords.Unmatched(p.Unmatched, Some(p.FirstUnmatched, p.Unmatched)));
        Say(DatasetWords.First);
        foreach (var c in p.FirstCases) Console.WriteLine($"  {c.Case}{(c.Group.Length > 0 ? $" ({c.Group})" : "")}: {string.Join("  ", c.Files)}");
    }

    private static string Said(DatasetEndpoints.DatasetAnswer d)
    {
        var lines = new List<string> { DatasetWords.Saved(d.Name, d.Version, d.Fingerprint[..12]).In(s_language) };
        lines.AddRange(d.Splits.Select(s => DatasetWords.Split($"{s.Name} ({s.Role})", s.Cases).In(s_language)));
        if (d.GroupsInSeveralSplits.Count > 0) lines.Add(DatasetWords.InSeveral(d.GroupsInSeveralSplits.Count, Some([.. d.GroupsInSeveralSplits.Take(5)], d.GroupsInSeveralSplits.Count)).In(s_language));
        return string.Join('\n', lines);
    }

    private static string Some(IReadOnlyList<string> first, int all) => string.Join(", ", first.Take(5)) + (all > 5 ? ", …" : "");

    private static string Splits(DatasetEndpoints.DatasetAnswer d) => string.Join(", ", d.Splits.Select(s => $"{s.Name} {s.Cases}"));

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static Option<string> ProjectOption() => new("--project") { Description = "Name of the project.", Required = true };

    private static Argument<long> IdArgument() => new("DATASET") { Description = "Id of the dataset, as 'umul data list' shows it." };

    private static async Task<T> Get<T>(ServerConnection connection, string uri)
    {
        using var response = await ServerConnection.Require(connection.Client.GetAsync(new Uri(uri, UriKind.Relative)));
        return (await response.Content.ReadFromJsonAsync<T>())!;
    }

    private static async Task<T> Post<T>(ServerConnection connection, string uri, object body)
    {
        using var response = await ServerConnection.Require(connection.Client.PostAsJsonAsync(uri, body));
        return (await response.Content.ReadFromJsonAsync<T>())!;
    }
}
