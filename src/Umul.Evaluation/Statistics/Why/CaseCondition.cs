namespace Umul.Evaluation.Statistics;

/// <summary>How a condition compares.</summary>
public enum CaseRelation
{
    /// <summary>At most the bound.</summary>
    AtMost,

    /// <summary>Above the bound.</summary>
    Above,

    /// <summary>Is the word; "" means that the value is not known.</summary>
    Is,

    /// <summary>Is any other word.</summary>
    IsNot,
}

/// <summary>One condition on a column; a number that is not known meets neither bound.</summary>
/// <param name="Column">Name of the column.</param>
/// <param name="Relation">How it compares.</param>
/// <param name="Bound">The number of <see cref="CaseRelation.AtMost"/> and <see cref="CaseRelation.Above"/>.</param>
/// <param name="Word">The word of <see cref="CaseRelation.Is"/> and <see cref="CaseRelation.IsNot"/>.</param>
public sealed record CaseCondition(string Column, CaseRelation Relation, double Bound, string Word)
{
    /// <summary>x ≤ bound.</summary>
    public static CaseCondition AtMost(string column, double bound) => new(column, CaseRelation.AtMost, bound, "");

    /// <summary>x &gt; bound.</summary>
    public static CaseCondition Above(string column, double bound) => new(column, CaseRelation.Above, bound, "");

    /// <summary>x is the word.</summary>
    public static CaseCondition Is(string column, string word) => new(column, CaseRelation.Is, double.NaN, word);

    /// <summary>x is another word.</summary>
    public static CaseCondition IsNot(string column, string word) => new(column, CaseRelation.IsNot, double.NaN, word);

    /// <summary>Whether a case of the column meets it.</summary>
    public bool Holds(CaseColumn column, int index)
    {
        ArgumentNullException.ThrowIfNull(column);
        return Relation switch
        {
            CaseRelation.AtMost => column.Numbers[index] <= Bound,
            CaseRelation.Above => column.Numbers[index] > Bound,
            CaseRelation.Is => string.Equals(column.Words[index], Word, StringComparison.Ordinal),
            _ => !string.Equals(column.Words[index], Word, StringComparison.Ordinal),
        };
    }
}
