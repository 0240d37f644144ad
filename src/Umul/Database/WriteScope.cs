using System.Data.Common;

namespace Umul.Database;

/// <summary>What one piece of work sees while it runs inside the writer's transaction. Only ever used on the writer's thread.</summary>
internal sealed class WriteScope(DbConnection connection) : IDisposable
{
    private readonly Dictionary<string, DbCommand> _commands = [];
    private readonly List<Action> _afterCommit = [];
    private readonly List<Action> _onRollback = [];
    private DbTransaction? _transaction;
    private bool _hasSavepoint;
    private int _afterCommitMark, _onRollbackMark;

    /// <summary>The writer's connection, for Dapper calls; pass <see cref="Transaction"/> with it.</summary>
    public DbConnection Connection
    {
        get
        {
            EnsureSavepoint();
            return connection;
        }
    }

    /// <summary>The open transaction of the group.</summary>
    public DbTransaction Transaction => _transaction!;

    /// <summary>Work that happens only if the group is committed: publishing to caches, telling listeners.</summary>
    public void AfterCommit(Action action) => _afterCommit.Add(action);

    /// <summary>Work that undoes a change made in memory, if the item or its whole group is lost; run in reverse order.</summary>
    public void OnRollback(Action action) => _onRollback.Add(action);

    /// <summary>A prepared command, cached by its text, for paths where each microsecond counts; parameters are @p0, @p1, ….</summary>
    public int Execute(string sql, params ReadOnlySpan<object?> parameters) => Bind(sql, parameters).ExecuteNonQuery();

    /// <summary>As <see cref="Execute"/>, with the first column of the first row as answer, or null.</summary>
    public object? Scalar(string sql, params ReadOnlySpan<object?> parameters)
    {
        var answer = Bind(sql, parameters).ExecuteScalar();
        return answer is DBNull ? null : answer;
    }

    /// <summary>As <see cref="Execute"/>, with rows. Dispose the reader before the next call.</summary>
    public DbDataReader Read(string sql, params ReadOnlySpan<object?> parameters) => Bind(sql, parameters).ExecuteReader();

    internal void BeginGroup() => _transaction = connection.BeginTransaction();

    internal void BeginItem()
    {
        _hasSavepoint = false;
        (_afterCommitMark, _onRollbackMark) = (_afterCommit.Count, _onRollback.Count);
    }

    internal void EndItem()
    {
        if (_hasSavepoint) _transaction!.Release("item");
        _hasSavepoint = false;
    }

    internal void RollbackItem()
    {
        if (_hasSavepoint)
        {
            _transaction!.Rollback("item");
            _transaction.Release("item");
        }
        _hasSavepoint = false;
        _afterCommit.RemoveRange(_afterCommitMark, _afterCommit.Count - _afterCommitMark);
        UndoBackTo(_onRollbackMark);
    }

    internal void CommitGroup()
    {
        _transaction!.Commit();
        _transaction.Dispose();
        _transaction = null;
        _onRollback.Clear();
    }

    internal void RunAfterCommit()
    {
        foreach (var action in _afterCommit) action();
        _afterCommit.Clear();
    }

    internal void RollbackGroup()
    {
        _afterCommit.Clear();
        UndoBackTo(0);
        try
        {
            _transaction?.Rollback();
        }
        catch (DbException)
        {
            // SQLite has already rolled back by itself after errors such as a full disk; the cause is reported to the waiters.
        }
        _transaction?.Dispose();
        _transaction = null;
    }

    public void Dispose()
    {
        foreach (var command in _commands.Values) command.Dispose();
    }

    private void UndoBackTo(int mark)
    {
        for (var i = _onRollback.Count - 1; i >= mark; i--) _onRollback[i]();
        _onRollback.RemoveRange(mark, _onRollback.Count - mark);
    }

    private void EnsureSavepoint()
    {
        // Taken at the first statement and not at the start: most refused work is refused before it writes anything.
        if (_hasSavepoint) return;
        _transaction!.Save("item");
        _hasSavepoint = true;
    }

    private DbCommand Bind(string sql, ReadOnlySpan<object?> parameters)
    {
        EnsureSavepoint();
        if (!_commands.TryGetValue(sql, out var command))
        {
            command = connection.CreateCommand();
            command.CommandText = sql;
            for (var i = 0; i < parameters.Length; i++)
            {
                var parameter = command.CreateParameter();
                parameter.ParameterName = $"@p{i}";
                command.Parameters.Add(parameter);
            }
            _commands.Add(sql, command);
        }
        command.Transaction = _transaction;
        for (var i = 0; i < parameters.Length; i++) command.Parameters[i].Value = parameters[i] ?? DBNull.Value;
        return command;
    }
}
