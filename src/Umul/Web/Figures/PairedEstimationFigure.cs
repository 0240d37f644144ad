namespace Umul.Web.Figures;

/// <summary>What the paired estimation plot shows, in the metric's own unit and direction.</summary>
internal sealed record PairedEstimation
{
    public required IReadOnlyList<string> Units { get; init; }

    public required IReadOnlyList<double> Baseline { get; init; }

    public required IReadOnlyList<double> Idea { get; init; }

    public required double Difference { get; init; }

    public required double Lower { get; init; }

    public required double Upper { get; init; }

    public required double StandardError { get; init; }

    public required double DegreesOfFreedom { get; init; }

    public double? Worthwhile { get; init; }

    public bool LowerIsBetter { get; init; }
}

/// <summary>Words on the paired estimation plot.</summary>
internal sealed record PairedEstimationWords(string Baseline, string Idea, string Metric, string Difference, string Better, Func<string, string> Magnified, string Label);

/// <summary>
/// Gardner–Altman: on the left every unit in both arms, joined; on the right the difference with its interval and the density of what it
/// may be, zero level with the baseline's mean. A difference that would be too small to see is magnified, and the axis says how much.
/// </summary>
internal static class PairedEstimationFigure
{
    private const double Width = 480;
    private const double Height = 330;
    private const double Top = 28;
    private const double Bottom = 286;

    public static string Draw(PairedEstimation data, PairedEstimationWords words)
    {
        var pen = new SvgPen(Width, Height);
        var values = WithRoom(Scale.Around(data.Baseline.Concat(data.Idea), Bottom, Top), data.Baseline.Average());
        Arms(pen, values, data, words);
        Difference(pen, values, data, words);
        return pen.Finish(words.Label);
    }

    /// <summary>The baseline's mean keeps a third of the panel free on both sides, where the difference is drawn.</summary>
    private static Scale WithRoom(Scale scale, double mean)
    {
        var (below, above) = (mean - scale.Low, scale.High - mean);
        return new Scale(Math.Min(scale.Low, mean - above / 2), Math.Max(scale.High, mean + below / 2), Bottom, Top);
    }

    private static void Arms(SvgPen pen, Scale y, PairedEstimation data, PairedEstimationWords words)
    {
        const double left = 50, first = 95, second = 205, right = 245;
        var (least, most) = (data.Baseline.Concat(data.Idea).Min(), data.Baseline.Concat(data.Idea).Max());
        var step = (y.High - y.Low) / 5;
        foreach (var tick in y.Ticks().Where(tick => tick > least - step && tick < most + step / 2))
        {
            pen.Line((left, y.At(tick)), (right, y.At(tick)), FigureInk.Grid);
            pen.Text(left - 6, y.At(tick) + 4, y.Label(tick), Anchor.End);
        }
        pen.Upwards(11, (Top + Bottom) / 2, words.Metric);
        var opacity = Math.Clamp(12.0 / Math.Max(1, data.Units.Count), 0.08, 0.6);
        for (var i = 0; i < data.Units.Count; i++)
        {
            var isBetter = data.LowerIsBetter ? data.Idea[i] < data.Baseline[i] : data.Idea[i] > data.Baseline[i];
            pen.Line((first, y.At(data.Baseline[i])), (second, y.At(data.Idea[i])), isBetter ? FigureInk.Better : FigureInk.Worse, 1, opacity: opacity);
        }
        var radius = data.Units.Count > 150 ? 1.6 : 2.4;
        for (var i = 0; i < data.Units.Count; i++)
        {
            pen.Dot(first, y.At(data.Baseline[i]), radius, FigureInk.Baseline, 0.65, $"{data.Units[i]}: {data.Baseline[i]:0.####}");
            pen.Dot(second, y.At(data.Idea[i]), radius, FigureInk.Idea, 0.65, $"{data.Units[i]}: {data.Idea[i]:0.####}");
        }
        foreach (var (x, mean, colour, name) in new[] { (first, data.Baseline.Average(), FigureInk.Baseline, words.Baseline), (second, data.Idea.Average(), FigureInk.Idea, words.Idea) })
        {
            pen.Line((x - 18, y.At(mean)), (x + 18, y.At(mean)), colour, 3);
            pen.Text(x, Bottom + 20, Short(name, 16), Anchor.Middle, FigureInk.Text);
        }
    }

    private static void Difference(SvgPen pen, Scale values, PairedEstimation data, PairedEstimationWords words)
    {
        const double left = 262, centre = 345, right = 418;
        var zero = values.At(data.Baseline.Average());
        var factor = Magnification(values, data);
        var perUnit = values.Length(1) * factor;
        // Zero stays level with the baseline's mean; the axis ends where the panel does.
        var y = new Scale((zero - Bottom) / perUnit, (zero - Top) / perUnit, Bottom, Top);
        if (data.Worthwhile is { } worthwhile)
            pen.Rect((left, y.Inside(worthwhile)), (right - left, Math.Max(1, y.Inside(-worthwhile) - y.Inside(worthwhile))), FigureInk.Band);
        pen.Line((223, zero), (left, zero), FigureInk.Axis, 1, "2 3");
        pen.Line((left, zero), (right, zero), FigureInk.Axis, 1.25);
        Density(pen, y, data, centre);
        pen.Line((centre, y.Inside(data.Lower)), (centre, y.Inside(data.Upper)), FigureInk.Text, 2.5);
        pen.Dot(centre, y.Inside(data.Difference), 5, FigureInk.Text);
        foreach (var tick in y.Ticks(9))
        {
            pen.Line((right, y.At(tick)), (right + 4, y.At(tick)), FigureInk.Axis);
            pen.Text(right + 7, y.At(tick) + 4, y.Label(tick, signed: true, 9));
        }
        pen.Text(centre, Bottom + 20, words.Difference, Anchor.Middle, FigureInk.Text);
        if (factor > 1) pen.Text(centre, Bottom + 36, words.Magnified(factor.ToString("0", System.Globalization.CultureInfo.InvariantCulture)), Anchor.Middle);
        pen.Text(centre, 16, words.Better, Anchor.Middle, FigureInk.Better);
    }

    private static void Density(SvgPen pen, Scale y, PairedEstimation data, double centre)
    {
        if (!(data.StandardError > 0)) return;
        var df = Math.Max(1, data.DegreesOfFreedom);
        var reach = Math.Max(4, 1.3 * (data.Upper - data.Lower) / 2 / data.StandardError);
        var points = Enumerable.Range(0, 61).Select(i => (i / 30.0 - 1) * reach)
            .Select(t => (Value: data.Difference + t * data.StandardError, Share: Math.Pow(1 + t * t / df, -(df + 1) / 2)))
            .Where(p => p.Value >= y.Low && p.Value <= y.High).Select(p => $"{SvgPen.N(centre + 8 + p.Share * 52)} {SvgPen.N(y.At(p.Value))}").ToList();
        if (points.Count < 2) return;
        var ends = (First: points[0].Split(' ')[1], Last: points[^1].Split(' ')[1]);
        pen.Path($"M{SvgPen.N(centre + 8)} {ends.First}L{string.Join('L', points)}L{SvgPen.N(centre + 8)} {ends.Last}Z", FigureInk.Idea, 0.35);
    }

    /// <summary>1, 2, 5, 10 …: the largest that keeps the interval, and δ if it is not far larger, inside the panel.</summary>
    private static double Magnification(Scale values, PairedEstimation data)
    {
        var reach = new[] { data.Lower, data.Upper, 0 }.Max(Math.Abs) * 1.25;
        if (data.Worthwhile is { } worthwhile && worthwhile < 4 * reach) reach = Math.Max(reach, worthwhile * 1.25);
        var zero = values.At(data.Baseline.Average());
        var room = Math.Min(zero - Top, Bottom - zero);
        var fitting = reach > 0 ? room / values.Length(reach) : 1;
        double best = 1;
        foreach (var candidate in (double[])[2, 5, 10, 20, 50, 100, 200, 500, 1000])
            if (candidate <= fitting) best = candidate;
        return best;
    }

    internal static string Short(string text, int most) => text.Length <= most ? text : text[..(most - 1)] + "…";
}
