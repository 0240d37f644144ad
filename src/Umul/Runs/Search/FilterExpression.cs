namespace Umul.Runs.Search;

/// <summary>A parsed filter: a small tree whose leaves are conditions on one field each.</summary>
internal abstract record FilterExpression
{
    /// <summary>The filter that an empty text means.</summary>
    public static FilterExpression Everything { get; } = new AllOf([]);
}

/// <summary>True when every term is; an empty list is true.</summary>
internal sealed record AllOf(IReadOnlyList<FilterExpression> Terms) : FilterExpression;

/// <summary>True when at least one term is.</summary>
internal sealed record AnyOf(IReadOnlyList<FilterExpression> Terms) : FilterExpression;

/// <summary>True when the term is not.</summary>
internal sealed record Not(FilterExpression Term) : FilterExpression;

/// <summary>One comparison. A field that is absent satisfies only <see cref="FilterOperator.IsNull"/>.</summary>
internal sealed record Condition(FilterField Field, FilterOperator Operator, FilterValue Value) : FilterExpression;

/// <summary>What a condition or an order is about: a metric's latest value, a param, a tag, an attribute, or the data a run used.</summary>
internal readonly record struct FilterField(FieldKind Kind, string Key);

internal enum FieldKind
{
    Metric,
    Param,
    Tag,
    Attribute,
    Dataset,
}

[Flags]
internal enum FilterOperator
{
    None = 0,
    Equal = 1 << 0,
    NotEqual = 1 << 1,
    Less = 1 << 2,
    LessOrEqual = 1 << 3,
    Greater = 1 << 4,
    GreaterOrEqual = 1 << 5,
    Like = 1 << 6,
    ILike = 1 << 7,
    In = 1 << 8,
    NotIn = 1 << 9,
    IsNull = 1 << 10,
    IsNotNull = 1 << 11,

    Equality = Equal | NotEqual,
    Ordering = Equality | Less | LessOrEqual | Greater | GreaterOrEqual,
    Matching = Equality | Like | ILike,
    Membership = In | NotIn,
    Presence = IsNull | IsNotNull,
}

internal static class FilterOperators
{
    extension(FilterOperator operators)
    {
        /// <summary>Whether the two sets share an operator.</summary>
        public bool HasAny(FilterOperator others) => (operators & others) != FilterOperator.None;
    }
}

/// <summary>The right side of a condition: a number, a text or a list of texts, as the operator asks.</summary>
internal sealed record FilterValue(double Number, string Text, IReadOnlyList<string> Texts)
{
    public static FilterValue None { get; } = new(double.NaN, "", []);

    public static FilterValue Of(double number) => new(number, "", []);

    public static FilterValue Of(string text) => new(double.NaN, text, []);

    public static FilterValue Of(IReadOnlyList<string> texts) => new(double.NaN, "", texts);
}
