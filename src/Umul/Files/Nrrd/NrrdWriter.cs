using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Umul.Files.Nrrd;

/// <summary>Writes NRRD 4, attached, gzipped, little-endian; the same image gives the same bytes.</summary>
internal static class NrrdWriter
{
    private static readonly string[] s_types = ["uint8", "int8", "uint16", "int16", "uint32", "int32", "uint64", "int64", "float", "double"];

    public static void Write(Stream stream, Raster raster)
    {
        if (raster.Shape.Channels != 1) throw new ArgumentException($"{raster.Shape} has channels; NRRD is written with one.", nameof(raster));
        var (shape, isPlane) = (raster.Shape, raster.Shape.IsPlane);
        var header = new StringBuilder("NRRD0004\n");
        header.Append(CultureInfo.InvariantCulture, $"type: {s_types[(int)raster.ElementType]}\ndimension: {(isPlane ? 2 : 3)}\n");
        if (raster.Affine is { } affine && !isPlane)
        {
            header.Append(CultureInfo.InvariantCulture, $"space: right-anterior-superior\nsizes: {shape.Width} {shape.Height} {shape.Depth}\nspace directions:");
            for (var axis = 0; axis < 3; axis++) header.Append(CultureInfo.InvariantCulture, $" ({affine[0, axis]:R},{affine[1, axis]:R},{affine[2, axis]:R})");
            header.Append(CultureInfo.InvariantCulture, $"\nkinds: domain domain domain\nspace origin: ({affine[0, 3]:R},{affine[1, 3]:R},{affine[2, 3]:R})\n");
        }
        else
        {
            header.Append(CultureInfo.InvariantCulture, $"sizes: {shape.Width} {shape.Height}{(isPlane ? "" : $" {shape.Depth}")}\n");
            if (raster.HasSpacing) header.Append(CultureInfo.InvariantCulture, $"spacings: {raster.Spacing.X:R} {raster.Spacing.Y:R}{(isPlane ? "" : string.Create(CultureInfo.InvariantCulture, $" {raster.Spacing.Z:R}"))}\n");
        }
        header.Append("endian: little\nencoding: gzip\n\n");
        stream.Write(Encoding.ASCII.GetBytes(header.ToString()));
        using var zip = new GZipStream(stream, CompressionLevel.Fastest, leaveOpen: true);
        zip.Write(raster.Bytes());
    }
}
