using System.Text.Json;
using Umul.Files;

namespace Umul.Outcomes.Pages;

/// <summary>
/// One slice of a file of a case as the viewer takes it: four bytes with the length of a JSON header, the header, and the numbers in the order
/// in which the plane shows them: bytes, 16-bit integers or 32-bit floats. A volume is never sent whole.
/// </summary>
internal static class CaseRaster
{
    // Slices of the nearest hundreds are within a degree of an axis; more is worth saying.
    private const double LeastTilt = 1;

    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web);

    /// <summary>The slice of a plane by its name; the first plane and the middle slice if not named.</summary>
    /// <param name="volume">The file.</param>
    /// <param name="planeName">One of <see cref="CasePlane.Of"/>.</param>
    /// <param name="slice">From 0 along the axis that the plane cuts.</param>
    /// <param name="spacingMm">Millimetres between pixels where the file does not say.</param>
    /// <param name="orientation">How a file lies that does not say it.</param>
    public static byte[] Of(CaseVolume volume, string? planeName, int? slice, double? spacingMm, string? orientation = null)
    {
        var (file, shape) = (volume.File, volume.Shape);
        var planes = CasePlane.Of(shape, file.Orientation ?? orientation);
        var plane = planes.FirstOrDefault(p => p.Name == planeName) ?? planes[0];
        var depth = CasePlane.Length(shape, plane.Through);
        var at = Math.Clamp(slice ?? depth / 2, 0, depth - 1);
        var numbers = volume.Slice(plane, at);
        var spacing = file.HasSpacing ? file.Spacing : spacingMm is { } mm ? new SpacingMm(mm, mm, mm) : SpacingMm.One;
        var header = JsonSerializer.SerializeToUtf8Bytes(new
        {
            kind = volume.Kind.ToString().ToLowerInvariant(),
            name = file.Name,
            format = file.Format,
            planes = planes.Select(p => p.Name),
            throughs = planes.Select(p => p.Through),
            plane = plane.Name,
            axes = new[] { plane.Across, plane.Down, plane.Through },
            turns = new[] { plane.TurnsAcross, plane.TurnsDown },
            edges = plane.Edges,
            orientation = file.Orientation,
            size = new[] { shape.Width, shape.Height, shape.Depth },
            width = CasePlane.Length(shape, plane.Across),
            height = CasePlane.Length(shape, plane.Down),
            depth,
            slice = at,
            channels = shape.Channels,
            type = TypeOf(numbers),
            spacing = new[] { CasePlane.Step(spacing, plane.Through), CasePlane.Step(spacing, plane.Down), CasePlane.Step(spacing, plane.Across) },
            hasSpacing = file.HasSpacing || spacingMm is not null,
            least = volume.Least,
            most = volume.Most,
            usual = new[] { volume.Usual.Low, volume.Usual.High },
            scale = new[] { volume.Scale.Low, volume.Scale.High },
            window = file.Window is { } w ? new[] { w.Centre, w.Width } : null,
            inverted = file.IsInverted,
            tilt = Tilt(file.Affine),
            notes = volume.Notes.Select(note => new[] { note.English, note.Korean }),
        }, s_json);
        return Pack(header, Raster.BytesOf(numbers));
    }

    // Padded with spaces so that the numbers begin at a multiple of four, as typed arrays want it.
    private static byte[] Pack(byte[] header, ReadOnlySpan<byte> numbers)
    {
        var start = (4 + header.Length + 3) / 4 * 4;
        var packed = new byte[start + numbers.Length];
        packed.AsSpan(4, start - 4).Fill((byte)' ');
        header.CopyTo(packed, 4);
        BitConverter.TryWriteBytes(packed, start - 4);
        numbers.CopyTo(packed.AsSpan(start));
        return packed;
    }

    private static string TypeOf(Array numbers) => ElementTypes.Of(numbers) switch
    {
        ElementType.UInt8 => "uint8",
        ElementType.Int16 => "int16",
        ElementType.UInt16 => "uint16",
        _ => "float32",
    };

    // How far the grid's axes lie from the patient's, in degrees; 0 where that is too little to see.
    private static double Tilt(Affine? affine)
    {
        if (affine is null) return 0;
        var most = 0.0;
        for (var column = 0; column < 3; column++)
        {
            var cosine = Math.Max(Math.Abs(affine.Cosine(0, column)), Math.Max(Math.Abs(affine.Cosine(1, column)), Math.Abs(affine.Cosine(2, column))));
            most = Math.Max(most, Math.Acos(Math.Min(1, cosine)) * 180 / Math.PI);
        }
        return most < LeastTilt ? 0 : Math.Round(most, 1);
    }
}
