using System.Security.Cryptography;
using System.Text;
using Umul.Web;

namespace Umul.Datasets;

/// <summary>
/// What a version of a dataset holds: cases sorted by id, each id once; each split names only cases that are there. The fingerprint changes
/// when, and only when, cases, groups, metadata, the files' bytes or the splits do: not when files move or rows are shuffled.
/// </summary>
internal sealed record DatasetContent
{
    private DatasetContent(IReadOnlyList<string> columns, IReadOnlyList<DatasetCase> cases, IReadOnlyList<DatasetSplit> splits) =>
        (Columns, Cases, Splits) = (columns, cases, splits);

    /// <summary>Names of the metadata columns.</summary>
    public IReadOnlyList<string> Columns { get; }

    public IReadOnlyList<DatasetCase> Cases { get; }

    public IReadOnlyList<DatasetSplit> Splits { get; private init; }

    public bool HasGroups => Cases.Any(c => c.Group.Length > 0);

    /// <summary>How many groups there are; 0 if none are named.</summary>
    public int GroupCount => Cases.Where(c => c.Group.Length > 0).Select(c => c.Group).Distinct(StringComparer.Ordinal).Count();

    /// <exception cref="UmulException">A case is there twice, has no name, or a split names one that is not there.</exception>
    public static DatasetContent Of(IReadOnlyList<string> columns, IEnumerable<DatasetCase> cases, IEnumerable<DatasetSplit> splits)
    {
        DatasetCase[] sorted = [.. cases.Select(c => c with { Id = Composed(c.Id), Group = Composed(c.Group) }).OrderBy(c => c.Id, StringComparer.Ordinal)];
        if (sorted.Length == 0) throw new UmulException(ErrorCode.Invalid, new Sentence(
            "A dataset needs at least one case.",
            "데이터셋에는 케이스가 하나 이상 있어야 합니다."));
        for (var i = 0; i < sorted.Length; i++)
        {
            if (sorted[i].Id.Length == 0) throw new UmulException(ErrorCode.Invalid, new Sentence(
                "A case has no name. Give each row a case.",
                "이름이 없는 케이스가 있습니다. 행마다 케이스 이름을 적으세요."));
            if (i > 0 && sorted[i].Id == sorted[i - 1].Id)
                throw new UmulException(ErrorCode.Invalid, new Sentence(
                    $"The case '{sorted[i].Id}' is there twice. Each case has one row: remove one, or give them different names.",
                    $"'{sorted[i].Id}' 케이스가 두 번 나옵니다. 케이스마다 한 행이어야 합니다. 하나를 지우거나 이름을 다르게 하세요."));
            if (sorted[i].Metadata.Count != columns.Count)
                throw new UmulException(ErrorCode.Invalid, new Sentence(
                    $"The case '{sorted[i].Id}' has {sorted[i].Metadata.Count} metadata values for {columns.Count} columns.",
                    $"'{sorted[i].Id}' 케이스의 메타데이터 값은 {sorted[i].Metadata.Count}개인데 열은 {columns.Count}개입니다."));
        }
        return new DatasetContent(columns, sorted, []).WithSplits(splits);
    }

    /// <summary>The same cases with other splits.</summary>
    /// <exception cref="UmulException">A split names a case that is not there, or two have one name.</exception>
    public DatasetContent WithSplits(IEnumerable<DatasetSplit> splits)
    {
        DatasetSplit[] sorted = [.. splits.OrderBy(s => s.Name, StringComparer.Ordinal)];
        var ids = Cases.Select(c => c.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var split in sorted)
        {
            if (split.Name.Length == 0) throw new UmulException(ErrorCode.Invalid, new Sentence("A split has no name.", "이름이 없는 분할이 있습니다."));
            if (sorted.Count(s => s.Name == split.Name) > 1) throw new UmulException(ErrorCode.Invalid, new Sentence(
                $"There are two splits named '{split.Name}'.",
                $"'{split.Name}'이라는 분할이 둘 있습니다."));
            if (split.Cases.FirstOrDefault(id => !ids.Contains(id)) is { } stranger)
                throw new UmulException(ErrorCode.Invalid, new Sentence(
                    $"The split '{split.Name}' names the case '{stranger}', which the dataset does not have. Check its spelling, or add the case.",
                    $"'{split.Name}' 분할에 적힌 '{stranger}' 케이스가 데이터셋에 없습니다. 철자를 확인하거나 케이스를 추가하세요."));
        }
        return this with { Splits = sorted };
    }

    /// <summary>Groups that have cases in more than one split: what was learned of a patient would be tested on the same patient.</summary>
    public IReadOnlyList<string> GroupsInSeveralSplits()
    {
        var groupOf = Cases.ToDictionary(c => c.Id, c => c.Group, StringComparer.Ordinal);
        return [.. Splits.SelectMany(s => s.Cases.Select(id => groupOf[id]).Where(g => g.Length > 0).Distinct(StringComparer.Ordinal))
            .GroupBy(g => g, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => g.Key).Order(StringComparer.Ordinal)];
    }

    /// <summary>SHA-256 of everything that counts, in hex.</summary>
    public string Fingerprint()
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        int[] order = [.. Enumerable.Range(0, Columns.Count).OrderBy(i => Columns[i], StringComparer.Ordinal)];
        foreach (var c in Cases)
        {
            Add(sha, "case", c.Id, c.Group);
            foreach (var i in order)
                if (c.Metadata[i].Length > 0) Add(sha, "metadata", Columns[i], c.Metadata[i]);
            foreach (var file in c.Files.OrderBy(f => f.Role, StringComparer.Ordinal).ThenBy(f => f.Hash, StringComparer.Ordinal)) Add(sha, "file", file.Role, file.Hash);
        }
        foreach (var split in Splits) Add(sha, "split", split.Name, $"{(int)split.Role} {split.Hash}");
        return Convert.ToHexStringLower(sha.GetHashAndReset());
    }

    private static string Composed(string text) => text.Normalize(NormalizationForm.FormC);

    // Each text ends with a byte that UTF-8 never has, so that no two different contents read the same.
    private static void Add(IncrementalHash sha, params ReadOnlySpan<string> texts)
    {
        foreach (var text in texts)
        {
            sha.AppendData(Encoding.UTF8.GetBytes(text));
            sha.AppendData([0xFF]);
        }
    }
}
