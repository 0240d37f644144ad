using System.Data.Common;
using Umul.Database;

namespace Umul.Metrics;

/// <summary>
/// Moves points from the journal into chunks, in the background: when many are pending, when some have waited a while, and at the end.
/// Encoding happens beside the writer; only finished rows go through it, a slice at a time, so that loggers hardly wait.
/// </summary>
internal sealed class ChunkWriter : IAsyncDisposable
{
    private const int PointsThatHurry = 400_000;
    private const int SeriesInSlice = 500;
    private const int ResidentSeries = 200_000;
    private const long FreePagesKept = 256;
    private const int PagesInSlice = 512;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_pulse = TimeSpan.FromMilliseconds(100);

    private readonly UmulDatabase _database;
    private readonly MetricStore _store;
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly Task _loop;

    public ChunkWriter(UmulDatabase database, MetricStore store)
    {
        (_database, _store) = (database, store);
        _loop = Task.Run(Loop);
    }

    /// <summary>Moves all points that are acknowledged now.</summary>
    public async Task Flush()
    {
        await _one.WaitAsync();
        try
        {
            await FlushOnce();
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Flushes, and then runs work during which nothing is moved.</summary>
    public async Task<T> WhileResting<T>(Func<Task<T>> work)
    {
        await _one.WaitAsync();
        try
        {
            await FlushOnce();
            return await work();
        }
        finally
        {
            _one.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        await Flush();
        await GiveBack();
        _stop.Dispose();
        _one.Dispose();
    }

    private async Task Loop()
    {
        var waited = TimeSpan.Zero;
        while (!_stop.IsCancellationRequested)
        {
            await Task.Delay(s_pulse, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            var pending = _store.PendingPoints;
            waited = pending == 0 ? TimeSpan.Zero : waited + s_pulse;
            if (pending < PointsThatHurry && waited < s_patience) continue;
            waited = TimeSpan.Zero;
            try
            {
                await Flush();
                if (_store.PendingPoints == 0) await GiveBack();
            }
            catch (Web.UmulException)
            {
                // The disk is full or gone. The points stay in the journal and in memory; the next round tries again.
                await Task.Delay(s_patience, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    // The journal's pages are free once its points are in chunks. While logging goes on they are used again; afterwards the file shrinks,
    // a slice at a time, so that nobody waits for long.
    private async Task GiveBack()
    {
        if (_database.Dialect != Dialect.Sqlite) return;
        while (await _database.Writer.Write(FreePages) > FreePagesKept && _store.PendingPoints == 0)
            await _database.Writer.Write(scope => scope.Execute($"PRAGMA incremental_vacuum({PagesInSlice})"));
    }

    private static long FreePages(WriteScope scope) => (long)scope.Scalar("PRAGMA freelist_count")!;

    private async Task FlushOnce()
    {
        List<Waiting> waiting = [];
        long through = 0;
        await _database.Writer.Write(scope => scope.AfterCommit(() =>
        {
            through = _store.LastJournalRow;
            foreach (var (series, run) in _store.TakeDirty())
                if (series.BeginFlush() is { } points) waiting.Add(new Waiting(series, run, points, series.Summary));
        }));
        if (waiting.Count == 0) return;
        var stored = 0;
        try
        {
            foreach (var slice in waiting.Chunk(SeriesInSlice))
            {
                var rows = Encode(slice);
                await _database.Writer.Write(scope => WriteRows(scope, rows, through));
                await Settle(slice, stored: true);
                stored += slice.Length;
            }
            await _database.Writer.Write(scope =>
            {
                MetricJournal.Forget(scope, through);
                scope.AfterCommit(() => _store.Trim(ResidentSeries));
            });
        }
        finally
        {
            if (stored < waiting.Count) await Settle(waiting[stored..], stored: false);
        }
    }

    // On the writer's thread, because that is the thread that appends to the same series.
    private async Task Settle(IReadOnlyList<Waiting> slice, bool stored)
    {
        void End()
        {
            foreach (var w in slice) _store.EndFlush(w.Series, w.Run, w.Points.Count, stored);
        }

        try
        {
            await _database.Writer.Write(scope => scope.AfterCommit(End));
        }
        catch (Web.UmulException) when (!stored)
        {
            End(); // even an empty commit fails on a disk that is gone
        }
    }

    private List<Rows> Encode(Waiting[] slice)
    {
        using var connection = _database.OpenRead();
        return [.. slice.Select(w => Encode(connection, w))];
    }

    private static Rows Encode(DbConnection connection, Waiting waiting)
    {
        var stored = waiting.Series.StoredCount;
        var rows = new Rows(waiting.Series.Id, waiting.Summary, []);
        if (stored == 0 && waiting.Points.Count == 1) return rows; // the summary holds a single point whole
        var ordinal = stored / ChunkCodec.Capacity;
        var points = stored % ChunkCodec.Capacity == 0 ? new PointColumns() : ChunkReader.Read(connection, waiting.Series, ordinal, ordinal, stored);
        points.AddRange(waiting.Points, waiting.Points.Count);
        for (var start = 0; start < points.Count; start += ChunkCodec.Capacity, ordinal++)
        {
            var count = Math.Min(ChunkCodec.Capacity, points.Count - start);
            var end = start + count;
            var small = ordinal == 0 && count < CellPyramid.Block; // too few points to be thinned: no cells needed
            rows.Chunks.Add((
                ordinal,
                small ? [] : CellPyramid.ToBytes(CellPyramid.Build(points, start, count, CellPyramid.Block)),
                ChunkCodec.Encode(points.Steps[start..end], points.TimesMs[start..end], points.Values[start..end])));
        }
        return rows;
    }

    private static void WriteRows(WriteScope scope, List<Rows> all, long through)
    {
        foreach (var rows in all)
        {
            var exists = scope.Execute(
                "UPDATE series SET summary = @p0, flushed_through = @p1 WHERE id = @p2", rows.Summary.ToBytes(), through, rows.Series) > 0;
            if (!exists) continue; // the run was deleted for good in the meantime
            foreach (var (ordinal, head, points) in rows.Chunks)
            {
                scope.Execute(
                    """
                    INSERT INTO metric_chunks (series, ordinal, head, points) VALUES (@p0, @p1, @p2, @p3)
                    ON CONFLICT (series, ordinal) DO UPDATE SET head = excluded.head, points = excluded.points
                    """,
                    rows.Series, ordinal, head, points);
            }
        }
    }

    private sealed record Waiting(Series Series, RunSeries Run, PointColumns Points, SeriesSummary Summary);

    private sealed record Rows(long Series, SeriesSummary Summary, List<(long Ordinal, byte[] Head, byte[] Points)> Chunks);
}
