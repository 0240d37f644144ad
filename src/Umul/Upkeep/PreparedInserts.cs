using System.Data.Common;

namespace Umul.Upkeep;

/// <summary>One prepared INSERT for each table, for copying many rows.</summary>
internal sealed class PreparedInserts(DbConnection connection, DbTransaction? transaction) : IDisposable
{
    private readonly Dictionary<string, DbCommand> _commands = [];

    /// <summary>Inserts a row; parameters are @p0, @p1, …</summary>
    public void Insert(string sql, object?[] values)
    {
        if (!_commands.TryGetValue(sql, out var command))
        {
            command = connection.CreateCommand();
            (command.CommandText, command.Transaction) = (sql, transaction);
            for (var i = 0; i < values.Length; i++)
            {
                var parameter = command.CreateParameter();
                parameter.ParameterName = $"@p{i}";
                command.Parameters.Add(parameter);
            }
            _commands.Add(sql, command);
        }
        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i] ?? DBNull.Value;
        command.ExecuteNonQuery();
    }

    public void Dispose()
    {
        foreach (var command in _commands.Values) command.Dispose();
    }
}
