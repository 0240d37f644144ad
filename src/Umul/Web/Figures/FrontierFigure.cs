using System.Globalization;

namespace Umul.Web.Figures;

/// <summary>What designs are enough.</summary>
/// <param name="Enough">For each number of seeds per arm, the units that reach the power; none where no number does.</param>
/// <param name="Pessimistic">The same if the noise is as bad as the pilot allows.</param>
/// <param name="Now">Seeds per arm and units of the present design.</param>
/// <param name="UnitsAtLeast">Units below which no number of seeds is enough.</param>
internal sealed record Frontier(IReadOnlyList<(int Runs, int Units)> Enough, IReadOnlyList<(int Runs, int Units)> Pessimistic, (int Runs, int Units) Now, double UnitsAtLeast);

/// <summary>Words on the planning frontier.</summary>
internal sealed record FrontierWords(string Units, string Runs, string Enough, string Pessimistic, string Now, string Never, string Label);

/// <summary>Seeds per arm against units: the line on which the power is reached, where we are, and where more seeds cannot help.</summary>
internal static class FrontierFigure
{
    private const double Width = 720;
    private const double Height = 330;
    private const double Left = 56;
    private const double Right = 700;
    private const double Top = 40;
    private const double Bottom = 280;

    public static string Draw(Frontier data, FrontierWords words)
    {
        var pen = new SvgPen(Width, Height);
        var units = data.Enough.Concat(data.Pessimistic).Select(d => (double)d.Units).Append(data.Now.Units).Append(Math.Max(2, data.UnitsAtLeast)).ToList();
        var x = new LogScale(Math.Max(1, units.Min() * 0.6), units.Max() * 1.5, Left, Right);
        var most = data.Enough.Concat(data.Pessimistic).Select(d => d.Runs).Append(data.Now.Runs).Max() + 1;
        var y = new Scale(1, most, Bottom, Top);
        if (data.UnitsAtLeast > 1 && x.Holds(data.UnitsAtLeast)) pen.Rect((Left, Top), (x.At(data.UnitsAtLeast) - Left, Bottom - Top), FigureInk.Band);
        foreach (var tick in x.Ticks())
        {
            pen.Line((x.At(tick), Top), (x.At(tick), Bottom), FigureInk.Grid);
            pen.Text(x.At(tick), Bottom + 16, tick.ToString("#,0", CultureInfo.InvariantCulture), Anchor.Middle);
        }
        foreach (var tick in y.Ticks(8).Where(tick => tick == Math.Floor(tick)))
        {
            pen.Line((Left, y.At(tick)), (Right, y.At(tick)), FigureInk.Grid);
            pen.Text(Left - 6, y.At(tick) + 4, y.Label(tick), Anchor.End);
        }
        Line(pen, data.Pessimistic, (x, y), FigureInk.Worse, 1.5);
        Line(pen, data.Enough, (x, y), FigureInk.Idea, 2.5);
        pen.Dot(x.Inside(data.Now.Units), y.At(data.Now.Runs), 6, FigureInk.Text, title: $"{data.Now.Runs} × {data.Now.Units}");
        pen.Text(x.Inside(data.Now.Units) + (x.Inside(data.Now.Units) > 600 ? -10 : 10), y.At(data.Now.Runs) - 8, words.Now, x.Inside(data.Now.Units) > 600 ? Anchor.End : Anchor.Start, FigureInk.Text);
        pen.Text((Left + Right) / 2, Height - 12, words.Units, Anchor.Middle);
        pen.Upwards(14, (Top + Bottom) / 2, words.Runs);
        Key(pen, words, data.Pessimistic.Count > 0);
        return pen.Finish(words.Label);
    }

    private static void Key(SvgPen pen, FrontierWords words, bool hasPessimistic)
    {
        pen.Line((Left, 18), (Left + 22, 18), FigureInk.Idea, 2.5);
        pen.Text(Left + 28, 22, words.Enough, colour: FigureInk.Text);
        if (hasPessimistic)
        {
            pen.Line((Left + 230, 18), (Left + 252, 18), FigureInk.Worse, 1.5);
            pen.Text(Left + 258, 22, words.Pessimistic, colour: FigureInk.Text);
        }
        pen.Rect((Left + 470, 12), (12, 12), FigureInk.Band);
        pen.Text(Left + 488, 22, words.Never, colour: FigureInk.Text);
    }

    private static void Line(SvgPen pen, IReadOnlyList<(int Runs, int Units)> designs, (LogScale X, Scale Y) scale, string colour, double thickness)
    {
        if (designs.Count > 1)
            pen.Path("M" + string.Join('L', designs.Select(d => $"{SvgPen.N(scale.X.Inside(d.Units))} {SvgPen.N(scale.Y.At(d.Runs))}")), colour, 1, thickness);
        foreach (var (runs, units) in designs) pen.Dot(scale.X.Inside(units), scale.Y.At(runs), thickness + 0.8, colour, title: $"{runs} × {units}");
    }
}
