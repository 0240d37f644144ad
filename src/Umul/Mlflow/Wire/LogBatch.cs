using System.Buffers;
using Umul.Metrics;

namespace Umul.Mlflow.Wire;

/// <summary>One log-batch as read from the wire. The points lie in rented memory: they must not outlive the batch.</summary>
internal sealed class LogBatch : IDisposable
{
    public const int MaxPoints = 1_000;
    public const int MaxPairs = 100;
    public const int MaxTogether = 1_000;

    private MetricPoint[] _points = [];

    public string? RunId { get; set; }

    public int Count { get; private set; }

    public ReadOnlyMemory<MetricPoint> Points => _points.AsMemory(0, Count);

    public List<KeyValuePair<string, string>> Params { get; } = [];

    public List<KeyValuePair<string, string>> Tags { get; } = [];

    public void Add(MetricPoint point)
    {
        if (Count == _points.Length)
            Grow();
        _points[Count++] = point;
    }

    /// <summary>Forgets what was read, keeping the memory.</summary>
    public void Clear()
    {
        (RunId, Count) = (null, 0);
        Params.Clear();
        Tags.Clear();
    }

    public void Dispose()
    {
        var rented = _points;
        (_points, Count) = ([], 0);
        if (rented.Length > 0)
            ArrayPool<MetricPoint>.Shared.Return(rented, clearArray: true);
    }

    private void Grow()
    {
        var larger = ArrayPool<MetricPoint>.Shared.Rent(Math.Max(4, _points.Length * 4));
        _points.AsSpan(0, Count).CopyTo(larger);
        if (_points.Length > 0)
            ArrayPool<MetricPoint>.Shared.Return(_points, clearArray: true);
        _points = larger;
    }
}
