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
        if (field.Kind == FieldKind.Dataset)
            return subject.Texts(field).Any(text => MatchesText(condition, text));
        if (field.Kind == FieldKind.Tag && condition.Operator == FilterOperator.NotEqual && subject.Text(field) is null)
            return subject.AbsentTagDiffers;
        return subject.Number(field) is { } number ? MatchesNumber(condition, number) : MatchesText(condition, subject.Text(field));
    }

    /// <summary>Whether a numeric field satisfies the condition; null is an absent field.</summary>
    public static bool MatchesNumber(Condition condition, double? number)
    {
        if (condition.Operator.HasAny(FilterOperator.Presence))
            return number is not null == (condition.Operator == FilterOperator.IsNotNull);
        return number is { } present && Compare(condition.Operator, present, condition.Value.Number);
    }

    /// <summary>Whether a text field satisfies the condition; null is an absent field. Compared with a number, the text is read as one.</summary>
    public static bool MatchesText(Condition condition, string? text)
    {
        if (condition.Operator.HasAny(FilterOperator.Presence))
            return text is not null == (condition.Operator == FilterOperator.IsNotNull);
        if (text is null)
            return false;
        if (double.IsNaN(condition.Value.Number))
            return Compare(condition, text);
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && Compare(condition.Operator, number, condition.Value.Number);
    }

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
