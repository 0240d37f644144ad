using Umul.Metrics;
using Umul.Runs;

namespace Umul.Mlflow.Metrics;

/// <summary>All points of one metric of one run in the protocol's order: time, step, value.</summary>
internal sealed class MetricHistory
{
    private readonly PointColumns _points;
    private readonly int[]? _order;

    private MetricHistory(string runId, PointColumns points)
    {
        RunId = runId;
        _points = points;
        if (!IsSorted(points))
            _order = Sorted(points);
    }

    public string RunId { get; }

    public int Count => _points.Count;

    /// <summary>Reads a run's metric; null where the run or the metric does not exist.</summary>
    public static MetricHistory? Read(MetricStore metrics, Run? run, string key)
        => run is not null && metrics.Points(run.ProjectId, run.RowId, key) is { } found ? new MetricHistory(run.Id, found.Points) : null;

    public (long Step, long TimeMs, double Value) this[int index]
    {
        get
        {
            var at = _order is null ? index : _order[index];
            return (_points.Steps[at], _points.TimesMs[at], _points.Values[at]);
        }
    }

    /// <summary>Steps as logged, in no order.</summary>
    public ReadOnlySpan<long> Steps => _points.Steps;

    private static bool IsSorted(PointColumns points)
    {
        for (var i = 1; i < points.Count; i++)
            if (Compare(points, i - 1, i) > 0)
                return false;
        return true;
    }

    private static int[] Sorted(PointColumns points)
    {
        var order = new int[points.Count];
        for (var i = 0; i < order.Length; i++)
            order[i] = i;
        Array.Sort(order, (a, b) => Compare(points, a, b) is var compared and not 0 ? compared : a.CompareTo(b));
        return order;
    }

    private static int Compare(PointColumns points, int a, int b)
    {
        var byTime = points.TimesMs[a].CompareTo(points.TimesMs[b]);
        if (byTime != 0)
            return byTime;
        var byStep = points.Steps[a].CompareTo(points.Steps[b]);
        return byStep != 0 ? byStep : Comparable(points.Values[a]).CompareTo(Comparable(points.Values[b]));
    }

    /// <summary>MLflow keeps NaN as 0 with a mark beside it, and so it compares.</summary>
    private static double Comparable(double value) => double.IsNaN(value) ? 0 : value;
}
