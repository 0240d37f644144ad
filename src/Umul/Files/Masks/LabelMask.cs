using Umul.Web;

namespace Umul.Files.Masks;

/// <summary>A label map: 0 is background, one byte or one word a voxel, in C order (z, y, x).</summary>
internal sealed class LabelMask
{
    public required Geometry Geometry { get; init; }

    /// <summary>The labels if none is above 255.</summary>
    public byte[]? Bytes { get; init; }

    /// <summary>The labels if one is above 255.</summary>
    public ushort[]? Words { get; init; }

    /// <summary>What the file was taken for.</summary>
    public required MaskKind Kind { get; init; }

    /// <summary>Voxels of each label that occurs, background included, by label.</summary>
    public required IReadOnlyList<LabelCount> Found { get; init; }

    /// <summary>What was done, from reading the file to these labels.</summary>
    public required IReadOnlyList<Sentence> Notes { get; init; }

    /// <summary>The labels as words, whichever way they are kept.</summary>
    public ushort[] ToWords() => Words ?? Array.ConvertAll(Bytes!, label => (ushort)label);
}

/// <summary>How many voxels carry a label.</summary>
internal readonly record struct LabelCount(int Label, long Voxels);

/// <summary>What the numbers of a mask file meant.</summary>
internal enum MaskKind
{
    /// <summary>Numbers are labels.</summary>
    Labels,

    /// <summary>0 and one highest value (255, 65535): background and foreground.</summary>
    FullScale,

    /// <summary>Any number but 0 is foreground, because that was asked for.</summary>
    Foreground,

    /// <summary>Indices of a palette.</summary>
    PaletteIndices,

    /// <summary>Colours.</summary>
    Colours,

    /// <summary>Probabilities or logits, cut at a threshold.</summary>
    Soft,

    /// <summary>One channel a label.</summary>
    OneHot,
}
