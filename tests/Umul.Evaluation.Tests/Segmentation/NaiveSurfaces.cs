using Umul.Evaluation.Segmentation;

namespace Umul.Evaluation.Tests.Segmentation;

/// <summary>The definitions, word for word and without any speed: what the kernels must equal.</summary>
internal static class NaiveSurfaces
{
    public static List<(int Z, int Y, int X)> Border(byte[] mask, Grid grid)
    {
        var border = new List<(int, int, int)>();
        foreach (var (z, y, x) in Voxels(grid))
        {
            if (!Inside(mask, grid, z, y, x))
                continue;
            var isCore = Inside(mask, grid, z, y - 1, x) && Inside(mask, grid, z, y + 1, x)
                && Inside(mask, grid, z, y, x - 1) && Inside(mask, grid, z, y, x + 1)
                && (grid.IsPlane || (Inside(mask, grid, z - 1, y, x) && Inside(mask, grid, z + 1, y, x)));
            if (!isCore)
                border.Add((z, y, x));
        }

        return border;
    }

    /// <summary>Corners of the voxel lattice with voxels of both kinds around them.</summary>
    public static List<(int Z, int Y, int X)> Corners(byte[] mask, Grid grid)
    {
        var corners = new List<(int, int, int)>();
        for (var z = 0; z <= (grid.IsPlane ? 0 : grid.Depth); z++)
        {
            for (var y = 0; y <= grid.Height; y++)
            {
                for (var x = 0; x <= grid.Width; x++)
                {
                    var inside = 0;
                    for (var k = 0; k < 8; k++)
                        inside += Inside(mask, grid, grid.IsPlane ? z : z - (k >> 2), y - ((k >> 1) & 1), x - (k & 1)) ? 1 : 0;
                    if (inside is not 0 and not 8)
                        corners.Add((z, y, x));
                }
            }
        }

        return corners;
    }

    /// <summary>Distance of each element of a to the nearest of b, in the order of a.</summary>
    public static double[] Distances(List<(int Z, int Y, int X)> a, List<(int Z, int Y, int X)> b, Grid grid) =>
    [
        .. a.Select(p => Math.Sqrt(b.Min(q =>
        {
            var (z, y, x) = ((q.Z - p.Z) * grid.SpacingZMm, (q.Y - p.Y) * grid.SpacingYMm, (q.X - p.X) * grid.SpacingXMm);
            return (z * z) + (y * y) + (x * x);
        }))),
    ];

    /// <summary>numpy's default percentile of a sorted list.</summary>
    public static double Percentile(double[] sorted, double percent)
    {
        var position = (sorted.Length - 1) * (percent / 100);
        var low = (int)Math.Floor(position);
        var (a, b, t) = (sorted[low], sorted[Math.Min(low + 1, sorted.Length - 1)], position - low);
        return t < 0.5 ? a + ((b - a) * t) : b - ((b - a) * (1 - t));
    }

    private static bool Inside(byte[] mask, Grid grid, int z, int y, int x) =>
        z >= 0 && z < grid.Depth && y >= 0 && y < grid.Height && x >= 0 && x < grid.Width
        && mask[(((z * grid.Height) + y) * grid.Width) + x] != 0;

    private static IEnumerable<(int Z, int Y, int X)> Voxels(Grid grid)
    {
        for (var z = 0; z < grid.Depth; z++)
        {
            for (var y = 0; y < grid.Height; y++)
            {
                for (var x = 0; x < grid.Width; x++)
                    yield return (z, y, x);
            }
        }
    }
}
