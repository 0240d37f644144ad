using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Dapper;
using Microsoft.Data.Sqlite;
using Umul.Artifacts;
using Umul.Database;
using Umul.Ledger;
using Umul.Metrics;
using Umul.Web;

namespace Umul.Upkeep;

/// <summary>
/// Replaces everything by the content of a backup, while the server goes on. The file is checked whole before anything changes; the
/// rows are replaced in one transaction, so that readers see the old state or the new one and a failure leaves the old one.
/// </summary>
internal sealed partial class BackupReader(UmulDatabase database, DataFolder folder, IBlobs blobs, ChunkWriter chunks, LedgerKey ledgerKey)
{
    /// <summary>Restores the zip file at <paramref name="path"/>; the answer is how many runs there are now.</summary>
    /// <exception cref="UmulException">The file is not a backup, is damaged, or was made by a newer Umul.</exception>
    public async Task<long> Restore(string path, Action<int, int>? progress = null, CancellationToken cancellation = default)
    {
        var copy = Path.Combine(folder.Incoming, $"restore-{Guid.NewGuid():N}.db");
        try
        {
            HashSet<string> unpacked;
            string? key;
            await using (var zip = await OpenZip(path, cancellation))
            {
                key = await ReadKey(zip, cancellation);
                unpacked = await Unpack(zip, copy, progress, cancellation);
            }
            using var source = OpenCopy(copy);
            await RequireBlobs(source, unpacked);
            await chunks.WhileResting(() => database.Writer.WriteAlone(scope => Replace(scope, source, key)));
            return source.ExecuteScalar<long>("SELECT COUNT(*) FROM runs");
        }
        finally
        {
            foreach (var file in (string[])[copy, copy + "-wal", copy + "-shm", copy + "-journal"]) File.Delete(file);
        }
    }

    private async Task<HashSet<string>> Unpack(ZipArchive zip, string copy, Action<int, int>? progress, CancellationToken cancellation)
    {
        var done = 0;
        var found = false;
        HashSet<string> unpacked = new(StringComparer.Ordinal);
        foreach (var entry in zip.Entries)
        {
            if (string.Equals(entry.FullName, "umul.db", StringComparison.Ordinal))
            {
                found = true;
                await Extract(entry, null, file => MoveTo(copy, file), cancellation);
            }
            else if (BlobName().Match(entry.FullName) is { Success: true } blob)
            {
                var hash = blob.Groups["hash"].Value;
                if (!await blobs.Has(hash, cancellation)) await Extract(entry, hash, file => blobs.Take(hash, file, cancellation), cancellation);
                unpacked.Add(hash);
            }
            else if (!string.Equals(entry.FullName, LedgerKey.FileName, StringComparison.Ordinal))
            {
                throw new UmulException(ErrorCode.Invalid, new Sentence(
                    $"'{entry.FullName}' does not belong in a backup of Umul. Nothing was changed.",
                    $"'{entry.FullName}'은(는) Umul 백업에 들어 있을 것이 아닙니다. 바뀐 것은 없습니다."));
            }
            progress?.Invoke(++done, zip.Entries.Count);
        }
        if (!found) throw new UmulException(ErrorCode.Invalid, new Sentence(
            "The file has no umul.db: it is not a backup of Umul. Nothing was changed.",
            "파일에 umul.db가 없습니다. Umul 백업이 아닙니다. 바뀐 것은 없습니다."));
        return unpacked;
    }

    // Backups that were made before there was a ledger have no key: then the one of this folder stays.
    private static async Task<string?> ReadKey(ZipArchive zip, CancellationToken cancellation)
    {
        if (zip.GetEntry(LedgerKey.FileName) is not { } entry) return null;
        var text = new char[LedgerKey.Letters + 1];
        using var reader = new StreamReader(await entry.OpenAsync(cancellation));
        var read = await reader.ReadBlockAsync(text, cancellation);
        var key = new string(text, 0, read);
        return LedgerKey.IsKey(key) ? key : throw new UmulException(ErrorCode.Invalid, new Sentence(
            $"The backup is damaged: {LedgerKey.FileName} is not a key of {LedgerKey.Letters} hexadecimal digits. Nothing was changed.",
            $"백업이 손상되었습니다. {LedgerKey.FileName}이(가) 16진수 {LedgerKey.Letters}자리 키가 아닙니다. 바뀐 것은 없습니다."));
    }

    private static Task MoveTo(string target, string file)
    {
        File.Move(file, target, overwrite: true);
        return Task.CompletedTask;
    }

    // Under a temporary name first: a blob that is only half there must never bear its hash's name.
    private async Task Extract(ZipArchiveEntry entry, string? hash, Func<string, Task> take, CancellationToken cancellation)
    {
        var temporary = Path.Combine(folder.Incoming, Guid.NewGuid().ToString("N"));
        try
        {
            string read;
            await using (var source = await entry.OpenAsync(cancellation))
            await using (var file = new FileStream(temporary, FileMode.CreateNew))
            {
                await source.CopyToAsync(file, cancellation);
                file.Flush(flushToDisk: true);
                file.Position = 0;
                read = hash is null ? "" : Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellation));
            }
            if (hash is not null && !string.Equals(read, hash, StringComparison.Ordinal))
                throw new UmulException(ErrorCode.Invalid, new Sentence(
                    $"The backup is damaged: {entry.FullName} does not have the content that its name promises. Nothing was changed.",
                    $"백업이 손상되었습니다. {entry.FullName}의 내용이 이름과 맞지 않습니다. 바뀐 것은 없습니다."));
            await take(temporary);
        }
        catch (InvalidDataException damage)
        {
            throw new UmulException(ErrorCode.Invalid, new Sentence(
                $"The backup is damaged at {entry.FullName}: {damage.Message} Nothing was changed.",
                $"백업의 {entry.FullName}이(가) 손상되었습니다: {damage.Message} 바뀐 것은 없습니다."), damage);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private static SqliteConnection OpenCopy(string copy)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = copy, Pooling = false }.ToString());
        try
        {
            connection.Open();
            if (connection.ExecuteScalar<string>("PRAGMA quick_check(1)") != "ok")
                throw new UmulException(ErrorCode.Invalid, new Sentence(
                    "The database in the backup is damaged. Nothing was changed.",
                    "백업의 데이터베이스가 손상되었습니다. 바뀐 것은 없습니다."));
            Migrator.Migrate(connection, Dialect.Sqlite);
            return connection;
        }
        catch (SqliteException damage)
        {
            connection.Dispose();
            throw new UmulException(ErrorCode.Invalid, new Sentence(
                $"The database in the backup cannot be read ({damage.Message}). Nothing was changed.",
                $"백업의 데이터베이스를 읽을 수 없습니다({damage.Message}). 바뀐 것은 없습니다."), damage);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private async Task RequireBlobs(SqliteConnection source, HashSet<string> unpacked)
    {
        foreach (var hash in source.Query<string>("SELECT DISTINCT hash FROM artifacts"))
        {
            if (!HexHash().IsMatch(hash) || !unpacked.Contains(hash) && !await blobs.Has(hash))
                throw new UmulException(ErrorCode.Invalid, new Sentence(
                    $"The backup lacks the bytes of an artifact ({hash}). Nothing was changed.",
                    $"백업에 아티팩트의 내용이 빠져 있습니다({hash}). 바뀐 것은 없습니다."));
        }
    }

    private bool Replace(WriteScope scope, SqliteConnection source, string? key)
    {
        var tables = TableCopy.Tables(source);
        foreach (var (table, _) in tables.Reverse()) scope.Execute($"DELETE FROM {table}");
        using var inserts = new PreparedInserts(scope.Connection, scope.Transaction);
        foreach (var (table, columns) in tables)
        {
            TableCopy.Copy(source, table, columns, inserts.Insert);
            if (database.Dialect == Dialect.Postgres && columns[0] is "id" or "row_id" && HasCounter(scope, table, columns[0]))
                scope.Scalar(TableCopy.AdvanceCounter(table, columns[0]));
        }
        if (key is not null) scope.AfterCommit(() => ledgerKey.Replace(key));
        scope.AfterCommit(database.TellReplaced);
        return true;
    }

    private bool HasCounter(WriteScope scope, string table, string column) =>
        database.Dialect == Dialect.Postgres && scope.Scalar($"SELECT pg_get_serial_sequence('{table}', '{column}')") is not null;

    private static async Task<ZipArchive> OpenZip(string path, CancellationToken cancellation)
    {
        try
        {
            return await ZipFile.OpenReadAsync(path, cancellation);
        }
        catch (InvalidDataException damage)
        {
            throw new UmulException(ErrorCode.Invalid, new Sentence(
                $"{Path.GetFileName(path)} is not a backup of Umul, or is cut off ({damage.Message}). Nothing was changed.",
                $"{Path.GetFileName(path)}은(는) Umul 백업이 아니거나 잘렸습니다({damage.Message}). 바뀐 것은 없습니다."), damage);
        }
    }

    [GeneratedRegex("^blobs/[0-9a-f]{2}/(?<hash>[0-9a-f]{64})$", RegexOptions.None, 1000)]
    private static partial Regex BlobName();

    [GeneratedRegex("^[0-9a-f]{64}$", RegexOptions.None, 1000)]
    private static partial Regex HexHash();
}
