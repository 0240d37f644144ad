namespace Umul.Web.Figures;

/// <summary>A unit's two scores as level and improvement.</summary>
internal sealed record AgreementPoint(string Unit, double Level, double Improvement);

/// <summary>Words on the figure.</summary>
internal sealed record AgreementWords(string Level, string Improvement, string Mean, string Limit, string Label);

/// <summary>
/// Bland–Altman: improvement of each unit against the mean of its two scores (never against the baseline's alone, which regression to the
/// mean would tilt), with the mean, the limits within which 95 % of units lie, and the straight line through the points.
/// </summary>
internal static class AgreementFigure
{
    private const double Width = 720;
    private const double Height = 330;
    private const double Left = 66;
    private const double Right = 620;
    private const double Top = 20;
    private const double Bottom = 282;

    /// <summary>Mean and standard deviation of the improvements, and slope and intercept of the line through the points.</summary>
    public static (double Mean, double Deviation, double Slope, double Intercept) Lines(IReadOnlyList<AgreementPoint> points)
    {
        var (mean, level) = (points.Average(p => p.Improvement), points.Average(p => p.Level));
        var deviation = points.Count < 2 ? 0 : Math.Sqrt(points.Sum(p => (p.Improvement - mean) * (p.Improvement - mean)) / (points.Count - 1));
        var spread = points.Sum(p => (p.Level - level) * (p.Level - level));
        var slope = spread > 0 ? points.Sum(p => (p.Level - level) * (p.Improvement - mean)) / spread : 0;
        return (mean, deviation, slope, mean - slope * level);
    }

    public static string Draw(IReadOnlyList<AgreementPoint> points, AgreementWords words)
    {
        var pen = new SvgPen(Width, Height);
        var (mean, deviation, slope, intercept) = Lines(points);
        var (lower, upper) = (mean - 1.96 * deviation, mean + 1.96 * deviation);
        var x = Scale.Around(points.Select(p => p.Level), Left, Right, 0.05);
        var y = Scale.Around(points.Select(p => p.Improvement).Concat([0, lower, upper]), Bottom, Top);
        foreach (var tick in x.Ticks(8))
        {
            pen.Line((x.At(tick), Top), (x.At(tick), Bottom), FigureInk.Grid);
            pen.Text(x.At(tick), Bottom + 16, x.Label(tick, about: 8), Anchor.Middle);
        }
        foreach (var tick in y.Ticks())
        {
            pen.Line((Left, y.At(tick)), (Right, y.At(tick)), FigureInk.Grid);
            pen.Text(Left - 6, y.At(tick) + 4, y.Label(tick, signed: true), Anchor.End);
        }
        pen.Line((Left, y.At(0)), (Right, y.At(0)), FigureInk.Axis, 1.25);
        foreach (var point in points)
            pen.Dot(x.At(point.Level), y.At(point.Improvement), points.Count > 300 ? 1.8 : 3, point.Improvement < 0 ? FigureInk.Worse : FigureInk.Better, 0.6, $"{point.Unit}: {point.Improvement:+0.####;−0.####;0}");
        pen.Line((Left, y.At(mean)), (Right, y.At(mean)), FigureInk.Text, 2);
        foreach (var limit in (double[])[lower, upper]) pen.Line((Left, y.At(limit)), (Right, y.At(limit)), FigureInk.Text, 1, "5 4");
        pen.Line((x.At(x.Low), y.Inside(intercept + slope * x.Low)), (x.At(x.High), y.Inside(intercept + slope * x.High)), FigureInk.Third, 2);
        pen.Text(Right + 6, y.At(mean) + 4, words.Mean, colour: FigureInk.Text);
        pen.Text(Right + 6, y.At(upper) + 4, words.Limit, colour: FigureInk.Text);
        pen.Text((Left + Right) / 2, Height - 12, words.Level, Anchor.Middle);
        pen.Upwards(11, (Top + Bottom) / 2, words.Improvement);
        return pen.Finish(words.Label);
    }
}
