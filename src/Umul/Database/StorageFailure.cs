using System.Data.Common;
using Microsoft.Data.Sqlite;
using Umul.Web;

namespace Umul.Database;

/// <summary>Tells a failing disk or connection apart from refused work, and puts it into words.</summary>
internal static class StorageFailure
{
    private const int SqliteBusy = 5, SqliteReadOnly = 8, SqliteInputOutput = 10, SqliteCorrupt = 11, SqliteFull = 13, SqliteCannotOpen = 14;

    /// <summary>True if the transaction cannot go on, so that the whole group is lost.</summary>
    public static bool EndsGroup(Exception exception) => exception switch
    {
        SqliteException e => e.SqliteErrorCode is SqliteBusy or SqliteReadOnly or SqliteInputOutput or SqliteCorrupt or SqliteFull or SqliteCannotOpen,
        DbException e => e.IsTransient,
        _ => false,
    };

    /// <summary>The error for the callers whose work was in the lost group.</summary>
    public static UmulException Describe(Exception failure) => failure switch
    {
        UmulException already => already,
        SqliteException { SqliteErrorCode: SqliteFull } or IOException => new(
            ErrorCode.StorageFailed, "The disk that holds Umul's data folder is full. Nothing of this request was stored; free some space and send it again.", failure),
        _ => new(
            ErrorCode.StorageFailed, $"Umul could not write to its database ({failure.Message}). Nothing of this request was stored; what was recorded before is unharmed.", failure),
    };
}
