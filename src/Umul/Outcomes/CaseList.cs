using System.Collections.Frozen;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Umul.Database;
using Umul.Web;

namespace Umul.Outcomes;

/// <summary>
/// The cases that something was evaluated on, sorted by id, each id once, with the group (patient, speaker) of each. Two lists with
/// the same cases and groups have the same <see cref="Hash"/> in whatever order they were given.
/// </summary>
internal sealed class CaseList
{
    private FrozenDictionary<string, int>? _index;

    private CaseList(string[] ids, string[]? groups)
    {
        (Ids, Groups) = (ids, groups);
        Hash = HashOf(ids, groups);
    }

    /// <summary>Ids of the cases, in ordinal order.</summary>
    public IReadOnlyList<string> Ids { get; }

    /// <summary>Group of each case, "" where it is unknown; null if nobody named groups, so that each case stands for itself.</summary>
    public IReadOnlyList<string>? Groups { get; }

    /// <summary>SHA-256 of ids and groups, in hex.</summary>
    public string Hash { get; }

    public int Count => Ids.Count;

    /// <summary>Position of a case, or −1.</summary>
    public int IndexOf(string id) => (_index ??= Ids.Select((name, at) => (name, at)).ToFrozenDictionary(c => c.name, c => c.at, StringComparer.Ordinal)).GetValueOrDefault(id, -1);

    /// <summary>Sorts the cases; <paramref name="order"/> says where each came from, for the values beside them.</summary>
    /// <exception cref="UmulException">A case is named twice or not at all.</exception>
    public static CaseList Of(IReadOnlyList<string> ids, IReadOnlyList<string>? groups, out int[] order)
    {
        if (groups is not null && groups.Count != ids.Count)
            throw new ArgumentException($"{ids.Count} cases and {groups.Count} groups.", nameof(groups));
        // Names of files that came from a Mac are decomposed; the same Korean name must be the same case.
        string[] sorted = [.. ids.Select(id => id.Normalize(NormalizationForm.FormC))];
        order = [.. Enumerable.Range(0, sorted.Length)];
        Array.Sort(sorted, order, StringComparer.Ordinal);
        for (var i = 0; i < sorted.Length; i++)
        {
            if (sorted[i].Length == 0) throw new UmulException(ErrorCode.Invalid, new Sentence(
                "A case has no name. Give each row a case.",
                "이름이 없는 케이스가 있습니다. 행마다 케이스 이름을 적으세요."));
            if (i > 0 && sorted[i] == sorted[i - 1])
                throw new UmulException(ErrorCode.Invalid, new Sentence(
                    $"The case '{sorted[i]}' is there twice. Each case has one row: remove one, or give them different names.",
                    $"'{sorted[i]}' 케이스가 두 번 나옵니다. 케이스마다 한 행이어야 합니다. 하나를 지우거나 이름을 다르게 하세요."));
        }
        if (groups is null || groups.All(g => g.Length == 0)) return new CaseList(sorted, null);
        return new CaseList(sorted, [.. order.Select(at => groups[at].Normalize(NormalizationForm.FormC))]);
    }

    public static CaseList Of(IReadOnlyList<string> ids, IReadOnlyList<string>? groups = null) => Of(ids, groups, out _);

    /// <summary>All cases of several lists; a group that one list knows is kept.</summary>
    public static CaseList Union(IReadOnlyList<CaseList> lists)
    {
        if (lists.Count > 0 && lists.All(list => list.Hash == lists[0].Hash)) return lists[0];
        var groups = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var list in lists)
        {
            for (var i = 0; i < list.Count; i++)
            {
                var group = list.Groups?[i] ?? "";
                if (!groups.TryGetValue(list.Ids[i], out var known) || known.Length == 0) groups[list.Ids[i]] = group;
            }
        }
        return Of([.. groups.Keys], [.. groups.Values]);
    }

    /// <summary>The same cases with other groups; those of a dataset, say.</summary>
    public CaseList WithGroups(Func<string, string?> groupOf) => Of(Ids, [.. Ids.Select((id, at) => groupOf(id) ?? Groups?[at] ?? "")]);

    /// <summary>The list as the database keeps it.</summary>
    public byte[] Pack() => PackedText.Pack(new Packed([.. Ids], Groups?.ToArray()));

    /// <exception cref="InvalidDataException">The bytes are damaged.</exception>
    public static CaseList Unpack(byte[] bytes)
    {
        var packed = PackedText.Unpack<Packed>(bytes);
        return Of(packed.Ids, packed.Groups);
    }

    private static string HashOf(string[] ids, string[]? groups)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(sha, ids);
        if (groups is not null) Add(sha, groups);
        return Convert.ToHexStringLower(sha.GetHashAndReset());
    }

    private static void Add(IncrementalHash sha, string[] texts)
    {
        foreach (var text in texts)
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            var length = bytes.Length;
            sha.AppendData(MemoryMarshal.AsBytes(new ReadOnlySpan<int>(in length)));
            sha.AppendData(bytes);
        }
    }

    private sealed record Packed(string[] Ids, string[]? Groups);
}
