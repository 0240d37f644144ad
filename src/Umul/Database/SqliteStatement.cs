using System.Buffers;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Umul.Database;

/// <summary>One prepared SQLite statement whose parameters are @p0, @p1, …. Reset after each use, so that it holds no lock.</summary>
internal sealed class SqliteStatement : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private readonly bool _isReadOnly;
    private int[] _positions = [];

    public SqliteStatement(sqlite3 database, string sql)
    {
        _database = database;
        Check(raw.sqlite3_prepare_v3(database, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement, out var rest));
        if (!string.IsNullOrWhiteSpace(rest))
        {
            _statement.Dispose();
            throw new ArgumentException($"One statement at a time; after the first comes '{rest.Trim()}'.", nameof(sql));
        }
        _isReadOnly = raw.sqlite3_stmt_readonly(_statement) != 0;
    }

    /// <summary>Runs it to its end; the answer is how many rows it changed, or −1 if it cannot change any.</summary>
    public int Execute(ReadOnlySpan<object?> parameters)
    {
        Bind(parameters);
        Finish(raw.sqlite3_step(_statement));
        return _isReadOnly ? -1 : raw.sqlite3_changes(_database);
    }

    /// <summary>Runs it to its end; the answer is the first column of the first row, or null.</summary>
    public object? Scalar(ReadOnlySpan<object?> parameters)
    {
        Bind(parameters);
        var step = raw.sqlite3_step(_statement);
        var answer = step == raw.SQLITE_ROW ? FirstColumn() : null;
        Finish(step);
        return answer;
    }

    public void Dispose() => _statement.Dispose();

    private void Finish(int step)
    {
        while (step == raw.SQLITE_ROW) step = raw.sqlite3_step(_statement);
        try
        {
            if (step != raw.SQLITE_DONE) Check(step);
        }
        finally
        {
            _ = raw.sqlite3_reset(_statement); // repeats the error that was thrown already
        }
    }

    private object? FirstColumn() => raw.sqlite3_column_type(_statement, 0) switch
    {
        raw.SQLITE_INTEGER => raw.sqlite3_column_int64(_statement, 0),
        raw.SQLITE_FLOAT => raw.sqlite3_column_double(_statement, 0),
        raw.SQLITE_TEXT => raw.sqlite3_column_text(_statement, 0).utf8_to_string(),
        raw.SQLITE_BLOB => raw.sqlite3_column_blob(_statement, 0).ToArray(),
        _ => null,
    };

    private void Bind(ReadOnlySpan<object?> parameters)
    {
        if (_positions.Length < parameters.Length)
            _positions = [.. Enumerable.Range(0, parameters.Length).Select(i => raw.sqlite3_bind_parameter_index(_statement, $"@p{i}"))];
        for (var i = 0; i < parameters.Length; i++)
            if (_positions[i] > 0) Check(Bind(_positions[i], parameters[i]));
    }

    private int Bind(int position, object? value) => value switch
    {
        null or DBNull => raw.sqlite3_bind_null(_statement, position),
        long number => raw.sqlite3_bind_int64(_statement, position, number),
        int number => raw.sqlite3_bind_int64(_statement, position, number),
        string text => Bind(position, text),
        byte[] { Length: 0 } => raw.sqlite3_bind_zeroblob(_statement, position, 0),
        byte[] bytes => raw.sqlite3_bind_blob(_statement, position, bytes),
        ReadOnlyMemory<byte> { Length: 0 } => raw.sqlite3_bind_zeroblob(_statement, position, 0),
        ReadOnlyMemory<byte> bytes => raw.sqlite3_bind_blob(_statement, position, bytes.Span),
        double number => raw.sqlite3_bind_double(_statement, position, number),
        bool flag => raw.sqlite3_bind_int64(_statement, position, flag ? 1 : 0),
        short or byte or Enum => raw.sqlite3_bind_int64(_statement, position, Convert.ToInt64(value, null)),
        _ => throw new ArgumentException($"A parameter of type {value.GetType().Name} has no counterpart in the database.", nameof(value)),
    };

    private int Bind(int position, string text)
    {
        if (text.Length == 0) return raw.sqlite3_bind_text(_statement, position, ""); // an empty span would be bound as NULL
        var maximum = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (maximum <= 512)
        {
            Span<byte> small = stackalloc byte[512];
            return raw.sqlite3_bind_text(_statement, position, small[..Encoding.UTF8.GetBytes(text, small)]);
        }
        var large = ArrayPool<byte>.Shared.Rent(maximum);
        var bound = raw.sqlite3_bind_text(_statement, position, large.AsSpan(0, Encoding.UTF8.GetBytes(text, large)));
        ArrayPool<byte>.Shared.Return(large);
        return bound;
    }

    private void Check(int code)
    {
        if (code != raw.SQLITE_OK) SqliteException.ThrowExceptionForRC(code, _database);
    }
}
