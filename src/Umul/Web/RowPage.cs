namespace Umul.Web;

/// <summary>The rows of a long table that one page shows.</summary>
internal sealed record RowPage<T>(IReadOnlyList<T> Rows, int Number, int From, int Total);

/// <summary>Cuts a table into pages after filtering by a part of the name.</summary>
internal static class RowPage
{
    public const int Size = 100;

    public static RowPage<T> Of<T>(IReadOnlyList<T> all, string? filter, int number, Func<T, string> nameOf)
    {
        var wanted = string.IsNullOrWhiteSpace(filter)
            ? all
            : [.. all.Where(item => nameOf(item).Contains(filter.Trim(), StringComparison.OrdinalIgnoreCase))];
        var last = Math.Max(0, (wanted.Count - 1) / Size);
        var page = Math.Clamp(number, 0, last);
        return new RowPage<T>([.. wanted.Skip(page * Size).Take(Size)], page, page * Size, wanted.Count);
    }
}
