using System.Security.Cryptography;
using System.Text;

namespace Umul.Datasets;

/// <summary>What a split may be used for. Numbers are stored: never renumber.</summary>
internal enum SplitRole
{
    /// <summary>Nobody has said.</summary>
    Unknown = 0,

    /// <summary>Models learn from it.</summary>
    Train = 1,

    /// <summary>Daily decisions are made on it: checkpoints, settings, ideas.</summary>
    Development = 2,

    /// <summary>Looked at to decide, and every look is counted.</summary>
    Test = 3,
}

/// <summary>A named list of cases, sorted by id.</summary>
internal sealed record DatasetSplit
{
    public DatasetSplit(string name, SplitRole role, IEnumerable<string> cases)
    {
        (Name, Role) = (name, role);
        Cases = [.. cases.Select(id => id.Normalize(NormalizationForm.FormC)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        Hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', Cases))));
    }

    public string Name { get; }

    public SplitRole Role { get; }

    public IReadOnlyList<string> Cases { get; }

    /// <summary>SHA-256 of the ids: the lock that says that nobody moved a case.</summary>
    public string Hash { get; }

    /// <summary>What the usual names of splits mean.</summary>
    public static SplitRole RoleOf(string name) => name.ToLowerInvariant() switch
    {
        "train" or "training" or "tr" => SplitRole.Train,
        "development" or "dev" or "val" or "valid" or "validation" or "tune" or "tuning" => SplitRole.Development,
        "test" or "testing" or "ts" or "holdout" or "hold-out" => SplitRole.Test,
        _ => SplitRole.Unknown,
    };
}
