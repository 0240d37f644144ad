using System.Numerics;

namespace Umul.Evaluation.Kernels;

/// <summary>
/// Connected components of a mask, from its runs of set voxels: each run is joined with the runs that it touches in the rows before it.
/// Components are numbered from 0 in the order of their first voxel. Linear in the number of runs.
/// </summary>
internal sealed class Components
{
    private readonly List<Run> _runs = [];
    private readonly int[] _rowStarts;
    private readonly List<int> _parents = [];
    private readonly int _height;

    /// <param name="mask">The mask.</param>
    /// <param name="reach">Axes on which neighbours may differ: 1 face, 2 face or edge, 3 face, edge or corner.</param>
    public Components(BitVolume mask, int reach)
    {
        _height = mask.Layout.Height;
        _rowStarts = new int[(mask.Layout.Depth * _height) + 1];
        for (var z = 0; z < mask.Layout.Depth; z++)
        {
            for (var y = 0; y < _height; y++)
            {
                _rowStarts[(z * _height) + y] = _runs.Count;
                AddRuns(mask, z, y);
                _rowStarts[(z * _height) + y + 1] = _runs.Count;
                Join(z, y, 0, -1, reach);
                Join(z, y, -1, 0, reach);
                Join(z, y, -1, -1, reach);
                Join(z, y, -1, 1, reach);
            }
        }

        Number();
    }

    /// <summary>Voxels of each component.</summary>
    public long[] Sizes { get; private set; } = [];

    /// <summary>How many voxels each pair of components of two masks of one layout has in common; pairs without any are left out.</summary>
    public static Dictionary<(int A, int B), long> Overlaps(Components a, Components b)
    {
        var overlaps = new Dictionary<(int, int), long>();
        for (var row = 0; row + 1 < a._rowStarts.Length; row++)
        {
            var (i, j) = (a._rowStarts[row], b._rowStarts[row]);
            while (i < a._rowStarts[row + 1] && j < b._rowStarts[row + 1])
            {
                var (p, q) = (a._runs[i], b._runs[j]);
                var common = Math.Min(p.End, q.End) - Math.Max(p.Start, q.Start);
                if (common > 0)
                    overlaps[(p.Component, q.Component)] = overlaps.GetValueOrDefault((p.Component, q.Component)) + common;
                if (p.End <= q.End)
                    i++;
                else
                    j++;
            }
        }

        return overlaps;
    }

    /// <summary>Sets the bits of the components that <paramref name="wanted"/> says yes to.</summary>
    public void Draw(BitVolume onto, Func<int, bool> wanted)
    {
        for (var row = 0; row + 1 < _rowStarts.Length; row++)
        {
            for (var i = _rowStarts[row]; i < _rowStarts[row + 1]; i++)
            {
                if (!wanted(_runs[i].Component))
                    continue;
                for (var x = _runs[i].Start; x < _runs[i].End; x++)
                    onto[row / _height, row % _height, x] = true;
            }
        }
    }

    private unsafe void AddRuns(BitVolume mask, int z, int y)
    {
        var row = mask.Words + mask.Layout.Row(z, y);
        var x = NextBit(row, 0, mask.Layout.Words, wanted: true);
        while (x < mask.Layout.Words << 6)
        {
            var end = NextBit(row, x, mask.Layout.Words, wanted: false);
            _parents.Add(_runs.Count);
            _runs.Add(new Run(x, end, -1));
            x = NextBit(row, end, mask.Layout.Words, wanted: true);
        }
    }

    private static unsafe int NextBit(ulong* row, int from, int words, bool wanted)
    {
        for (var w = from >> 6; w < words; w++)
        {
            var bits = wanted ? row[w] : ~row[w];
            if (w == from >> 6)
                bits &= ulong.MaxValue << (from & 63);
            if (bits != 0)
                return (w << 6) + BitOperations.TrailingZeroCount(bits);
        }

        return words << 6;
    }

    private void Join(int z, int y, int dz, int dy, int reach)
    {
        var axes = Math.Abs(dz) + Math.Abs(dy);
        if (z + dz < 0 || y + dy < 0 || y + dy >= _height || axes > reach)
            return;
        // Runs of neighbouring rows may touch at their ends' corners if one axis more is allowed.
        var slack = axes < reach ? 1 : 0;
        var (row, other) = ((z * _height) + y, ((z + dz) * _height) + y + dy);
        var (i, j) = (_rowStarts[row], _rowStarts[other]);
        var (endI, endJ) = (_rowStarts[row + 1], _rowStarts[other + 1]);
        while (i < endI && j < endJ)
        {
            var (p, q) = (_runs[i], _runs[j]);
            if (p.Start < q.End + slack && q.Start < p.End + slack)
                Unite(i, j);
            if (p.End <= q.End)
                i++;
            else
                j++;
        }
    }

    private void Unite(int a, int b)
    {
        (a, b) = (Root(a), Root(b));
        _parents[Math.Max(a, b)] = Math.Min(a, b);
    }

    private int Root(int run)
    {
        while (_parents[run] != run)
        {
            _parents[run] = _parents[_parents[run]];
            run = _parents[run];
        }

        return run;
    }

    private void Number()
    {
        var sizes = new List<long>();
        for (var i = 0; i < _runs.Count; i++)
        {
            // A root is the first run of its component, so it has its number before the others ask for it.
            var root = Root(i);
            var component = root == i ? sizes.Count : _runs[root].Component;
            if (root == i)
                sizes.Add(0);
            sizes[component] += _runs[i].End - _runs[i].Start;
            _runs[i] = _runs[i] with { Component = component };
        }

        Sizes = [.. sizes];
    }

    private readonly record struct Run(int Start, int End, int Component);
}
