using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Umul.Evaluation.Segmentation;

namespace Umul.Evaluation.Kernels;

/// <summary>
/// Exact nearest distances for elements far from the other surface. Queries are taken a block at a time: one bound for the whole block
/// leaves a short list of target blocks, which each query then goes through from near to far until the next block cannot be closer.
/// </summary>
internal sealed unsafe class FarSearch(FarTargets targets, Grid grid)
{
    private readonly List<(double Lower, int Block)> _groups = [];
    private readonly List<(double Lower, int Block)> _candidates = [];
    private readonly List<(int Z, int Y, int X)> _block = [];
    private int _lastPoint;

    /// <summary>Adds the squared distance of every set bit of <paramref name="queries"/>.</summary>
    public void Run(BitVolume queries, Action<double, int, int, int> found)
    {
        var layout = queries.Layout;
        for (var z = 0; z < layout.Depth; z += FarTargets.Side)
        {
            for (var y = 0; y < layout.Height; y += FarTargets.Side)
            {
                for (var w = 0; w < layout.Words; w++)
                    RunWord(queries, (z, y, w), found);
            }
        }
    }

    private void RunWord(BitVolume queries, (int Z, int Y, int W) at, Action<double, int, int, int> found)
    {
        var any = CollectRows(queries, at, 0, 64);
        for (var b = 0; b < 64 && any >> b != 0; b += FarTargets.Side)
        {
            if (((any >> b) & 0xFF) == 0)
                continue;
            var box = Box.Empty;
            _block.Clear();
            CollectRows(queries, at, b, FarTargets.Side);
            foreach (var (z, y, x) in _block)
                box.Include(z, y, x, x);
            Shortlist(box);
            foreach (var (z, y, x) in _block)
                found(NearestSquared(z, y, x), z, y, x);
        }
    }

    /// <summary>The OR of up to 8×8 words; below 64 bits also lists the set bits of that part.</summary>
    private ulong CollectRows(BitVolume queries, (int Z, int Y, int W) at, int fromBit, int bits)
    {
        var layout = queries.Layout;
        ulong any = 0;
        for (var z = at.Z; z < Math.Min(at.Z + FarTargets.Side, layout.Depth); z++)
        {
            for (var y = at.Y; y < Math.Min(at.Y + FarTargets.Side, layout.Height); y++)
            {
                var word = queries.Words[layout.Row(z, y) + at.W];
                any |= word;
                if (bits == 64)
                    continue;
                for (var part = (word >> fromBit) & 0xFF; part != 0; part &= part - 1)
                    _block.Add((z, y, (at.W << 6) + fromBit + BitOperations.TrailingZeroCount(part)));
            }
        }

        return any;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Shortlist(Box box)
    {
        var upper = double.PositiveInfinity;
        _groups.Clear();
        for (var g = 0; g < targets.Groups.Length; g++)
        {
            var (lower, most) = Bounds(box, targets.Groups[g].Box);
            upper = Math.Min(upper, most);
            if (lower <= upper)
                _groups.Add((lower, g));
        }

        _groups.Sort();
        _candidates.Clear();
        foreach (var (groupLower, g) in _groups)
        {
            if (groupLower > upper)
                break;
            var group = targets.Groups[g];
            for (var b = group.First; b < group.First + group.Count; b++)
            {
                var (lower, most) = Bounds(box, targets.Blocks[b].Box);
                upper = Math.Min(upper, most);
                if (lower <= upper)
                    _candidates.Add((lower, b));
            }
        }

        _candidates.RemoveAll(candidate => candidate.Lower > upper);
        _candidates.Sort();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double NearestSquared(int z, int y, int x)
    {
        // The answer of the query before is a point of the surface: its distance is a bound to start from.
        var best = PointSquared(_lastPoint, z, y, x);
        var query = new Box(z, y, x, z, y, x);
        foreach (var (lower, b) in _candidates)
        {
            if (lower >= best)
                break;
            ref readonly var block = ref targets.Blocks[b];
            if (Bounds(query, block.Box).Lower < best)
                best = NearestInBlock(block, z, y, x, best);
        }

        return best;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double NearestInBlock(FarTargets.Block block, int z, int y, int x, double best)
    {
        var end = block.First + block.Count;
        var found = -1;
        var i = block.First;
        var (sz, sy, sx) = (Vector512.Create(grid.SpacingZMm), Vector512.Create(grid.SpacingYMm), Vector512.Create(grid.SpacingXMm));
        for (; i + 8 <= end; i += 8)
        {
            var dz = (Vector512.LoadUnsafe(ref targets.Z[i]) - Vector512.Create((double)z)) * sz;
            var dy = (Vector512.LoadUnsafe(ref targets.Y[i]) - Vector512.Create((double)y)) * sy;
            var dx = (Vector512.LoadUnsafe(ref targets.X[i]) - Vector512.Create((double)x)) * sx;
            var squared = (dz * dz) + (dy * dy) + (dx * dx);
            var closer = Vector512.LessThan(squared, Vector512.Create(best)).ExtractMostSignificantBits();
            for (; closer != 0; closer &= closer - 1)
            {
                var lane = BitOperations.TrailingZeroCount(closer);
                if (squared[lane] < best)
                    (best, found) = (squared[lane], i + lane);
            }
        }

        for (; i < end; i++)
        {
            var squared = PointSquared(i, z, y, x);
            if (squared < best)
                (best, found) = (squared, i);
        }

        if (found >= 0)
            _lastPoint = found;
        return best;
    }

    private double PointSquared(int point, int z, int y, int x)
    {
        var dz = (targets.Z[point] - z) * grid.SpacingZMm;
        var dy = (targets.Y[point] - y) * grid.SpacingYMm;
        var dx = (targets.X[point] - x) * grid.SpacingXMm;
        return (dz * dz) + (dy * dy) + (dx * dx);
    }

    /// <summary>No two points of the boxes are closer than the first or farther than the second.</summary>
    private (double Lower, double Upper) Bounds(Box a, Box b)
    {
        var z = Gap(a.MinZ, a.MaxZ, b.MinZ, b.MaxZ);
        var y = Gap(a.MinY, a.MaxY, b.MinY, b.MaxY);
        var x = Gap(a.MinX, a.MaxX, b.MinX, b.MaxX);
        return (Squared(z.Least, y.Least, x.Least), Squared(z.Most, y.Most, x.Most));
    }

    private static (int Least, int Most) Gap(int aMin, int aMax, int bMin, int bMax) =>
        (Math.Max(0, Math.Max(bMin - aMax, aMin - bMax)), Math.Max(bMax - aMin, aMax - bMin));

    private double Squared(int dz, int dy, int dx)
    {
        var (z, y, x) = (dz * grid.SpacingZMm, dy * grid.SpacingYMm, dx * grid.SpacingXMm);
        return (z * z) + (y * y) + (x * x);
    }
}
