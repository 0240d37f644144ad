using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Umul.Database;

/// <summary>Connections to one SQLite file: readers are pooled and cannot write, the writer syncs at every commit.</summary>
internal sealed class SqliteSource(string file) : DbDataSource
{
    // The write-ahead log is copied into the file each 8,000 pages (32 MB): rarer means a longer pause, oftener means more writes.
    private const string WriterPragmas = """
        PRAGMA auto_vacuum = INCREMENTAL; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 8000; PRAGMA journal_size_limit = 67108864;
        PRAGMA foreign_keys = ON; PRAGMA cache_size = -16000; PRAGMA temp_store = MEMORY; PRAGMA case_sensitive_like = ON;
        """;

    private const string ReaderPragmas = """
        PRAGMA query_only = ON; PRAGMA busy_timeout = 10000; PRAGMA cache_size = -4000; PRAGMA mmap_size = 268435456; PRAGMA case_sensitive_like = ON;
        """;

    /// <inheritdoc/>
    public override string ConnectionString { get; } = new SqliteConnectionStringBuilder { DataSource = file, Pooling = true }.ToString();

    /// <summary>The one connection that may write.</summary>
    public DbConnection OpenWriter()
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        connection.Open();
        connection.Execute(WriterPragmas);
        return connection;
    }

    /// <inheritdoc/>
    protected override DbConnection CreateDbConnection()
    {
        var connection = new SqliteConnection(ConnectionString);
        connection.StateChange += static (sender, change) =>
        {
            if (change.CurrentState == System.Data.ConnectionState.Open) ((SqliteConnection)sender).Execute(ReaderPragmas);
        };
        return connection;
    }
}
