using System.Globalization;
using System.Text;

namespace Umul.Database;

/// <summary>Small pieces of SQL text that both databases accept.</summary>
internal static class Sql
{
    /// <summary>Numbers as a comma-separated list for <c>IN (…)</c>; NULL for none. Numbers only, so nothing can be injected.</summary>
    public static string List(IEnumerable<long> numbers)
    {
        var text = new StringBuilder();
        foreach (var number in numbers) text.Append(text.Length > 0 ? "," : "").Append(CultureInfo.InvariantCulture, $"{number}");
        return text.Length == 0 ? "NULL" : text.ToString();
    }
}

internal static class TimeProviderExtensions
{
    extension(TimeProvider clock)
    {
        /// <summary>Milliseconds since 1970, UTC.</summary>
        public long UnixMs => clock.GetUtcNow().ToUnixTimeMilliseconds();
    }
}
