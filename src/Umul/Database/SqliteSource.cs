using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;

namespace Umul.Database;

/// <summary>Connections to one SQLite file: readers are pooled and cannot write, the writer syncs at every commit.</summary>
internal sealed class SqliteSource(string file) : DbDataSource
{
    // The write-ahead log is copied into the file by SqliteLog, not inside a commit.
    private const string WriterPragmas = """
        PRAGMA auto_vacuum = INCREMENTAL; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0; PRAGMA journal_size_limit = 67108864; PRAGMA busy_timeout = 10000;
        PRAGMA foreign_keys = ON; PRAGMA cache_size = -16000; PRAGMA temp_store = MEMORY; PRAGMA case_sensitive_like = ON;
        """;

    // Those connections whose settings are made already: the provider's pool gives the same ones out again, settings and all.
    private readonly ConditionalWeakTable<SQLitePCL.sqlite3, object> _settled = [];
    private static readonly object s_yes = new();

    private const string ReaderPragmas = """
        PRAGMA query_only = ON; PRAGMA busy_timeout = 10000; PRAGMA cache_size = -4000; PRAGMA mmap_size = 268435456; PRAGMA case_sensitive_like = ON;
        """;

    /// <inheritdoc/>
    public override string ConnectionString { get; } = new SqliteConnectionStringBuilder { DataSource = file, Pooling = true }.ToString();

    /// <summary>The one connection that may write.</summary>
    public DbConnection OpenWriter()
    {
        _ = SqliteLibrary.IsWithoutMemoryCounts;
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        connection.Open();
        connection.Execute(WriterPragmas);
        return connection;
    }

    /// <inheritdoc/>
    protected override DbConnection CreateDbConnection()
    {
        var connection = new SqliteConnection(ConnectionString);
        connection.StateChange += (sender, change) =>
        {
            if (change.CurrentState == System.Data.ConnectionState.Open) Settle((SqliteConnection)sender);
        };
        return connection;
    }

    private void Settle(SqliteConnection connection)
    {
        if (_settled.TryGetValue(connection.Handle!, out _)) return;
        connection.Execute(ReaderPragmas);
        _settled.AddOrUpdate(connection.Handle!, s_yes);
    }
}
