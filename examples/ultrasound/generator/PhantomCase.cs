namespace Umul.Examples.Phantoms;

/// <summary>One image with its reference mask and what is known about it.</summary>
internal sealed record PhantomCase
{
    public required string Name { get; init; }

    public required Patient Patient { get; init; }

    public required Lesion Lesion { get; init; }

    public required byte[] Image { get; init; }

    public required bool[] Mask { get; init; }

    public required double ContrastDb { get; init; }

    public double AreaMm2 => Mask.Count(inside => inside) * Scanner.PixelMm * Scanner.PixelMm;

    /// <summary>Diameter of the disc that has the mask's area.</summary>
    public double DiameterMm => 2 * Math.Sqrt(AreaMm2 / Math.PI);
}
