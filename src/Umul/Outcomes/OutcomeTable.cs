namespace Umul.Outcomes;

/// <summary>Words beside the numbers, one for each case, null where there is none: a transcript, a note, a column that is no number.</summary>
internal sealed record OutcomeText(string Name, string?[] Texts);

/// <summary>What one evaluation of one run on one split found: all its columns on one list of cases, and how they were made.</summary>
internal sealed record OutcomeTable
{
    private OutcomeTable(CaseList cases) => Cases = cases;

    public CaseList Cases { get; private init; }

    public IReadOnlyList<OutcomeColumn> Columns { get; private init; } = [];

    public IReadOnlyList<OutcomeText> Texts { get; private init; } = [];

    public required OutcomeSource Source { get; init; }

    /// <summary>Program and version that computed the values, such as <c>umul segmentation/1</c>.</summary>
    public required string Evaluator { get; init; }

    /// <summary>What it was told, as JSON: labels, tolerances, thresholds, resampling.</summary>
    public string Settings { get; init; } = "{}";

    public UndefinedPolicy Policy { get; init; } = UndefinedPolicy.LeaveOut;

    /// <summary>Fingerprint of the dataset that the references are from; "" if unknown.</summary>
    public string Dataset { get; init; } = "";

    /// <summary>True removes the columns that this way brought before and brings no more.</summary>
    public bool IsWhole { get; init; }

    /// <summary>A table whose columns are in the order of <paramref name="ids"/>; it is kept in the order of the case list.</summary>
    /// <exception cref="Umul.Web.UmulException">A case is named twice or not at all.</exception>
    public static OutcomeTable Of(
        IReadOnlyList<string> ids, IReadOnlyList<string>? groups, IReadOnlyList<OutcomeColumn> columns, (OutcomeSource Source, string Evaluator) origin,
        IReadOnlyList<OutcomeText>? texts = null)
    {
        foreach (var column in columns) OutcomeColumn.Require(column, ids.Count);
        var cases = CaseList.Of(ids, groups, out var order);
        return new OutcomeTable(cases)
        {
            Columns = [.. columns.Select(c => c.Reorder(order))],
            Texts = [.. (texts ?? []).Select(t => t with { Texts = Array.ConvertAll(order, at => t.Texts[at]) })],
            Source = origin.Source,
            Evaluator = origin.Evaluator,
        };
    }

    /// <summary>The same table with other groups of its cases.</summary>
    public OutcomeTable WithGroups(Func<string, string?> groupOf) => this with { Cases = Cases.WithGroups(groupOf) };
}
