using System.Data.Common;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Umul.Database;

/// <summary>
/// Writing to SQLite by statements that are prepared once and bound by position. (Through ADO.NET commands a statement cost 3 µs and a
/// savepoint, which is prepared each time, 10 µs; here both cost what SQLite itself needs.)
/// </summary>
internal sealed class SqliteWriteConnection(SqliteConnection connection) : WriteConnection(connection)
{
    // Statements whose text is made for one occasion would otherwise stay for ever.
    private const int MaximumStatements = 500;

    private readonly sqlite3 _handle = connection.Handle!;
    private readonly SqliteLog _log = new(connection.Handle!, connection.DataSource + "-wal");
    private readonly Dictionary<string, SqliteStatement> _statements = new(StringComparer.Ordinal);

    /// <summary>Begun and ended by statements, so that the provider knows of none.</summary>
    public override DbTransaction? Transaction => null;

    public override void Begin() => Run("BEGIN IMMEDIATE");

    public override void Commit() => Run("COMMIT");

    public override void Rollback()
    {
        // SQLite has already rolled back by itself after errors such as a full disk.
        if (raw.sqlite3_get_autocommit(_handle) == 0) Run("ROLLBACK");
    }

    public override void Save() => Run("SAVEPOINT item");

    public override void Release() => Run("RELEASE item");

    public override void RollbackToSavepoint() => Run("ROLLBACK TO item");

    public override void Rest() => _log.Tend();

    public override int Execute(string sql, ReadOnlySpan<object?> parameters) => Statement(sql).Execute(parameters);

    public override object? Scalar(string sql, ReadOnlySpan<object?> parameters) => Statement(sql).Scalar(parameters);

    public override void Dispose()
    {
        Forget();
        _log.Empty();
        base.Dispose();
    }

    private void Run(string sql) => Statement(sql).Execute([]);

    private SqliteStatement Statement(string sql)
    {
        if (_statements.TryGetValue(sql, out var statement)) return statement;
        if (_statements.Count >= MaximumStatements) Forget();
        return _statements[sql] = new SqliteStatement(_handle, sql);
    }

    private void Forget()
    {
        foreach (var statement in _statements.Values) statement.Dispose();
        _statements.Clear();
    }
}
