using System.Data.Common;
using System.Globalization;
using Umul.Web;

namespace Umul.Database;

/// <summary>Brings a database forward, one numbered SQL file at a time, each in a transaction of its own. Never backward.</summary>
internal static class Migrator
{
    private const string Prefix = "Umul.Migrations.";

    /// <exception cref="UmulException">The database was written by a newer Umul.</exception>
    public static void Migrate(DbConnection connection, Dialect dialect)
    {
        connection.Execute("CREATE TABLE IF NOT EXISTS migrations (number INTEGER PRIMARY KEY, name TEXT NOT NULL)");
        var done = Done(connection);
        var known = All().ToList();
        if (done.Count > 0 && done.Max() > known[^1].Number)
        {
            throw new UmulException(
                ErrorCode.WrongState,
                new Sentence(
                    $"This data was written by a newer Umul (schema {done.Max()}, this program knows {known[^1].Number}). Update Umul, or restore a backup made with this version.",
                    $"더 새로운 Umul이 쓴 데이터입니다(스키마 {done.Max()}, 이 프로그램은 {known[^1].Number}까지). Umul을 업데이트하거나 이 버전으로 만든 백업을 복원하세요."));
        }
        foreach (var (number, name, sql) in known.Where(m => !done.Contains(m.Number)))
        {
            using var transaction = connection.BeginTransaction();
            Dapper.SqlMapper.Execute(connection, dialect.Fill(sql), transaction: transaction);
            Dapper.SqlMapper.Execute(connection, "INSERT INTO migrations (number, name) VALUES (@number, @name)", new { number, name }, transaction);
            transaction.Commit();
        }
    }

    // Without Dapper, as all that runs before the first answer: loading it costs a start 15 ms.
    private static HashSet<long> Done(DbConnection connection)
    {
        var done = new HashSet<long>();
        using var reader = connection.Read("SELECT number FROM migrations");
        while (reader.Read()) done.Add(reader.GetInt64(0));
        return done;
    }

    private static IEnumerable<(long Number, string Name, string Sql)> All()
    {
        var assembly = typeof(Migrator).Assembly;
        foreach (var resource in assembly.GetManifestResourceNames().Where(n => n.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            var name = resource[Prefix.Length..^".sql".Length];
            yield return (long.Parse(name.AsSpan(0, 4), CultureInfo.InvariantCulture), name, reader.ReadToEnd());
        }
    }
}
