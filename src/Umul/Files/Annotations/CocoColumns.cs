using Umul.Files.Json;

namespace Umul.Files.Annotations;

/// <summary>Grows the columns of a COCO file object by object.</summary>
internal sealed class CocoColumns(string file, int expected)
{
    private readonly List<long> imageIds = new(expected);
    private readonly List<long> categoryIds = new(expected);
    private readonly List<double> boxes = new(4 * expected);
    private readonly List<double> scores = [];
    private readonly List<long> ids = [];
    private readonly List<double> areas = [];
    private readonly List<bool> isCrowd = new(expected);
    private readonly List<bool> isIgnored = new(expected);
    private readonly List<double> keypoints = [];
    private readonly List<int> labelled = [];
    private readonly List<(int Start, int Length)> segmentations = [];
    private int keypointCount;
    private int boxNumbers;
    private bool anyCrowd;
    private bool anyIgnored;

    public int Count => imageIds.Count;

    /// <summary>Reads one object, wherever its fields stand.</summary>
    public void Take(ref JsonScan scan)
    {
        var row = imageIds.Count;
        var (hasImage, hasCategory) = (false, false);
        var (crowd, ignored) = (false, false);
        scan.BeginObject();
        var isFirst = true;
        while (scan.NextName(ref isFirst, out var name))
        {
            // By length first: eight names, told apart without comparing any of them twice.
            switch (name.Length)
            {
                case 8 when !hasImage && name.SequenceEqual("image_id"u8): imageIds.Add(scan.Integer()); hasImage = true; break;
                case 11 when !hasCategory && name.SequenceEqual("category_id"u8): categoryIds.Add(scan.Integer()); hasCategory = true; break;
                case 4 when name.SequenceEqual("bbox"u8): Box(ref scan, row); break;
                case 5 when scores.Count == row && name.SequenceEqual("score"u8): scores.Add(scan.Number()); break;
                case 2 when ids.Count == row && name.SequenceEqual("id"u8): ids.Add(scan.Integer()); break;
                case 4 when areas.Count == row && name.SequenceEqual("area"u8): areas.Add(scan.Number()); break;
                case 7 when name.SequenceEqual("iscrowd"u8): anyCrowd |= crowd = scan.Flag(); break;
                case 6 when name.SequenceEqual("ignore"u8): anyIgnored |= ignored = scan.Flag(); break;
                case 9 when name.SequenceEqual("keypoints"u8): Points(ref scan, row); break;
                case 13 when labelled.Count == row && name.SequenceEqual("num_keypoints"u8): labelled.Add((int)Math.Clamp(scan.Integer(), 0, int.MaxValue)); break;
                case 12 when name.SequenceEqual("segmentation"u8): Segmentation(ref scan, row); break;
                default: scan.Skip(); break;
            }
        }
        if (!hasImage) throw CocoFaults.NoField(file, row, "image_id");
        if (!hasCategory) throw CocoFaults.NoField(file, row, "category_id");
        isCrowd.Add(crowd);
        isIgnored.Add(ignored);
    }

    /// <summary>Adds the rows that another reader found in a later part of the file.</summary>
    public void Append(CocoColumns later)
    {
        imageIds.AddRange(later.imageIds);
        categoryIds.AddRange(later.categoryIds);
        boxes.AddRange(later.boxes);
        scores.AddRange(later.scores);
        ids.AddRange(later.ids);
        areas.AddRange(later.areas);
        isCrowd.AddRange(later.isCrowd);
        isIgnored.AddRange(later.isIgnored);
        if (keypointCount == 0) keypointCount = later.keypointCount;
        if (boxNumbers == 0) boxNumbers = later.boxNumbers;
        keypoints.AddRange(later.keypoints);
        labelled.AddRange(later.labelled);
        segmentations.AddRange(later.segmentations);
        (anyCrowd, anyIgnored) = (anyCrowd || later.anyCrowd, anyIgnored || later.anyIgnored);
    }

    public CocoObjects Finish(ReadOnlyMemory<byte> text)
    {
        var rows = Count;
        return new CocoObjects
        {
            Name = file,
            Text = text,
            ImageIds = [.. imageIds],
            CategoryIds = [.. categoryIds],
            Ids = ids.Count == rows ? [.. ids] : [],
            Areas = areas.Count == rows ? [.. areas] : [],
            Boxes = All(boxes, boxNumbers, "bbox"),
            BoxNumbers = boxNumbers,
            Scores = All(scores, 1, "score"),
            Keypoints = All(keypoints, 3 * keypointCount, "keypoints"),
            KeypointCount = keypointCount,
            LabelledKeypoints = labelled.Count == rows ? [.. labelled] : [],
            IsCrowd = anyCrowd ? [.. isCrowd] : [],
            IsIgnored = anyIgnored ? [.. isIgnored] : [],
            Segmentations = segmentations.Count == 0 ? [] : [.. segmentations, .. Enumerable.Repeat((0, 0), rows - segmentations.Count)],
        };
    }

    private double[] All(List<double> numbers, int each, string field)
    {
        if (numbers.Count == 0) return [];
        return numbers.Count == Count * each ? [.. numbers] : throw CocoFaults.SomeLack(file, field, numbers.Count / Math.Max(1, each), Count);
    }

    private void Box(ref JsonScan scan, int row)
    {
        if (scan.IsNull()) return;
        scan.Require((byte)'[');
        var isFirst = true;
        var count = 0;
        while (scan.NextElement(ref isFirst))
        {
            boxes.Add(scan.Number());
            count++;
        }
        if (count == 0) return;
        // Boxes in space, as nnDetection writes them, have six numbers; a file has one kind.
        if (boxNumbers == 0 && count is (4 or 6)) boxNumbers = count;
        if (count != boxNumbers) throw CocoFaults.WrongCount(file, row, "bbox", count, boxNumbers == 6 ? "6 (x1, y1, x2, y2, z1, z2)" : "4 (x, y, width, height)");
    }

    private void Points(ref JsonScan scan, int row)
    {
        if (scan.IsNull()) return;
        scan.Require((byte)'[');
        var (isFirst, before) = (true, keypoints.Count);
        while (scan.NextElement(ref isFirst)) keypoints.Add(scan.Number());
        var count = keypoints.Count - before;
        if (keypointCount == 0) keypointCount = count / 3;
        if (count % 3 != 0 || count != 3 * keypointCount) throw CocoFaults.WrongCount(file, row, "keypoints", count, (3 * keypointCount).ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    private void Segmentation(ref JsonScan scan, int row)
    {
        while (segmentations.Count < row) segmentations.Add((0, 0));
        var place = scan.Skip();
        if (segmentations.Count == row) segmentations.Add(place.Length > 4 ? place : (0, 0));
    }
}
