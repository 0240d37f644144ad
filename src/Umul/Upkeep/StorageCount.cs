namespace Umul.Upkeep;

/// <summary>What lies where, as counted at a time.</summary>
internal sealed record StorageTotals(IReadOnlyList<ProjectStorage> Projects, long BlobBytes, DateTimeOffset CountedAt);

/// <summary>
/// Counts beside the page that asks: hundreds of millions of points take longer to add up than a reader waits. Every question starts a new
/// count, unless one is under way.
/// </summary>
internal sealed class StorageCount(StorageReport report, TimeProvider clock)
{
    private readonly Lock _gate = new();
    private Task<StorageTotals>? _counting;
    private StorageTotals? _last;

    /// <summary>The totals of now, if they are counted within the reader's patience; else those counted last; null if there are none yet.</summary>
    public async Task<StorageTotals?> Within(TimeSpan patience)
    {
        Task<StorageTotals> counting;
        lock (_gate)
        {
            if (_counting is null || _counting.IsCompleted) _counting = Task.Run(Count);
            counting = _counting;
        }
        await Task.WhenAny(counting, Task.Delay(patience, clock));
        return counting.IsCompleted ? await counting : _last;
    }

    private StorageTotals Count()
    {
        var totals = new StorageTotals(report.Projects(), report.BlobBytes(), clock.GetUtcNow());
        _last = totals;
        return totals;
    }
}
