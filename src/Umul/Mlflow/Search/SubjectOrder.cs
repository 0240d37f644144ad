using Umul.Runs.Search;

namespace Umul.Mlflow.Search;

/// <summary>Sorts a list that is in memory by the terms of an order; absent fields come last in both directions.</summary>
internal static class SubjectOrder
{
    public static List<T> Sort<T>(IEnumerable<T> subjects, IReadOnlyList<OrderTerm> order, Comparison<T> byDefault)
        where T : IFilterSubject
    {
        var sorted = subjects.ToList();
        sorted.Sort((x, y) =>
        {
            foreach (var term in order)
            {
                var compared = Compare(x, y, term);
                if (compared != 0)
                    return compared;
            }
            return byDefault(x, y);
        });
        return sorted;
    }

    private static int Compare<T>(T x, T y, OrderTerm term)
        where T : IFilterSubject
    {
        var (a, b) = (KeyOf(x, term.Field), KeyOf(y, term.Field));
        if (a.Rank != b.Rank)
            return a.Rank.CompareTo(b.Rank);
        var compared = a.Text is not null ? string.CompareOrdinal(a.Text, b.Text) : a.Number.CompareTo(b.Number);
        return term.IsAscending ? compared : -compared;
    }

    private static OrderKey KeyOf<T>(T subject, FilterField field)
        where T : IFilterSubject
        => subject.Number(field) is { } number ? OrderKey.Of(number) : OrderKey.Of(subject.Text(field));
}
