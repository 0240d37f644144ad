using System.Collections.Concurrent;
using Umul.Database;

namespace Umul.Metrics;

/// <summary>
/// Columns of summaries, one metric of all runs of a project each, that were asked for lately: kept in memory and kept up to date with each
/// commit, so that sorting ten thousand runs by a metric reads no row.
/// </summary>
internal sealed class MetricColumns
{
    // About 200 bytes an entry: 60 MB at the most. Beyond it all are dropped, and read again when asked for.
    private const int MaximumEntries = 300_000;

    private readonly ConcurrentDictionary<long, Column> _columns = new();
    private int _entries;

    /// <summary>The column of a key; <paramref name="unflushed"/> tells summaries that are newer than the database's.</summary>
    public IReadOnlyDictionary<long, SeriesSummary> Of(UmulDatabase database, long keyId, Func<IEnumerable<(long Run, SeriesSummary Summary)>> unflushed)
    {
        if (_columns.TryGetValue(keyId, out var known)) return known.Loaded.Value;
        if (Volatile.Read(ref _entries) > MaximumEntries) Clear();
        // Registered before it is read: what is committed in the meantime goes in, and is not overwritten by the older row.
        var column = _columns.GetOrAdd(keyId, _ => new Column(rows => Load(database, keyId, unflushed, rows)));
        return column.Loaded.Value;
    }

    /// <summary>A summary has changed. Writer's thread only.</summary>
    public void Publish(long keyId, long run, in SeriesSummary summary)
    {
        if (_columns.TryGetValue(keyId, out var column)) column.Rows[run] = summary;
    }

    /// <summary>Forgets all columns.</summary>
    public void Clear()
    {
        _columns.Clear();
        Volatile.Write(ref _entries, 0);
    }

    private void Load(UmulDatabase database, long keyId, Func<IEnumerable<(long, SeriesSummary)>> unflushed, ConcurrentDictionary<long, SeriesSummary> rows)
    {
        foreach (var (run, summary) in unflushed()) KeepNewest(rows, run, summary);
        using var connection = database.OpenRead();
        using var reader = connection.Read("SELECT run, summary FROM series WHERE key_id = @p0", keyId);
        while (reader.Read())
            if (!reader.IsDBNull(1)) KeepNewest(rows, reader.GetInt64(0), SeriesSummary.FromBytes(reader.GetFieldValue<byte[]>(1)));
        Interlocked.Add(ref _entries, rows.Count);
    }

    private static void KeepNewest(ConcurrentDictionary<long, SeriesSummary> rows, long run, SeriesSummary summary) =>
        rows.AddOrUpdate(run, summary, (_, present) => present.Count >= summary.Count ? present : summary);

    private sealed class Column
    {
        public Column(Action<ConcurrentDictionary<long, SeriesSummary>> load) => Loaded = new(() =>
        {
            load(Rows);
            return Rows;
        });

        public ConcurrentDictionary<long, SeriesSummary> Rows { get; } = new();

        public Lazy<ConcurrentDictionary<long, SeriesSummary>> Loaded { get; }
    }
}
