using Npgsql;
using Umul.Web;

namespace Umul.Database;

/// <summary>Reads <c>postgres://user:password@host:port/database?sslmode=…</c>, or passes a Npgsql connection string through.</summary>
internal static class PostgresUrl
{
    /// <exception cref="UmulException">The text is neither.</exception>
    public static string ToConnectionString(string url)
    {
        if (!url.Contains("://", StringComparison.Ordinal)) return Parse(() => new NpgsqlConnectionStringBuilder(url), url).ConnectionString;
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme is not ("postgres" or "postgresql"))
            throw Refused(url, null);
        var user = uri.UserInfo.Split(':', 2);
        var builder = new NpgsqlConnectionStringBuilder
        {
            Host = uri.Host,
            Port = uri.Port > 0 ? uri.Port : 5432,
            Database = Uri.UnescapeDataString(uri.AbsolutePath.TrimStart('/')),
            Username = user[0].Length > 0 ? Uri.UnescapeDataString(user[0]) : null,
            Password = user.Length > 1 ? Uri.UnescapeDataString(user[1]) : null,
        };
        foreach (var pair in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = pair.Split('=', 2);
            Parse(() => { builder[parts[0]] = Uri.UnescapeDataString(parts.Length > 1 ? parts[1] : ""); return builder; }, url);
        }
        return builder.ConnectionString;
    }

    private static NpgsqlConnectionStringBuilder Parse(Func<NpgsqlConnectionStringBuilder> parse, string url)
    {
        try
        {
            return parse();
        }
        catch (ArgumentException inner)
        {
            throw Refused(url, inner);
        }
    }

    private static UmulException Refused(string url, Exception? inner) => new(
        ErrorCode.Invalid,
        $"--database takes postgres://user:password@host:port/database; '{Masked(url)}' is not such a link.",
        inner);

    private static string Masked(string url) =>
        System.Text.RegularExpressions.Regex.Replace(url, ":[^:@/]*@", ":…@", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1));
}
