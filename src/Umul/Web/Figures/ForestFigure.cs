namespace Umul.Web.Figures;

/// <summary>A row of a forest: an improvement with its interval, or why there is none.</summary>
/// <param name="Name">Of the idea or slice.</param>
/// <param name="Below">What is said under the name: seeds, decision.</param>
/// <param name="Right">What is said at the right: numbers.</param>
/// <param name="RightBelow">Under them: the verdict.</param>
internal sealed record ForestRow(string Name, string Below, string Right, string RightBelow)
{
    public double? Improvement { get; init; }

    public double? Lower { get; init; }

    public double? Upper { get; init; }

    /// <summary>Whether the figure is about this row.</summary>
    public bool IsThis { get; init; }

    /// <summary>Drawn paler: dropped ideas stay in the picture.</summary>
    public bool IsFaded { get; init; }

    public string? Address { get; init; }
}

/// <summary>Words on the forest.</summary>
internal sealed record ForestWords(string Axis, string Better, string Worse, string Label);

/// <summary>Improvements under each other on one axis, with zero and the band of what is smaller than worthwhile.</summary>
internal static class ForestFigure
{
    private const double Width = 720;
    private const double Left = 190;
    private const double Right = 490;
    private const double Top = 30;
    private const double RowHeight = 38;

    public static string Draw(IReadOnlyList<ForestRow> rows, double? worthwhile, ForestWords words)
    {
        var bottom = Top + rows.Count * RowHeight;
        var pen = new SvgPen(Width, bottom + 44);
        var drawn = rows.Where(r => r.Improvement is not null).ToList();
        var x = Scale.Around(drawn.SelectMany(r => new[] { r.Lower ?? 0, r.Upper ?? 0 }).Append(0).Concat(worthwhile is { } w ? [w, -w] : Array.Empty<double>()), Left, Right, 0.05);
        if (worthwhile is { } delta) pen.Rect((x.At(-delta), Top), (x.Length(2 * delta), bottom - Top), FigureInk.Band);
        foreach (var tick in x.Ticks(8))
        {
            pen.Line((x.At(tick), Top), (x.At(tick), bottom), FigureInk.Grid);
            pen.Text(x.At(tick), bottom + 16, x.Label(tick, signed: true, 8), Anchor.Middle);
        }
        pen.Line((x.At(0), Top), (x.At(0), bottom), FigureInk.Axis, 1.25);
        pen.Text((Left + Right) / 2, bottom + 36, words.Axis, Anchor.Middle);
        pen.Text(x.At(0) - 8, Top - 10, words.Worse, Anchor.End, FigureInk.Worse);
        pen.Text(x.At(0) + 8, Top - 10, words.Better, Anchor.Start, FigureInk.Better);
        for (var i = 0; i < rows.Count; i++) Row(pen, x, rows[i], Top + (i + 0.5) * RowHeight);
        return pen.Finish(words.Label);
    }

    private static void Row(SvgPen pen, Scale x, ForestRow row, double y)
    {
        var (ink, opacity) = (row.IsThis ? FigureInk.Idea : FigureInk.Text, row.IsFaded ? 0.5 : 1);
        pen.Link(row.Address, () => pen.Text(4, y - 3, PairedEstimationFigure.Short(row.Name, 28), colour: FigureInk.Text, more: row.IsThis ? "font-weight:700" : ""));
        pen.Text(4, y + 12, PairedEstimationFigure.Short(row.Below, 30));
        if (row is { Improvement: { } middle, Lower: { } lower, Upper: { } upper })
        {
            pen.Line((x.Inside(lower), y), (x.Inside(upper), y), ink, 2, opacity: opacity);
            pen.Dot(x.Inside(middle), y, 4.5, ink, opacity);
        }
        pen.Text(Right + 14, y - 3, row.Right, colour: FigureInk.Text);
        pen.Text(Right + 14, y + 12, PairedEstimationFigure.Short(row.RightBelow, 36));
    }
}
