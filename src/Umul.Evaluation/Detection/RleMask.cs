namespace Umul.Evaluation.Detection;

/// <summary>
/// A mask as lengths of runs down the columns, background first, as COCO stores it. The runs add up to height · width.
/// </summary>
public sealed class RleMask
{
    private readonly uint[] _runs;

    private RleMask(int height, int width, uint[] runs)
    {
        (Height, Width, _runs) = (height, width, runs);
        for (var i = 1; i < runs.Length; i += 2)
            Area += runs[i];
    }

    public int Height { get; }

    public int Width { get; }

    /// <summary>Pixels of the object.</summary>
    public long Area { get; }

    public ReadOnlySpan<uint> Runs => _runs;

    /// <summary>Uncompressed run lengths.</summary>
    /// <exception cref="ArgumentException">The size is not positive or the runs do not cover it.</exception>
    public static RleMask FromRuns(int height, int width, ReadOnlySpan<uint> runs)
    {
        Check(height, width);
        var covered = 0L;
        foreach (var run in runs)
            covered += run;
        if (covered != (long)height * width)
            throw new ArgumentException($"The runs of a mask cover {covered} pixels, but {height}×{width} are {(long)height * width}.", nameof(runs));
        return new RleMask(height, width, runs.ToArray());
    }

    /// <summary>COCO's compressed run lengths: five bits a character from '0', each run from the third on as a difference.</summary>
    /// <exception cref="ArgumentException">A character that cannot occur, a number cut off, or runs that do not cover the mask.</exception>
    public static RleMask FromText(int height, int width, ReadOnlySpan<char> text)
    {
        Check(height, width);
        var runs = new List<uint>();
        for (var at = 0; at < text.Length;)
        {
            var (value, shift, more) = (0L, 0, true);
            while (more)
            {
                if (at >= text.Length || shift > 60)
                    throw new ArgumentException($"The run lengths end within number {runs.Count}.", nameof(text));
                var digit = text[at++] - '0';
                if (digit is < 0 or > 63)
                    throw new ArgumentException($"'{text[at - 1]}' at place {at - 1} is no digit of run lengths.", nameof(text));
                value |= (long)(digit & 31) << shift;
                shift += 5;
                more = (digit & 32) != 0;
                if (!more && (digit & 16) != 0)
                    value |= -1L << shift;
            }

            if (runs.Count > 2)
                value += runs[^2];
            if (value is < 0 or > uint.MaxValue)
                throw new ArgumentException($"Run {runs.Count} is {value} pixels long.", nameof(text));
            runs.Add((uint)value);
        }

        return FromRuns(height, width, [.. runs]);
    }

    /// <summary>An image in C order; any value but 0 is the object.</summary>
    /// <exception cref="ArgumentException">The image has another size.</exception>
    public static RleMask FromImage(int height, int width, ReadOnlySpan<byte> image)
    {
        Check(height, width);
        if (image.Length != (long)height * width)
            throw new ArgumentException($"{image.Length} pixels for an image of {height}×{width}.", nameof(image));
        var (runs, length, isObject) = (new List<uint>(), 0u, false);
        for (var x = 0; x < width; x++)
        {
            for (var y = 0; y < height; y++, length++)
            {
                if (image[(y * width) + x] != 0 == isObject)
                    continue;
                runs.Add(length);
                (length, isObject) = (0, !isObject);
            }
        }

        runs.Add(length);
        return new RleMask(height, width, [.. runs]);
    }

    /// <summary>The union of polygons (x, y, x, y …), drawn as COCO's mask API draws them.</summary>
    /// <exception cref="ArgumentException">No polygon, fewer than three corners, or an odd number of coordinates.</exception>
    public static RleMask FromPolygons(int height, int width, IReadOnlyList<double[]> polygons)
    {
        Check(height, width);
        ArgumentNullException.ThrowIfNull(polygons);
        if (polygons.Count == 0)
            throw new ArgumentException("A mask of polygons needs at least one.", nameof(polygons));
        RleMask? union = null;
        foreach (var polygon in polygons)
        {
            var mask = new RleMask(height, width, PolygonRuns.Of(polygon, height, width));
            union = union is null ? mask : union.Union(mask);
        }

        return union!;
    }

    /// <summary>Pixels of either mask.</summary>
    public RleMask Union(RleMask other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var (runs, length, inside) = (new List<uint>(), 0u, false);
        Walk(this, other, (pixels, inFirst, inSecond) =>
        {
            if ((inFirst || inSecond) != inside)
            {
                runs.Add(length);
                (length, inside) = (0, !inside);
            }

            length += pixels;
        });
        runs.Add(length);
        return new RleMask(Height, Width, [.. runs]);
    }

    /// <summary>Pixels that two masks of one size have in common.</summary>
    public long Intersection(RleMask other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var (i, j, common) = (0, 0, 0L);
        var (leftHere, leftThere) = (_runs[0], other._runs[0]);
        while (true)
        {
            var step = Math.Min(leftHere, leftThere);
            if ((i & j & 1) != 0)
                common += step;
            leftHere -= step;
            leftThere -= step;
            while (leftHere == 0 && ++i < _runs.Length)
                leftHere = _runs[i];
            while (leftThere == 0 && ++j < other._runs.Length)
                leftThere = other._runs[j];
            if (i >= _runs.Length || j >= other._runs.Length)
                return common;
        }
    }

    /// <summary>The smallest box around the object as x, y, width, height; all 0 if there is none. A run over a column's end spans the height.</summary>
    public (double X, double Y, double Width, double Height) Box()
    {
        var (left, top, right, bottom, at) = (int.MaxValue, int.MaxValue, -1, -1, 0L);
        for (var i = 0; i + 1 < _runs.Length; i += 2)
        {
            var (first, last) = (at + _runs[i], at + _runs[i] + _runs[i + 1] - 1);
            at = last + 1;
            if (last < first)
                continue;
            var (x1, x2) = ((int)(first / Height), (int)(last / Height));
            (left, right) = (Math.Min(left, x1), Math.Max(right, x2));
            (top, bottom) = x1 < x2
                ? (0, Height - 1)
                : (Math.Min(top, (int)(first % Height)), Math.Max(bottom, (int)(last % Height)));
        }

        return right < 0 ? (0, 0, 0, 0) : (left, top, right - left + 1, bottom - top + 1);
    }

    private static void Walk(RleMask first, RleMask second, Action<uint, bool, bool> piece)
    {
        if (first.Height != second.Height || first.Width != second.Width)
            throw new ArgumentException($"A mask of {first.Height}×{first.Width} does not fit one of {second.Height}×{second.Width}.", nameof(second));
        var (i, j, leftHere, leftThere) = (0, 0, first._runs[0], second._runs[0]);
        while (true)
        {
            while (leftHere == 0 && ++i < first._runs.Length)
                leftHere = first._runs[i];
            while (leftThere == 0 && ++j < second._runs.Length)
                leftThere = second._runs[j];
            if (i >= first._runs.Length || j >= second._runs.Length)
                return;
            var step = Math.Min(leftHere, leftThere);
            piece(step, (i & 1) != 0, (j & 1) != 0);
            (leftHere, leftThere) = (leftHere - step, leftThere - step);
        }
    }

    private static void Check(int height, int width)
    {
        if (height <= 0 || width <= 0 || (long)height * width > int.MaxValue)
            throw new ArgumentException($"A mask of {height}×{width} pixels: both at least 1, and no more than {int.MaxValue} together.", nameof(height));
    }
}
