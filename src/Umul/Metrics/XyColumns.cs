namespace Umul.Metrics;

/// <summary>A metric over whatever a chart has on its x axis: two columns of equal length, by ascending x. NaN and infinities are data.</summary>
internal sealed record XyColumns(double[] X, double[] Y)
{
    /// <summary>Of no points.</summary>
    public static readonly XyColumns Empty = new([], []);

    /// <summary>How many points there are.</summary>
    public int Count => X.Length;

    /// <summary>Points left out because a later one stands at the same step: what a resumed run logged again.</summary>
    public int Superseded { get; init; }

    /// <summary>The same points by ascending x; points of equal x keep their order.</summary>
    public XyColumns Sorted()
    {
        for (var i = 1; i < X.Length; i++)
        {
            if (X[i] >= X[i - 1]) continue;
            var order = Enumerable.Range(0, X.Length).OrderBy(j => X[j]).ToArray();
            return this with { X = Array.ConvertAll(order, j => X[j]), Y = Array.ConvertAll(order, j => Y[j]) };
        }
        return this;
    }

    /// <summary>Where the range begins and ends, with one point more on either side so that a line runs on to the chart's edge.</summary>
    public static (int Start, int End) Slice(double[] x, double from, double to)
    {
        var start = LowerBound(x, from);
        var end = LowerBound(x, to);
        while (end < x.Length && x[end] <= to) end++;
        return (Math.Max(0, start - 1), Math.Min(x.Length, end + 1));
    }

    private static int LowerBound(double[] x, double value)
    {
        int low = 0, high = x.Length;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (x[middle] < value) low = middle + 1;
            else high = middle;
        }
        return low;
    }
}
