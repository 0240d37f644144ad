using Umul.Files;

namespace Umul.Outcomes.Pages;

/// <summary>
/// A way to cut a grid: which axis of the file (0 x, 1 y, 2 z) runs across the picture, down it and through it, and which of the first two
/// are turned. Where the file says how it lies in the patient, planes are shown as radiologists see them: the patient's right on the left,
/// anterior or superior on top, anterior on the left of a sagittal plane. An oblique grid is cut along its own axes.
/// </summary>
/// <param name="Name">axial, coronal, sagittal; z, y, x (the axis that is cut) where the file does not say how it lies.</param>
/// <param name="Across">The axis that runs to the right.</param>
/// <param name="Down">The axis that runs downwards.</param>
/// <param name="Through">The axis that slices are counted along.</param>
/// <param name="TurnsAcross">True if the file counts towards the left of the picture.</param>
/// <param name="TurnsDown">True if the file counts towards its top.</param>
/// <param name="Edges">Letters at left, right, top and bottom; "" if unknown.</param>
internal sealed record CasePlane(string Name, int Across, int Down, int Through, bool TurnsAcross, bool TurnsDown, string Edges)
{
    private const string Axial = "axial", Coronal = "coronal", Sagittal = "sagittal";

    private static readonly CasePlane[] s_asStored =
    [
        new("z", 0, 1, 2, false, false, ""), new("y", 0, 2, 1, false, false, ""), new("x", 1, 2, 0, false, false, ""),
    ];

    /// <summary>The planes worth showing: all three of a volume, one of a picture.</summary>
    public static IReadOnlyList<CasePlane> Of(RasterShape shape, string? orientation)
    {
        var all = orientation is { Length: 3 } code ? Oriented(code) : s_asStored;
        var flat = all.Where(plane => Length(shape, plane.Through) == 1).ToList();
        return flat.Count > 0 ? flat[..1] : all;
    }

    /// <summary>Voxels along an axis of the file.</summary>
    public static int Length(RasterShape shape, int axis) => axis switch { 0 => shape.Width, 1 => shape.Height, _ => shape.Depth };

    /// <summary>Millimetres along an axis of the file.</summary>
    public static double Step(SpacingMm spacing, int axis) => axis switch { 0 => spacing.X, 1 => spacing.Y, _ => spacing.Z };

    private static CasePlane[] Oriented(string code)
    {
        var (side, front, height) = (code.IndexOfAny(['R', 'L']), code.IndexOfAny(['A', 'P']), code.IndexOfAny(['S', 'I']));
        var (toRight, toFront, toHead) = (code[side] == 'R', code[front] == 'A', code[height] == 'S');
        return
        [
            new(Axial, side, front, height, toRight, toFront, "RLAP"),
            new(Coronal, side, height, front, toRight, toHead, "RLSI"),
            new(Sagittal, front, height, side, toFront, toHead, "APSI"),
        ];
    }
}
