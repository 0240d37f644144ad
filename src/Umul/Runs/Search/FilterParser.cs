using System.Globalization;

namespace Umul.Runs.Search;

/// <summary>Reads the filter language: conditions joined by AND and, where the vocabulary has them, OR, NOT and parentheses.</summary>
internal sealed class FilterParser
{
    private const int MaxLength = 100_000;
    private const int MaxDepth = 100;

    private static readonly Dictionary<string, FilterOperator> s_comparators = new(StringComparer.Ordinal)
    {
        ["="] = FilterOperator.Equal,
        ["!="] = FilterOperator.NotEqual,
        ["<"] = FilterOperator.Less,
        ["<="] = FilterOperator.LessOrEqual,
        [">"] = FilterOperator.Greater,
        [">="] = FilterOperator.GreaterOrEqual,
    };

    private readonly List<FilterToken> _tokens;
    private readonly FilterVocabulary _vocabulary;
    private int _at;
    private int _depth;

    private FilterParser(List<FilterToken> tokens, FilterVocabulary vocabulary)
    {
        _tokens = tokens;
        _vocabulary = vocabulary;
    }

    /// <summary>The tree of a filter. Empty or blank text is <see cref="FilterExpression.Everything"/>.</summary>
    /// <exception cref="FilterSyntaxException">The text is not a filter of this vocabulary.</exception>
    public static FilterExpression Parse(string? filter, FilterVocabulary vocabulary)
    {
        if (string.IsNullOrWhiteSpace(filter))
            return FilterExpression.Everything;
        if (filter.Length > MaxLength)
            throw new FilterSyntaxException(FilterProblem.TooLong, "", MaxLength, $"The filter is longer than {MaxLength} characters.");
        var parser = new FilterParser(FilterLexer.Read(filter), vocabulary);
        var expression = parser.ReadAlternatives();
        if (parser._at < parser._tokens.Count)
            throw parser.BadClause();
        return expression;
    }

    private FilterToken? Current => _at < _tokens.Count ? _tokens[_at] : null;

    private FilterExpression ReadAlternatives()
    {
        var terms = new List<FilterExpression> { ReadConjunction() };
        while (_vocabulary.HasConnectives && Current is { } token && token.Is("or"))
        {
            _at++;
            terms.Add(ReadConjunction());
        }
        return terms.Count == 1 ? terms[0] : new AnyOf(terms);
    }

    private FilterExpression ReadConjunction()
    {
        var terms = new List<FilterExpression> { ReadTerm() };
        while (Current is { } token && token.Is("and"))
        {
            _at++;
            if (Current is null)
                break; // a trailing AND is how a filter looks while it is being typed
            terms.Add(ReadTerm());
        }
        return terms.Count == 1 ? terms[0] : new AllOf(terms);
    }

    private FilterExpression ReadTerm()
    {
        if (!_vocabulary.HasConnectives || Current is not { } token)
            return ReadCondition();
        if (token.Is("not") && NextIsNotComparator())
        {
            _at++;
            return new Not(Deeper(ReadTerm));
        }
        if (token.Kind != FilterTokenKind.Open)
            return ReadCondition();
        _at++;
        var inner = Deeper(ReadAlternatives);
        Take(FilterTokenKind.Close);
        return inner;
    }

    private bool NextIsNotComparator() => _at + 1 >= _tokens.Count || _tokens[_at + 1].Kind != FilterTokenKind.Comparator;

    private FilterExpression Deeper(Func<FilterExpression> read)
    {
        if (++_depth > MaxDepth)
            throw BadClause();
        var expression = read();
        _depth--;
        return expression;
    }

    private Condition ReadCondition()
    {
        if (Current is not { Kind: FilterTokenKind.Word or FilterTokenKind.Quoted } name || name.Raw.StartsWith('\'')
            || IsConnective(name) || _at + 1 >= _tokens.Count)
            throw BadClause();
        _at++;
        var comparator = ReadComparator();
        var (field, allowed) = Resolve(name, _vocabulary, _vocabulary.Attributes);
        if (comparator.HasAny(FilterOperator.Presence))
        {
            Allow(comparator, allowed, field, name);
            return new Condition(field, comparator, FilterValue.None);
        }
        var isNumber = field.Kind == FieldKind.Metric || (field.Kind == FieldKind.Attribute && allowed.HasAny(FilterOperator.Less));
        var value = ReadValue(field, name, comparator, allowed, isNumber);
        Allow(comparator, allowed, field, name);
        return new Condition(field, comparator, value);
    }

    private static bool IsConnective(FilterToken token) => token.Is("and") || token.Is("or") || token.Is("not");

    private FilterOperator ReadComparator()
    {
        var token = Current!.Value;
        _at++;
        if (token.Kind == FilterTokenKind.Comparator)
            return s_comparators.TryGetValue(token.Text, out var found) ? found : throw BadComparator(token);
        if (token.Is("like"))
            return FilterOperator.Like;
        if (token.Is("ilike"))
            return FilterOperator.ILike;
        if (token.Is("in"))
            return FilterOperator.In;
        if (token.Is("not") && Current is { } next && next.Is("in"))
        {
            _at++;
            return FilterOperator.NotIn;
        }
        if (token.Is("is"))
            return ReadPresence();
        _at--;
        throw BadClause();
    }

    private FilterOperator ReadPresence()
    {
        var isNot = Current is { } token && token.Is("not");
        if (isNot)
            _at++;
        if (Current is not { } word || !word.Is("null"))
            throw BadClause();
        _at++;
        return isNot ? FilterOperator.IsNotNull : FilterOperator.IsNull;
    }

    private FilterValue ReadValue(FilterField field, FilterToken name, FilterOperator comparator, FilterOperator allowed, bool isNumber)
    {
        if (Current is not { } token)
            throw BadClause();
        if (isNumber)
        {
            if (token.Kind != FilterTokenKind.Number)
                throw NumberExpected(field, name, token);
            _at++;
            return FilterValue.Of(double.Parse(token.Text, CultureInfo.InvariantCulture));
        }
        if (token.Kind == FilterTokenKind.Open)
            return ReadList(field, comparator, allowed);
        if (comparator.HasAny(FilterOperator.Membership))
            throw ListExpected(field, token.Raw, token.Position);
        if (token.Kind == FilterTokenKind.Number && allowed.HasAny(FilterOperator.Less))
        {
            _at++;
            return FilterValue.Of(double.Parse(token.Text, CultureInfo.InvariantCulture));
        }
        if (token.Kind != FilterTokenKind.Quoted)
            throw token.Kind == FilterTokenKind.Junk ? BadClause() : TextExpected(field, token.Raw, token.Position);
        _at++;
        return FilterValue.Of(token.Text);
    }

    private FilterValue ReadList(FilterField field, FilterOperator comparator, FilterOperator allowed)
    {
        var open = Take(FilterTokenKind.Open);
        var texts = new List<string>();
        do
        {
            if (Current is not { Kind: FilterTokenKind.Quoted } token)
                throw ListExpected(field, Current?.Raw ?? "", Current?.Position ?? open.Position);
            texts.Add(token.Text);
            _at++;
        }
        while (Current is { Kind: FilterTokenKind.Comma } && ++_at > 0);
        var close = Take(FilterTokenKind.Close);
        if (!allowed.HasAny(comparator & FilterOperator.Membership))
            throw TextExpected(field, string.Concat(_tokens.Where(t => t.Position >= open.Position && t.Position <= close.Position).Select(t => t.Raw)),
                open.Position);
        return FilterValue.Of(texts);
    }

    private FilterToken Take(FilterTokenKind kind)
    {
        if (Current is not { } token || token.Kind != kind)
            throw BadClause();
        _at++;
        return token;
    }

    /// <summary>The field that a name means in this vocabulary, and what may be asked of it.</summary>
    internal static (FilterField Field, FilterOperator Allowed) Resolve(
        FilterToken name, FilterVocabulary vocabulary, IReadOnlyDictionary<string, AttributeWord> attributes)
    {
        var kind = FieldKind.Attribute;
        if (name.Entity is { } entity && !vocabulary.Entities.TryGetValue(entity, out kind))
            throw new FilterSyntaxException(FilterProblem.Entity, entity, name.Position,
                $"Invalid entity type '{entity}'. Valid values are [{Quoted(vocabulary.Entities.Keys)}]");
        if (name.Text.Length == 0)
            throw new FilterSyntaxException(FilterProblem.Clause, name.Raw, name.Position, $"Invalid identifier '{name.Raw}'. Expected 'entity.key'.");
        if (kind == FieldKind.Attribute)
            return attributes.TryGetValue(name.Text, out var word)
                ? (new FilterField(kind, word.Key), word.Operators)
                : throw BadAttribute(name, attributes.Keys);
        if (kind == FieldKind.Dataset && !vocabulary.DatasetKeys.Contains(name.Text, StringComparer.Ordinal))
            throw BadAttribute(name, vocabulary.DatasetKeys);
        return (new FilterField(kind, name.Text), vocabulary.Operators.GetValueOrDefault(kind));
    }

    private static void Allow(FilterOperator comparator, FilterOperator allowed, FilterField field, FilterToken name)
    {
        if (comparator.HasAny(allowed))
            return;
        if (comparator.HasAny(FilterOperator.Presence))
            throw new FilterSyntaxException(FilterProblem.PresenceNotSupported, name.Raw, name.Position,
                $"IS NULL / IS NOT NULL is only supported for tags and params, not for '{Word(field.Kind)}' '{name.Text}'");
        throw new FilterSyntaxException(FilterProblem.Comparator, Symbol(comparator), name.Position,
            $"Invalid comparator '{Symbol(comparator)}' not one of '{{{Symbols(allowed)}}}'");
    }

    private FilterSyntaxException BadClause()
    {
        var rest = _tokens.Skip(_at).Select(t => $"'{t.Raw}'").ToList();
        var found = rest.Count == 0 ? string.Join(", ", _tokens.Select(t => $"'{t.Raw}'")) : string.Join(", ", rest);
        return new(FilterProblem.Clause, found, Current?.Position ?? _tokens[^1].Position, $"Invalid clause(s) in filter string: {found}");
    }

    private static FilterSyntaxException BadComparator(FilterToken token)
        => new(FilterProblem.Comparator, token.Raw, token.Position,
            $"Invalid comparator '{token.Raw}' not one of '{{{Symbols(FilterOperator.Ordering)}}}'");

    private static FilterSyntaxException BadAttribute(FilterToken name, IEnumerable<string> valid)
        => new(FilterProblem.Attribute, name.Text, name.Position,
            $"Invalid attribute key '{name.Text}' specified. Valid keys are '{{{Quoted(valid)}}}'");

    private static FilterSyntaxException NumberExpected(FilterField field, FilterToken name, FilterToken token)
        => new(FilterProblem.NumberExpected, token.Raw, token.Position, field.Kind == FieldKind.Metric
            ? $"Expected numeric value type for metric. Found {token.Raw}"
            : $"Expected numeric value type for numeric attribute: {name.Text}. Found {token.Raw}");

    private static FilterSyntaxException TextExpected(FilterField field, string found, int position)
        => new(FilterProblem.TextExpected, found, position,
            $"Expected a quoted string value for {Word(field.Kind)} (e.g. 'my-value'). Got value {found}");

    private static FilterSyntaxException ListExpected(FilterField field, string found, int position)
        => new(FilterProblem.ListExpected, found, position,
            $"While parsing a list in the query, expected a non-empty list of quoted string values for {Word(field.Kind)}. Got value {found}");

    private static string Quoted(IEnumerable<string> words) => string.Join(", ", words.Select(w => $"'{w}'"));

    private static string Word(FieldKind kind) => kind switch
    {
        FieldKind.Metric => "metric",
        FieldKind.Param => "parameter",
        FieldKind.Tag => "tag",
        FieldKind.Dataset => "dataset",
        _ => "attribute",
    };

    private static string Symbols(FilterOperator allowed)
        => Quoted(Enum.GetValues<FilterOperator>().Where(o => int.PopCount((int)o) == 1 && o.HasAny(allowed)).Select(Symbol));

    private static string Symbol(FilterOperator comparator) => comparator switch
    {
        FilterOperator.Like => "LIKE",
        FilterOperator.ILike => "ILIKE",
        FilterOperator.In => "IN",
        FilterOperator.NotIn => "NOT IN",
        FilterOperator.IsNull => "IS NULL",
        FilterOperator.IsNotNull => "IS NOT NULL",
        _ => s_comparators.First(c => c.Value == comparator).Key,
    };
}
