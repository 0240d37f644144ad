namespace Umul.Evaluation.Kernels;

/// <summary>Every voxel within a distance of a mask: rows smeared along x step by step, each laid over the rows that it reaches.</summary>
internal static unsafe class BallDilation
{
    /// <param name="mask">What to grow; the result has its layout and does not reach beyond it.</param>
    /// <param name="limit">How far, in the unit of the steps.</param>
    /// <param name="strict">True leaves out voxels at exactly the limit.</param>
    /// <param name="step">Distance between neighbours on z, y and x.</param>
    public static BitVolume Grow(BitVolume mask, double limit, bool strict, (double Z, double Y, double X) step)
    {
        var layout = mask.Layout;
        var grown = new BitVolume(layout);
        using var smeared = mask.Copy();
        var halfWidth = 0;
        foreach (var row in RowsByHalfWidth(layout, limit, strict, step))
        {
            for (; halfWidth < row.HalfWidth; halfWidth++)
                SmearOnce(smeared);
            Lay(smeared, grown, row.Dz, row.Dy);
        }

        return grown;
    }

    private static List<(int HalfWidth, int Dz, int Dy)> RowsByHalfWidth(
        BitLayout layout, double limit, bool strict, (double Z, double Y, double X) step)
    {
        var rows = new List<(int HalfWidth, int Dz, int Dy)>();
        var reachZ = Math.Min((int)(limit / step.Z) + 1, layout.Depth - 1);
        var reachY = Math.Min((int)(limit / step.Y) + 1, layout.Height - 1);
        for (var dz = -reachZ; dz <= reachZ; dz++)
        {
            for (var dy = -reachY; dy <= reachY; dy++)
            {
                var width = -1;
                while (width + 1 <= layout.Width && Within(dz, dy, width + 1))
                    width++;
                if (width >= 0)
                    rows.Add((width, dz, dy));
            }
        }

        rows.Sort();
        return rows;

        bool Within(int dz, int dy, int dx)
        {
            var (z, y, x) = (dz * step.Z, dy * step.Y, dx * step.X);
            var distance = Math.Sqrt((z * z) + (y * y) + (x * x));
            return strict ? distance < limit : distance <= limit;
        }
    }

    private static void SmearOnce(BitVolume volume)
    {
        var layout = volume.Layout;
        for (var z = 0; z < layout.Depth; z++)
        {
            for (var y = 0; y < layout.Height; y++)
            {
                var row = volume.Words + layout.Row(z, y);
                ulong before = 0;
                for (var w = 0; w < layout.Words; w++)
                {
                    var here = row[w];
                    var after = w + 1 < layout.Words ? row[w + 1] : 0;
                    row[w] = here | (here << 1) | (before >> 63) | (here >> 1) | (after << 63);
                    before = here;
                }
            }
        }
    }

    private static void Lay(BitVolume from, BitVolume onto, int dz, int dy)
    {
        var layout = from.Layout;
        for (var z = Math.Max(0, -dz); z < Math.Min(layout.Depth, layout.Depth - dz); z++)
        {
            for (var y = Math.Max(0, -dy); y < Math.Min(layout.Height, layout.Height - dy); y++)
            {
                var source = from.Words + layout.Row(z, y);
                var target = onto.Words + layout.Row(z + dz, y + dy);
                for (var w = 0; w < layout.Words; w++)
                    target[w] |= source[w];
            }
        }
    }
}
