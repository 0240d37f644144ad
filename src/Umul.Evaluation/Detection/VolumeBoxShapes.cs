namespace Umul.Evaluation.Detection;

/// <summary>Boxes in space: x1, y1, x2, y2, z1, z2 as nnDetection orders them, six numbers an object. No "+1".</summary>
public sealed class VolumeBoxShapes : ObjectShapes
{
    private readonly ReadOnlyMemory<double> _boxes;

    /// <exception cref="ArgumentException">The numbers do not come in sixes, or one is not finite.</exception>
    public VolumeBoxShapes(ReadOnlyMemory<double> boxes)
        : base(boxes.Length / 6)
    {
        if (boxes.Length % 6 != 0)
            throw new ArgumentException($"{boxes.Length} numbers are no volume boxes: x1, y1, x2, y2, z1, z2 each.", nameof(boxes));
        var values = boxes.Span;
        for (var i = 0; i < values.Length; i++)
        {
            if (!double.IsFinite(values[i]))
                throw new ArgumentException($"Volume box {i / 6} holds {values[i]}: coordinates are finite.", nameof(boxes));
        }

        _boxes = boxes;
    }

    public override string Kind => "volumeBox";

    public override double Area(int row) => Volume(Box(row));

    /// <summary>x1, y1, x2, y2, z1, z2.</summary>
    public ReadOnlySpan<double> Box(int row) => _boxes.Span.Slice(6 * row, 6);

    internal override void Overlaps(ObjectPairs pairs, Span<double> overlaps)
    {
        var predictions = Same<VolumeBoxShapes>(pairs.Data.Predictions.Shapes);
        for (var d = 0; d < pairs.Predictions.Length; d++)
        {
            var box = predictions.Box(pairs.Predictions[d]);
            var own = Volume(box);
            for (var g = 0; g < pairs.References.Length; g++)
            {
                var reference = Box(pairs.References[g]);
                var common = Common(box, reference, 0, 2) * Common(box, reference, 1, 3) * Common(box, reference, 4, 5);
                var union = pairs.IsCrowd(pairs.References[g]) ? own : own + Volume(reference) - common;
                // Two boxes without volume: nothing in common, so no overlap rather than 0/0.
                overlaps[(d * pairs.References.Length) + g] = common == 0 ? 0 : common / union;
            }
        }
    }

    private static double Volume(ReadOnlySpan<double> box) => (box[2] - box[0]) * (box[3] - box[1]) * (box[5] - box[4]);

    private static double Common(ReadOnlySpan<double> a, ReadOnlySpan<double> b, int low, int high) =>
        Math.Max(0, Math.Min(a[high], b[high]) - Math.Max(a[low], b[low]));
}
