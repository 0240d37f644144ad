using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Umul.Web;

namespace Umul.Files;

/// <summary>
/// An image as it is stored in a file: numbers in C order (z, y, x, channel) on the file's own grid. Nothing is turned, flipped or
/// resampled on reading; what was done to the numbers is in <see cref="Notes"/>.
/// </summary>
internal sealed class Raster
{
    /// <summary>Name of the file, as errors and tables show it.</summary>
    public required string Name { get; init; }

    /// <summary>Such as PNG or NIfTI-1.</summary>
    public required string Format { get; init; }

    public required RasterShape Shape { get; init; }

    /// <summary>The numbers; as many as the shape says. Readers hand them over and never touch them again.</summary>
    public required Array Elements { get; init; }

    public ElementType ElementType => ElementTypes.Of(Elements);

    /// <summary>1 mm where the format has none; see <see cref="HasSpacing"/>.</summary>
    public SpacingMm Spacing { get; init; } = SpacingMm.One;

    /// <summary>False if the file does not say how far apart pixels are.</summary>
    public bool HasSpacing { get; init; }

    /// <summary>Where voxels lie in the patient; null if the file does not say.</summary>
    public Affine? Affine { get; init; }

    /// <summary>Where x, y, z grow to, such as RAS; null if unknown.</summary>
    public string? Orientation => Affine?.Code;

    /// <summary>Red, green, blue of each index, if the elements are indices.</summary>
    public byte[]? Palette { get; init; }

    /// <summary>Centre and width that the file proposes for looking at the image (DICOM).</summary>
    public (double Centre, double Width)? Window { get; init; }

    /// <summary>True if high numbers are meant to look dark (DICOM's MONOCHROME1).</summary>
    public bool IsInverted { get; init; }

    /// <summary>What was done or found while reading.</summary>
    public IReadOnlyList<Sentence> Notes { get; init; } = [];

    public Geometry Geometry => new(Name, Shape with { Channels = 1 }, Spacing, HasSpacing, Affine);

    /// <summary>The elements as they are stored; T must be their type.</summary>
    public ReadOnlySpan<T> Span<T>() where T : unmanaged =>
        Elements.GetType() == typeof(T[]) ? Unsafe.As<T[]>(Elements) : throw new InvalidOperationException($"{Name} holds {ElementType}, not {typeof(T).Name}.");

    /// <summary>The bytes of the elements as they lie in memory.</summary>
    public ReadOnlySpan<byte> Bytes() => BytesOf(Elements);

    /// <summary>All elements as doubles (a copy).</summary>
    public double[] ToDoubles()
    {
        var doubles = GC.AllocateUninitializedArray<double>(Elements.Length);
        Numbers.Copy(Elements, doubles);
        return doubles;
    }

    /// <summary>The same image with other numbers, and with more to say.</summary>
    public Raster With(Array elements, RasterShape shape, params ReadOnlySpan<Sentence> notes) => new()
    {
        Name = Name,
        Format = Format,
        Shape = shape,
        Elements = elements,
        Spacing = Spacing,
        HasSpacing = HasSpacing,
        Affine = Affine,
        Palette = Palette,
        Window = Window,
        IsInverted = IsInverted,
        Notes = [.. Notes, .. notes],
    };

    /// <summary>Any array of elements as the bytes it lies in.</summary>
    public static Span<byte> BytesOf(Array elements) =>
        MemoryMarshal.CreateSpan(ref MemoryMarshal.GetArrayDataReference(elements), elements.Length * ElementTypes.Of(elements).Size);
}
