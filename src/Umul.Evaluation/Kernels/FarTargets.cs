using System.Numerics;

namespace Umul.Evaluation.Kernels;

/// <summary>
/// The set bits of a volume in blocks of 8×8×8 with tight boxes, and the blocks in groups of 8×8×8 blocks: two levels suffice, for a
/// group spans 64 voxels. Coordinates are kept as doubles of integers, so that differences are exact.
/// </summary>
internal sealed unsafe class FarTargets
{
    public const int Side = 8;
    private const int GroupSide = 64;

    private readonly List<Block> _blocks = [];
    private readonly List<Block> _groups = [];
    private int _points;

    public FarTargets(BitVolume targets)
    {
        var layout = targets.Layout;
        var count = (int)targets.Count();
        (Z, Y, X) = (new double[count], new double[count], new double[count]);
        for (var z = 0; z < layout.Depth; z += GroupSide)
        {
            for (var y = 0; y < layout.Height; y += GroupSide)
            {
                for (var w = 0; w < layout.Words; w++)
                    AddGroup(targets, z, y, w);
            }
        }

        (Blocks, Groups) = ([.. _blocks], [.. _groups]);
    }

    /// <summary>Blocks; <see cref="Block.First"/> and <see cref="Block.Count"/> are a range of points.</summary>
    public Block[] Blocks { get; }

    /// <summary>Groups; <see cref="Block.First"/> and <see cref="Block.Count"/> are a range of blocks.</summary>
    public Block[] Groups { get; }

    public double[] Z { get; }

    public double[] Y { get; }

    public double[] X { get; }

    private void AddGroup(BitVolume targets, int fromZ, int fromY, int w)
    {
        var layout = targets.Layout;
        var first = _blocks.Count;
        var box = Box.Empty;
        for (var z = fromZ; z < Math.Min(fromZ + GroupSide, layout.Depth); z += Side)
        {
            for (var y = fromY; y < Math.Min(fromY + GroupSide, layout.Height); y += Side)
                box = box.Union(AddWord(targets, z, y, w));
        }

        if (!box.IsEmpty)
            _groups.Add(new Block(box, first, _blocks.Count - first));
    }

    /// <summary>The blocks of 8×8 rows of one word; returns the box of what was found.</summary>
    private Box AddWord(BitVolume targets, int fromZ, int fromY, int w)
    {
        var layout = targets.Layout;
        var (toZ, toY) = (Math.Min(fromZ + Side, layout.Depth), Math.Min(fromY + Side, layout.Height));
        var words = stackalloc ulong[Side * Side];
        ulong any = 0;
        for (var z = fromZ; z < toZ; z++)
        {
            for (var y = fromY; y < toY; y++)
                any |= words[((z - fromZ) * Side) + y - fromY] = targets.Words[layout.Row(z, y) + w];
        }

        var all = Box.Empty;
        for (; any != 0; any &= ~(0xFFUL << (BitOperations.TrailingZeroCount(any) & -Side)))
        {
            var bit = BitOperations.TrailingZeroCount(any) & -Side;
            var (first, box) = (_points, Box.Empty);
            for (var z = fromZ; z < toZ; z++)
            {
                for (var y = fromY; y < toY; y++)
                    AddPoints((words[((z - fromZ) * Side) + y - fromY] >> bit) & 0xFF, z, y, (w << 6) + bit, ref box);
            }

            _blocks.Add(new Block(box, first, _points - first));
            all = all.Union(box);
        }

        return all;
    }

    private void AddPoints(ulong bits, int z, int y, int x, ref Box box)
    {
        if (bits == 0)
            return;
        box.Include(z, y, x + BitOperations.TrailingZeroCount(bits), x + 63 - BitOperations.LeadingZeroCount(bits));
        for (; bits != 0; bits &= bits - 1)
        {
            (Z[_points], Y[_points]) = (z, y);
            X[_points++] = x + BitOperations.TrailingZeroCount(bits);
        }
    }

    internal readonly record struct Block(Box Box, int First, int Count);
}
