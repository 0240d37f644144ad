using System.Numerics;

namespace Umul.Evaluation.Kernels;

/// <summary>
/// The set bits of a volume in blocks of 8×8×8 with tight boxes, and the blocks in groups of 8×8×8 blocks: two levels suffice, for a
/// group spans 64 voxels. Coordinates are kept as doubles of integers, so that differences are exact.
/// </summary>
internal sealed unsafe class FarTargets
{
    public const int Side = 8;

    private readonly List<double> _z = [];
    private readonly List<double> _y = [];
    private readonly List<double> _x = [];

    public FarTargets(BitVolume targets)
    {
        var layout = targets.Layout;
        var groups = new SortedDictionary<(int, int, int), List<Block>>();
        for (var z = 0; z < layout.Depth; z += Side)
        {
            for (var y = 0; y < layout.Height; y += Side)
            {
                for (var w = 0; w < layout.Words; w++)
                    AddWord(targets, z, y, w, groups);
            }
        }

        Blocks = [.. groups.Values.SelectMany(blocks => blocks)];
        Groups = new Block[groups.Count];
        var (at, index) = (0, 0);
        foreach (var blocks in groups.Values)
        {
            var box = blocks.Aggregate(Box.Empty, (sum, block) => sum.Union(block.Box));
            Groups[index++] = new Block(box, at, blocks.Count);
            at += blocks.Count;
        }

        (Z, Y, X) = ([.. _z], [.. _y], [.. _x]);
    }

    /// <summary>Blocks; <see cref="Block.First"/> and <see cref="Block.Count"/> are a range of points.</summary>
    public Block[] Blocks { get; }

    /// <summary>Groups; <see cref="Block.First"/> and <see cref="Block.Count"/> are a range of blocks.</summary>
    public Block[] Groups { get; }

    public double[] Z { get; }

    public double[] Y { get; }

    public double[] X { get; }

    private void AddWord(BitVolume targets, int z, int y, int w, SortedDictionary<(int, int, int), List<Block>> groups)
    {
        ulong any = 0;
        ForEachRow(targets, z, y, w, (word, _, _) => any |= word);
        for (var b = 0; b < 64 && any >> b != 0; b += Side)
        {
            if (((any >> b) & 0xFF) == 0)
                continue;
            var (first, box) = (_x.Count, Box.Empty);
            ForEachRow(targets, z, y, w, (word, rowZ, rowY) =>
            {
                for (var bits = (word >> b) & 0xFF; bits != 0; bits &= bits - 1)
                {
                    var x = (w << 6) + b + BitOperations.TrailingZeroCount(bits);
                    _z.Add(rowZ);
                    _y.Add(rowY);
                    _x.Add(x);
                    box.Include(rowZ, rowY, x, x);
                }
            });
            var key = (z / 64, y / 64, w);
            if (!groups.TryGetValue(key, out var blocks))
                groups.Add(key, blocks = []);
            blocks.Add(new Block(box, first, _x.Count - first));
        }
    }

    private static void ForEachRow(BitVolume targets, int z, int y, int w, Action<ulong, int, int> visit)
    {
        var layout = targets.Layout;
        for (var rowZ = z; rowZ < Math.Min(z + Side, layout.Depth); rowZ++)
        {
            for (var rowY = y; rowY < Math.Min(y + Side, layout.Height); rowY++)
                visit(targets.Words[layout.Row(rowZ, rowY) + w], rowZ, rowY);
        }
    }

    internal readonly record struct Block(Box Box, int First, int Count);
}
