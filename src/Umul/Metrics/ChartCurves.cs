using Umul.Runs;
using Umul.Web;

namespace Umul.Metrics;

/// <summary>Answers charts: the curve of a run, or the mean of a group, over any axis and range, at the resolution of the screen.</summary>
internal sealed class ChartCurves(MetricStore metrics)
{
    private const string MetricAxis = "metric:";
    private const int MaximumAttempts = 8;

    /// <summary>The metric of one run; null if it never logged it.</summary>
    public ChartCurve? OfRun(Run run, ChartQuestion question)
    {
        if (question.X is "step" or "clock" or "relative" && !question.LogX && FromStore(run, question) is { } stored) return stored;
        return Points(run, question) is { } points ? CurveThinning.Thin(run.Id, points, question.Start, question.End, question.Cells, question.LogX) : null;
    }

    /// <summary>What stood at steps that the run logged again: the attempt before, then the one before that, and so on.</summary>
    public IEnumerable<ChartCurve> Older(Run run, ChartQuestion question)
    {
        if (question.X is "clock" or "relative" || metrics.Points(run.ProjectId, run.RowId, question.Key) is not { } found) yield break;
        var points = found.Points.SortedByStep();
        for (var attempt = 1; attempt <= MaximumAttempts; attempt++)
        {
            var (steps, values) = OfAttempt(points, attempt);
            if (steps.Length == 0) yield break;
            var columns = question.X == "step" ? new XyColumns(Array.ConvertAll(steps, s => (double)s), values) : OverMetric(run, question.X[MetricAxis.Length..], steps, values);
            if (columns is not { Count: > 0 }) yield break;
            yield return CurveThinning.Thin(run.Id, columns, question.Start, question.End, question.Cells, question.LogX) with { IsOlder = true };
        }
    }

    /// <summary>The mean of the runs that logged the metric; null if none did. Not thinned.</summary>
    public GroupCurve? OfGroup(IReadOnlyList<Run> runs, ChartQuestion question)
    {
        var columns = runs.AsParallel().AsOrdered().WithDegreeOfParallelism(Math.Clamp(Environment.ProcessorCount, 1, 4))
            .Select(run => Points(run, question)).ToList();
        List<XyColumns> present = [.. columns.OfType<XyColumns>().Where(c => c.Count > 0)];
        // Logged once a run, at its end: not every run ends at the same step, and still it is one value of each
        if (present.Count > 0 && present.All(c => c.Count == 1)) present = [.. present.Select(c => c with { X = [present.Max(p => p.X[0])] })];
        return present.Count == 0 ? null : GroupCurve.Average(present);
    }

    /// <summary>Every point over the question's axis, by ascending x; null if the run never logged the metric.</summary>
    public XyColumns? Points(Run run, ChartQuestion question)
    {
        if (metrics.Points(run.ProjectId, run.RowId, question.Key) is not { } found) return null;
        var points = found.Summary.BackwardSteps > 0 ? found.Points.SortedByStep() : found.Points;
        if (question.X.StartsWith(MetricAxis, StringComparison.Ordinal))
        {
            var (_, steps, values, left) = NewestOfEachStep(points);
            return OverMetric(run, question.X[MetricAxis.Length..], steps, values) is { } over ? over with { Superseded = left } : XyColumns.Empty;
        }
        if (question.X == "step")
        {
            var (x, _, values, left) = NewestOfEachStep(points);
            return new XyColumns(x, values) { Superseded = left };
        }
        var times = points.TimesMs.ToArray();
        var start = question.X == "relative" && times.Length > 0 ? StartOf(run, times.Min()) : 0;
        var scale = question.X == "relative" ? 1000.0 : 1;
        return new XyColumns(Array.ConvertAll(times, ms => (ms - start) / scale), points.Values.ToArray()).Sorted();
    }

    /// <summary>Refuses an axis that is not known.</summary>
    /// <exception cref="UmulException">It is not.</exception>
    public static void RequireAxis(string x)
    {
        if (x is not ("step" or "clock" or "relative") && !x.StartsWith(MetricAxis, StringComparison.Ordinal))
            throw new UmulException(ErrorCode.Invalid, new Sentence(
                $"The x axis '{x}' is not known. Allowed: step, clock, relative, metric:KEY.",
                $"x축 '{x}'은(는) 알 수 없습니다. step, clock, relative, metric:KEY 가운데 하나여야 합니다."));
    }

    /// <summary>From the pyramid, where the axis is one that the store knows and no step was logged twice.</summary>
    private ChartCurve? FromStore(Run run, ChartQuestion question)
    {
        var start = 0L;
        if (question.X == "relative")
        {
            if (metrics.Curve(run.ProjectId, run.RowId, question.Key, new CurveRange(CurveAxis.Step, 0, 0), 1) is not { } first) return null;
            start = StartOf(run, first.Summary.FirstTimeMs);
        }
        var range = question.X switch
        {
            "step" => new CurveRange(CurveAxis.Step, question.Start, question.End),
            "clock" => new CurveRange(CurveAxis.Time, question.Start, question.End),
            _ => new CurveRange(CurveAxis.Time, question.Start * 1000 + start, question.End * 1000 + start),
        };
        if (metrics.Curve(run.ProjectId, run.RowId, question.Key, range, question.Cells) is not { } curve || curve.Summary.BackwardSteps > 0) return null;
        double X(long step, long ms) => question.X switch { "step" => step, "clock" => ms, _ => (ms - start) / 1000.0 };
        return curve.Points is { } points ? OfPoints(run.Id, curve, points, X) : OfCells(run.Id, curve, X);
    }

    private static ChartCurve? OfPoints(string id, Curve curve, PointColumns points, Func<long, long, double> at)
    {
        var x = new double[points.Count];
        for (var i = 0; i < x.Length; i++)
        {
            x[i] = at(points.Steps[i], points.TimesMs[i]);
            if (i > 0 && !(x[i] > x[i - 1])) return null; // a clock that went back, or a step logged twice: the slow way sorts
        }
        var y = points.Values.ToArray();
        return new ChartCurve { Id = id, X = x, Y = y, PointCount = curve.PointCount, IsExact = true, Odd = CurveThinning.OddOf(x, y) };
    }

    private static ChartCurve? OfCells(string id, Curve curve, Func<long, long, double> at)
    {
        var cells = curve.Cells!;
        int n = cells.Count;
        double[] x = new double[n], y = new double[n], low = new double[n], high = new double[n];
        List<OddPoint> odd = [];
        for (var i = 0; i < n; i++)
        {
            var cell = cells[i];
            // The last cell stands at its end, so that the curve reaches the last step that was logged.
            x[i] = i == n - 1 ? at(cell.LastStep, cell.LastTimeMs) : at(cell.FirstStep, cell.FirstTimeMs);
            if (i > 0 && !(x[i] >= x[i - 1])) return null;
            (y[i], low[i], high[i]) = (cell.Mean, cell.Minimum, cell.Maximum);
            if (cell.NanCount > 0) odd.Add(new OddPoint(x[i], OddKind.NotANumber, cell.NanCount));
            if (cell.PositiveInfinityCount > 0) odd.Add(new OddPoint(x[i], OddKind.PositiveInfinity, cell.PositiveInfinityCount));
            if (cell.NegativeInfinityCount > 0) odd.Add(new OddPoint(x[i], OddKind.NegativeInfinity, cell.NegativeInfinityCount));
        }
        return new ChartCurve { Id = id, X = x, Y = y, Low = low, High = high, PointCount = curve.PointCount, IsExact = false, Odd = odd };
    }

    /// <summary>x is the other metric's value at the greatest step not above the point's; points before its first value have no x.</summary>
    private XyColumns? OverMetric(Run run, string key, long[] steps, double[] values)
    {
        if (metrics.Points(run.ProjectId, run.RowId, key) is not { } found) return null;
        var (_, xSteps, xValues, _) = NewestOfEachStep(found.Summary.BackwardSteps > 0 ? found.Points.SortedByStep() : found.Points);
        List<double> x = [], y = [];
        var at = -1;
        for (var i = 0; i < steps.Length; i++)
        {
            while (at + 1 < xSteps.Length && xSteps[at + 1] <= steps[i]) at++;
            if (at < 0 || !double.IsFinite(xValues[at])) continue;
            x.Add(xValues[at]);
            y.Add(values[i]);
        }
        return new XyColumns([.. x], [.. y]).Sorted();
    }

    /// <summary>Of points at the same step the one logged last: what a resumed run did again replaces what it did before. Nothing is deleted.</summary>
    private static (double[] X, long[] Steps, double[] Values, int Superseded) NewestOfEachStep(PointColumns points)
    {
        var steps = points.Steps;
        var values = points.Values;
        if (IsIncreasing(steps)) return (AsNumbers(steps), steps.ToArray(), values.ToArray(), 0);
        var keptSteps = new long[steps.Length];
        double[] x = new double[steps.Length], keptValues = new double[steps.Length];
        var count = 0;
        for (var i = 0; i < steps.Length; i++)
        {
            if (count > 0 && keptSteps[count - 1] == steps[i]) count--;
            (x[count], keptSteps[count], keptValues[count]) = (steps[i], steps[i], values[i]);
            count++;
        }
        return (x[..count], keptSteps[..count], keptValues[..count], steps.Length - count);
    }

    /// <summary>Of points at the same step the one that has <paramref name="attempt"/> later ones; steps that have no such point are left out.</summary>
    private static (long[] Steps, double[] Values) OfAttempt(PointColumns points, int attempt)
    {
        List<long> steps = [];
        List<double> values = [];
        for (int start = 0, end; start < points.Count; start = end)
        {
            for (end = start + 1; end < points.Count && points.Steps[end] == points.Steps[start];) end++;
            if (end - start <= attempt) continue;
            steps.Add(points.Steps[start]);
            values.Add(points.Values[end - 1 - attempt]);
        }
        return ([.. steps], [.. values]);
    }

    private static bool IsIncreasing(ReadOnlySpan<long> steps)
    {
        for (var i = 1; i < steps.Length; i++)
            if (steps[i] <= steps[i - 1]) return false;
        return true;
    }

    private static double[] AsNumbers(ReadOnlySpan<long> steps)
    {
        var numbers = GC.AllocateUninitializedArray<double>(steps.Length);
        for (var i = 0; i < numbers.Length; i++) numbers[i] = steps[i];
        return numbers;
    }

    private static long StartOf(Run run, long firstMs) => run.StartedMs is { } started && started <= firstMs ? started : firstMs;
}
