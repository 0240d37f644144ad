using System.Text.RegularExpressions;
using Umul.Web;

namespace Umul.Datasets;

/// <summary>Looks at a folder and a manifest and says what would be added. Reads names, never the files' content; saves nothing.</summary>
internal static partial class DatasetDrafting
{
    private static readonly string[] s_cases = ["case", "case_id", "caseid", "id", "name", "utterance", "utt_id", "image_id"];
    private static readonly string[] s_groups = ["group", "patient", "patient_id", "subject", "subject_id", "speaker", "speaker_id", "participant", "participant_id"];
    private static readonly string[] s_references = ["reference", "mask", "label", "labels", "segmentation", "seg", "gt", "ground_truth", "annotation", "transcript"];

    /// <exception cref="UmulException">There is no such folder, or nothing in it is a case.</exception>
    public static DatasetDraft Look(DraftRequest request)
    {
        var folder = Path.GetFullPath(request.Folder);
        if (!Directory.Exists(folder))
            throw new UmulException(ErrorCode.NotFound, new Sentence(
                $"{folder}: the server finds no such folder. Give a path on the machine that Umul runs on.", $"{folder}: 서버에서 폴더를 찾을 수 없습니다. Umul이 실행 중인 컴퓨터의 경로를 지정하세요."));
        var files = FolderScan.Files(folder);
        var manifest = request.ManifestName ?? (request.Patterns.Count == 0 ? ManifestTable.FindIn(folder) : null);
        var draft = manifest is null ? FromFolder(request, folder, files) : FromManifest(request, folder, files, manifest);
        if (draft.Cases.Count == 0)
            throw new UmulException(ErrorCode.Invalid, new Sentence(
                $"{folder}: no cases were found among {files.Count} files. Say which files belong together, images/{{case}}.png and reference=masks/{{case}}.png, or give a manifest.",
                $"{folder}: 파일 {files.Count}개에서 케이스를 찾지 못했습니다. images/{{case}}.png, reference=masks/{{case}}.png처럼 어떤 파일이 한 케이스인지 지정하거나 목록 파일을 주세요."));
        return draft with { SplitRoles = request.Roles };
    }

    private static DatasetDraft FromFolder(DraftRequest request, string folder, IReadOnlyList<string> files)
    {
        var cases = request.Patterns.Count > 0 ? FolderScan.ByPatterns(files, [.. request.Patterns.Select(FilePattern.Parse)]) : FolderScan.ByCustom(files);
        var used = cases.SelectMany(c => c.Files).Select(f => f.Path).ToHashSet(StringComparer.Ordinal);
        var notes = new List<Sentence>
        {
            request.Patterns.Count > 0
                ? new("Files were matched by the patterns.", "지정한 패턴으로 파일을 찾았습니다.")
                : new("Files were matched by the usual names of folders (images, masks) and endings (_mask).", "흔히 쓰는 폴더 이름(images, masks)과 파일 끝말(_mask)로 파일을 찾았습니다."),
        };
        foreach (var several in cases.Where(c => c.Files.GroupBy(f => f.Role).Any(g => g.Count() > 1)).Take(5))
            notes.Add(new Sentence(
                $"The case '{several.Id}' has several files of one role ({string.Join(", ", several.Files.Select(f => f.Path))}); the first is used for evaluation.",
                $"케이스 '{several.Id}'에 같은 역할의 파일이 여러 개 있어({string.Join(", ", several.Files.Select(f => f.Path))}) 첫 번째를 평가에 사용합니다."));
        return new DatasetDraft
        {
            Name = NameOf(request, folder),
            Folder = folder,
            Columns = [],
            Cases = cases,
            Notes = notes,
            Unmatched = [.. files.Where(f => !used.Contains(f))],
        };
    }

    private static DatasetDraft FromManifest(DraftRequest request, string folder, IReadOnlyList<string> files, string manifest)
    {
        var (columns, rows) = ManifestTable.Read(manifest, request.Manifest is { } text ? ManifestTable.Bytes(text) : ReadManifest(folder, manifest));
        var known = files.ToDictionary(f => f.Normalize(), f => f, StringComparer.Ordinal);
        int[] fileColumns = [.. Enumerable.Range(0, columns.Count).Where(i => IsFileColumn(rows, i, known))];
        var caseAt = Find(columns, s_cases) is >= 0 and var named ? named : fileColumns.FirstOrDefault(-1);
        if (caseAt < 0) throw new UmulException(ErrorCode.Invalid, new Sentence(
            $"{manifest}: no column names the case; there is {string.Join(", ", columns)}. Name one of them 'case'.",
            $"{manifest}: 케이스를 나타내는 열이 없습니다. 있는 열: {string.Join(", ", columns)}. 그중 하나의 이름을 case로 하세요."));
        var splitAt = Find(columns, ["split", "fold", "set", "subset"]);
        var question = default(GroupQuestion);
        var groupAt = GroupColumn(request, manifest, columns, rows, [caseAt, splitAt, .. fileColumns], ref question);
        int[] metadata = [.. Enumerable.Range(0, columns.Count).Where(i => i != caseAt && i != splitAt && i != groupAt && !fileColumns.Contains(i))];
        var missing = new List<string>();
        var cases = rows.Select(row => new DraftCase(
            caseAt == fileColumns.FirstOrDefault(-1) ? Path.GetFileNameWithoutExtension(row[caseAt]) : row[caseAt].Trim(), groupAt < 0 ? "" : row[groupAt].Trim(), [.. metadata.Select(i => row[i].Trim())],
            [.. fileColumns.Where(i => row[i].Length > 0).Select(i => FileOf(RoleOf(columns[i]), row[i], known, missing)).OfType<DraftFile>()], splitAt < 0 ? "" : row[splitAt].Trim())).ToList();
        var used = cases.SelectMany(c => c.Files).Select(f => f.Path).Append(manifest).ToHashSet(StringComparer.Ordinal);
        return new DatasetDraft
        {
            Name = NameOf(request, folder),
            Folder = folder,
            Columns = [.. metadata.Select(i => columns[i])],
            Cases = cases,
            GroupName = groupAt < 0 ? "" : columns[groupAt],
            Missing = missing,
            Question = question,
            Notes = [new Sentence($"Cases and metadata are from {manifest}.", $"케이스와 메타데이터는 {manifest}에서 가져왔습니다.")],
            Unmatched = [.. files.Where(f => !used.Contains(f))],
        };
    }

    private static byte[] ReadManifest(string folder, string manifest)
    {
        var path = Path.Combine(folder, manifest);
        return File.Exists(path) ? File.ReadAllBytes(path) : throw new UmulException(ErrorCode.NotFound, DatasetWords.NoManifest(path));
    }

    /// <summary>The group's column: as said; else one that is named so; else, if one looks like it, a question.</summary>
    private static int GroupColumn(
        DraftRequest request, string manifest, IReadOnlyList<string> columns, IReadOnlyList<IReadOnlyList<string>> rows, IReadOnlyList<int> taken, ref GroupQuestion? question)
    {
        if (request.Group is "none") return -1;
        if (request.Group is { Length: > 0 } said)
        {
            return Find(columns, [said]) is >= 0 and var found
                ? found
                : throw new UmulException(ErrorCode.Invalid, new Sentence(
                    $"{manifest} has no column '{said}'; there is {string.Join(", ", columns)}.", $"{manifest}에 '{said}' 열이 없습니다. 있는 열: {string.Join(", ", columns)}."));
        }
        if (Find(columns, s_groups) is >= 0 and var usual) return usual;
        for (var i = 0; i < columns.Count; i++)
        {
            if (taken.Contains(i) || !Identifier().IsMatch(columns[i])) continue;
            var values = rows.Select(row => row[i]).Where(v => v.Length > 0).Distinct(StringComparer.Ordinal).Count();
            if (values <= 1 || values >= rows.Count) continue;
            question = new GroupQuestion(columns[i], values, rows.Count);
            return -1;
        }
        return -1;
    }

    private static bool IsFileColumn(IReadOnlyList<IReadOnlyList<string>> rows, int column, Dictionary<string, string> known) =>
        rows.Select(row => row[column]).Where(cell => cell.Length > 0).Take(50).ToList() is { Count: > 0 } cells && cells.Any(cell => known.ContainsKey(Slashes(cell)));

    private static DraftFile? FileOf(string role, string cell, Dictionary<string, string> known, List<string> missing)
    {
        if (known.TryGetValue(Slashes(cell), out var path)) return new DraftFile(role, path);
        missing.Add(cell);
        return null;
    }

    private static string Slashes(string path) => path.Trim().Replace('\\', '/').TrimStart('.', '/').Normalize();

    private static string RoleOf(string column) => s_references.Contains(column.ToLowerInvariant(), StringComparer.Ordinal) ? FileRoles.Reference
        : column.ToLowerInvariant() is "image" or "img" or "volume" or "scan" or "audio" or "file" or "path" ? FileRoles.Image : column;

    private static int Find(IReadOnlyList<string> columns, string[] names)
    {
        foreach (var name in names)
            for (var at = 0; at < columns.Count; at++)
                if (columns[at].Equals(name, StringComparison.OrdinalIgnoreCase)) return at;
        return -1;
    }

    private static string NameOf(DraftRequest request, string folder) => request.Name?.Trim() is { Length: > 0 } name ? name : Path.GetFileName(folder.TrimEnd('/', '\\'));

    [GeneratedRegex("(^|_|\\b)(id|pid|mrn|patient|subject|speaker|person|participant|study|session|volume|scan|환자|화자|등록번호)($|_|\\b)|.{2,}(ID|Id|번호)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Identifier();
}
