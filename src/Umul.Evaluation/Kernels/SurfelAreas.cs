using System.Numerics;
using Umul.Evaluation.Segmentation;

namespace Umul.Evaluation.Kernels;

/// <summary>
/// Area (mm²; in a plane length, mm) of the surface element at a lattice corner for each <see cref="SurfaceBits.CornerCode"/>.
/// </summary>
/// <remarks>
/// Marching cubes through the edge midpoints. The rarer kind of corner (the inside ones if both are four and voxel (z, y, x) is outside)
/// falls into groups joined along cube edges; each group is cut off by a polygon of its own. With A_k the face of a voxel across axis k
/// and D = √(A_z² + A_y² + A_x²), the polygons' areas follow from the group's shape alone, so that no table is needed. Non-planar
/// polygons are triangulated as google-deepmind/surface-distance does, whose areas these are (Nikolov et al. 2021).
/// </remarks>
internal static class SurfelAreas
{
    public static double[] For(Grid grid) => grid.IsPlane ? Lengths(grid.SpacingYMm, grid.SpacingXMm) : Areas(grid);

    private static double[] Lengths(double spacingYMm, double spacingXMm)
    {
        var diagonal = 0.5 * Math.Sqrt((spacingYMm * spacingYMm) + (spacingXMm * spacingXMm));
        var lengths = new double[16];
        for (var code = 1; code < 15; code++)
        {
            lengths[code] = code switch
            {
                0b0011 or 0b1100 => spacingXMm,
                0b0101 or 0b1010 => spacingYMm,
                0b0110 or 0b1001 => 2 * diagonal,
                _ => diagonal,
            };
        }

        return lengths;
    }

    private static double[] Areas(Grid grid)
    {
        // Corner number = 4·z + 2·y + x, so the axis with bit 1 is x, 2 is y and 4 is z.
        var face = new double[5];
        face[1] = grid.SpacingZMm * grid.SpacingYMm;
        face[2] = grid.SpacingZMm * grid.SpacingXMm;
        face[4] = grid.SpacingYMm * grid.SpacingXMm;
        var areas = new double[256];
        for (var code = 1; code < 255; code++)
        {
            var corners = BitOperations.PopCount((uint)code);
            var rarer = corners < 4 || (corners == 4 && (code & 0x80) == 0) ? code : 255 - code;
            while (rarer != 0)
            {
                var group = GroupOf(rarer);
                areas[code] += PolygonArea(group, face);
                rarer &= ~group;
            }
        }

        return areas;
    }

    /// <summary>The corners that hang together, along cube edges, with the lowest one.</summary>
    private static int GroupOf(int corners)
    {
        var group = corners & -corners;
        while (true)
        {
            var grown = group;
            for (var corner = 0; corner < 8; corner++)
            {
                if ((group & (1 << corner)) != 0)
                    grown |= (1 << (corner ^ 1)) | (1 << (corner ^ 2)) | (1 << (corner ^ 4));
            }

            grown &= corners;
            if (grown == group)
                return group;
            group = grown;
        }
    }

    private static double PolygonArea(int group, double[] face)
    {
        var diagonal = Math.Sqrt((face[4] * face[4]) + (face[2] * face[2]) + (face[1] * face[1]));
        int spanned = 0, inner = 0, branch = 0;
        for (var corner = 0; corner < 8; corner++)
        {
            if ((group & (1 << corner)) == 0)
                continue;
            var links = 0;
            foreach (var axis in (ReadOnlySpan<int>)[1, 2, 4])
                links |= (group & (1 << (corner ^ axis))) != 0 ? axis : 0;
            spanned |= links;
            branch |= BitOperations.PopCount((uint)links) == 3 ? 1 : 0;
            inner |= BitOperations.PopCount((uint)links) == 2 ? 1 << corner : 0;
        }

        return BitOperations.PopCount((uint)group) switch
        {
            1 => diagonal / 8,
            2 => 0.5 * Pair(face, 7 & ~spanned),
            3 => (0.5 * face[7 & ~spanned]) + (0.375 * diagonal),
            4 when spanned != 7 => face[7 & ~spanned],
            4 when branch != 0 => 0.75 * diagonal,
            4 => (0.5 * diagonal) + Twisted(face, inner),
            _ => throw new InvalidOperationException($"A group of more than four corners: {group}."),
        };
    }

    /// <summary>A path of four corners over all three axes: a twisted hexagon, whose two outer triangles lean on the middle step's axis.</summary>
    private static double Twisted(double[] face, int innerCorners)
    {
        var first = BitOperations.TrailingZeroCount(innerCorners);
        var second = BitOperations.TrailingZeroCount(innerCorners & (innerCorners - 1));
        var middle = first ^ second;
        var sum = 0.0;
        foreach (var axis in (ReadOnlySpan<int>)[1, 2, 4])
        {
            if (axis != middle)
                sum += 0.25 * Pair(face, middle | axis);
        }

        return sum;
    }

    private static double Pair(double[] face, int axes)
    {
        var sum = 0.0;
        foreach (var axis in (ReadOnlySpan<int>)[4, 2, 1])
            sum += (axes & axis) != 0 ? face[axis] * face[axis] : 0;
        return Math.Sqrt(sum);
    }
}
