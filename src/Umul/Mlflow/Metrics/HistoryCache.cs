using Umul.Database;
using Umul.Metrics;
using Umul.Runs;

namespace Umul.Mlflow.Metrics;

/// <summary>
/// The histories that were asked for last. A client reads a long history page by page; without this each page would read and sort all of it.
/// A history is used again only while its metric has exactly as many points: points are only ever added.
/// </summary>
internal sealed class HistoryCache
{
    private const int Kept = 4;

    // 24 bytes a point: 12 MB at the most, and a single longer history stays alone.
    private const int KeptPoints = 500_000;

    private readonly MetricStore _metrics;
    private readonly Lock _gate = new();
    private readonly List<Entry> _entries = [];
    private int _generation;

    public HistoryCache(MetricStore metrics, UmulDatabase database)
    {
        _metrics = metrics;
        database.Replaced += Clear;
    }

    /// <summary>The history of a metric as acknowledged last; null where the metric does not exist.</summary>
    public MetricHistory? Of(Run run, string key)
    {
        var generation = Volatile.Read(ref _generation);
        var count = _metrics.Summary(run.ProjectId, run.RowId, key)?.Count;
        if (count is null) return null;
        if (Find(run.RowId, key, count.Value) is { } known) return known;
        if (MetricHistory.Read(_metrics, run, key) is not { } history) return null;
        Keep(new Entry(run.RowId, key, history), generation);
        return history;
    }

    private MetricHistory? Find(long run, string key, long count)
    {
        lock (_gate)
        {
            var at = _entries.FindIndex(e => e.Run == run && e.Key == key);
            if (at < 0) return null;
            var entry = _entries[at];
            _entries.RemoveAt(at);
            if (entry.History.Count != count) return null;
            _entries.Add(entry); // the last is the one used last
            return entry.History;
        }
    }

    private void Keep(Entry entry, int generation)
    {
        lock (_gate)
        {
            if (generation != _generation) return; // read before everything was replaced
            _entries.RemoveAll(e => e.Run == entry.Run && e.Key == entry.Key);
            _entries.Add(entry);
            while (_entries.Count > 1 && (_entries.Count > Kept || _entries.Sum(e => (long)e.History.Count) > KeptPoints)) _entries.RemoveAt(0);
        }
    }

    private void Clear()
    {
        lock (_gate)
        {
            _generation++;
            _entries.Clear();
        }
    }

    private sealed record Entry(long Run, string Key, MetricHistory History);
}
