using Umul.Evaluation.Statistics;

namespace Umul.Metrics;

/// <summary>
/// The mean of a group of runs at each x, with the 95 % t interval of that mean and the number of runs it is over. Taken over every
/// point of every run; only afterwards thinned for the screen.
/// </summary>
/// <remarks>
/// Means over thinned runs depend on which other groups are on the chart (wandb#6672); this is why the order is aggregate, then thin.
/// </remarks>
internal sealed record GroupCurve
{
    /// <summary>Below this share of matching x, runs are brought together in bins: a mean over whichever run happens to have a point zigzags.</summary>
    private const double MatchingShare = 0.9;

    private const double Confidence = 0.95;

    /// <summary>By ascending value.</summary>
    public required double[] X { get; init; }

    /// <summary>Mean over the runs with a finite value here; NaN if there is none.</summary>
    public required double[] Mean { get; init; }

    /// <summary>Lower end of the interval; NaN where there are fewer than two runs.</summary>
    public required double[] Low { get; init; }

    /// <summary>Upper end of the interval; NaN where there are fewer than two runs.</summary>
    public required double[] High { get; init; }

    /// <summary>Runs with a finite value here.</summary>
    public required double[] N { get; init; }

    /// <summary>Values here that are NaN or infinite and are in no mean.</summary>
    public required int[] Odd { get; init; }

    /// <summary>Width of the bins that runs of different x were brought together in; null if their x matched.</summary>
    public required double? BinWidth { get; init; }

    /// <summary>Points of all runs.</summary>
    public required long PointCount { get; init; }

    /// <summary>False once thinned.</summary>
    public bool IsExact { get; init; } = true;

    /// <summary>Averages runs, each by ascending x.</summary>
    public static GroupCurve Average(IReadOnlyList<XyColumns> runs)
    {
        var grid = Grid(runs);
        var points = runs.Sum(r => (long)r.Count);
        double? width = Matches(runs, grid) ? null : WidestSpacing(runs);
        if (width is { } w)
        {
            var origin = grid[0];
            runs = [.. runs.Select(run => Binned(run, origin, w))];
            grid = Grid(runs);
        }
        var sums = new Moments(grid.Length);
        foreach (var run in runs) sums.Add(run, grid);
        return sums.ToCurve(grid, width, points);
    }

    /// <summary>At most <paramref name="maximum"/> of the curve's own x, among them the lowest and highest mean of each stretch.</summary>
    public GroupCurve Thinned(double from, double to, int maximum)
    {
        var (start, end) = XyColumns.Slice(X, from, to);
        List<int> kept = [];
        var stretch = Math.Max(1, (int)Math.Ceiling((end - start) / (maximum / 2.0)));
        if (end - start <= maximum) kept.AddRange(Enumerable.Range(start, end - start));
        else
        {
            for (var i = start; i < end; i += stretch) KeepExtremes(i, Math.Min(i + stretch, end), kept);
        }
        double[] Pick(double[] column) => [.. kept.Select(i => column[i])];
        return this with
        {
            X = Pick(X),
            Mean = Pick(Mean),
            Low = Pick(Low),
            High = Pick(High),
            N = Pick(N),
            Odd = [.. kept.Select(i => Odd[i])],
            IsExact = IsExact && kept.Count == end - start,
        };
    }

    private void KeepExtremes(int start, int end, List<int> kept)
    {
        int low = start, high = start;
        for (var i = start + 1; i < end; i++)
        {
            if (double.IsNaN(Mean[low]) || Mean[i] < Mean[low]) low = i;
            if (double.IsNaN(Mean[high]) || Mean[i] > Mean[high]) high = i;
        }
        kept.Add(Math.Min(low, high));
        if (low != high) kept.Add(Math.Max(low, high));
    }

    /// <summary>Every x that a run has, once. Merged in pairs, because each run is in order already; runs of the same x, as seeds of one script, cost a comparison.</summary>
    private static double[] Grid(IReadOnlyList<XyColumns> runs)
    {
        var grids = runs.Select(r => Distinct(r.X)).ToList();
        if (grids.Count == 0) return [];
        while (grids.Count > 1)
        {
            for (var i = 0; i < grids.Count / 2; i++) grids[i] = Merged(grids[2 * i], grids[2 * i + 1]);
            if (grids.Count % 2 == 1) grids[grids.Count / 2] = grids[^1];
            grids.RemoveRange((grids.Count + 1) / 2, grids.Count / 2);
        }
        return grids[0];
    }

    private static double[] Distinct(double[] ascending)
    {
        for (var i = 1; i < ascending.Length; i++)
            if (ascending[i] == ascending[i - 1]) return [.. ascending.Distinct()];
        return ascending;
    }

    private static double[] Merged(double[] a, double[] b)
    {
        var (longer, shorter) = a.Length >= b.Length ? (a, b) : (b, a);
        if (longer.AsSpan(0, shorter.Length).SequenceEqual(shorter)) return longer; // the same, or stopped early
        var merged = new double[a.Length + b.Length];
        int i = 0, j = 0, n = 0;
        while (i < a.Length && j < b.Length)
        {
            var x = Math.Min(a[i], b[j]);
            merged[n++] = x;
            if (a[i] == x) i++;
            if (b[j] == x) j++;
        }
        a.AsSpan(i).CopyTo(merged.AsSpan(n));
        n += a.Length - i;
        b.AsSpan(j).CopyTo(merged.AsSpan(n));
        n += b.Length - j;
        return merged[..n];
    }

    /// <summary>Whether runs, each between its own first and last x, have a point at nearly every x of the grid. Stopping early is no mismatch.</summary>
    private static bool Matches(IReadOnlyList<XyColumns> runs, double[] grid)
    {
        long have = 0, could = 0;
        foreach (var run in runs.Where(r => r.Count > 0))
        {
            have += run.Count;
            could += Array.BinarySearch(grid, run.X[^1]) - Array.BinarySearch(grid, run.X[0]) + 1;
        }
        return have >= MatchingShare * could;
    }

    private static double WidestSpacing(IReadOnlyList<XyColumns> runs)
    {
        var widest = 0.0;
        foreach (var run in runs.Where(r => r.Count > 1))
        {
            var gaps = new double[run.Count - 1];
            for (var i = 0; i < gaps.Length; i++) gaps[i] = run.X[i + 1] - run.X[i];
            Array.Sort(gaps);
            widest = Math.Max(widest, gaps[gaps.Length / 2]);
        }
        return widest > 0 ? widest : 1;
    }

    /// <summary>One point for each bin that the run has points in: the mean of the finite ones, or NaN.</summary>
    private static XyColumns Binned(XyColumns run, double origin, double width)
    {
        List<double> x = [], y = [];
        for (var i = 0; i < run.Count;)
        {
            var bin = Math.Floor((run.X[i] - origin) / width);
            var sum = 0.0;
            var n = 0;
            for (; i < run.Count && Math.Floor((run.X[i] - origin) / width) == bin; i++)
            {
                if (!double.IsFinite(run.Y[i])) continue;
                sum += run.Y[i];
                n++;
            }
            x.Add(origin + (bin + 0.5) * width);
            y.Add(n > 0 ? sum / n : double.NaN);
        }
        return new XyColumns([.. x], [.. y]);
    }

    /// <summary>Running mean and sum of squared deviations at each x (Welford), so that large offsets cost no digits.</summary>
    private sealed class Moments(int length)
    {
        private readonly double[] _mean = new double[length];
        private readonly double[] _squares = new double[length];
        private readonly double[] _n = new double[length];
        private readonly int[] _odd = new int[length];

        public void Add(XyColumns run, double[] grid)
        {
            var at = 0;
            for (var i = 0; i < run.Count; i++)
            {
                while (grid[at] < run.X[i]) at++;
                var y = run.Y[i];
                if (!double.IsFinite(y))
                {
                    _odd[at]++;
                    continue;
                }
                var before = y - _mean[at];
                _mean[at] += before / ++_n[at];
                _squares[at] += before * (y - _mean[at]);
            }
        }

        public GroupCurve ToCurve(double[] grid, double? binWidth, long points)
        {
            double[] low = new double[length], high = new double[length];
            Dictionary<double, double> quantiles = [];
            for (var i = 0; i < length; i++)
            {
                var half = double.NaN;
                if (_n[i] >= 2)
                {
                    if (!quantiles.TryGetValue(_n[i], out var t)) quantiles[_n[i]] = t = StudentTDistribution.Quantile(1 - (1 - Confidence) / 2, _n[i] - 1);
                    half = t * Math.Sqrt(_squares[i] / (_n[i] - 1) / _n[i]);
                }
                if (_n[i] == 0) _mean[i] = double.NaN;
                (low[i], high[i]) = (_mean[i] - half, _mean[i] + half);
            }
            return new GroupCurve { X = grid, Mean = _mean, Low = low, High = high, N = _n, Odd = _odd, BinWidth = binWidth, PointCount = points };
        }
    }
}
