using System.Globalization;

namespace Umul.Files;

/// <summary>Millimetres from one voxel to the next along each axis of the array, all finite and above 0.</summary>
internal readonly record struct SpacingMm
{
    public SpacingMm(double z, double y, double x)
    {
        if (!IsValid(z) || !IsValid(y) || !IsValid(x)) throw new ArgumentOutOfRangeException(nameof(z), $"spacing ({z}, {y}, {x}) must be finite and above 0");
        (Z, Y, X) = (z, y, x);
    }

    public static SpacingMm One { get; } = new(1, 1, 1);

    public double Z { get; }

    public double Y { get; }

    public double X { get; }

    public double Smallest => Math.Min(Z, Math.Min(Y, X));

    public static bool IsValid(double spacing) => double.IsFinite(spacing) && spacing > 0;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Z:0.####}×{Y:0.####}×{X:0.####} mm");
}
