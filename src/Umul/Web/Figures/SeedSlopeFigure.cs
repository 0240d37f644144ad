namespace Umul.Web.Figures;

/// <summary>Run means of both arms and where the uncertainty comes from.</summary>
/// <param name="Baseline">Name and mean of each run of the baseline.</param>
/// <param name="Idea">The same of the idea; run s pairs with the baseline's run s if seeds are matched.</param>
/// <param name="IsMatched">Whether runs are joined.</param>
/// <param name="Shares">Shares of the variance of the difference: cases, seeds, the rest; null if unknown.</param>
internal sealed record SeedSlopes(IReadOnlyList<(string Run, double Mean)> Baseline, IReadOnlyList<(string Run, double Mean)> Idea, bool IsMatched, (double Case, double Seed, double Both)? Shares);

/// <summary>Words on the slopegraph.</summary>
internal sealed record SeedSlopeWords(string Baseline, string Idea, string Metric, string Shares, string Cases, string Seeds, string Rest, string Label);

/// <summary>Each run's mean in both arms, the means of the arms joined; below, the variance of the difference by source.</summary>
internal static class SeedSlopeFigure
{
    private const double Width = 480;
    private const double Height = 330;
    private const double Top = 22;
    private const double Bottom = 226;
    private const double First = 150;
    private const double Second = 370;

    public static string Draw(SeedSlopes data, SeedSlopeWords words)
    {
        var pen = new SvgPen(Width, Height);
        var y = Scale.Around(data.Baseline.Concat(data.Idea).Select(r => r.Mean), Bottom, Top, 0.12);
        foreach (var tick in y.Ticks())
        {
            pen.Line((62, y.At(tick)), (Width - 20, y.At(tick)), FigureInk.Grid);
            pen.Text(56, y.At(tick) + 4, y.Label(tick), Anchor.End);
        }
        pen.Upwards(11, (Top + Bottom) / 2, words.Metric);
        if (data.IsMatched && data.Baseline.Count == data.Idea.Count)
        {
            foreach (var (from, to) in data.Baseline.Zip(data.Idea))
                pen.Line((First, y.At(from.Mean)), (Second, y.At(to.Mean)), FigureInk.Soft, 1, opacity: 0.6);
        }
        pen.Line((First, y.At(data.Baseline.Average(r => r.Mean))), (Second, y.At(data.Idea.Average(r => r.Mean))), FigureInk.Text, 2.5);
        Arm(pen, y, data.Baseline, (First, FigureInk.Baseline, words.Baseline));
        Arm(pen, y, data.Idea, (Second, FigureInk.Idea, words.Idea));
        if (data.Shares is { } shares) Bar(pen, shares, words);
        return pen.Finish(words.Label);
    }

    private static void Arm(SvgPen pen, Scale y, IReadOnlyList<(string Run, double Mean)> runs, (double X, string Colour, string Name) arm)
    {
        var mean = y.At(runs.Average(r => r.Mean));
        pen.Line((arm.X - 22, mean), (arm.X + 22, mean), arm.Colour, 3);
        foreach (var (run, value) in runs) pen.Dot(arm.X, y.At(value), 4.5, arm.Colour, 0.8, $"{run}: {value:0.#####}");
        pen.Text(arm.X, Bottom + 20, PairedEstimationFigure.Short(arm.Name, 22), Anchor.Middle, FigureInk.Text);
    }

    private static void Bar(SvgPen pen, (double Case, double Seed, double Both) shares, SeedSlopeWords words)
    {
        const double left = 20, right = Width - 20, top = 284, height = 14;
        pen.Text(left, top - 8, words.Shares);
        var at = left;
        foreach (var (share, colour, name) in new[] { (shares.Case, FigureInk.Baseline, words.Cases), (shares.Seed, FigureInk.Idea, words.Seeds), (shares.Both, FigureInk.Third, words.Rest) })
        {
            var wide = share * (right - left);
            pen.Rect((at, top), (wide, height), colour, title: $"{name}: {100 * share:0} %");
            at += wide;
        }
        // Names stand in thirds below, whatever the shares, so that none covers another.
        var place = left;
        foreach (var (share, colour, name) in new[] { (shares.Case, FigureInk.Baseline, words.Cases), (shares.Seed, FigureInk.Idea, words.Seeds), (shares.Both, FigureInk.Third, words.Rest) })
        {
            pen.Rect((place, top + height + 9), (9, 9), colour);
            pen.Text(place + 14, top + height + 17, $"{name} {100 * share:0} %", colour: FigureInk.Text);
            place += (right - left) / 3;
        }
    }
}
