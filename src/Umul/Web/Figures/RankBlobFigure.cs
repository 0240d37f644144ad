namespace Umul.Web.Figures;

/// <summary>How a method ranks over resamples of the cases.</summary>
/// <param name="Name">Of the method.</param>
/// <param name="Shares">Share of the resamples in which it took each rank, the first first.</param>
/// <param name="Median">Its median rank.</param>
/// <param name="Lower">Lower limit of the 95 % interval of its rank.</param>
/// <param name="Upper">Upper limit.</param>
internal sealed record RankBlobs(string Name, IReadOnlyList<double> Shares, int Median, int Lower, int Upper);

/// <summary>Words on the blob plot.</summary>
internal sealed record RankBlobWords(string Rank, string Label);

/// <summary>Blob plot: each method's ranks over resamples of the cases; area is how often, the cross the median, the bar 95 %.</summary>
internal static class RankBlobFigure
{
    private const double Left = 56;
    private const double Top = 16;
    private const double Step = 30;
    private const double Column = 72;

    public static string Draw(IReadOnlyList<RankBlobs> methods, RankBlobWords words)
    {
        var right = Left + methods.Count * Column;
        var bottom = Top + methods.Count * Step;
        var pen = new SvgPen(Math.Max(360, right + 20), bottom + 62);
        double Y(double rank) => Top + (rank - 0.5) * Step;
        for (var rank = 1; rank <= methods.Count; rank++)
        {
            pen.Line((Left, Y(rank)), (right, Y(rank)), FigureInk.Grid);
            pen.Text(Left - 10, Y(rank) + 4, rank.ToString(System.Globalization.CultureInfo.InvariantCulture), Anchor.End);
        }
        pen.Upwards(14, (Top + bottom) / 2, words.Rank);
        for (var m = 0; m < methods.Count; m++)
        {
            var (x, method) = (Left + (m + 0.5) * Column, methods[m]);
            for (var rank = 1; rank <= method.Shares.Count; rank++)
                if (method.Shares[rank - 1] > 0) pen.Dot(x, Y(rank), 0.48 * Step * Math.Sqrt(method.Shares[rank - 1]), FigureInk.Idea, 0.45, $"{method.Name}: {rank}, {100 * method.Shares[rank - 1]:0.#} %");
            pen.Line((x, Y(method.Lower)), (x, Y(method.Upper)), FigureInk.Text, 1.5);
            pen.Line((x - 5, Y(method.Median) - 5), (x + 5, Y(method.Median) + 5), FigureInk.Text, 1.75);
            pen.Line((x - 5, Y(method.Median) + 5), (x + 5, Y(method.Median) - 5), FigureInk.Text, 1.75);
            // Names alternate in height, so that neighbours do not touch.
            pen.Text(x, bottom + 20 + m % 2 * 16, PairedEstimationFigure.Short(method.Name, 18), Anchor.Middle, FigureInk.Text);
        }
        return pen.Finish(words.Label);
    }
}
