using System.Security.Cryptography;
using Umul.Artifacts;
using Umul.Web;

namespace Umul.Datasets;

/// <summary>Reads the files of a draft and saves it as a version.</summary>
internal sealed class DatasetIntake(DatasetStore datasets, DatasetFiles files, ArtifactStore artifacts)
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
            .Select(split => WithRole(new DatasetSplit(split.Key, DatasetSplit.RoleOf(split.Key), split.Select(c => c.Id)), draft.SplitRoles));
        var content = DatasetContent.Of(draft.Columns, cases, splits);
        if (isCopied) await Copy(draft, content, projectId, cancellation);
        return await datasets.Add(projectId, new NewDataset(draft.Name, draft.Folder, isCopied, content) { GroupName = draft.GroupName });
    }

    /// <summary>Divides the cases of a version among splits; that is a new version.</summary>
    /// <exception cref="UmulException">The shares cannot be understood, a split would be empty, or a role contradicts a name.</exception>
    public async Task<Dataset> Divide(Dataset dataset, SplitPlan plan)
    {
        Access.Caller.RequireWriter(dataset.ProjectId);
        var content = datasets.Content(dataset);
        var splits = Splitting.Divide(content, Splitting.ParseShares(plan.Shares), plan.Seed, plan.ByCase).Select(split => WithRole(split, plan.Roles));
        return await datasets.Add(dataset.ProjectId, new NewDataset(dataset.Name, dataset.Folder, dataset.IsCopied, content.WithSplits([.. splits])) { GroupName = dataset.GroupName });
    }

    /// <summary>Reads every file again, those that were copied from where Umul keeps them; the answer is what is not as it was.</summary>
    public IReadOnlyList<Sentence> Verify(Dataset dataset)
    {
        var found = new List<Sentence>();
        foreach (var file in datasets.Content(dataset).Cases.SelectMany(c => c.Files))
        {
            var name = dataset.IsCopied ? file.Path : Path.Combine(dataset.Folder, file.Path);
            try
            {
                using var stream = dataset.IsCopied ? files.OpenRead(dataset, file) : File.OpenRead(name);
                if (Convert.ToHexStringLower(SHA256.HashData(stream)) != file.Hash)
                    found.Add(new Sentence($"{name}: its content was changed since it was added.", $"{name}: 추가한 뒤에 내용이 바뀌었습니다."));
            }
            catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException or UmulException { Code: ErrorCode.NotFound })
            {
                found.Add(new Sentence($"{name}: is not there any more.", $"{name}: 더 이상 없습니다."));
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or UmulException)
            {
                found.Add(new Sentence($"{name}: cannot be read ({failure.Message}).", $"{name}: 읽을 수 없습니다({(failure as UmulException)?.In(Language.Korean) ?? failure.Message})."));
            }
        }
        return found;
    }

    /// <summary>A split with the role that was said for its name; a name that says its role keeps it, so that a test split cannot be unsealed by renaming its role.</summary>
    private static DatasetSplit WithRole(DatasetSplit split, IReadOnlyDictionary<string, string>? roles)
    {
        if (roles?.TryGetValue(split.Name, out var word) != true) return split;
        if (!Enum.TryParse<SplitRole>(word, ignoreCase: true, out var role) || role == SplitRole.Unknown || !Enum.IsDefined(role))
            throw new UmulException(ErrorCode.Invalid, new Sentence(
                $"'{word}' is no role of a split; say train, development or test.", $"'{word}'은(는) 분할의 용도가 아닙니다. train, development, test 중 하나를 주세요."));
        if (DatasetSplit.RoleOf(split.Name) is var named && named != SplitRole.Unknown && named != role)
            throw new UmulException(ErrorCode.Invalid, new Sentence(
                $"The name of the split '{split.Name}' says that it is for {named.ToString().ToLowerInvariant()}; give another name to a split that is for {word}.",
                $"'{split.Name}' 분할은 이름이 {named.ToString().ToLowerInvariant()} 용도임을 뜻합니다. {word} 용도로 쓸 분할에는 다른 이름을 주세요."));
        return new DatasetSplit(split.Name, role, split.Cases);
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
