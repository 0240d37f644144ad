using System.Data.Common;

namespace Umul.Database;

/// <summary>What one piece of work sees while it runs inside the writer's transaction. Only ever used on the writer's thread.</summary>
internal sealed class WriteScope(WriteConnection connection) : IDisposable
{
    private readonly List<Action> _afterCommit = [];
    private readonly List<Action> _onRollback = [];
    private bool _groupHasStatements, _itemHasStatements, _hasSavepoint;
    private int _afterCommitMark, _onRollbackMark;

    /// <summary>The writer's connection, for Dapper calls; pass <see cref="Transaction"/> with it.</summary>
    public DbConnection Connection
    {
        get
        {
            EnsureSavepoint();
            return connection.Connection;
        }
    }

    /// <summary>The open transaction of the group, if the provider has to be told of it.</summary>
    public DbTransaction? Transaction => connection.Transaction;

    /// <summary>Work that happens only if the group is committed: publishing to caches, telling listeners.</summary>
    public void AfterCommit(Action action) => _afterCommit.Add(action);

    /// <summary>Work that undoes a change made in memory, if the item or its whole group is lost; run in reverse order.</summary>
    public void OnRollback(Action action) => _onRollback.Add(action);

    /// <summary>A prepared statement, cached by its text; parameters are @p0, @p1, …. The answer is how many rows it changed.</summary>
    public int Execute(string sql, params ReadOnlySpan<object?> parameters)
    {
        EnsureSavepoint();
        return connection.Execute(sql, parameters);
    }

    /// <summary>As <see cref="Execute"/>, with the first column of the first row as answer, or null.</summary>
    public object? Scalar(string sql, params ReadOnlySpan<object?> parameters)
    {
        EnsureSavepoint();
        return connection.Scalar(sql, parameters);
    }

    /// <summary>As <see cref="Execute"/>, with rows. Dispose the reader before the next call.</summary>
    public DbDataReader Read(string sql, params ReadOnlySpan<object?> parameters)
    {
        EnsureSavepoint();
        return connection.Read(sql, parameters);
    }

    internal void BeginGroup()
    {
        _groupHasStatements = false;
        connection.Begin();
    }

    internal void BeginItem()
    {
        (_itemHasStatements, _hasSavepoint) = (false, false);
        (_afterCommitMark, _onRollbackMark) = (_afterCommit.Count, _onRollback.Count);
    }

    internal void EndItem()
    {
        if (_hasSavepoint) connection.Release();
        _groupHasStatements |= _itemHasStatements;
    }

    internal void RollbackItem()
    {
        if (_hasSavepoint)
        {
            connection.RollbackToSavepoint();
            connection.Release();
        }
        else if (_itemHasStatements)
        {
            connection.Rollback(); // nobody before it in the group has done anything
            connection.Begin();
        }
        _afterCommit.RemoveRange(_afterCommitMark, _afterCommit.Count - _afterCommitMark);
        UndoBackTo(_onRollbackMark);
    }

    /// <summary>What comes now belongs to the whole group: if it fails, all is lost.</summary>
    internal void BeginLast() => _itemHasStatements = true;

    internal void CommitGroup()
    {
        connection.Commit();
        _onRollback.Clear();
    }

    internal void RunAfterCommit()
    {
        foreach (var action in _afterCommit) action();
        _afterCommit.Clear();
    }

    internal void Rest() => connection.Rest();

    internal void RollbackGroup()
    {
        _afterCommit.Clear();
        UndoBackTo(0);
        try
        {
            connection.Rollback();
        }
        catch (DbException)
        {
            // The connection is gone, and with it the transaction; the cause is reported to the waiters.
        }
    }

    public void Dispose() => connection.Dispose();

    private void UndoBackTo(int mark)
    {
        for (var i = _onRollback.Count - 1; i >= mark; i--) _onRollback[i]();
        _onRollback.RemoveRange(mark, _onRollback.Count - mark);
    }

    // Taken at the first statement, and only if somebody before it in the group has done something that must stay: most work is not
    // refused, most refused work is refused before it writes anything, and a group is often one item.
    private void EnsureSavepoint()
    {
        if (_itemHasStatements) return;
        if (_groupHasStatements)
        {
            connection.Save();
            _hasSavepoint = true;
        }
        _itemHasStatements = true;
    }
}
