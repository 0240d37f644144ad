namespace Umul.Runs.Search;

/// <summary>A filter or an order that cannot be read. The problem and the place are there for a page to say it in its own words.</summary>
internal sealed class FilterSyntaxException(FilterProblem problem, string found, int position, string message) : Exception(message)
{
    public FilterProblem Problem { get; } = problem;

    /// <summary>The text that could not be used, as it was written.</summary>
    public string Found { get; } = found;

    /// <summary>Where it begins, in characters from the start of the filter.</summary>
    public int Position { get; } = position;
}

internal enum FilterProblem
{
    Clause,
    Entity,
    Attribute,
    Comparator,
    NumberExpected,
    TextExpected,
    ListExpected,
    PresenceNotSupported,
    Order,
    OrderRepeated,
    TooLong,
}
