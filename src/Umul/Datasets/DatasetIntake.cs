using Umul.Artifacts;
using Umul.Web;

namespace Umul.Datasets;

/// <summary>Reads the files of a draft and saves it as a version.</summary>
internal sealed class DatasetIntake(DatasetStore datasets, ArtifactStore artifacts)
{
    /// <summary>Hashes every file, copies it if that was asked for, and saves.</summary>
    /// <exception cref="UmulException">Who is in which group is an open question; a file cannot be read; a case is there twice.</exception>
    public async Task<Dataset> Save(long projectId, DatasetDraft draft, bool isCopied, CancellationToken cancellation = default)
    {
        if (draft.Question is { } question) throw new UmulException(ErrorCode.Invalid, question.Sentence);
        var hashed = new CaseFile[draft.Cases.Count][];
        await Parallel.ForAsync(0, hashed.Length, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellation }, (i, _) =>
        {
            hashed[i] = [.. draft.Cases[i].Files.Select(file => Hash(draft.Folder, file))];
            return ValueTask.CompletedTask;
        });
        var cases = draft.Cases.Select((c, i) => new DatasetCase(c.Id, c.Group, c.Metadata, hashed[i]));
        var splits = draft.Cases.Where(c => c.Split.Length > 0).GroupBy(c => c.Split, StringComparer.Ordinal)
            .Select(split => new DatasetSplit(split.Key, DatasetSplit.RoleOf(split.Key), split.Select(c => c.Id)));
        var content = DatasetContent.Of(draft.Columns, cases, splits);
        if (isCopied) await Copy(draft, content, projectId, cancellation);
        return await datasets.Add(projectId, new NewDataset(draft.Name, draft.Folder, isCopied, content) { GroupName = draft.GroupName });
    }

    /// <summary>Reads every file again; the answer is what is not as it was.</summary>
    public IReadOnlyList<Sentence> Verify(Dataset dataset)
    {
        var found = new List<Sentence>();
        foreach (var file in datasets.Content(dataset).Cases.SelectMany(c => c.Files))
        {
            var path = dataset.IsCopied ? artifacts.BlobPath(file.Hash) : Path.Combine(dataset.Folder, file.Path);
            if (!File.Exists(path))
                found.Add(new Sentence($"{path}: is not there any more.", $"{path}: 더 이상 없습니다."));
            else if (DatasetFiles.HashOf(path) != file.Hash)
                found.Add(new Sentence($"{path}: its content was changed since it was added.", $"{path}: 추가한 뒤에 내용이 바뀌었습니다."));
        }
        return found;
    }

    private static CaseFile Hash(string folder, DraftFile file)
    {
        var path = Path.Combine(folder, file.Path);
        try
        {
            return new CaseFile(file.Role, file.Path, DatasetFiles.HashOf(path), new FileInfo(path).Length);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new UmulException(ErrorCode.Invalid, new Sentence(
                $"{path} cannot be read ({failure.Message}). Check that the server may read it.", $"{path} 파일을 읽을 수 없습니다({failure.Message}). 서버에 읽을 권한이 있는지 확인하세요."), failure);
        }
    }

    private async Task Copy(DatasetDraft draft, DatasetContent content, long projectId, CancellationToken cancellation)
    {
        var root = DatasetFiles.Root(content.Fingerprint());
        foreach (var file in content.Cases.SelectMany(c => c.Files))
        {
            await using var stream = File.OpenRead(Path.Combine(draft.Folder, file.Path));
            await artifacts.Put(root, ArtifactPath.Parse(file.Path), stream, projectId, cancellation);
        }
    }
}
