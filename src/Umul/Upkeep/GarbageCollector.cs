using Dapper;
using Umul.Artifacts;
using Umul.Database;
using Umul.Metrics;

namespace Umul.Upkeep;

/// <summary>What was, or would be, deleted for good.</summary>
internal sealed record CollectedGarbage(long Projects, long Runs, long Files, long FileBytes);

/// <summary>Deletes for good: what has lain in the bin long enough, then every stored file that nothing names.</summary>
internal sealed class GarbageCollector(UmulDatabase database, DataFolder folder, IBlobs blobs, ChunkWriter chunks, TimeProvider clock)
{
    // A file is stored before the row that names it; younger ones may be waiting for theirs.
    private static readonly TimeSpan s_youth = TimeSpan.FromHours(1);

    /// <summary>Deletes what was put into the bin at least <paramref name="age"/> ago.</summary>
    /// <param name="age">Least time in the bin.</param>
    /// <param name="dryRun">Only count.</param>
    public async Task<CollectedGarbage> Collect(TimeSpan age, bool dryRun)
    {
        var before = clock.UnixMs - (long)age.TotalMilliseconds;
        var (projects, runs) = await chunks.WhileResting(() => database.Writer.WriteAlone(scope => dryRun ? Count(scope, before) : Delete(scope, before)));
        var (files, bytes) = await SweepBlobs(dryRun, before);
        if (!dryRun && database.Dialect == Dialect.Sqlite) await database.Writer.Write(scope => scope.Execute("PRAGMA incremental_vacuum"));
        return new CollectedGarbage(projects, runs, files, bytes);
    }

    private const string OldRuns =
        "SELECT r.row_id FROM runs r JOIN projects p ON p.id = r.project_id WHERE r.deleted_ms <= @p0 OR p.deleted_ms <= @p0";

    private static (long, long) Count(WriteScope scope, long before) => (
        Convert.ToInt64(scope.Scalar("SELECT COUNT(*) FROM projects WHERE id <> 0 AND deleted_ms <= @p0", before), null),
        Convert.ToInt64(scope.Scalar($"SELECT COUNT(*) FROM ({OldRuns}) AS old", before), null));

    private (long, long) Delete(WriteScope scope, long before)
    {
        scope.Execute($"DELETE FROM artifacts WHERE root IN (SELECT id FROM runs WHERE row_id IN ({OldRuns}))", before);
        foreach (var table in (string[])["params", "tags", "console_chunks", "media", "writer_positions", "run_inputs"])
            scope.Execute($"DELETE FROM {table} WHERE run IN ({OldRuns})", before);
        scope.Execute($"DELETE FROM metric_chunks WHERE series IN (SELECT id FROM series WHERE run IN ({OldRuns}))", before);
        scope.Execute($"DELETE FROM series WHERE run IN ({OldRuns})", before);
        var runs = scope.Execute($"DELETE FROM runs WHERE row_id IN ({OldRuns})", before);
        var projects = scope.Execute("DELETE FROM projects WHERE id <> 0 AND deleted_ms <= @p0", before);
        scope.AfterCommit(database.TellReplaced);
        return (projects, runs);
    }

    private async Task<(long Files, long Bytes)> SweepBlobs(bool dryRun, long before)
    {
        var named = Named(before);
        long files = 0, bytes = 0;
        var oldest = clock.GetUtcNow() - s_youth;
        await foreach (var blob in blobs.All())
        {
            if (named.Contains(blob.Hash) || blob.Since > oldest) continue;
            (files, bytes) = (files + 1, bytes + blob.SizeBytes);
            if (!dryRun) await blobs.Delete(blob.Hash);
        }
        foreach (var upload in new DirectoryInfo(folder.Incoming).EnumerateFiles())
        {
            if (new DateTimeOffset(upload.LastWriteTimeUtc) > oldest) continue;
            (files, bytes) = (files + 1, bytes + upload.Length);
            if (!dryRun) upload.Delete();
        }
        return (files, bytes);
    }

    // In a dry run the rows are still there; files that only they name are counted as well.
    private HashSet<string> Named(long before)
    {
        using var connection = database.OpenRead();
        return connection.Query<string>(
            "SELECT DISTINCT a.hash FROM artifacts a WHERE a.root NOT IN (SELECT r.id FROM runs r JOIN projects p ON p.id = r.project_id WHERE r.deleted_ms <= @before OR p.deleted_ms <= @before)",
            new { before }).ToHashSet(StringComparer.Ordinal);
    }
}
