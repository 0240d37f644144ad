using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace Umul.Files.Png;

/// <summary>
/// Writes PNG: grey, RGB, with alpha or palette, 8 or 16 bits. The same image gives the same bytes: no time, no text, one filter a kind.
/// </summary>
internal static class PngWriter
{
    public static void Write(Stream stream, ReadOnlySpan<byte> pixels, RasterShape shape, ReadOnlySpan<byte> palette = default) =>
        Write(stream, pixels, shape, 8, palette);

    public static void Write(Stream stream, ReadOnlySpan<ushort> pixels, RasterShape shape)
    {
        var bigEndian = new ushort[pixels.Length];
        BinaryPrimitives.ReverseEndianness(pixels, bigEndian);
        Write(stream, MemoryMarshal.AsBytes<ushort>(bigEndian), shape, 16, default);
    }

    private static void Write(Stream stream, ReadOnlySpan<byte> samples, RasterShape shape, int bits, ReadOnlySpan<byte> palette)
    {
        var colour = (shape.Channels, palette.Length) switch
        {
            (1, > 0) => PngColour.Palette,
            (1, _) => PngColour.Grey,
            (2, _) => PngColour.GreyAlpha,
            (3, _) => PngColour.Rgb,
            (4, _) => PngColour.Rgba,
            _ => throw new ArgumentException($"PNG has 1 to 4 channels, not {shape.Channels}.", nameof(shape)),
        };
        if (!shape.IsPlane || samples.Length != shape.ElementCount * bits / 8) throw new ArgumentException($"{samples.Length} bytes are no plane of {shape}.", nameof(shape));
        stream.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);
        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, shape.Width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], shape.Height);
        (header[8], header[9], header[10], header[11], header[12]) = ((byte)bits, (byte)colour, 0, 0, 0);
        Chunk(stream, "IHDR"u8, header);
        if (palette.Length > 0) Chunk(stream, "PLTE"u8, palette);
        Chunk(stream, "IDAT"u8, Deflate(samples, shape.Height, bits == 16 ? 2 * shape.Channels : 0));
        Chunk(stream, "IEND"u8, default);
    }

    // Up makes the rows of a mask zeros; Sub does it for neighbouring 16-bit samples of scans.
    private static ReadOnlySpan<byte> Deflate(ReadOnlySpan<byte> samples, int height, int subStep)
    {
        var rowBytes = samples.Length / height;
        var row = new byte[rowBytes + 1];
        var packed = new MemoryStream();
        using (var deflate = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            for (var y = 0; y < height; y++)
            {
                var current = samples.Slice(y * rowBytes, rowBytes);
                row[0] = (byte)(subStep > 0 ? PngFilters.Sub : PngFilters.Up);
                for (var i = 0; i < rowBytes; i++)
                {
                    var before = subStep > 0 ? i - subStep : (y - 1) * rowBytes + i;
                    var isThere = before >= 0;
                    row[i + 1] = (byte)(current[i] - (!isThere ? 0 : subStep > 0 ? current[before] : samples[before]));
                }
                deflate.Write(row);
            }
        }
        return packed.GetBuffer().AsSpan(0, (int)packed.Length);
    }

    private static void Chunk(Stream stream, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        stream.Write(number);
        stream.Write(type);
        stream.Write(data);
        var checksum = new Crc32();
        checksum.Append(type);
        checksum.Append(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, checksum.GetCurrentHashAsUInt32());
        stream.Write(number);
    }
}
