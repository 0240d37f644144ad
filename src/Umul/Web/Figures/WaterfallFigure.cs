namespace Umul.Web.Figures;

/// <summary>A unit's improvement, and where a click on it leads.</summary>
/// <param name="Unit">The case or group.</param>
/// <param name="Improvement">Mean over seeds.</param>
/// <param name="Address">Where a click leads; null for nowhere.</param>
/// <param name="Seeds">Improvement by each run of the idea; empty to draw none.</param>
internal sealed record WaterfallBar(string Unit, double Improvement, string? Address, IReadOnlyList<double> Seeds);

/// <summary>Words on the waterfall.</summary>
internal sealed record WaterfallWords(string Axis, string Units, string Better, string Worse, string Label);

/// <summary>Every unit's improvement, sorted, with the band of what is smaller than worthwhile. Up to four hundred bars lead somewhere; up to a hundred and sixty show each seed.</summary>
internal static class WaterfallFigure
{
    private const double Width = 720;
    private const double Height = 270;
    private const double Left = 66;
    private const double Right = 704;
    private const double Top = 24;
    private const double Bottom = 236;
    private const int MostLinks = 400;
    private const int MostTicks = 160;

    /// <summary>Whether each seed has room.</summary>
    public static bool ShowsSeeds(int units) => units <= MostTicks;


    public static string Draw(IReadOnlyList<WaterfallBar> bars, double? worthwhile, WaterfallWords words)
    {
        var pen = new SvgPen(Width, Height);
        var sorted = bars.OrderBy(b => b.Improvement).ToList();
        var y = Scale.Around(sorted.SelectMany(b => b.Seeds.Append(b.Improvement)).Append(0).Concat(worthwhile is { } w ? [w, -w] : Array.Empty<double>()), Bottom, Top, 0.05);
        if (worthwhile is { } delta) pen.Rect((Left, y.At(delta)), (Right - Left, y.Length(2 * delta)), FigureInk.Band);
        foreach (var tick in y.Ticks())
        {
            pen.Line((Left, y.At(tick)), (Right, y.At(tick)), FigureInk.Grid);
            pen.Text(Left - 6, y.At(tick) + 4, y.Label(tick, signed: true), Anchor.End);
        }
        pen.Upwards(11, (Top + Bottom) / 2, words.Axis);
        var step = (Right - Left) / Math.Max(1, sorted.Count);
        for (var i = 0; i < sorted.Count; i++) Bar(pen, y, sorted[i], (Left + i * step, step, sorted.Count <= MostLinks));
        for (var i = 0; i < sorted.Count; i++)
            foreach (var seed in sorted[i].Seeds) pen.Line((Left + i * step, y.At(seed)), (Left + (i + 0.85) * step, y.At(seed)), FigureInk.Text, 0.8, opacity: 0.55);
        pen.Line((Left, y.At(0)), (Right, y.At(0)), FigureInk.Axis, 1.25);
        pen.Text(Left + 4, Top - 8, words.Worse, colour: FigureInk.Worse);
        pen.Text(Right - 4, Top - 8, words.Better, Anchor.End, FigureInk.Better);
        pen.Text((Left + Right) / 2, Height - 10, words.Units, Anchor.Middle);
        return pen.Finish(words.Label);
    }

    private static void Bar(SvgPen pen, Scale y, WaterfallBar bar, (double X, double Step, bool IsLink) place)
    {
        var (zero, end) = (y.At(0), y.At(bar.Improvement));
        var wide = place.Step > 3 ? place.Step - 1 : place.Step;
        pen.Link(place.IsLink ? bar.Address : null, () => pen.Rect((place.X, Math.Min(zero, end)), (wide, Math.Max(0.8, Math.Abs(end - zero))), bar.Improvement < 0 ? FigureInk.Worse : FigureInk.Better, title: place.IsLink ? $"{bar.Unit}: {bar.Improvement:+0.####;−0.####;0}" : null));
    }
}
