using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Umul.Database;

/// <summary>The database: any number of readers, one <see cref="Writer"/>. Owned by one process.</summary>
internal sealed class UmulDatabase : IAsyncDisposable
{
    private readonly DbDataSource _source;

    private UmulDatabase(Dialect dialect, DbDataSource source, Writer writer) =>
        (Dialect, _source, Writer) = (dialect, source, writer);

    /// <summary>Which of the two databases this is.</summary>
    public Dialect Dialect { get; }

    /// <summary>The only way to change anything.</summary>
    public Writer Writer { get; }

    /// <summary>Everything may have changed at once (a restore, deletion for good): caches forget what they hold. On the writer's thread.</summary>
    public event Action? Replaced;

    /// <summary>Raises <see cref="Replaced"/>.</summary>
    public void TellReplaced() => Replaced?.Invoke();

    /// <summary>Opens the SQLite file of <paramref name="folder"/>, or PostgreSQL when <paramref name="url"/> is given, and migrates it.</summary>
    public static UmulDatabase Open(DataFolder folder, string? url = null)
    {
        var dialect = url is null ? Dialect.Sqlite : Dialect.Postgres;
        DbDataSource source = url is null ? new SqliteSource(folder.DatabaseFile) : NpgsqlDataSource.Create(PostgresUrl.ToConnectionString(url));
        var connection = source is SqliteSource sqlite ? sqlite.OpenWriter() : source.OpenConnection();
        Migrator.Migrate(connection, dialect);
        return new UmulDatabase(dialect, source, new Writer(
            connection is SqliteConnection file ? new SqliteWriteConnection(file) : new PostgresWriteConnection(connection)));
    }

    /// <summary>A pooled connection for reading; it sees everything that was acknowledged before the call. Dispose it soon.</summary>
    public DbConnection OpenRead() => _source.OpenConnection();

    public async ValueTask DisposeAsync()
    {
        Writer.Dispose();
        await _source.DisposeAsync();
        if (Dialect == Dialect.Sqlite) SqliteConnection.ClearAllPools();
    }
}
