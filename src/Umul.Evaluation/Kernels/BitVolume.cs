using System.Numerics;
using System.Runtime.InteropServices;

namespace Umul.Evaluation.Kernels;

/// <summary>A mask of one bit a voxel, all zero at first. Unmanaged memory: the pages of untouched padding cost nothing.</summary>
internal sealed unsafe class BitVolume : IDisposable
{
    private ulong* _words;

    public BitVolume(BitLayout layout)
    {
        Layout = layout;
        _words = (ulong*)NativeMemory.AllocZeroed((nuint)layout.Length, sizeof(ulong));
    }

    public BitLayout Layout { get; }

    /// <summary>Word 0 of the layout; add <see cref="BitLayout.Row"/> for a row.</summary>
    public ulong* Words => _words;

    public bool this[int z, int y, int x]
    {
        get => ((_words[Layout.Row(z, y) + (x >> 6)] >> (x & 63)) & 1) != 0;
        set
        {
            ref var word = ref _words[Layout.Row(z, y) + (x >> 6)];
            word = value ? word | (1UL << (x & 63)) : word & ~(1UL << (x & 63));
        }
    }

    public long Count()
    {
        long count = 0;
        for (var i = 0; i < Layout.Length; i++)
            count += BitOperations.PopCount(_words[i]);
        return count;
    }

    public BitVolume Copy()
    {
        var copy = new BitVolume(Layout);
        new ReadOnlySpan<ulong>(_words, Layout.Length).CopyTo(new Span<ulong>(copy._words, Layout.Length));
        return copy;
    }

    public void Dispose()
    {
        NativeMemory.Free(_words);
        _words = null;
    }
}
