using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Umul.Web;

namespace Umul.Datasets;

/// <summary>
/// Divides cases among splits by their groups: a patient is in one split only. Who goes where follows from the seed and the group's name
/// alone, so that the same data give the same splits everywhere, and groups added later do not move those that are there.
/// </summary>
internal static class Splitting
{
    /// <summary>Splits in the order of their names in <paramref name="shares"/>.</summary>
    /// <param name="content">Cases to divide.</param>
    /// <param name="shares">Name and share of each split; shares sum to 1.</param>
    /// <param name="seed">Another seed is another division.</param>
    /// <param name="byCase">Each case stands for itself, whatever its group.</param>
    public static IReadOnlyList<DatasetSplit> Divide(DatasetContent content, IReadOnlyList<(string Name, double Share)> shares, long seed, bool byCase = false)
    {
        if (shares.Count < 2 || shares.Any(s => s.Share <= 0) || Math.Abs(shares.Sum(s => s.Share) - 1) > 1e-6)
            throw new UmulException(ErrorCode.Invalid, new Sentence(
                "Give at least two splits whose shares sum to 1, such as train=0.7,development=0.15,test=0.15.",
                "비율의 합이 1인 분할을 둘 이상 지정하세요. 예: train=0.7,development=0.15,test=0.15"));
        var members = shares.Select(_ => new List<string>()).ToArray();
        foreach (var group in content.Cases.GroupBy(c => byCase || c.Group.Length == 0 ? "case " + c.Id : "group " + c.Group, StringComparer.Ordinal))
        {
            var place = Place(seed, group.Key);
            var at = 0;
            for (double reached = shares[0].Share; place >= reached && at < shares.Count - 1; reached += shares[at].Share) at++;
            members[at].AddRange(group.Select(c => c.Id));
        }
        for (var i = 0; i < members.Length; i++)
            if (members[i].Count == 0)
                throw new UmulException(ErrorCode.Invalid, new Sentence(
                    $"The split '{shares[i].Name}' would be empty: there are too few groups for its share. Give it more, or take another seed.",
                    $"그룹 수에 비해 비율이 작아 '{shares[i].Name}' 분할이 비게 됩니다. 비율을 늘리거나 시드를 바꾸세요."));
        return [.. shares.Select((share, i) => new DatasetSplit(share.Name, DatasetSplit.RoleOf(share.Name), members[i]))];
    }

    /// <summary>Reads <c>train=0.7,test=0.3</c>.</summary>
    public static IReadOnlyList<(string Name, double Share)> ParseShares(string text)
    {
        var shares = new List<(string, double)>();
        foreach (var part in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (part.Split('=', StringSplitOptions.TrimEntries) is not [{ Length: > 0 } name, var share] || !double.TryParse(share, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
                throw new UmulException(ErrorCode.Invalid, new Sentence(
                    $"'{part}' is no split. Write it like train=0.7,development=0.15,test=0.15.", $"'{part}'은(는) 분할이 아닙니다. train=0.7,development=0.15,test=0.15처럼 쓰세요."));
            shares.Add((name, number));
        }
        return shares;
    }

    // A number in [0, 1) that depends on nothing but the seed and the name.
    private static double Place(long seed, string name)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{seed} {name}")));
        return (BitConverter.ToUInt64(hash) >> 11) * (1.0 / (1UL << 53));
    }
}
