using System.Data;
using System.IO.Compression;
using System.Text;
using Dapper;
using Microsoft.Data.Sqlite;
using Umul.Artifacts;
using Umul.Database;
using Umul.Ledger;

namespace Umul.Upkeep;

/// <summary>
/// Writes everything Umul stores into one zip file while the server goes on: <c>umul.db</c>, a SQLite database whichever database is in
/// use, as it was at one moment, <c>ledger.key</c>, which its ledger is sealed with, and <c>blobs/…</c>, from the folder or from the bucket. Bytes of artifacts never change, so the moment of the
/// database is that of the whole.
/// </summary>
internal sealed class BackupWriter(UmulDatabase database, DataFolder folder, IBlobs blobs, LedgerKey ledgerKey)
{
    /// <summary>Writes the backup; <paramref name="progress"/> hears how many files of how many are written.</summary>
    public async Task Write(Stream output, Action<int, int>? progress = null, CancellationToken cancellation = default)
    {
        var copy = Path.Combine(folder.Incoming, $"backup-{Guid.NewGuid():N}.db");
        try
        {
            CopyDatabase(copy);
            var stored = Stored(copy);
            await using var zip = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true);
            await using (var rows = File.OpenRead(copy)) await AddFile(zip, "umul.db", rows, CompressionLevel.Fastest, cancellation);
            using (var key = new MemoryStream(Encoding.ASCII.GetBytes(ledgerKey.Export())))
                await AddFile(zip, LedgerKey.FileName, key, CompressionLevel.NoCompression, cancellation);
            for (var i = 0; i < stored.Count; i++)
            {
                var (hash, size) = stored[i];
                await using var bytes = blobs.OpenRead(hash, size);
                // What people log is mostly compressed already: PNG, checkpoints, zip.
                await AddFile(zip, $"blobs/{hash[..2]}/{hash}", bytes, CompressionLevel.NoCompression, cancellation);
                progress?.Invoke(i + 1, stored.Count);
            }
        }
        finally
        {
            foreach (var file in (string[])[copy, copy + "-wal", copy + "-shm"]) File.Delete(file);
        }
    }

    private void CopyDatabase(string copy)
    {
        using var target = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = copy, Pooling = false }.ToString());
        target.Open();
        using var source = database.OpenRead();
        if (source is SqliteConnection sqlite)
        {
            sqlite.BackupDatabase(target);
            target.Execute("PRAGMA journal_mode = DELETE");
            return;
        }
        Migrator.Migrate(target, Dialect.Sqlite);
        using var moment = source.BeginTransaction(IsolationLevel.RepeatableRead);
        using var transaction = target.BeginTransaction();
        target.Execute("PRAGMA defer_foreign_keys = ON");
        var tables = TableCopy.Tables(target);
        foreach (var (table, _) in tables.Reverse()) target.Execute($"DELETE FROM {table}"); // migrations leave rows of their own
        using var scope = new PreparedInserts(target, transaction);
        foreach (var (table, columns) in tables) TableCopy.Copy(source, table, columns, scope.Insert);
        transaction.Commit();
    }

    private static List<(string Hash, long SizeBytes)> Stored(string copy)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = copy, Pooling = false, Mode = SqliteOpenMode.ReadOnly }.ToString());
        connection.Open();
        return connection.Query<(string, long)>("SELECT hash, MAX(size_bytes) FROM artifacts GROUP BY hash ORDER BY hash").AsList();
    }

    private static async Task AddFile(ZipArchive zip, string name, Stream source, CompressionLevel level, CancellationToken cancellation)
    {
        await using var target = await zip.CreateEntry(name, level).OpenAsync(cancellation);
        await source.CopyToAsync(target, cancellation);
    }
}
