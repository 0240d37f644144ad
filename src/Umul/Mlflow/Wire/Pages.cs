using System.Globalization;
using System.Text.Json;

namespace Umul.Mlflow.Wire;

/// <summary>How many results a page may hold, and the answer that is one page of a list.</summary>
internal static class Pages
{
    /// <summary>max_results, or its default; out of bounds is the client's error.</summary>
    public static int Limit(MlflowFields fields, int standard, int maximum)
    {
        if (fields.Integer("max_results") is not { } limit)
            return standard;
        var shown = limit.ToString(CultureInfo.InvariantCulture);
        if (limit < 1)
            throw MlflowException.Invalid($"Invalid value {shown} for parameter 'max_results' supplied. It must be a positive integer");
        return limit <= maximum
            ? (int)limit
            : throw MlflowException.Invalid($"Invalid value {shown} for parameter 'max_results' supplied. It must be at most {maximum}");
    }

    /// <summary>Answers a page of a list that is in memory as a whole.</summary>
    public static Task Answer<T>(MlflowCall call, string name, IReadOnlyList<T> all, long offset, int limit, Action<Utf8JsonWriter, T> write)
    {
        var page = all.Skip((int)Math.Min(offset, all.Count)).Take(limit);
        return call.Stream(name, page, (writer, item) =>
        {
            writer.WriteStartObject();
            write(writer, item);
            writer.WriteEndObject();
        }, End(offset + limit, offset + limit < all.Count));
    }

    /// <summary>What follows the list: the next page's token, if there is a next page.</summary>
    public static Action<Utf8JsonWriter>? End(long nextOffset, bool hasMore)
        => hasMore ? writer => writer.WriteString("next_page_token"u8, PageToken.Encode(nextOffset)) : null;
}
