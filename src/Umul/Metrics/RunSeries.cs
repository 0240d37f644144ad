using System.Collections.Concurrent;
using System.Data.Common;
using Umul.Database;

namespace Umul.Metrics;

/// <summary>The series of one run, by name.</summary>
internal sealed class RunSeries(long projectId, long run)
{
    private readonly ConcurrentDictionary<string, Series> _byName = new(concurrencyLevel: 1, capacity: 7, StringComparer.Ordinal);

    /// <summary>Its project.</summary>
    public long ProjectId { get; } = projectId;

    /// <summary>Row id of the run.</summary>
    public long Run { get; } = run;

    /// <summary>When it was last appended to, in ticks of the system's uptime clock.</summary>
    public long LastUse { get; set; }

    /// <summary>How many series there are.</summary>
    public int Count => _byName.Count;

    /// <summary>All series, in no order.</summary>
    public IEnumerable<Series> All => _byName.Select(s => s.Value);

    /// <summary>The series of that name, or null.</summary>
    public Series? Find(string key) => _byName.GetValueOrDefault(key);

    /// <summary>The series of that key, or null.</summary>
    public Series? FindById(long keyId) => _byName.FirstOrDefault(s => s.Value.KeyId == keyId).Value;

    /// <summary>Adds a new series.</summary>
    public void Add(Series series) => _byName[series.Key] = series;

    /// <summary>Removes a series whose creation was rolled back.</summary>
    public void Remove(Series series) => _byName.TryRemove(series.Key, out _);

    /// <summary>Reads them from the database.</summary>
    public static RunSeries Load(DbConnection connection, long projectId, long run)
    {
        var all = new RunSeries(projectId, run);
        using var reader = connection.Read(
            "SELECT s.id, s.key_id, k.name, s.summary, s.flushed_through FROM series s JOIN keys k ON k.id = s.key_id WHERE s.run = @p0", run);
        while (reader.Read())
        {
            var summary = reader.IsDBNull(3) ? SeriesSummary.Empty : SeriesSummary.FromBytes(reader.GetFieldValue<byte[]>(3));
            all.Add(new Series(reader.GetInt64(0), reader.GetInt64(1), reader.GetString(2), summary) { FlushedThrough = reader.GetInt64(4) });
        }
        return all;
    }

    /// <summary>Reads one of them, without its siblings; null if the run has no such metric.</summary>
    public static Series? LoadOne(DbConnection connection, long run, long keyId, string key)
    {
        using var reader = connection.Read("SELECT id, summary, flushed_through FROM series WHERE key_id = @p0 AND run = @p1", keyId, run);
        if (!reader.Read()) return null;
        var summary = reader.IsDBNull(1) ? SeriesSummary.Empty : SeriesSummary.FromBytes(reader.GetFieldValue<byte[]>(1));
        return new Series(reader.GetInt64(0), keyId, key, summary) { FlushedThrough = reader.GetInt64(2) };
    }
}
