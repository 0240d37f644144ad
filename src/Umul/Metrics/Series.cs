namespace Umul.Metrics;

/// <summary>
/// One metric of one run, as far as it is in memory: its committed summary and the points not yet in chunks. The writer's thread
/// appends beyond the committed mark; readers see only up to it.
/// </summary>
internal sealed class Series(long id, long keyId, string key, SeriesSummary summary)
{
    private readonly Lock _gate = new();
    private PointColumns _pending = new();
    private PointColumns? _flushing;
    private SeriesSummary _committed = summary;
    private int _committedPending;
    private HashSet<(long Step, long TimeMs, double Value)>? _seen;

    /// <summary>Its number in the database.</summary>
    public long Id { get; } = id;

    /// <summary>Number of its key.</summary>
    public long KeyId { get; } = keyId;

    /// <summary>Name of the metric.</summary>
    public string Key { get; } = key;

    /// <summary>Points that lie in chunks (or, for a single point, in the stored summary).</summary>
    public long StoredCount { get; private set; } = summary.Count;

    /// <summary>The last journal row whose points are all in chunks.</summary>
    public long FlushedThrough { get; set; }

    /// <summary>Marks in which batch it was last touched; only for the writer's thread.</summary>
    public long TouchedBy { get; set; }

    /// <summary>The summary that the next point is added to; only for the writer's thread.</summary>
    public SeriesSummary Working { get; private set; } = summary;

    /// <summary>Points that arrived since the last flush, uncommitted ones included; only for the writer's thread.</summary>
    public int PendingCount => _pending.Count;

    /// <summary>The summary of all acknowledged points.</summary>
    public SeriesSummary Summary
    {
        get
        {
            lock (_gate) return _committed;
        }
    }

    /// <summary>True while acknowledged points are not in chunks.</summary>
    public bool IsDirty
    {
        get
        {
            lock (_gate) return _flushing is not null || _pending.Count > 0;
        }
    }

    /// <summary>Adds a point unless the very same one was logged before. Writer's thread only.</summary>
    /// <param name="step">Its step.</param>
    /// <param name="timeMs">Its time.</param>
    /// <param name="value">Its value.</param>
    /// <param name="history">Reads all points stored in chunks; asked only when a point is late.</param>
    /// <returns>False if it was a repetition.</returns>
    public bool Append(long step, long timeMs, double value, Func<Series, PointColumns> history)
    {
        if (Working.IsLate(step, timeMs, value) && IsRepeated(step, timeMs, value, history)) return false;
        _seen?.Add((step, timeMs, value));
        lock (_gate) _pending.Add(step, timeMs, value);
        var summary = Working;
        summary.Add(step, timeMs, value);
        Working = summary;
        return true;
    }

    /// <summary>Undoes appends back to a mark taken before them. Writer's thread only.</summary>
    public void Undo(int pendingCount, in SeriesSummary working)
    {
        lock (_gate) _pending.Truncate(pendingCount);
        Working = working;
        _seen = null;
    }

    /// <summary>Makes what was appended visible to readers. Writer's thread only, after the commit.</summary>
    public void Publish()
    {
        lock (_gate) (_committed, _committedPending) = (Working, _pending.Count);
    }

    /// <summary>Sets the points aside that are to be written to chunks; null if there are none. Writer's thread only, between groups.</summary>
    public PointColumns? BeginFlush()
    {
        lock (_gate)
        {
            if (_pending.Count == 0) return null;
            _flushing = _pending;
            _pending = new PointColumns();
            _committedPending = 0;
            return _flushing;
        }
    }

    /// <summary>The points set aside are in chunks now.</summary>
    public void EndFlush()
    {
        lock (_gate)
        {
            StoredCount += _flushing?.Count ?? 0;
            _flushing = null;
            _seen = null; // rebuilt when a late point asks for it; a set per idle series would fill the memory
        }
    }

    /// <summary>The flush failed: the points go back in front of those that arrived since.</summary>
    public void AbandonFlush()
    {
        lock (_gate)
        {
            if (_flushing is null) return;
            var together = _flushing;
            together.AddRange(_pending, _pending.Count);
            _committedPending += together.Count - _pending.Count;
            (_pending, _flushing) = (together, null);
        }
    }

    /// <summary>How many points lie in chunks, and a copy of the acknowledged ones that do not, in order of arrival.</summary>
    public (long Stored, PointColumns Tail, SeriesSummary Summary) Snapshot()
    {
        lock (_gate)
        {
            var tail = new PointColumns(Math.Max(4, (_flushing?.Count ?? 0) + _committedPending));
            if (_flushing is not null) tail.AddRange(_flushing, _flushing.Count);
            tail.AddRange(_pending, _committedPending);
            return (StoredCount, tail, _committed);
        }
    }

    private bool IsRepeated(long step, long timeMs, double value, Func<Series, PointColumns> history)
    {
        if (_seen is null)
        {
            _seen = [];
            Remember(_seen, history(this));
            lock (_gate)
            {
                if (_flushing is not null) Remember(_seen, _flushing);
                Remember(_seen, _pending);
            }
        }
        return _seen.Contains((step, timeMs, value));
    }

    private static void Remember(HashSet<(long, long, double)> seen, PointColumns points)
    {
        for (var i = 0; i < points.Count; i++) seen.Add((points.Steps[i], points.TimesMs[i], points.Values[i]));
    }
}
