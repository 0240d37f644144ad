namespace Umul.Web.Figures;

/// <summary>Words on the podium.</summary>
internal sealed record PodiumWords(string Place, string Metric, string Label);

/// <summary>Podium: for each case the methods on the places they took, each dot at its score, the dots of a case joined. Up to eight methods.</summary>
internal static class PodiumFigure
{
    public const int MostMethods = 8;

    private const double Width = 720;
    private const double Height = 340;
    private const double Left = 60;
    private const double Right = 560;
    private const double Top = 16;
    private const double Bottom = 286;

    private static readonly string[] s_inks = ["var(--series-1, #0072b2)", "var(--series-2, #d55e00)", "var(--series-3, #009e73)", "var(--series-4, #cc79a7)", "var(--series-5, #b57b00)", "var(--series-6, #56b4e9)", "var(--series-7, #8a6d3b)", "var(--series-9, #59636d)"];

    /// <summary>Places on one case, best first: indices of methods. Equal scores keep the order of the methods.</summary>
    public static IReadOnlyList<int> Places(IReadOnlyList<IReadOnlyList<double>> scores, int at, bool lowerIsBetter) =>
        [.. Enumerable.Range(0, scores.Count).OrderBy(m => lowerIsBetter ? scores[m][at] : -scores[m][at]).ThenBy(m => m)];

    public static string Draw(IReadOnlyList<string> methods, IReadOnlyList<IReadOnlyList<double>> scores, bool lowerIsBetter, PodiumWords words)
    {
        var pen = new SvgPen(Width, Height);
        var y = Scale.Around(scores.SelectMany(s => s), Bottom, Top, 0.04);
        var step = (Right - Left) / methods.Count;
        foreach (var tick in y.Ticks())
        {
            pen.Line((Left, y.At(tick)), (Right, y.At(tick)), FigureInk.Grid);
            pen.Text(Left - 6, y.At(tick) + 4, y.Label(tick), Anchor.End);
        }
        double X(int place, int method) => Left + (place + 0.2 + 0.6 * method / Math.Max(1, methods.Count - 1)) * step;
        for (var at = 0; at < scores[0].Count; at++)
        {
            var places = Places(scores, at, lowerIsBetter);
            pen.Path("M" + string.Join('L', places.Select((m, place) => $"{SvgPen.N(X(place, m))} {SvgPen.N(y.At(scores[m][at]))}")), FigureInk.Soft, 0.15, 0.8);
            for (var place = 0; place < places.Count; place++) pen.Dot(X(place, places[place]), y.At(scores[places[place]][at]), 2.4, s_inks[places[place]], 0.7);
        }
        for (var place = 1; place <= methods.Count; place++)
        {
            pen.Text(Left + (place - 0.5) * step, Bottom + 18, place.ToString(System.Globalization.CultureInfo.InvariantCulture), Anchor.Middle);
            if (place > 1) pen.Line((Left + (place - 1) * step, Top), (Left + (place - 1) * step, Bottom), FigureInk.Axis, 0.6, "2 3");
        }
        for (var m = 0; m < methods.Count; m++)
        {
            pen.Dot(Right + 20, Top + 14 + m * 22, 4.5, s_inks[m]);
            pen.Text(Right + 32, Top + 18 + m * 22, PairedEstimationFigure.Short(methods[m], 20), colour: FigureInk.Text);
        }
        pen.Text((Left + Right) / 2, Height - 12, words.Place, Anchor.Middle);
        pen.Upwards(12, (Top + Bottom) / 2, words.Metric);
        return pen.Finish(words.Label);
    }
}
