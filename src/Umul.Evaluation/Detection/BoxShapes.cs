namespace Umul.Evaluation.Detection;

/// <summary>Boxes in the plane: x, y of the corner nearest the origin, width, height, four numbers an object. No "+1": a box is continuous.</summary>
public sealed class BoxShapes : ObjectShapes
{
    private readonly ReadOnlyMemory<double> _boxes;

    /// <exception cref="ArgumentException">The numbers do not come in fours, or one is not finite.</exception>
    public BoxShapes(ReadOnlyMemory<double> boxes)
        : base(boxes.Length / 4)
    {
        if (boxes.Length % 4 != 0)
            throw new ArgumentException($"{boxes.Length} numbers are no boxes: x, y, width, height each.", nameof(boxes));
        var values = boxes.Span;
        for (var i = 0; i < values.Length; i++)
        {
            if (!double.IsFinite(values[i]))
                throw new ArgumentException($"Box {i / 4} holds {values[i]}: coordinates are finite.", nameof(boxes));
        }

        _boxes = boxes;
    }

    public override string Kind => "box";

    public override double Area(int row) => _boxes.Span[(4 * row) + 2] * _boxes.Span[(4 * row) + 3];

    /// <summary>x, y, width, height.</summary>
    public ReadOnlySpan<double> Box(int row) => _boxes.Span.Slice(4 * row, 4);

    // The order of operations is that of COCO's mask API, to the bit.
    internal override void Overlaps(ObjectPairs pairs, Span<double> overlaps)
    {
        var predictions = Same<BoxShapes>(pairs.Data.Predictions.Shapes)._boxes.Span;
        var references = _boxes.Span;
        for (var g = 0; g < pairs.References.Length; g++)
        {
            var reference = references.Slice(4 * pairs.References[g], 4);
            var (left, top, right, bottom) = (reference[0], reference[1], reference[2] + reference[0], reference[3] + reference[1]);
            var (area, isCrowd) = (reference[2] * reference[3], pairs.IsCrowd(pairs.References[g]));
            for (var d = 0; d < pairs.Predictions.Length; d++)
            {
                var box = predictions.Slice(4 * pairs.Predictions[d], 4);
                ref var overlap = ref overlaps[(d * pairs.References.Length) + g];
                overlap = 0;
                var width = Math.Min(box[2] + box[0], right) - Math.Max(box[0], left);
                if (width <= 0)
                    continue;
                var height = Math.Min(box[3] + box[1], bottom) - Math.Max(box[1], top);
                if (height <= 0)
                    continue;
                var (common, own) = (width * height, box[2] * box[3]);
                overlap = common / (isCrowd ? own : own + area - common);
            }
        }
    }
}
