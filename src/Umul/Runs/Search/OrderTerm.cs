namespace Umul.Runs.Search;

/// <summary>One key of an order: a field and a direction. Rows without the field come last in both directions.</summary>
internal sealed record OrderTerm(FilterField Field, bool IsAscending)
{
    /// <summary>Reads terms such as <c>metrics.loss DESC</c>; without a direction the order ascends.</summary>
    /// <exception cref="FilterSyntaxException">A term cannot be read, or a field is named twice.</exception>
    public static IReadOnlyList<OrderTerm> Parse(IEnumerable<string> terms, FilterVocabulary vocabulary)
    {
        var order = new List<OrderTerm>();
        var seen = new HashSet<FilterField>();
        foreach (var text in terms)
        {
            var term = Parse(text, vocabulary);
            if (!seen.Add(term.Field))
                throw new FilterSyntaxException(FilterProblem.OrderRepeated, text, 0, $"`order_by` contains duplicate fields: ['{text}']");
            order.Add(term);
        }
        return order;
    }

    private static OrderTerm Parse(string text, FilterVocabulary vocabulary)
    {
        var tokens = FilterLexer.Read(text);
        var isAscending = tokens.Count < 2 || tokens[1].Is("asc");
        if (tokens.Count is 0 or > 2 || (tokens.Count == 2 && !isAscending && !tokens[1].Is("desc"))
            || tokens[0].Kind is not (FilterTokenKind.Word or FilterTokenKind.Quoted) || tokens[0].Raw.StartsWith('\''))
            throw new FilterSyntaxException(FilterProblem.Order, text, 0, $"Invalid order_by clause '{text}'. Could not be parsed.");
        var (field, _) = FilterParser.Resolve(tokens[0], vocabulary, vocabulary.OrderAttributes ?? vocabulary.Attributes);
        if (!vocabulary.OrderKinds.Contains(field.Kind))
            throw new FilterSyntaxException(FilterProblem.Order, text, 0, $"Invalid identifier type '{tokens[0].Entity}'");
        return new OrderTerm(field, isAscending);
    }
}
