using System.Numerics;
using System.Runtime.InteropServices;

namespace Umul.Evaluation.Kernels;

/// <summary>Voxel count and bounding box of each (reference label, prediction label) pair that occurs. Order-free: counts are integers.</summary>
internal sealed class PairTable
{
    private readonly Dictionary<uint, int> _index = [];
    private readonly List<Entry> _entries = [];
    private uint _lastKey;
    private int _last = -1;

    public ReadOnlySpan<Entry> Entries => CollectionsMarshal.AsSpan(_entries);

    /// <summary>Adds the voxels of a row chunk whose bits are set in <paramref name="lanes"/>; bit 0 is voxel <paramref name="x"/>.</summary>
    public void Add(int reference, int prediction, ulong lanes, int z, int y, int x)
    {
        var key = ((uint)reference << 16) | (uint)prediction;
        if (key != _lastKey || _last < 0)
        {
            _last = Slot(key);
            _lastKey = key;
        }

        ref var entry = ref CollectionsMarshal.AsSpan(_entries)[_last];
        entry.Count += BitOperations.PopCount(lanes);
        entry.Box.Include(z, y, x + BitOperations.TrailingZeroCount(lanes), x + 63 - BitOperations.LeadingZeroCount(lanes));
    }

    public void Merge(PairTable other)
    {
        foreach (ref readonly var from in other.Entries)
        {
            var slot = Slot(((uint)from.Reference << 16) | (uint)from.Prediction);
            ref var into = ref CollectionsMarshal.AsSpan(_entries)[slot];
            into.Count += from.Count;
            into.Box = into.Box.Union(from.Box);
        }
    }

    private int Slot(uint key)
    {
        if (_index.TryGetValue(key, out var slot))
            return slot;
        slot = _entries.Count;
        _index.Add(key, slot);
        _entries.Add(new Entry { Reference = (int)(key >> 16), Prediction = (int)(key & 0xFFFF), Box = Box.Empty });
        return slot;
    }

    internal record struct Entry
    {
        public int Reference;
        public int Prediction;
        public long Count;
        public Box Box;
    }
}
