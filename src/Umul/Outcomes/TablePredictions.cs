using Umul.Artifacts;
using Umul.Datasets;
using Umul.Files;
using Umul.Files.Annotations;
using Umul.Files.Tables;
using Umul.Files.Transcripts;
using Umul.Outcomes.Kinds;
using Umul.Outcomes.Pairing;
using Umul.Outcomes.Reports;
using Umul.Runs;
using Umul.Web;

namespace Umul.Outcomes;

/// <summary>
/// Predictions that a run logged as rows of a file instead of an image a case: transcripts, classes or scores, detections in COCO's layout.
/// The references are a column of the dataset (<c>text</c>, <c>label</c>), text files of its cases, or a COCO file that its cases share.
/// </summary>
internal sealed class TablePredictions(ArtifactStore artifacts, DatasetStore datasets, DatasetFiles files)
{
    private static readonly string[] s_texts = ["text", "transcript", "transcription", "sentence"];
    private static readonly string[] s_endings = [".csv", ".tsv", ".txt", ".lab", ".trn", ".stm", ".json"];

    public static bool IsTable(string path) => s_endings.Any(ending => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    /// <summary>The report of what is there; null if no file holds predictions.</summary>
    /// <exception cref="UmulException">A file cannot be read, or the project has no reference for it.</exception>
    public (Dataset Dataset, EvaluationReport Report)? Evaluate(Run run, string split, IReadOnlyList<Artifact> tables, ProjectRules rules)
    {
        Artifact[] results = [.. tables.Where(t => Ends(t, ".json") && IsList(t))], rows = [.. tables.Where(t => Ends(t, ".csv") || Ends(t, ".tsv"))];
        Artifact[] texts = [.. tables.Where(t => !Ends(t, ".json") && !Ends(t, ".csv") && !Ends(t, ".tsv"))];
        Artifact[] whole = [.. results, .. rows];
        if (whole.Length > 1) throw new FileException(ErrorCode.Invalid, whole[1].Path, new Sentence(
            $"{whole[1].Path}: there is {whole[0].Path} as well, and each would hold the predictions of the whole split. Log them as one file.",
            $"{whole[1].Path}: {whole[0].Path}도 있는데 둘 다 분할 전체의 예측으로 보입니다. 한 파일로 기록하세요."));
        if (results is [var json]) return Detection(run, split, json, rules.Detection);
        if (rows is [var table]) return Rows(run, split, table, rules);
        return texts.Length > 0 ? Transcription(run, split, Heard(texts, split), rules.Transcription) : null;
    }

    private (Dataset, EvaluationReport) Rows(Run run, string split, Artifact table, ProjectRules rules)
    {
        var text = TextFile.Of(Bytes(artifacts.OpenRead(table)), table.Path);
        var parsed = DelimitedTable.Of(text);
        if (parsed.Column(s_texts.Concat(["hypothesis", "hyp"]).ToArray()) >= 0) return Transcription(run, split, TranscriptFile.Of(text), rules.Transcription);
        var prediction = ClassificationTable.Of(parsed);
        var dataset = datasets.WithSplit(run.ProjectId, split, content => Labels("", content, split) is { HasLabels: true } labels ? NamePairing.Of(labels.Ids, prediction.Ids).Paired : 0)
            ?? throw NoDataset(split, table.Path, "label");
        return (dataset, ClassificationKind.Evaluate(Labels(dataset.Name, datasets.Content(dataset), split)!, prediction, rules.Classification));
    }

    private (Dataset, EvaluationReport) Transcription(Run run, string split, Transcript heard, TranscriptionRules rules)
    {
        string[] ids = [.. heard.Utterances.Select(u => u.Id)];
        var dataset = datasets.WithSplit(run.ProjectId, split, content => Spoken(content, split) is { Count: > 0 } spoken ? NamePairing.Of([.. spoken.Select(c => c.Id)], ids).Paired : 0)
            ?? throw NoDataset(split, heard.Name, "text");
        var content = datasets.Content(dataset);
        return (dataset, TranscriptionKind.Evaluate(Said(dataset, content, Spoken(content, split)), heard, rules, Threads));
    }

    private (Dataset, EvaluationReport) Detection(Run run, string split, Artifact table, DetectionRules rules)
    {
        var results = CocoFile.ReadResults(Bytes(artifacts.OpenRead(table)), table.Path);
        var dataset = datasets.WithSplit(run.ProjectId, split, content => SharedFile(content, split) is null ? 0 : 1) ?? throw NoDataset(split, table.Path, "COCO");
        var content = datasets.Content(dataset);
        var shared = SharedFile(content, split)!;
        var reference = CocoFile.ReadReference(Bytes(files.OpenRead(dataset, shared)), shared.Path);
        var members = Members(content, split).Select(c => c.Id).ToList();
        var named = reference.Images.Where(image => image.FileName.Length > 0).DistinctBy(image => image.FileName).ToDictionary(image => image.FileName, StringComparer.Ordinal);
        var pairs = NamePairing.Of(members, [.. named.Keys]).Pairs.Where(p => p is { Reference: not null, Prediction: not null }).ToList();
        if (pairs.Count == 0) throw NoDataset(split, table.Path, "COCO");
        var cases = pairs.ToDictionary(p => named[p.Prediction!.Path].Id, p => p.Reference!.Path);
        // The file may hold other splits' images as well; what was predicted for them is none of this one's business.
        var known = reference.Images.Select(image => image.Id).ToHashSet();
        var report = DetectionKind.Evaluate(reference with { Images = [.. reference.Images.Where(image => cases.ContainsKey(image.Id))] }, results, rules, Threads, cases);
        return (dataset, report with
        {
            Cases = [.. report.Cases.Concat(members.Except(cases.Values, StringComparer.Ordinal).Select(id => NotInFile(id, shared.Path))).OrderBy(c => c.Case, StringComparer.Ordinal)],
            PredictionsWithoutReference = [.. results.ImageIds.Where(id => !known.Contains(id)).Distinct().Order().Select(id => FormattableString.Invariant($"image_id {id}"))],
        });
    }

    // Half of the machine at most: people are using the server meanwhile.
    private static int Threads => Math.Max(1, Environment.ProcessorCount / 2);

    private Transcript Heard(IReadOnlyList<Artifact> texts, string split)
    {
        var prefix = $"predictions/{split}/";
        // One file holds all utterances, several hold one each.
        if (texts is [var only] && !Ends(only, ".lab")) return TranscriptFile.Of(TextFile.Of(Bytes(artifacts.OpenRead(only)), only.Path));
        return TranscriptSource.Of(prefix, [.. texts.Select(t => (FoundFile.StemOf(t.Path[prefix.Length..]), (Func<FileSource>)(() => FileSource.Of(artifacts.OpenRead(t), t.Path))))]);
    }

    private static ClassificationTable? Labels(string name, DatasetContent content, string split)
    {
        var rows = Members(content, split).Select(c => new ClassificationRow(c.Id, c.Group.Length > 0 ? c.Group : null, 0, c.Metadata)).ToList();
        return rows.Count == 0 ? null : ClassificationTable.Of(name, content.Columns, rows, []);
    }

    private static List<DatasetCase> Spoken(DatasetContent content, string split) =>
        TextColumn(content) >= 0 ? [.. Members(content, split)] : [.. Members(content, split).Where(c => TextFileOf(c) is not null)];

    private Transcript Said(Dataset dataset, DatasetContent content, List<DatasetCase> cases)
    {
        var at = TextColumn(content);
        var read = at >= 0
            ? new Transcript(dataset.Name, "dataset", [.. cases.Select(c => new Utterance(c.Id, c.Metadata[at], 0))], [])
            : TranscriptSource.Of(dataset.Name, [.. cases.Select(c => (c.Id, (Func<FileSource>)(() => FileSource.Of(files.OpenRead(dataset, TextFileOf(c)!), TextFileOf(c)!.Path))))]);
        var groups = cases.ToDictionary(c => c.Id, c => c.Group.Length > 0 ? c.Group : null, StringComparer.Ordinal);
        return read with { Utterances = [.. read.Utterances.Select(u => u with { Speaker = groups.GetValueOrDefault(u.Id) })] };
    }

    private static int TextColumn(DatasetContent content) =>
        content.Columns.ToList().FindIndex(column => s_texts.Contains(column, StringComparer.OrdinalIgnoreCase));

    private static CaseFile? TextFileOf(DatasetCase c) => c.File(FileRoles.Reference) is { } file && (file.Path.EndsWith(".txt", StringComparison.OrdinalIgnoreCase) || file.Path.EndsWith(".lab", StringComparison.OrdinalIgnoreCase)) ? file : null;

    // The JSON file that every case of the split names as its reference.
    private static CaseFile? SharedFile(DatasetContent content, string split)
    {
        var named = Members(content, split).Select(c => c.File(FileRoles.Reference)).ToList();
        return named is [{ } first, ..] && first.Path.EndsWith(".json", StringComparison.OrdinalIgnoreCase) && named.TrueForAll(f => f?.Hash == first.Hash) ? first : null;
    }

    private static IEnumerable<DatasetCase> Members(DatasetContent content, string split)
    {
        var members = content.Splits.First(s => s.Name == split).Cases.ToHashSet(StringComparer.Ordinal);
        return content.Cases.Where(c => members.Contains(c.Id));
    }

    // COCO's results are a list; what is not is somebody's settings.
    private bool IsList(Artifact file)
    {
        using var stream = artifacts.OpenRead(file);
        int first;
        do first = stream.ReadByte();
        while (first is ' ' or '\t' or '\r' or '\n' or 0xEF or 0xBB or 0xBF);
        return first == '[';
    }

    private static bool Ends(Artifact artifact, string ending) => artifact.Path.EndsWith(ending, StringComparison.OrdinalIgnoreCase);

    private static byte[] Bytes(Stream stream)
    {
        using (stream)
        {
            using var memory = new MemoryStream();
            stream.CopyTo(memory);
            return memory.ToArray();
        }
    }

    private static EvaluatedCase NotInFile(string name, string file) => new()
    {
        Case = name,
        Reference = file,
        ProblemReason = Umul.Evaluation.UndefinedReason.ReferenceMissing,
        Problem = new Sentence(
            $"{file}: there is no image of the name of the case '{name}'. Add it to \"images\", or take the case out of the split.",
            $"{file}: 케이스 '{name}'과 이름이 같은 영상이 없습니다. \"images\"에 추가하거나 분할에서 케이스를 빼세요."),
    };

    private static FileException NoDataset(string split, string file, string what) => new(ErrorCode.NotFound, file, what == "COCO"
        ? new Sentence(
            $"{file}: no dataset of the project has a split '{split}' whose cases name one COCO file as their reference. Add it (umul data add FOLDER --project NAME).",
            $"{file}: '{split}' 분할의 케이스들이 하나의 COCO 파일을 기준으로 가리키는 데이터셋이 프로젝트에 없습니다. umul data add 폴더 --project 이름으로 추가하세요.")
        : new Sentence(
            $"{file}: no dataset of the project has a split '{split}' with a column '{what}' for these cases. Add it (umul data add FOLDER --project NAME), or name the rows like its cases.",
            $"{file}: '{split}' 분할에 이 케이스들의 '{what}' 열이 있는 데이터셋이 프로젝트에 없습니다. umul data add 폴더 --project 이름으로 추가하거나, 행 이름을 케이스 이름과 같게 하세요."));
}
