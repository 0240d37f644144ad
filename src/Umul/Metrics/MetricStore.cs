using System.Collections.Concurrent;
using System.Data.Common;
using Umul.Database;
using Umul.Runs;

namespace Umul.Metrics;

/// <summary>
/// Metric points in, durable with the group that they came in; out again as summaries, points and curves. Points wait in memory and in
/// the journal until <see cref="ChunkWriter"/> moves them into chunks.
/// </summary>
internal sealed class MetricStore
{
    // About 64 bytes a point in memory at worst: 128 MB before callers have to wait for the disk.
    private const long MaximumPendingPoints = 2_000_000;

    private readonly UmulDatabase _database;
    private readonly KeyStore _keys;
    private readonly ConcurrentDictionary<long, RunSeries> _resident = new();
    private readonly MetricJournal _journal = new();
    private readonly MetricColumns _columns = new();
    private readonly RestingSummaries _resting;
    private readonly List<(Series Series, RunSeries Run, int Pending, SeriesSummary Working)> _touched = [];
    private readonly Dictionary<Series, RunSeries> _dirty = [];
    private readonly Func<Series, PointColumns> _history;
    private long _batch;
    private long _pendingPoints;

    public MetricStore(UmulDatabase database, KeyStore keys)
    {
        (_database, _keys, _resting) = (database, keys, new RestingSummaries(database, keys));
        _history = ReadChunks;
        database.Writer.BeforeCommit += scope => _journal.WriteRow(scope);
        database.Writer.GroupCommitted += Publish;
        database.Writer.GroupLost += _journal.Clear;
        database.Replaced += ForgetAll;
        JournalReplay.Run(this, database);
    }

    /// <summary>Points acknowledged and not yet in chunks.</summary>
    public long PendingPoints => Interlocked.Read(ref _pendingPoints);

    /// <summary>The row of the journal written last.</summary>
    internal long LastJournalRow => _journal.LastRow;

    /// <summary>Waits while more points are pending than memory is meant for. Call before queueing a large batch.</summary>
    public async ValueTask WaitForRoom()
    {
        while (Interlocked.Read(ref _pendingPoints) > MaximumPendingPoints) await Task.Delay(5);
    }

    /// <summary>Appends points to a run inside the writer's transaction; repeated points are dropped. Each key must have been checked.</summary>
    public void Append(WriteScope scope, long projectId, long run, ReadOnlySpan<MetricPoint> points)
    {
        if (points.Length == 0) return;
        var resident = Resident(projectId, run);
        var journalMark = _journal.Mark();
        var touchedMark = _touched.Count;
        _batch++;
        scope.OnRollback(() => Undo(touchedMark, journalMark));
        Series? series = null;
        foreach (ref readonly var point in points)
        {
            if (series is null || !ReferenceEquals(series.Key, point.Key)) series = resident.Find(point.Key) ?? Create(scope, resident, point.Key);
            Touch(series, resident);
            if (!series.Append(point.Step, point.TimeMs, point.Value, _history)) continue;
            _journal.Add(series.Id, point.Step, point.TimeMs, point.Value);
            Interlocked.Increment(ref _pendingPoints);
        }
    }

    /// <summary>Summaries of all metrics of a run, by name.</summary>
    public IReadOnlyList<(string Key, SeriesSummary Summary)> Summaries(long projectId, long run) => Summaries([(projectId, run)])[0];

    /// <summary>Summaries of all metrics of several runs, each by name, in the order asked for.</summary>
    public IReadOnlyList<(string Key, SeriesSummary Summary)[]> Summaries(IReadOnlyList<(long ProjectId, long Run)> runs)
    {
        var live = new Dictionary<long, (string, SeriesSummary)[]>();
        var atRest = new HashSet<long>();
        foreach (var (_, run) in runs)
        {
            if (_resident.TryGetValue(run, out var resident)) live[run] = Sorted(resident);
            else atRest.Add(run);
        }
        var stored = atRest.Count > 0 ? _resting.Of(atRest) : [];
        return [.. runs.Select(r => live.TryGetValue(r.Run, out var summaries) ? summaries : stored[r.Run])];
    }

    /// <summary>The summary of one metric of each of the given project's runs: run's row id and summary. Always as acknowledged last.</summary>
    public IReadOnlyDictionary<long, SeriesSummary> Column(long projectId, long keyId) => _columns.Of(_database, keyId, () => Unflushed(projectId, keyId));

    /// <summary>The summary of one metric of a run; null if the run has no such metric.</summary>
    public SeriesSummary? Summary(long projectId, long run, string key)
    {
        using var connection = _database.OpenRead();
        return Find(connection, projectId, run, key)?.Summary is { Count: > 0 } summary ? summary : null;
    }

    /// <summary>All points of a metric in order of arrival, and its summary; null if the run has no such metric.</summary>
    public (PointColumns Points, SeriesSummary Summary)? Points(long projectId, long run, string key)
    {
        using var connection = _database.OpenRead();
        if (Find(connection, projectId, run, key) is not { } series) return null;
        var (stored, tail, summary) = series.Snapshot();
        if (summary.Count == 0) return null;
        var points = ChunkReader.ReadAll(connection, series, stored);
        points.AddRange(tail, tail.Count);
        return (points, summary);
    }

    /// <summary>The metric as it would be drawn in about <paramref name="maximumCells"/> cells; null if the run has no such metric.</summary>
    public Curve? Curve(long projectId, long run, string key, CurveRange range, int maximumCells)
    {
        using var connection = _database.OpenRead();
        return Find(connection, projectId, run, key) is { } series ? CurveReader.Read(connection, series, range, maximumCells) : null;
    }

    /// <summary>Takes a journalled point back in after a start.</summary>
    internal void Restore(Series series, RunSeries run, long step, long timeMs, double value)
    {
        if (!series.Append(step, timeMs, value, static _ => new PointColumns())) return;
        series.Publish();
        _dirty[series] = run;
        _pendingPoints++;
    }

    /// <summary>The journal has been read up to this row.</summary>
    internal void RestoredThrough(long row) => _journal.LastRow = row;

    /// <summary>Series with points that are not in chunks. Writer's thread only, between groups.</summary>
    internal List<(Series Series, RunSeries Run)> TakeDirty()
    {
        List<(Series, RunSeries)> dirty = [.. _dirty.Select(d => (d.Key, d.Value))];
        _dirty.Clear();
        return dirty;
    }

    /// <summary>After a flush: the points are in chunks, or are dirty again.</summary>
    internal void EndFlush(Series series, RunSeries run, int points, bool stored)
    {
        if (stored)
        {
            series.EndFlush();
            Interlocked.Add(ref _pendingPoints, -points);
            return;
        }
        series.AbandonFlush();
        _dirty[series] = run;
    }

    /// <summary>Drops series of runs at rest from memory, until about <paramref name="keep"/> series stay. Writer's thread only.</summary>
    internal void Trim(int keep)
    {
        var count = _resident.Values.Sum(r => r.Count);
        foreach (var (run, series) in _resident.OrderBy(r => r.Value.LastUse))
        {
            if (count <= keep) return;
            if (series.All.Any(s => s.IsDirty)) continue;
            _resting.Forget(run); // before it is asked again: what is remembered there is from before it was logged to
            if (_resident.TryRemove(run, out _)) count -= series.Count;
        }
    }

    /// <summary>The run's series for appending, read from the database at the first use. Writer's thread only.</summary>
    /// <remarks>Read from a reader's connection: a series that is not committed yet is in memory, so that it is not looked for here.</remarks>
    internal RunSeries Resident(long projectId, long run)
    {
        if (!_resident.TryGetValue(run, out var resident))
        {
            using var connection = _database.OpenRead();
            resident = _resident[run] = RunSeries.Load(connection, projectId, run);
            _resting.Forget(run);
        }
        resident.LastUse = Environment.TickCount64;
        return resident;
    }

    /// <summary>The run was created in this write, so that there are no series to be looked for.</summary>
    internal void Created(WriteScope scope, long projectId, long run)
    {
        _resident[run] = new RunSeries(projectId, run) { LastUse = Environment.TickCount64 };
        scope.OnRollback(() => _resident.TryRemove(run, out _));
    }

    // A reader never makes a run resident: what it read might be older than what the writer adds at the same time.
    private Series? Find(DbConnection connection, long projectId, long run, string key)
    {
        if (_resident.TryGetValue(run, out var resident)) return resident.Find(key);
        return _keys.Find(projectId, KeyKind.Metric, key) is { } keyId ? RunSeries.LoadOne(connection, run, keyId, key) : null;
    }

    // Chunks that count are committed, so that a reader's connection sees them.
    private PointColumns ReadChunks(Series series)
    {
        using var connection = _database.OpenRead();
        return ChunkReader.ReadAll(connection, series, series.StoredCount);
    }

    // The rows may be others now. Points of series that are gone are dropped by the flush, which finds no row to write them to.
    private void ForgetAll()
    {
        _resident.Clear();
        _resting.Clear();
        _columns.Clear();
        _dirty.Clear();
        Interlocked.Exchange(ref _pendingPoints, 0);
        JournalReplay.Run(this, _database);
    }

    private IEnumerable<(long, SeriesSummary)> Unflushed(long projectId, long keyId)
    {
        foreach (var (run, series) in _resident)
            if (series.ProjectId == projectId && series.FindById(keyId) is { } live && live.Summary.Count > 0) yield return (run, live.Summary);
    }

    private static (string Key, SeriesSummary Summary)[] Sorted(RunSeries series)
    {
        var summaries = series.All.Select(s => (s.Key, s.Summary)).Where(s => s.Summary.Count > 0).ToArray();
        Array.Sort(summaries, static (a, b) => string.CompareOrdinal(a.Key, b.Key));
        return summaries;
    }

    private Series Create(WriteScope scope, RunSeries resident, string key)
    {
        var keyId = _keys.Ensure(scope, resident.ProjectId, KeyKind.Metric, key);
        var id = Convert.ToInt64(scope.Scalar("INSERT INTO series (key_id, run) VALUES (@p0, @p1) RETURNING id", keyId, resident.Run), null);
        var series = new Series(id, keyId, key, SeriesSummary.Empty);
        resident.Add(series);
        scope.OnRollback(() => resident.Remove(series));
        return series;
    }

    private void Touch(Series series, RunSeries resident)
    {
        if (series.TouchedBy == _batch) return;
        series.TouchedBy = _batch;
        _touched.Add((series, resident, series.PendingCount, series.Working));
    }

    private void Undo(int touchedMark, (int, long, long) journalMark)
    {
        for (var i = _touched.Count - 1; i >= touchedMark; i--)
        {
            var (series, _, pending, working) = _touched[i];
            Interlocked.Add(ref _pendingPoints, pending - series.PendingCount);
            series.Undo(pending, working);
        }
        _touched.RemoveRange(touchedMark, _touched.Count - touchedMark);
        _journal.Truncate(journalMark);
    }

    private void Publish()
    {
        foreach (var (series, run, _, _) in _touched)
        {
            series.Publish();
            _columns.Publish(series.KeyId, run.Run, series.Working);
            if (series.PendingCount > 0) _dirty[series] = run;
        }
        _touched.Clear();
    }
}
