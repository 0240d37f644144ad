using Umul.Web;

namespace Umul.Datasets;

/// <summary>A file of a case before it is read.</summary>
internal sealed record DraftFile(string Role, string Path);

/// <summary>A case before its files are read.</summary>
internal sealed record DraftCase(string Id, string Group, IReadOnlyList<string> Metadata, IReadOnlyList<DraftFile> Files, string Split);

/// <summary>What was found in a folder, to be looked at before anything is saved.</summary>
internal sealed record DatasetDraft
{
    public required string Name { get; init; }

    public required string Folder { get; init; }

    public required IReadOnlyList<string> Columns { get; init; }

    public required IReadOnlyList<DraftCase> Cases { get; init; }

    /// <summary>The column that names the groups; "" without one.</summary>
    public string GroupName { get; init; } = "";

    /// <summary>How files were taken for cases, and what else is to be said.</summary>
    public required IReadOnlyList<Sentence> Notes { get; init; }

    /// <summary>Files of the folder that belong to no case.</summary>
    public required IReadOnlyList<string> Unmatched { get; init; }

    /// <summary>What splits of unusual names are for, as somebody said.</summary>
    public IReadOnlyDictionary<string, string>? SplitRoles { get; init; }

    /// <summary>Files that the manifest names and that are not there.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];

    /// <summary>A column that probably names the group; saving needs an answer.</summary>
    public GroupQuestion? Question { get; init; }

    public int Groups => Cases.Select(c => c.Group).Where(g => g.Length > 0).Distinct(StringComparer.Ordinal).Count();

    /// <summary>How many cases have a file of each role.</summary>
    public IReadOnlyList<(string Role, int Cases)> Roles =>
        [.. Cases.SelectMany(c => c.Files.Select(f => f.Role).Distinct(StringComparer.Ordinal)).GroupBy(r => r, StringComparer.Ordinal).Select(g => (g.Key, g.Count())).OrderBy(r => r.Key, StringComparer.Ordinal)];

    /// <summary>How many cases each split has.</summary>
    public IReadOnlyList<(string Split, int Cases)> Splits =>
        [.. Cases.Where(c => c.Split.Length > 0).GroupBy(c => c.Split, StringComparer.Ordinal).Select(g => (g.Key, g.Count())).OrderBy(s => s.Key, StringComparer.Ordinal)];
}

/// <summary>An identifier column that has fewer values than rows: probably patients with several images.</summary>
internal sealed record GroupQuestion(string Column, int Values, int Rows)
{
    public Sentence Sentence => new(
        $"The column '{Column}' has {Values:N0} values for {Rows:N0} rows, so it probably names the patient or speaker. Cases of one patient must not be spread over splits. Say --group {Column}, or --group none if each case stands for itself.",
        $"'{Column}' 열은 {Rows:N0}행에 값이 {Values:N0}가지여서 환자나 화자를 나타내는 것으로 보입니다. 한 환자의 케이스는 여러 분할에 나뉘면 안 됩니다. --group {Column}을(를) 지정하거나, 케이스가 서로 독립이면 --group none을 지정하세요.");
}
