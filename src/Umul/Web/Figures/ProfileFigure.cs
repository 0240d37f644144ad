namespace Umul.Web.Figures;

/// <summary>One arm's share of units at or above each value.</summary>
/// <param name="Name">Of the arm.</param>
/// <param name="Colour">Its ink.</param>
/// <param name="Runs">Scores of each run, any order.</param>
internal sealed record Profile(string Name, string Colour, IReadOnlyList<IReadOnlyList<double>> Runs)
{
    /// <summary>Share of units with at least this value: mean, least and most over the runs.</summary>
    public (double Mean, double Least, double Most) At(double value)
    {
        var shares = Runs.Select(run => run.Count == 0 ? 0 : run.Count(score => score >= value) / (double)run.Count).ToList();
        return (shares.Average(), shares.Min(), shares.Max());
    }
}

/// <summary>Words on the profiles.</summary>
internal sealed record ProfileWords(string Metric, string Share, string Label);

/// <summary>Performance profiles: for each value, the share of units that reach it, mean over runs, with the range of the runs as a band.</summary>
internal static class ProfileFigure
{
    private const double Width = 720;
    private const double Height = 320;
    private const double Left = 56;
    private const double Right = 700;
    private const double Top = 34;
    private const double Bottom = 268;
    private const int Steps = 120;

    /// <summary>Values at which the profiles are drawn and written.</summary>
    public static IReadOnlyList<double> Values(IReadOnlyList<Profile> arms)
    {
        var all = arms.SelectMany(arm => arm.Runs).SelectMany(run => run).Where(double.IsFinite).ToList();
        var (low, high) = (all.Min(), all.Max());
        return [.. Enumerable.Range(0, Steps + 1).Select(i => low + (high - low) * i / Steps)];
    }

    public static string Draw(IReadOnlyList<Profile> arms, ProfileWords words)
    {
        var pen = new SvgPen(Width, Height);
        var values = Values(arms);
        var x = new Scale(values[0], values[^1], Left, Right);
        var y = new Scale(0, 1, Bottom, Top);
        foreach (var tick in x.Ticks(8))
        {
            pen.Line((x.At(tick), Top), (x.At(tick), Bottom), FigureInk.Grid);
            pen.Text(x.At(tick), Bottom + 16, x.Label(tick, about: 8), Anchor.Middle);
        }
        foreach (var tick in y.Ticks())
        {
            pen.Line((Left, y.At(tick)), (Right, y.At(tick)), FigureInk.Grid);
            pen.Text(Left - 6, y.At(tick) + 4, $"{100 * tick:0} %", Anchor.End);
        }
        var at = Left;
        foreach (var arm in arms)
        {
            var points = values.Select(value => (X: SvgPen.N(x.At(value)), Share: arm.At(value))).ToList();
            pen.Path("M" + string.Join('L', points.Select(p => $"{p.X} {SvgPen.N(y.At(p.Share.Most))}").Concat(points.AsEnumerable().Reverse().Select(p => $"{p.X} {SvgPen.N(y.At(p.Share.Least))}"))) + "Z", arm.Colour, 0.22);
            pen.Path("M" + string.Join('L', points.Select(p => $"{p.X} {SvgPen.N(y.At(p.Share.Mean))}")), arm.Colour, 1, 2);
            pen.Line((at, 18), (at + 22, 18), arm.Colour, 3);
            pen.Text(at + 28, 22, PairedEstimationFigure.Short(arm.Name, 40), colour: FigureInk.Text);
            at += 320;
        }
        pen.Text((Left + Right) / 2, Height - 12, words.Metric, Anchor.Middle);
        pen.Upwards(12, (Top + Bottom) / 2, words.Share);
        return pen.Finish(words.Label);
    }
}
