using System.Data.Common;

namespace Umul.Database;

internal static class DbConnectionExtensions
{
    /// <summary>Runs SQL text without parameters and without an answer.</summary>
    public static void Execute(this DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>Rows of a query whose parameters are @p0, @p1, …</summary>
    public static DbDataReader Read(this DbConnection connection, string sql, params ReadOnlySpan<object?> parameters)
    {
        // Not disposed here: the reader needs it, and the connection disposes of its commands when it goes back to the pool.
#pragma warning disable CA2000
        var command = connection.CreateCommand();
#pragma warning restore CA2000
        command.CommandText = sql;
        for (var i = 0; i < parameters.Length; i++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = $"@p{i}";
            parameter.Value = parameters[i] ?? DBNull.Value;
            command.Parameters.Add(parameter);
        }
        return command.ExecuteReader();
    }
}
