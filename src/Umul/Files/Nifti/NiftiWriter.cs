using System.Buffers.Binary;
using System.IO.Compression;

namespace Umul.Files.Nifti;

/// <summary>Writes NIfTI-1, little-endian, one file, plain or gzipped; the same image gives the same bytes.</summary>
internal static class NiftiWriter
{
    private const int DataOffset = 352;
    private const byte Millimetres = 2;
    private const short AlignedToAnatomy = 1;

    public static void Write(Stream stream, Raster raster, bool gzip)
    {
        if (raster.Shape.Channels != 1) throw new ArgumentException($"{raster.Shape} has channels; NIfTI is written with one.", nameof(raster));
        if (raster.Shape.Width > short.MaxValue || raster.Shape.Height > short.MaxValue || raster.Shape.Depth > short.MaxValue)
            throw new ArgumentException($"NIfTI-1 has no axis longer than 32767: {raster.Shape}.", nameof(raster));
        using var zip = gzip ? new GZipStream(stream, CompressionLevel.Fastest, leaveOpen: true) : null;
        var target = (Stream?)zip ?? stream;
        target.Write(Header(raster));
        target.Write(raster.Bytes());
    }

    private static byte[] Header(Raster raster)
    {
        var header = new byte[DataOffset];
        var (shape, type) = (raster.Shape, raster.ElementType);
        BinaryPrimitives.WriteInt32LittleEndian(header, NiftiHeader.Size1);
        Shorts(header, 40, [(short)(shape.IsPlane ? 2 : 3), (short)shape.Width, (short)shape.Height, (short)shape.Depth, 1, 1, 1, 1]);
        Shorts(header, 70, [Code(type), (short)(8 * type.Size)]);
        Floats(header, 76, [1, raster.Spacing.X, raster.Spacing.Y, raster.Spacing.Z, 0, 0, 0, 0]);
        Floats(header, 108, [DataOffset, 1, 0]);
        header[123] = Millimetres;
        if (raster.Affine is { } affine)
        {
            Shorts(header, 252, [0, AlignedToAnatomy]);
            for (var i = 0; i < 12; i++) Floats(header, 280 + 4 * i, [affine[i / 4, i % 4]]);
        }
        "n+1"u8.CopyTo(header.AsSpan(344));
        return header;
    }

    private static short Code(ElementType type) => type switch
    {
        ElementType.UInt8 => 2,
        ElementType.Int16 => 4,
        ElementType.Int32 => 8,
        ElementType.Float32 => 16,
        ElementType.Float64 => 64,
        ElementType.Int8 => 256,
        ElementType.UInt16 => 512,
        ElementType.UInt32 => 768,
        ElementType.Int64 => 1024,
        _ => 1280,
    };

    private static void Shorts(Span<byte> header, int at, ReadOnlySpan<short> numbers)
    {
        for (var i = 0; i < numbers.Length; i++) BinaryPrimitives.WriteInt16LittleEndian(header[(at + 2 * i)..], numbers[i]);
    }

    private static void Floats(Span<byte> header, int at, ReadOnlySpan<double> numbers)
    {
        for (var i = 0; i < numbers.Length; i++) BinaryPrimitives.WriteSingleLittleEndian(header[(at + 4 * i)..], (float)numbers[i]);
    }
}
