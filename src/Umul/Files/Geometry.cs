using Umul.Evaluation.Segmentation;

namespace Umul.Files;

/// <summary>The grid that an image is stored on: how many voxels, how far apart, and where in the patient.</summary>
internal sealed record Geometry(string Name, RasterShape Shape, SpacingMm Spacing, bool HasSpacing, Affine? Affine)
{
    /// <summary>As the evaluation takes it.</summary>
    public Grid Grid => Shape.IsPlane
        ? Grid.Plane(Shape.Height, Shape.Width, Spacing.Y, Spacing.X)
        : Grid.Volume(Shape.Depth, Shape.Height, Shape.Width, Spacing.Z, Spacing.Y, Spacing.X);

    /// <summary>Such as <c>17×512×512, 3.3×0.586×0.586 mm, PIR, origin (10, -20, 30)</c>.</summary>
    public override string ToString()
    {
        var spacing = HasSpacing ? Shape.IsPlane ? FormattableString.Invariant($", {Spacing.Y:0.####}×{Spacing.X:0.####} mm") : $", {Spacing}" : "";
        var place = Affine is { } a ? FormattableString.Invariant($", {a.Code}, origin ({a[0, 3]:0.###}, {a[1, 3]:0.###}, {a[2, 3]:0.###})") : "";
        return $"{Shape}{spacing}{place}";
    }
}
