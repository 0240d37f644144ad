using System.Runtime.InteropServices;
using System.Text.Json;
using Umul.Files;
using Umul.Files.Masks;

namespace Umul.Outcomes.Pages;

/// <summary>
/// One slice of an image or mask as the viewer takes it: four bytes with the length of a JSON header, the header, and the numbers in C order,
/// bytes or 32-bit floats. A volume is never sent whole.
/// </summary>
internal static class CaseRaster
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web);

    /// <summary>A slice of an image, with its numbers as they are.</summary>
    public static byte[] OfImage(Raster raster, int? slice, double? spacingMm)
    {
        var (least, most) = Range(raster);
        return Pack(raster, ("image", null), slice, spacingMm, Slice(raster.Elements, raster.Shape, slice), (least, most));
    }

    /// <summary>A slice of a mask as labels; of a soft prediction its numbers, so that the reader may move the threshold.</summary>
    public static byte[] OfMask(Raster raster, int? slice, double? spacingMm)
    {
        LabelMask mask;
        try
        {
            mask = MaskReading.Read(raster);
        }
        catch (FileException) when (raster.Shape.Channels == 1)
        {
            var (least, most) = Range(raster);
            return Pack(raster, ("soft", null), slice, spacingMm, Slice(raster.Elements, raster.Shape, slice), (least, most));
        }
        var shape = raster.Shape with { Channels = 1 };
        return Pack(raster, ("labels", mask), slice, spacingMm, Slice((Array?)mask.Bytes ?? mask.Words!, shape, slice), (0, mask.Found.Max(found => found.Label)));
    }

    private static byte[] Pack(
        Raster raster, (string Kind, LabelMask? Mask) what, int? slice, double? spacingMm, Array numbers, (double Least, double Most) range)
    {
        var shape = raster.Shape;
        var spacing = raster.HasSpacing ? raster.Spacing : spacingMm is { } mm ? new SpacingMm(mm, mm, mm) : SpacingMm.One;
        var header = JsonSerializer.SerializeToUtf8Bytes(new
        {
            kind = what.Kind,
            name = raster.Name,
            format = raster.Format,
            width = shape.Width,
            height = shape.Height,
            depth = shape.Depth,
            slice = SliceOf(shape, slice),
            channels = what.Mask is null ? shape.Channels : 1,
            type = numbers is byte[]? "uint8" : "float32",
            spacing = new[] { spacing.Z, spacing.Y, spacing.X },
            hasSpacing = raster.HasSpacing || spacingMm is not null,
            least = range.Least,
            most = range.Most,
            window = raster.Window is { } w ? new[] { w.Centre, w.Width } : null,
            inverted = raster.IsInverted,
            notes = (what.Mask?.Notes ?? raster.Notes).Select(note => new[] { note.English, note.Korean }),
        }, s_json);
        var start = (4 + header.Length + 3) / 4 * 4;
        var bytes = numbers is byte[] plain ? plain : MemoryMarshal.AsBytes<float>((float[])numbers);
        var packed = new byte[start + bytes.Length];
        packed.AsSpan(4, start - 4).Fill((byte)' ');
        header.CopyTo(packed, 4);
        BitConverter.TryWriteBytes(packed, start - 4);
        bytes.CopyTo(packed.AsSpan(start));
        return packed;
    }

    private static int SliceOf(RasterShape shape, int? slice) => Math.Clamp(slice ?? shape.Depth / 2, 0, shape.Depth - 1);

    private static Array Slice(Array elements, RasterShape shape, int? slice)
    {
        var size = shape.Height * shape.Width * shape.Channels;
        var from = SliceOf(shape, slice) * size;
        if (elements.GetType() == typeof(byte[])) return ((byte[])elements)[from..(from + size)];
        var floats = new float[size];
        for (var i = 0; i < size; i++) floats[i] = Convert.ToSingle(elements.GetValue(from + i), null);
        return floats;
    }

    private static (double, double) Range(Raster raster)
    {
        if (raster.ElementType == ElementType.UInt8) return (0, 255);
        var (least, most) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var value in raster.ToDoubles())
        {
            if (!double.IsFinite(value)) continue;
            (least, most) = (Math.Min(least, value), Math.Max(most, value));
        }
        return least <= most ? (least, most) : (0, 1);
    }
}
