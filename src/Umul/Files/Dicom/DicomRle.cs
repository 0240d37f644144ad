using System.Buffers.Binary;
using System.Globalization;

namespace Umul.Files.Dicom;

/// <summary>DICOM's run-length encoding (PS3.5 annex G): a fragment a frame, a segment for each byte of each sample, highest byte first.</summary>
internal static class DicomRle
{
    private const int HeaderBytes = 64;
    private const int MostSegments = 15;

    /// <summary>The pixels as they would lie uncompressed, little-endian, samples of a pixel together.</summary>
    public static byte[] Decode(DicomData data, DicomPixels pixels, int bytes)
    {
        var (shape, sampleBytes) = (pixels.Shape, Math.Max(1, pixels.BitsAllocated / 8));
        var fragments = data.Pixels.Skip(1).ToList(); // the first item is the table of offsets
        if (fragments.Count != shape.Depth) throw FileFaults.WrongValue(data.File, FilePlace.Field("PixelData (7FE0,0010)"), fragments.Count.ToString(CultureInfo.InvariantCulture), shape.Depth.ToString(CultureInfo.InvariantCulture));
        var result = new byte[bytes];
        var plane = shape.Height * shape.Width;
        var segment = new byte[plane];
        var pixelBytes = shape.Channels * sampleBytes;
        for (var frame = 0; frame < fragments.Count; frame++)
        {
            var fragment = fragments[frame].Span;
            var count = Segments(fragment, data.File, pixelBytes);
            for (var s = 0; s < count; s++)
            {
                var start = Offset(fragment, s);
                var end = s + 1 < count ? Offset(fragment, s + 1) : fragment.Length;
                if (start < HeaderBytes || start > end || end > fragment.Length) throw FileFaults.WrongValue(data.File, FilePlace.Field("RLE segment"), start.ToString(CultureInfo.InvariantCulture), $"{HeaderBytes} … {fragment.Length}");
                if (!Unpack(fragment[start..end], segment)) throw FileFaults.Truncated(data.File, FilePlace.Field("RLE segment"), plane, end - start);
                var (channel, high) = (s / sampleBytes, s % sampleBytes);
                var place = frame * plane * pixelBytes + channel * sampleBytes + (sampleBytes - 1 - high);
                for (var i = 0; i < plane; i++, place += pixelBytes) result[place] = segment[i];
            }
        }
        return result;
    }

    private static int Segments(ReadOnlySpan<byte> fragment, string file, int expected)
    {
        if (fragment.Length < HeaderBytes) throw FileFaults.Truncated(file, FilePlace.Field("RLE header"), HeaderBytes, fragment.Length);
        var count = BinaryPrimitives.ReadUInt32LittleEndian(fragment);
        return count == expected && count <= MostSegments ? expected : throw FileFaults.WrongValue(file, FilePlace.Field("RLE segments"), count.ToString(CultureInfo.InvariantCulture), expected.ToString(CultureInfo.InvariantCulture));
    }

    private static int Offset(ReadOnlySpan<byte> fragment, int segment) => (int)Math.Min(int.MaxValue, BinaryPrimitives.ReadUInt32LittleEndian(fragment[(4 + 4 * segment)..]));

    // PackBits: n < 128 copies n + 1 bytes, n > 128 repeats one 257 − n times.
    private static bool Unpack(ReadOnlySpan<byte> packed, Span<byte> target)
    {
        var (from, to) = (0, 0);
        while (to < target.Length)
        {
            if (from >= packed.Length) return false;
            int n = packed[from++];
            if (n == 128) continue;
            var length = n < 128 ? n + 1 : 257 - n;
            var fits = Math.Min(length, target.Length - to);
            if (n < 128)
            {
                if (from + length > packed.Length) return false;
                packed.Slice(from, fits).CopyTo(target[to..]);
                from += length;
            }
            else
            {
                if (from >= packed.Length) return false;
                target.Slice(to, fits).Fill(packed[from++]);
            }
            to += fits;
        }
        return true;
    }
}
