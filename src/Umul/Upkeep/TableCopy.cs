using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;
using Umul.Database;

namespace Umul.Upkeep;

/// <summary>Copies all rows between two databases of the same schema, whichever of SQLite and PostgreSQL each is.</summary>
internal static class TableCopy
{
    /// <summary>The tables, referenced ones before those that refer to them, with their columns. Read from a migrated SQLite database.</summary>
    public static IReadOnlyList<(string Table, IReadOnlyList<string> Columns)> Tables(SqliteConnection schema)
    {
        var names = schema.Query<string>(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'migrations' ORDER BY rowid").AsList();
        return [.. names.Select(name => (name, (IReadOnlyList<string>)schema.Query<string>($"SELECT name FROM pragma_table_info('{name}') ORDER BY cid").AsList()))];
    }

    /// <summary>Copies one table's rows; the answer is how many.</summary>
    public static long Copy(DbConnection from, string table, IReadOnlyList<string> columns, Action<string, object?[]> insert)
    {
        var sql = $"INSERT INTO {table} ({string.Join(", ", columns)}) VALUES ({string.Join(", ", columns.Select((_, i) => $"@p{i}"))})";
        long rows = 0;
        using var reader = from.Read($"SELECT {string.Join(", ", columns)} FROM {table}");
        var values = new object?[columns.Count];
        while (reader.Read())
        {
            for (var i = 0; i < values.Length; i++) values[i] = reader.IsDBNull(i) ? null : reader.GetValue(i);
            insert(sql, values);
            rows++;
        }
        return rows;
    }

    /// <summary>After explicit ids were inserted, PostgreSQL's counters have to be moved beyond them.</summary>
    public static string AdvanceCounter(string table, string column) =>
        $"SELECT setval(pg_get_serial_sequence('{table}', '{column}'), GREATEST((SELECT COALESCE(MAX({column}), 0) + 1 FROM {table}), 1), false)";
}
