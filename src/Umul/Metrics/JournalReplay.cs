using Dapper;
using Umul.Database;

namespace Umul.Metrics;

/// <summary>After a start: brings the points that were acknowledged but not yet in chunks back into memory.</summary>
internal static class JournalReplay
{
    public static void Run(MetricStore store, UmulDatabase database)
    {
        using var connection = database.OpenRead();
        var series = new Dictionary<long, (Series? Series, RunSeries? Run)>();
        using var reader = connection.Read("SELECT id, points FROM metric_journal ORDER BY id");
        while (reader.Read())
        {
            var row = reader.GetInt64(0);
            MetricJournal.Replay(reader.GetFieldValue<byte[]>(1), (id, step, timeMs, value) =>
            {
                if (!series.TryGetValue(id, out var found)) found = Load(store, database, id, series);
                if (found.Series is { } s && row > s.FlushedThrough) store.Restore(s, found.Run!, step, timeMs, value);
            });
            store.RestoredThrough(row);
        }
    }

    // All series of the run at once: where one was journalled, its siblings will follow.
    private static (Series?, RunSeries?) Load(MetricStore store, UmulDatabase database, long id, Dictionary<long, (Series?, RunSeries?)> series)
    {
        using var connection = database.OpenRead();
        var owner = connection.QuerySingleOrDefault<(long Run, long Project)>(
            "SELECT s.run, r.project_id FROM series s JOIN runs r ON r.row_id = s.run WHERE s.id = @id", new { id });
        if (owner != default)
        {
            var run = store.Resident(owner.Project, owner.Run);
            foreach (var sibling in run.All) series[sibling.Id] = (sibling, run);
        }
        // A series that is gone belonged to a run that was deleted for good after the points were journalled.
        return series.TryGetValue(id, out var found) ? found : series[id] = (null, null);
    }
}
