using System.Globalization;
using System.Text;

namespace Umul.Files.MetaImage;

/// <summary>Writes .mha, uncompressed and little-endian, with directions as ITK reads them.</summary>
internal static class MetaImageWriter
{
    private static readonly string[] s_types = ["MET_UCHAR", "MET_CHAR", "MET_USHORT", "MET_SHORT", "MET_UINT", "MET_INT", "MET_ULONG_LONG", "MET_LONG_LONG", "MET_FLOAT", "MET_DOUBLE"];

    public static void Write(Stream stream, Raster raster)
    {
        if (raster.Shape.Channels != 1) throw new ArgumentException($"{raster.Shape} has channels; MetaImage is written with one.", nameof(raster));
        var (shape, spacing, isPlane) = (raster.Shape, raster.Spacing, raster.Shape.IsPlane);
        var header = new StringBuilder();
        header.Append(CultureInfo.InvariantCulture, $"ObjectType = Image\nNDims = {(isPlane ? 2 : 3)}\nBinaryData = True\nBinaryDataByteOrderMSB = False\nCompressedData = False\n");
        if (raster.Affine is { } affine && !isPlane)
        {
            // RAS to LPS: the first two rows change sign. Directions are written axis by axis.
            header.Append("TransformMatrix =");
            for (var axis = 0; axis < 3; axis++)
                header.Append(CultureInfo.InvariantCulture, $" {-affine.Cosine(0, axis):R} {-affine.Cosine(1, axis):R} {affine.Cosine(2, axis):R}");
            header.Append(CultureInfo.InvariantCulture, $"\nOffset = {-affine[0, 3]:R} {-affine[1, 3]:R} {affine[2, 3]:R}\n");
        }
        if (raster.HasSpacing) header.Append(CultureInfo.InvariantCulture, $"ElementSpacing = {spacing.X:R} {spacing.Y:R}{(isPlane ? "" : string.Create(CultureInfo.InvariantCulture, $" {spacing.Z:R}"))}\n");
        header.Append(CultureInfo.InvariantCulture, $"DimSize = {shape.Width} {shape.Height}{(isPlane ? "" : $" {shape.Depth}")}\nElementType = {s_types[(int)raster.ElementType]}\nElementDataFile = LOCAL\n");
        stream.Write(Encoding.ASCII.GetBytes(header.ToString()));
        stream.Write(raster.Bytes());
    }
}
