using System.Buffers.Binary;

namespace Umul.Files.Png;

/// <summary>One pass of an interlaced image (Adam7): which pixels it holds. An image without interlace is one pass of all of them.</summary>
internal readonly record struct PngPass(int StartX, int StartY, int StepX, int StepY)
{
    public static PngPass[] All { get; } =
        [new(0, 0, 8, 8), new(4, 0, 8, 8), new(0, 4, 4, 8), new(2, 0, 4, 4), new(0, 2, 2, 4), new(1, 0, 2, 2), new(0, 1, 1, 2)];

    public static PngPass[] Whole { get; } = [new(0, 0, 1, 1)];

    /// <summary>Pixels a row and rows of this pass; a pass without pixels has neither.</summary>
    public (int Width, int Height) Size(PngHeader header)
    {
        var width = (int)(((long)header.Width - StartX + StepX - 1) / StepX);
        var height = (int)(((long)header.Height - StartY + StepY - 1) / StepY);
        return width <= 0 || height <= 0 ? (0, 0) : (width, height);
    }

    public int Row(int y) => StartY + y * StepY;

    /// <summary>Puts the samples of one row at their places, one byte a sample.</summary>
    public void Spread(ReadOnlySpan<byte> row, Span<byte> target, PngHeader header, int width)
    {
        if (header.BitDepth < 8)
        {
            SpreadBits(row, target, header.BitDepth, width);
            return;
        }
        var channels = header.Channels;
        for (var (x, at) = (0, StartX * channels); x < width; x++, at += StepX * channels)
            row.Slice(x * channels, channels).CopyTo(target[at..]);
    }

    public void SpreadWords(ReadOnlySpan<ushort> row, Span<ushort> target, int channels, int width)
    {
        for (var (x, at) = (0, StartX * channels); x < width; x++, at += StepX * channels)
            for (var c = 0; c < channels; c++) target[at + c] = BinaryPrimitives.ReverseEndianness(row[x * channels + c]);
    }

    // The first pixel is in the highest bits.
    private void SpreadBits(ReadOnlySpan<byte> row, Span<byte> target, int bits, int width)
    {
        var mask = (1 << bits) - 1;
        for (var (x, at) = (0, StartX); x < width; x++, at += StepX)
        {
            var bit = x * bits;
            target[at] = (byte)(row[bit >> 3] >> (8 - bits - (bit & 7)) & mask);
        }
    }
}
