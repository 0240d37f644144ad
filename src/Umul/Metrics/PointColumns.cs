namespace Umul.Metrics;

/// <summary>Points of one series as three columns of equal length, in order of arrival.</summary>
internal sealed class PointColumns(int capacity = 4)
{
    private long[] _steps = GC.AllocateUninitializedArray<long>(capacity);
    private long[] _times = GC.AllocateUninitializedArray<long>(capacity);
    private double[] _values = GC.AllocateUninitializedArray<double>(capacity);

    /// <summary>How many points there are.</summary>
    public int Count { get; private set; }

    /// <summary>Steps.</summary>
    public ReadOnlySpan<long> Steps => _steps.AsSpan(0, Count);

    /// <summary>Times, ms since 1970.</summary>
    public ReadOnlySpan<long> TimesMs => _times.AsSpan(0, Count);

    /// <summary>Values; NaN and infinities included.</summary>
    public ReadOnlySpan<double> Values => _values.AsSpan(0, Count);

    /// <summary>Adds a point at the end.</summary>
    public void Add(long step, long timeMs, double value)
    {
        if (Count == _steps.Length) Grow(Count + 1);
        _steps[Count] = step;
        _times[Count] = timeMs;
        _values[Count++] = value;
    }

    /// <summary>Adds the points of another at the end.</summary>
    public void AddRange(ReadOnlySpan<long> steps, ReadOnlySpan<long> timesMs, ReadOnlySpan<double> values)
    {
        if (Count + steps.Length > _steps.Length) Grow(Count + steps.Length);
        steps.CopyTo(_steps.AsSpan(Count));
        timesMs.CopyTo(_times.AsSpan(Count));
        values.CopyTo(_values.AsSpan(Count));
        Count += steps.Length;
    }

    /// <summary>Adds the first <paramref name="count"/> points of another.</summary>
    public void AddRange(PointColumns other, int count) => AddRange(other.Steps[..count], other.TimesMs[..count], other.Values[..count]);

    /// <summary>Forgets all points from <paramref name="count"/> on.</summary>
    public void Truncate(int count) => Count = Math.Min(Count, count);

    /// <summary>The same points by step, then time; points equal in both stay in order of arrival.</summary>
    public PointColumns SortedByStep()
    {
        var order = new int[Count];
        for (var i = 0; i < order.Length; i++) order[i] = i;
        Array.Sort(order, (a, b) =>
        {
            var bySteps = _steps[a].CompareTo(_steps[b]);
            if (bySteps != 0) return bySteps;
            var byTimes = _times[a].CompareTo(_times[b]);
            return byTimes != 0 ? byTimes : a.CompareTo(b);
        });
        var sorted = new PointColumns(Math.Max(1, Count));
        foreach (var i in order) sorted.Add(_steps[i], _times[i], _values[i]);
        return sorted;
    }

    private void Grow(int needed)
    {
        var capacity = Math.Max(needed, _steps.Length * 2);
        Array.Resize(ref _steps, capacity);
        Array.Resize(ref _times, capacity);
        Array.Resize(ref _values, capacity);
    }
}
