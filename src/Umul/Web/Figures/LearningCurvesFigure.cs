namespace Umul.Web.Figures;

/// <summary>Curves of one arm's runs over steps.</summary>
internal sealed record CurveArm(string Name, string Colour, IReadOnlyList<IReadOnlyList<(double Step, double Value)>> Runs)
{
    /// <summary>Median over the runs at each step that most of them logged.</summary>
    public IReadOnlyList<(double Step, double Value)> Median() => [.. Runs.SelectMany(run => run).GroupBy(point => point.Step).Where(step => 2 * step.Count() > Runs.Count)
        .OrderBy(step => step.Key).Select(step => (step.Key, Middle([.. step.Select(point => point.Value).Order()])))];

    private static double Middle(double[] sorted) => (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
}

/// <summary>Words on the figure.</summary>
internal sealed record LearningCurvesWords(string Metric, string Step, string Label);

/// <summary>Learning curves of both arms on one axis: each run thin, the median over runs bold, nothing smoothed.</summary>
internal static class LearningCurvesFigure
{
    private const double Width = 720;
    private const double Height = 320;
    private const double Left = 66;
    private const double Right = 700;
    private const double Top = 34;
    private const double Bottom = 268;

    public static string Draw(IReadOnlyList<CurveArm> arms, LearningCurvesWords words)
    {
        var pen = new SvgPen(Width, Height);
        var all = arms.SelectMany(arm => arm.Runs).SelectMany(run => run).ToList();
        var x = new Scale(all.Min(p => p.Step), all.Max(p => p.Step), Left, Right);
        var y = Scale.Around(all.Select(p => p.Value), Bottom, Top, 0.04);
        foreach (var tick in x.Ticks(8))
        {
            pen.Line((x.At(tick), Top), (x.At(tick), Bottom), FigureInk.Grid);
            pen.Text(x.At(tick), Bottom + 16, x.Label(tick, about: 8), Anchor.Middle);
        }
        foreach (var tick in y.Ticks())
        {
            pen.Line((Left, y.At(tick)), (Right, y.At(tick)), FigureInk.Grid);
            pen.Text(Left - 6, y.At(tick) + 4, y.Label(tick), Anchor.End);
        }
        var at = Left;
        foreach (var arm in arms)
        {
            foreach (var run in arm.Runs) Line(pen, run, (x, y), arm.Colour, (1, 0.4));
            Line(pen, arm.Median(), (x, y), arm.Colour, (2.5, 1));
            pen.Line((at, 18), (at + 22, 18), arm.Colour, 3);
            pen.Text(at + 28, 22, PairedEstimationFigure.Short(arm.Name, 40), colour: FigureInk.Text);
            at += 320;
        }
        pen.Text((Left + Right) / 2, Height - 12, words.Step, Anchor.Middle);
        pen.Upwards(12, (Top + Bottom) / 2, words.Metric);
        return pen.Finish(words.Label);
    }

    private static void Line(SvgPen pen, IReadOnlyList<(double Step, double Value)> points, (Scale X, Scale Y) scale, string colour, (double Thickness, double Opacity) stroke)
    {
        if (points.Count > 1)
            pen.Path("M" + string.Join('L', points.Select(p => $"{SvgPen.N(scale.X.At(p.Step))} {SvgPen.N(scale.Y.At(p.Value))}")), colour, stroke.Opacity, stroke.Thickness);
    }
}
