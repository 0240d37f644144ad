using System.Buffers;
using System.IO.Compression;
using System.Runtime.InteropServices;

namespace Umul.Metrics;

/// <summary>
/// One chunk of up to <see cref="Capacity"/> points as bytes: steps and times as differences of differences, values as the change of
/// their bits, each split into byte planes of which those that shrink are deflated.
/// </summary>
/// <remarks>
/// A training curve's steps and clock are nearly regular (differences of differences are 0 or tiny), and its values come from float32,
/// so that half of a double's bits are zero and only the mantissa's planes are noise. Values that are all exact float32 are stored as such.
/// </remarks>
internal static class ChunkCodec
{
    /// <summary>Points in a full chunk.</summary>
    public const int Capacity = 4096;

    private const byte Version = 1;

    /// <summary>Encodes the points; at most <see cref="Capacity"/> of them.</summary>
    public static byte[] Encode(ReadOnlySpan<long> steps, ReadOnlySpan<long> timesMs, ReadOnlySpan<double> values)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(steps.Length, Capacity, nameof(steps));
        var output = new ArrayBufferWriter<byte>(64 + steps.Length * 6);
        var single = AllSingle(values);
        output.Write([Version, single ? (byte)1 : (byte)0, (byte)steps.Length, (byte)(steps.Length >> 8)]);
        Span<ulong> words = steps.Length <= 512 ? stackalloc ulong[steps.Length] : new ulong[steps.Length];
        Differences(steps, words);
        WritePlanes(words, 8, output);
        Differences(timesMs, words);
        WritePlanes(words, 8, output);
        Changes(values, words, single);
        WritePlanes(words, single ? 4 : 8, output);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>Decodes a chunk onto the end of <paramref name="points"/>.</summary>
    /// <exception cref="InvalidDataException">The bytes are not a chunk, or are damaged.</exception>
    public static void Decode(ReadOnlySpan<byte> bytes, PointColumns points)
    {
        if (bytes.Length < 4 || bytes[0] != Version) throw new InvalidDataException("Not a chunk of metric points, or of another version.");
        var single = bytes[1] == 1;
        var count = bytes[2] | bytes[3] << 8;
        if (count > Capacity) throw new InvalidDataException($"A chunk of {count} points; at most {Capacity} are allowed.");
        bytes = bytes[4..];
        var words = new ulong[count];
        var steps = new long[count];
        var times = new long[count];
        var values = new double[count];
        ReadPlanes(ref bytes, 8, words);
        Sums(words, steps);
        ReadPlanes(ref bytes, 8, words);
        Sums(words, times);
        ReadPlanes(ref bytes, single ? 4 : 8, words);
        Restore(words, values, single);
        points.AddRange(steps, times, values);
    }

    private static bool AllSingle(ReadOnlySpan<double> values)
    {
        foreach (var value in values)
        {
            if (BitConverter.DoubleToInt64Bits((float)value) != BitConverter.DoubleToInt64Bits(value)) return false;
        }
        return true;
    }

    private static void Differences(ReadOnlySpan<long> numbers, Span<ulong> words)
    {
        long previous = 0, difference = 0;
        for (var i = 0; i < numbers.Length; i++)
        {
            var next = unchecked(numbers[i] - previous);
            var change = unchecked(next - difference);
            words[i] = unchecked((ulong)(change << 1 ^ change >> 63));
            (previous, difference) = (numbers[i], next);
        }
    }

    private static void Sums(ReadOnlySpan<ulong> words, Span<long> numbers)
    {
        long previous = 0, difference = 0;
        for (var i = 0; i < words.Length; i++)
        {
            var change = (long)(words[i] >> 1) ^ -(long)(words[i] & 1);
            difference = unchecked(difference + change);
            previous = unchecked(previous + difference);
            numbers[i] = previous;
        }
    }

    private static void Changes(ReadOnlySpan<double> values, Span<ulong> words, bool single)
    {
        ulong previous = 0;
        for (var i = 0; i < values.Length; i++)
        {
            var bits = single ? BitConverter.SingleToUInt32Bits((float)values[i]) : BitConverter.DoubleToUInt64Bits(values[i]);
            words[i] = bits ^ previous;
            previous = bits;
        }
    }

    private static void Restore(ReadOnlySpan<ulong> words, Span<double> values, bool single)
    {
        ulong bits = 0;
        for (var i = 0; i < words.Length; i++)
        {
            bits ^= words[i];
            values[i] = single ? BitConverter.UInt32BitsToSingle((uint)bits) : BitConverter.UInt64BitsToDouble(bits);
        }
    }

    /// <summary>Words as byte planes, each stored or deflated; at most <see cref="Capacity"/> of them. Other codecs use it too.</summary>
    internal static void WritePlanes(ReadOnlySpan<ulong> words, int planes, ArrayBufferWriter<byte> output)
    {
        ulong used = 0;
        foreach (var word in words) used |= word;
        byte present = 0;
        for (var p = 0; p < planes; p++)
            if ((byte)(used >> (8 * p)) != 0) present |= (byte)(1 << p);
        output.Write([present]);
        var plane = ArrayPool<byte>.Shared.Rent(words.Length);
        var packed = ArrayPool<byte>.Shared.Rent(words.Length + 64);
        for (var p = 0; p < planes; p++)
        {
            if ((present & 1 << p) == 0) continue;
            for (var i = 0; i < words.Length; i++) plane[i] = (byte)(words[i] >> (8 * p));
            WritePlane(plane.AsSpan(0, words.Length), packed, output);
        }
        ArrayPool<byte>.Shared.Return(plane);
        ArrayPool<byte>.Shared.Return(packed);
    }

    private static void WritePlane(ReadOnlySpan<byte> plane, byte[] packed, ArrayBufferWriter<byte> output)
    {
        // Below 32 bytes deflate's own framing costs more than it saves; noise planes are tried on a sample so that they cost little time.
        var length = plane.Length < 32 || IsNoise(plane) ? 0 : Deflate(plane, packed);
        var stored = length == 0 || length >= plane.Length;
        Span<byte> head = [stored ? (byte)0 : (byte)1, stored ? (byte)0 : (byte)length, stored ? (byte)0 : (byte)(length >> 8)];
        output.Write(stored ? head[..1] : head);
        output.Write(stored ? plane : packed.AsSpan(0, length));
    }

    private static bool IsNoise(ReadOnlySpan<byte> plane)
    {
        if (plane.Length < 512) return false;
        Span<byte> seen = stackalloc byte[256];
        seen.Clear();
        var distinct = 0;
        foreach (var b in plane[..512])
            if (seen[b]++ == 0) distinct++;
        return distinct > 200; // 512 draws from 256 equally likely bytes show about 221 of them
    }

    private static int Deflate(ReadOnlySpan<byte> plane, byte[] packed)
    {
        using var target = new MemoryStream(packed);
        try
        {
            using var deflate = new DeflateStream(target, CompressionLevel.Fastest, leaveOpen: true);
            deflate.Write(plane);
        }
        catch (NotSupportedException)
        {
            return 0; // it would have grown beyond the buffer: store it as it is
        }
        return (int)target.Position;
    }

    /// <summary>What <see cref="WritePlanes"/> wrote; takes its bytes from the front of <paramref name="bytes"/>.</summary>
    internal static void ReadPlanes(ref ReadOnlySpan<byte> bytes, int planes, Span<ulong> words)
    {
        words.Clear();
        var present = Take(ref bytes, 1)[0];
        var plane = ArrayPool<byte>.Shared.Rent(Math.Max(1, words.Length));
        for (var p = 0; p < planes; p++)
        {
            if ((present & 1 << p) == 0) continue;
            ReadPlane(ref bytes, plane.AsSpan(0, words.Length));
            for (var i = 0; i < words.Length; i++) words[i] |= (ulong)plane[i] << (8 * p);
        }
        ArrayPool<byte>.Shared.Return(plane);
    }

    private static unsafe void ReadPlane(ref ReadOnlySpan<byte> bytes, Span<byte> plane)
    {
        if (Take(ref bytes, 1)[0] == 0)
        {
            Take(ref bytes, plane.Length).CopyTo(plane);
            return;
        }
        var head = Take(ref bytes, 2);
        var packed = Take(ref bytes, head[0] | head[1] << 8);
        fixed (byte* pointer = &MemoryMarshal.GetReference(packed))
        {
            using var source = new UnmanagedMemoryStream(pointer, packed.Length);
            using var inflate = new DeflateStream(source, CompressionMode.Decompress);
            inflate.ReadExactly(plane);
        }
    }

    private static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> bytes, int count)
    {
        if (bytes.Length < count) throw new InvalidDataException("A chunk of metric points ends too early.");
        var taken = bytes[..count];
        bytes = bytes[count..];
        return taken;
    }
}
