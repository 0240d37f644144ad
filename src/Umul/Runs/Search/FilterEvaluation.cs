using System.Globalization;

namespace Umul.Runs.Search;

/// <summary>Decides in memory whether a subject satisfies a filter. An absent field satisfies nothing but IS NULL; a NaN satisfies only !=.</summary>
internal static class FilterEvaluation
{
    public static bool Matches(this FilterExpression expression, IFilterSubject subject) => expression switch
    {
        AllOf all => all.Terms.All(term => term.Matches(subject)),
        AnyOf any => any.Terms.Any(term => term.Matches(subject)),
        Not not => !not.Term.Matches(subject),
        Condition condition => Matches(condition, subject),
        _ => throw new ArgumentException($"Unknown filter node {expression.GetType().Name}.", nameof(expression)),
    };

    private static bool Matches(Condition condition, IFilterSubject subject)
    {
        var field = condition.Field;
        if ((condition.Operator & FilterOperator.Presence) != FilterOperator.None)
            return (subject.Text(field) is not null || subject.Number(field) is not null) == (condition.Operator == FilterOperator.IsNotNull);
        if (!double.IsNaN(condition.Value.Number))
            return NumberOf(subject, field) is { } number && Compare(condition.Operator, number, condition.Value.Number);
        if (field.Kind == FieldKind.Dataset)
            return subject.Texts(field).Any(text => Compare(condition, text));
        return subject.Text(field) is { } single && Compare(condition, single);
    }

    private static double? NumberOf(IFilterSubject subject, FilterField field)
        => subject.Number(field)
            ?? (subject.Text(field) is { } text && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                ? number
                : null);

    private static bool Compare(FilterOperator comparator, double left, double right) => comparator switch
    {
        FilterOperator.Equal => left == right,
        FilterOperator.NotEqual => left != right,
        FilterOperator.Less => left < right,
        FilterOperator.LessOrEqual => left <= right,
        FilterOperator.Greater => left > right,
        FilterOperator.GreaterOrEqual => left >= right,
        _ => false,
    };

    private static bool Compare(Condition condition, string text)
    {
        var value = condition.Value;
        return condition.Operator switch
        {
            FilterOperator.Equal => text.Equals(value.Text, StringComparison.Ordinal),
            FilterOperator.NotEqual => !text.Equals(value.Text, StringComparison.Ordinal),
            FilterOperator.Like => TextPattern.Matches(text, value.Text, ignoreCase: false),
            FilterOperator.ILike => TextPattern.Matches(text, value.Text, ignoreCase: true),
            FilterOperator.In => value.Texts.Contains(text, StringComparer.Ordinal),
            FilterOperator.NotIn => !value.Texts.Contains(text, StringComparer.Ordinal),
            FilterOperator.Less => string.CompareOrdinal(text, value.Text) < 0,
            FilterOperator.LessOrEqual => string.CompareOrdinal(text, value.Text) <= 0,
            FilterOperator.Greater => string.CompareOrdinal(text, value.Text) > 0,
            FilterOperator.GreaterOrEqual => string.CompareOrdinal(text, value.Text) >= 0,
            _ => false,
        };
    }
}
