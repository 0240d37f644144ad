namespace Umul.Runs.Search;

/// <summary>Which runs by their place: in use, in the bin, or both.</summary>
internal enum RunScope
{
    Active,
    Deleted,
    All,
}

/// <summary>A question about runs of some projects. Ties, and a question without an order, are newest start first.</summary>
internal sealed record RunQuery
{
    public required IReadOnlyList<long> Projects { get; init; }

    public FilterExpression Filter { get; init; } = FilterExpression.Everything;

    public IReadOnlyList<OrderTerm> Order { get; init; } = [];

    public RunScope Scope { get; init; }

    /// <summary>What a run's artifact location is called where the question comes from; without it the field is absent.</summary>
    public Func<Run, string?> ArtifactLocation { get; init; } = static _ => null;

    public long Offset { get; init; }

    public int Limit { get; init; } = 1000;
}

/// <summary>One page of an answer.</summary>
internal sealed record RunPage(IReadOnlyList<Run> Runs, long MatchCount, bool HasMore);
