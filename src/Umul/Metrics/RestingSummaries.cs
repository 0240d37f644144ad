using System.Collections.Concurrent;
using System.Data.Common;
using Umul.Database;
using Umul.Runs;

namespace Umul.Metrics;

/// <summary>
/// Summaries of runs at rest (nothing of theirs waits in memory) that were asked for lately, each run's by name. A run that is
/// logged to, or that leaves the writer's memory, is forgotten here; while it is in the writer's memory nobody asks here.
/// </summary>
internal sealed class RestingSummaries(UmulDatabase database, KeyStore keys)
{
    // About 130 bytes an entry: 20 MB at the most. Beyond it all are dropped, and read again when asked for.
    private const int MaximumEntries = 150_000;

    private readonly ConcurrentDictionary<long, Entry> _entries = new();
    private int _count;

    /// <summary>The summaries of each of the runs.</summary>
    public Dictionary<long, (string Key, SeriesSummary Summary)[]> Of(IReadOnlyCollection<long> runs)
    {
        var answer = new Dictionary<long, (string, SeriesSummary)[]>(runs.Count);
        var missing = new Dictionary<long, Entry>();
        foreach (var run in runs)
        {
            if (_entries.TryGetValue(run, out var known) && known.Summaries is { } summaries) answer[run] = summaries;
            else missing[run] = new Entry();
        }
        if (missing.Count == 0) return answer;
        if (Volatile.Read(ref _count) > MaximumEntries) Clear();
        // Registered before it is read: a run that is logged to in the meantime takes the entry out again, and the older summaries with it.
        foreach (var (run, entry) in missing) _entries[run] = entry;
        using (var connection = database.OpenRead()) Load(connection, missing);
        foreach (var (run, entry) in missing) answer[run] = entry.Summaries!;
        return answer;
    }

    /// <summary>The run is about to be logged to, or to leave the writer's memory.</summary>
    public void Forget(long run) => _entries.TryRemove(run, out _);

    /// <summary>Forgets all runs.</summary>
    public void Clear()
    {
        _entries.Clear();
        Volatile.Write(ref _count, 0);
    }

    private void Load(DbConnection connection, Dictionary<long, Entry> missing)
    {
        var found = new Dictionary<long, List<(string Key, SeriesSummary)>>();
        using (var reader = connection.Read($"SELECT run, key_id, summary FROM series WHERE summary IS NOT NULL AND run IN ({Sql.List(missing.Keys)})"))
        {
            while (reader.Read())
            {
                var run = reader.GetInt64(0);
                if (!found.TryGetValue(run, out var summaries)) found[run] = summaries = [];
                summaries.Add((keys.Name(reader.GetInt64(1)), SeriesSummary.FromBytes(reader.GetFieldValue<byte[]>(2))));
            }
        }
        foreach (var (run, entry) in missing)
        {
            if (!found.TryGetValue(run, out var summaries)) summaries = [];
            summaries.Sort(static (a, b) => string.CompareOrdinal(a.Key, b.Key));
            entry.Summaries = [.. summaries];
            Interlocked.Add(ref _count, summaries.Count + 1);
        }
    }

    private sealed class Entry
    {
        private volatile (string, SeriesSummary)[]? _summaries;

        public (string Key, SeriesSummary Summary)[]? Summaries
        {
            get => _summaries;
            set => _summaries = value;
        }
    }
}
