using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using Umul.Server;
using Umul.Web;

namespace Umul.Datasets;

/// <summary><c>umul data add|list|show|split|verify|link</c>.</summary>
internal static class DatasetCommands
{
    public static Command Data() => new("data", Terminal.Say("Datasets of a project: cases, files, metadata, splits.", "프로젝트의 데이터셋: 케이스, 파일, 메타데이터, 분할.")) { Add(), List(), Show(), Split(), Verify(), Link() };

    private static Command Add()
    {
        var folder = new Argument<string>("FOLDER") { Description = Terminal.Say("Folder that holds the files, on the machine that Umul runs on.", "파일이 있는 폴더. Umul이 실행 중인 컴퓨터의 경로입니다.") };
        var name = new Option<string?>("--name") { Description = Terminal.Say("Name of the dataset; that of the folder if not given.", "데이터셋 이름. 없으면 폴더 이름을 씁니다.") };
        var pattern = new Option<string[]>("--pattern") { Description = Terminal.Say("Which files belong to a case: \"images/{case}.png\", \"reference=masks/{case}_mask.png\"; may be repeated.", "한 케이스의 파일: \"images/{case}.png\", \"reference=masks/{case}_mask.png\". 여러 번 쓸 수 있습니다."), DefaultValueFactory = _ => [] };
        var manifest = new Option<string?>("--manifest") { Description = Terminal.Say("CSV, TSV or JSON with one row a case.", "한 행이 한 케이스인 CSV, TSV, JSON 파일.") };
        var group = new Option<string?>("--group") { Description = Terminal.Say("Column that names the patient or speaker; none if each case stands for itself.", "환자나 화자를 나타내는 열. 케이스가 서로 독립이면 none.") };
        var copy = new Option<bool>("--copy") { Description = Terminal.Say("Keep the files' bytes in Umul as well.", "파일 내용도 Umul에 보관합니다.") };
        var yes = new Option<bool>("--yes") { Description = Terminal.Say("Save without being asked.", "묻지 않고 저장합니다.") };
        var (project, role) = (ProjectOption(), RoleOption());
        var command = new Command("add", Terminal.Say("Look at a folder, show what was found, and save it as a dataset.", "폴더를 살펴 찾은 것을 보여 주고 데이터셋으로 저장합니다.")) { folder, project, name, pattern, manifest, group, role, copy, yes };
        return CommandFrame.Frame(command, async (result, frame, connection) =>
        {
            var file = result.GetValue(manifest);
            if (file is not null && !File.Exists(file)) return frame.Refuse(DatasetWords.NoManifest(file).In(Terminal.Language));
            var request = new DraftRequest
            {
                Project = result.GetRequiredValue(project),
                Folder = Path.GetFullPath(result.GetRequiredValue(folder)),
                Name = result.GetValue(name),
                Patterns = result.GetRequiredValue(pattern),
                ManifestName = file is null ? null : Path.GetFileName(file),
                Manifest = file is null ? null : await File.ReadAllTextAsync(file),
                Group = result.GetValue(group),
                Roles = Roles(result.GetValue(role)),
                IsCopied = result.GetValue(copy),
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
            if (!mayAsk) return frame.Refuse(question.Sentence.In(Terminal.Language));
            AnsiConsole.WriteLine(question.Sentence.In(Terminal.Language));
            return await AddLooked(frame, connection, request with { Group = AnsiConsole.Confirm(DatasetWords.AskGroup(question).In(Terminal.Language)) ? question.Column : "none" }, isSure);
        }
        if (!isSure && !mayAsk) return frame.Refuse(DatasetWords.SayYes.In(Terminal.Language));
        if (!isSure && !AnsiConsole.Confirm(DatasetWords.AskSave.In(Terminal.Language))) return frame.Refuse(DatasetWords.NotSaved.In(Terminal.Language));
        var saved = await Post<DatasetEndpoints.DatasetAnswer>(connection, "/api/datasets", request);
        return frame.Answer(saved, Said(saved));
    }

    private static Command List()
    {
        var project = ProjectOption();
        return CommandFrame.Frame(new Command("list", Terminal.Say("List the datasets of a project, newest first.", "프로젝트의 데이터셋을 최신순으로 보여 줍니다.")) { project }, async (result, frame, connection) =>
        {
            var all = await Get<List<DatasetEndpoints.DatasetAnswer>>(connection, "/api/datasets?project=" + Uri.EscapeDataString(result.GetRequiredValue(project)));
            var table = new Table().Border(TableBorder.Simple).AddColumns(DatasetWords.ListHeads.In(Terminal.Language).Split('|'));
            foreach (var d in all) table.AddRow([.. new[] { Text(d.Id), d.Name, Text(d.Version), Text(d.Cases), Text(d.Groups), Splits(d), d.Fingerprint[..12] }.Select(Markup.Escape)]);
            return frame.Answer(all, table);
        });
    }

    private static Command Show()
    {
        var id = IdArgument();
        return CommandFrame.Frame(new Command("show", Terminal.Say("Show a dataset.", "데이터셋을 보여 줍니다.")) { id }, async (result, frame, connection) =>
        {
            var d = await Get<DatasetEndpoints.DatasetAnswer>(connection, $"/api/datasets/{result.GetRequiredValue(id)}");
            return frame.Answer(d, Said(d) + "\n" + DatasetWords.Found(d.Cases, d.Groups, d.Folder).In(Terminal.Language) + "\n" + DatasetWords.Metadata(string.Join(", ", d.Columns)).In(Terminal.Language));
        });
    }

    private static Command Split()
    {
        var id = IdArgument();
        var shares = new Option<string>("--shares") { Description = Terminal.Say("Name and share of each split.", "분할마다 이름과 비율."), DefaultValueFactory = _ => "train=0.7,development=0.15,test=0.15" };
        var seed = new Option<long>("--seed") { Description = Terminal.Say("Another seed is another division.", "시드가 다르면 나뉘는 것도 다릅니다."), DefaultValueFactory = _ => 1 };
        var by = new Option<string>("--by") { Description = Terminal.Say("group: a patient is in one split only; case: each case for itself.", "group: 한 환자는 한 분할에만. case: 케이스마다 따로."), DefaultValueFactory = _ => "group" };
        by.AcceptOnlyFromAmong("group", "case");
        var role = RoleOption();
        return CommandFrame.Frame(new Command("split", Terminal.Say("Divide the cases among splits; that makes a new version.", "케이스를 분할로 나눕니다. 새 버전이 됩니다.")) { id, shares, seed, by, role }, async (result, frame, connection) =>
        {
            var saved = await Post<DatasetEndpoints.DatasetAnswer>(
                connection, $"/api/datasets/{result.GetRequiredValue(id)}/split", new SplitPlan(result.GetRequiredValue(shares), result.GetValue(seed), result.GetRequiredValue(by) == "case", Roles(result.GetValue(role))));
            return frame.Answer(saved, Said(saved));
        });
    }

    private static Command Verify()
    {
        var id = IdArgument();
        return CommandFrame.Frame(new Command("verify", Terminal.Say("Read all files of a dataset again and say what is not as it was.", "데이터셋의 모든 파일을 다시 읽어 달라진 것을 알려 줍니다.")) { id }, async (result, frame, connection) =>
        {
            var answer = await Post<DatasetEndpoints.VerifyAnswer>(connection, $"/api/datasets/{result.GetRequiredValue(id)}/verify", new { });
            if (answer.Changed.Count == 0) return frame.Answer(answer, DatasetWords.Same(answer.Files).In(Terminal.Language));
            frame.Answer(answer, string.Join('\n', answer.Changed.Select(s => s.In(Terminal.Language))));
            return 1;
        });
    }

    private static Command Link()
    {
        var id = IdArgument();
        var digest = new Argument<string>("DIGEST") { Description = Terminal.Say("Digest that mlflow.log_input logged.", "mlflow.log_input이 기록한 다이제스트.") };
        return CommandFrame.Frame(new Command("link", Terminal.Say("Say that a digest of mlflow.log_input means this dataset.", "mlflow.log_input의 다이제스트가 이 데이터셋임을 지정합니다.")) { id, digest }, async (result, frame, connection) =>
        {
            using var response = await ServerConnection.Require(connection.Client.PostAsync(
                new Uri($"/api/datasets/{result.GetRequiredValue(id)}/digests/{Uri.EscapeDataString(result.GetRequiredValue(digest))}", UriKind.Relative), null));
            return frame.Answer(new { linked = true }, "");
        });
    }

    private static void Tell(DatasetEndpoints.PreviewAnswer p)
    {
        void Say(Sentence sentence) => Console.WriteLine(sentence.In(Terminal.Language));
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
        var lines = new List<string> { DatasetWords.Saved(d.Name, d.Version, d.Fingerprint[..12]).In(Terminal.Language) };
        lines.AddRange(d.Splits.Select(s => DatasetWords.Split($"{s.Name} ({s.Role})", s.Cases).In(Terminal.Language)));
        if (d.GroupsInSeveralSplits.Count > 0) lines.Add(DatasetWords.InSeveral(d.GroupsInSeveralSplits.Count, Some([.. d.GroupsInSeveralSplits.Take(5)], d.GroupsInSeveralSplits.Count)).In(Terminal.Language));
        return string.Join('\n', lines);
    }

    private static string Some(IReadOnlyList<string> first, int all) => string.Join(", ", first.Take(5)) + (all > 5 ? ", …" : "");

    private static string Splits(DatasetEndpoints.DatasetAnswer d) => string.Join(", ", d.Splits.Select(s => $"{s.Name} {s.Cases}"));

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static Option<string> ProjectOption() => new("--project") { Description = Terminal.Say("Name of the project.", "프로젝트 이름."), Required = true };

    private static Option<string[]> RoleOption() => new("--role") { Description = Terminal.Say("What a split of an unusual name is for, such as external=test; may be given several times.", "이름만으로 알 수 없는 분할의 용도, 예: external=test. 여러 번 줄 수 있습니다.") };

    private static Dictionary<string, string>? Roles(string[]? said) => said is not { Length: > 0 } ? null
        : said.Select(text => text.Split('=', 2)).ToDictionary(pair => pair[0].Trim(), pair => pair.Length > 1 ? pair[1].Trim() : "", StringComparer.Ordinal);

    private static Argument<long> IdArgument() => new("DATASET") { Description = Terminal.Say("Id of the dataset, as 'umul data list' shows it.", "'umul data list'에 나오는 데이터셋 번호.") };

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
