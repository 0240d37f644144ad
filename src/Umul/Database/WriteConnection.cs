using System.Data.Common;

namespace Umul.Database;

/// <summary>
/// The one connection that writes: a transaction a group, a savepoint where an item may have to be undone alone, and prepared statements
/// that are kept by their text.
/// </summary>
internal abstract class WriteConnection(DbConnection connection) : IDisposable
{
    private readonly Dictionary<string, DbCommand> _commands = [];

    /// <summary>The connection itself, for Dapper calls.</summary>
    public DbConnection Connection { get; } = connection;

    /// <summary>What such calls have to be given; null where the transaction is known to the database only.</summary>
    public abstract DbTransaction? Transaction { get; }

    public abstract void Begin();

    public abstract void Commit();

    public abstract void Rollback();

    public abstract void Save();

    public abstract void Release();

    public abstract void RollbackToSavepoint();

    /// <summary>Between groups, after the callers were answered: the time for what nobody should have to wait for.</summary>
    public virtual void Rest()
    {
    }

    /// <summary>Runs a statement whose parameters are @p0, @p1, …; the answer is how many rows it changed.</summary>
    public virtual int Execute(string sql, ReadOnlySpan<object?> parameters) => Bind(sql, parameters).ExecuteNonQuery();

    /// <summary>The first column of the first row; null if there is none or it is NULL.</summary>
    public virtual object? Scalar(string sql, ReadOnlySpan<object?> parameters)
    {
        var answer = Bind(sql, parameters).ExecuteScalar();
        return answer is DBNull ? null : answer;
    }

    /// <summary>Rows. The reader must be disposed of before the same text is used again.</summary>
    public DbDataReader Read(string sql, ReadOnlySpan<object?> parameters) => Bind(sql, parameters).ExecuteReader();

    public virtual void Dispose()
    {
        foreach (var command in _commands.Values) command.Dispose();
        Connection.Dispose();
    }

    private DbCommand Bind(string sql, ReadOnlySpan<object?> parameters)
    {
        if (!_commands.TryGetValue(sql, out var command))
        {
            command = Connection.CreateCommand();
            command.CommandText = sql;
            for (var i = 0; i < parameters.Length; i++)
            {
                var parameter = command.CreateParameter();
                parameter.ParameterName = $"@p{i}";
                command.Parameters.Add(parameter);
            }
            _commands.Add(sql, command);
        }
        command.Transaction = Transaction;
        for (var i = 0; i < parameters.Length; i++) command.Parameters[i].Value = parameters[i] ?? DBNull.Value;
        return command;
    }
}
