using System.Data.Common;

namespace Umul.Database;

/// <summary>Writing to PostgreSQL: the provider's own transactions and commands.</summary>
internal sealed class PostgresWriteConnection(DbConnection connection) : WriteConnection(connection)
{
    private const string Savepoint = "item";

    private DbTransaction? _transaction;

    public override DbTransaction? Transaction => _transaction;

    public override void Begin() => _transaction = Connection.BeginTransaction();

    public override void Commit()
    {
        _transaction!.Commit();
        End();
    }

    public override void Rollback()
    {
        try
        {
            _transaction?.Rollback();
        }
        finally
        {
            End();
        }
    }

    public override void Save() => _transaction!.Save(Savepoint);

    public override void Release() => _transaction!.Release(Savepoint);

    public override void RollbackToSavepoint() => _transaction!.Rollback(Savepoint);

    private void End()
    {
        _transaction?.Dispose();
        _transaction = null;
    }
}
