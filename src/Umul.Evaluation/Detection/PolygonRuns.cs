namespace Umul.Evaluation.Detection;

/// <summary>
/// Draws a polygon as COCO's mask API does: edges are traced on a grid five times as fine, and every place where the outline enters a
/// new column toggles the pixels from there down.
/// </summary>
internal static class PolygonRuns
{
    private const double Fineness = 5;

    /// <exception cref="ArgumentException">Fewer than three corners, an odd number of coordinates, or one beyond any image.</exception>
    public static uint[] Of(ReadOnlySpan<double> polygon, int height, int width)
    {
        if (polygon.Length < 6 || polygon.Length % 2 != 0)
            throw new ArgumentException($"A polygon has at least three corners of two coordinates; found {polygon.Length} numbers.", nameof(polygon));
        foreach (var coordinate in polygon)
        {
            if (!(Math.Abs(coordinate) < 1e8))
                throw new ArgumentException($"A polygon has a corner at {coordinate}.", nameof(polygon));
        }

        var end = (uint)(height * width);
        var toggles = Toggles(Trace(polygon), height, width);
        toggles.RemoveAll(toggle => toggle >= end);
        toggles.Add(end);
        toggles.Sort();
        return Runs(toggles);
    }

    private static List<(int X, int Y)> Trace(ReadOnlySpan<double> polygon)
    {
        var corners = polygon.Length / 2;
        var points = new List<(int X, int Y)>();
        for (var i = 0; i < corners; i++)
        {
            var j = i + 1 == corners ? 0 : i + 1;
            TraceEdge(points, (Fine(polygon[2 * i]), Fine(polygon[(2 * i) + 1])), (Fine(polygon[2 * j]), Fine(polygon[(2 * j) + 1])));
        }

        return points;
    }

    private static int Fine(double coordinate) => (int)((Fineness * coordinate) + .5);

    /// <summary>Points of an edge, one per step along its longer axis, always computed from its lower end.</summary>
    private static void TraceEdge(List<(int X, int Y)> points, (int X, int Y) from, (int X, int Y) to)
    {
        var (dx, dy) = (Math.Abs(to.X - from.X), Math.Abs(to.Y - from.Y));
        var isFlat = dx >= dy;
        var isReversed = isFlat ? from.X > to.X : from.Y > to.Y;
        var (start, end) = isReversed ? (to, from) : (from, to);
        var slope = isFlat ? (double)(end.Y - start.Y) / dx : (double)(end.X - start.X) / dy;
        var steps = isFlat ? dx : dy;
        for (var step = 0; step <= steps; step++)
        {
            var t = isReversed ? steps - step : step;
            points.Add(isFlat
                ? (t + start.X, Truncated(start.Y + (slope * t) + .5))
                : (Truncated(start.X + (slope * t) + .5), t + start.Y));
        }
    }

    // Two corners in one place give 0/0 here, which a C compiler turns into the least integer.
    private static int Truncated(double value) => double.IsNaN(value) ? int.MinValue : (int)value;

    /// <summary>Pixels, counted down the columns, from which on inside and outside change places.</summary>
    private static List<uint> Toggles(List<(int X, int Y)> points, int height, int width)
    {
        var toggles = new List<uint>();
        for (var i = 1; i < points.Count; i++)
        {
            var (before, here) = (points[i - 1], points[i]);
            if (here.X == before.X)
                continue;
            var x = ((here.X < before.X ? here.X : here.X - 1) + .5) / Fineness - .5;
            if (Math.Floor(x) != x || x < 0 || x > width - 1)
                continue;
            var y = (Math.Min(here.Y, before.Y) + .5) / Fineness - .5;
            toggles.Add((uint)(((int)x * height) + (int)Math.Ceiling(Math.Clamp(y, 0, height))));
        }

        return toggles;
    }

    private static uint[] Runs(List<uint> toggles)
    {
        var runs = new List<uint>();
        var before = 0u;
        foreach (var toggle in toggles)
        {
            // Two toggles at one place cancel out: what was before goes on.
            if (toggle == before && runs.Count > 0)
            {
                before -= runs[^1];
                runs.RemoveAt(runs.Count - 1);
                continue;
            }

            runs.Add(toggle - before);
            before = toggle;
        }

        return [.. runs];
    }
}
