using Umul.Evaluation.Detection;

namespace Umul.Files.Annotations;

/// <summary>Annotations or results of a COCO file as columns: row i of each is one object.</summary>
internal sealed class CocoObjects
{
    public required string Name { get; init; }

    public required long[] ImageIds { get; init; }

    public required long[] CategoryIds { get; init; }

    /// <summary>Annotation ids; empty if the file has none.</summary>
    public required long[] Ids { get; init; }

    /// <summary>x, y, width, height of each, or x1, y1, x2, y2, z1, z2 in space; empty if the objects have no boxes.</summary>
    public required double[] Boxes { get; init; }

    /// <summary>How many numbers a box has: 4, 6 in space, 0 without boxes.</summary>
    public required int BoxNumbers { get; init; }

    /// <summary>Empty if the file has none.</summary>
    public required double[] Areas { get; init; }

    public required bool[] IsCrowd { get; init; }

    public required bool[] IsIgnored { get; init; }

    /// <summary>Empty for annotations.</summary>
    public required double[] Scores { get; init; }

    /// <summary>x, y, visibility of every point of every object; empty if there are none.</summary>
    public required double[] Keypoints { get; init; }

    /// <summary>How many points an object has.</summary>
    public required int KeypointCount { get; init; }

    /// <summary>Labelled points of each object (num_keypoints); empty if the file does not say.</summary>
    public required int[] LabelledKeypoints { get; init; }

    /// <summary>Where each object's segmentation stands in the text; length 0 where it has none. Empty if none has one.</summary>
    public required (int Start, int Length)[] Segmentations { get; init; }

    /// <summary>The file's text, kept while segmentations may be asked for.</summary>
    public required ReadOnlyMemory<byte> Text { get; init; }

    public int Count => ImageIds.Length;

    /// <summary>The mask of one object. Polygons are drawn on an image of the size given; run lengths bring their own.</summary>
    public RleMask Mask(int row, int height, int width)
    {
        var (start, length) = Segmentations.Length == 0 ? (0, 0) : Segmentations[row];
        if (length == 0) throw CocoFaults.NoField(Name, row, "segmentation");
        return CocoSegmentation.Read(Text.Span, start, Name, row, (height, width));
    }
}
