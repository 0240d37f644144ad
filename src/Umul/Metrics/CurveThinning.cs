namespace Umul.Metrics;

/// <summary>Thins points to about one cell a pixel: mean, lowest and highest of each cell stay, NaN and infinities become marks.</summary>
internal static class CurveThinning
{
    /// <summary>Stretches of equal width on the axis as it is drawn, linear or logarithmic.</summary>
    public static ChartCurve Thin(string id, XyColumns points, double from, double to, int pixels, bool isLog)
    {
        var (start, end) = XyColumns.Slice(points.X, from, to);
        if (end - start <= pixels) return Exact(id, points, start, end);
        var cells = new Cells(pixels);
        var i = start;
        if (isLog && !(points.X[i] > 0))
        {
            // No place on the axis; the chart says how many there are.
            for (cells.Begin(points.X[i]); i < end && !(points.X[i] > 0); i++) cells.Add(points.Y[i]);
        }
        var low = i < end ? Position(points.X[i], isLog) : 0;
        var width = i < end ? (Position(points.X[end - 1], isLog) - low) / pixels : 0;
        while (i < end)
        {
            var bin = width > 0 ? Math.Floor((Position(points.X[i], isLog) - low) / width) : 0;
            cells.Begin(points.X[i]);
            for (; i < end && (width <= 0 || Math.Floor((Position(points.X[i], isLog) - low) / width) == bin); i++) cells.Add(points.Y[i]);
        }
        cells.Flush();
        return cells.ToCurve(id, end - start, points.Superseded);
    }

    private static ChartCurve Exact(string id, XyColumns points, int start, int end)
    {
        double[] x = points.X[start..end], y = points.Y[start..end];
        return new ChartCurve { Id = id, X = x, Y = y, PointCount = x.Length, IsExact = true, Superseded = points.Superseded, Odd = OddOf(x, y) };
    }

    /// <summary>Marks for the values that are not finite, one each.</summary>
    public static List<OddPoint> OddOf(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        List<OddPoint> odd = [];
        for (var i = 0; i < x.Length; i++)
            if (!double.IsFinite(y[i])) odd.Add(new OddPoint(x[i], KindOf(y[i]), 1));
        return odd;
    }

    public static OddKind KindOf(double value) =>
        double.IsNaN(value) ? OddKind.NotANumber : value > 0 ? OddKind.PositiveInfinity : OddKind.NegativeInfinity;

    private static double Position(double x, bool isLog) => isLog ? Math.Log10(x) : x;

    private sealed class Cells(int capacity)
    {
        private readonly List<double> _x = new(capacity), _y = new(capacity), _low = new(capacity), _high = new(capacity);
        private readonly List<OddPoint> _odd = [];
        private readonly int[] _odds = new int[3];
        private double _sum, _minimum, _maximum, _at = double.NaN;
        private int _finite;

        public void Begin(double x)
        {
            Flush();
            (_at, _sum, _finite, _minimum, _maximum) = (x, 0, 0, double.PositiveInfinity, double.NegativeInfinity);
        }

        public void Add(double y)
        {
            if (!double.IsFinite(y))
            {
                _odds[(int)KindOf(y)]++;
                return;
            }
            _sum += y;
            _finite++;
            _minimum = Math.Min(_minimum, y);
            _maximum = Math.Max(_maximum, y);
        }

        public void Flush()
        {
            if (double.IsNaN(_at)) return;
            _x.Add(_at);
            _y.Add(_finite > 0 ? _sum / _finite : double.NaN);
            _low.Add(_finite > 0 ? _minimum : double.NaN);
            _high.Add(_finite > 0 ? _maximum : double.NaN);
            for (var kind = 0; kind < _odds.Length; kind++)
            {
                if (_odds[kind] > 0) _odd.Add(new OddPoint(_at, (OddKind)kind, _odds[kind]));
                _odds[kind] = 0;
            }
            _at = double.NaN;
        }

        public ChartCurve ToCurve(string id, long points, int superseded) => new()
        {
            Id = id,
            X = [.. _x],
            Y = [.. _y],
            Low = [.. _low],
            High = [.. _high],
            PointCount = points,
            IsExact = false,
            Superseded = superseded,
            Odd = _odd,
        };
    }
}
