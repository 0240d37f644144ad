namespace Umul.Evaluation.Detection;

/// <summary>Objects as points: x, y, visibility for each (0 is "not labelled"). Their overlap is COCO's object keypoint similarity.</summary>
public sealed class KeypointShapes : ObjectShapes
{
    /// <summary>np.spacing(1), which pycocotools adds to an area.</summary>
    private const double Spacing = 2.220446049250313e-16;

    /// <summary>COCO's seventeen points of a person, nose to ankles.</summary>
    public static readonly IReadOnlyList<double> PersonSigmas =
    [
        .26 / 10, .25 / 10, .25 / 10, .35 / 10, .35 / 10, .79 / 10, .79 / 10, .72 / 10, .72 / 10, .62 / 10, .62 / 10,
        1.07 / 10, 1.07 / 10, .87 / 10, .87 / 10, .89 / 10, .89 / 10,
    ];

    private readonly ReadOnlyMemory<double> _points;
    private readonly double[] _variances;

    /// <param name="points">x, y, visibility of every point of every object.</param>
    /// <param name="sigmas">Spread of each point; null for a COCO person.</param>
    /// <exception cref="ArgumentException">The numbers do not make whole objects, or one is not finite.</exception>
    public KeypointShapes(ReadOnlyMemory<double> points, IReadOnlyList<double>? sigmas = null)
        : base(points.Length / (3 * (sigmas ?? PersonSigmas).Count))
    {
        sigmas ??= PersonSigmas;
        if (points.Length % (3 * sigmas.Count) != 0)
            throw new ArgumentException($"{points.Length} numbers are no objects of {sigmas.Count} points: x, y, visibility each.", nameof(points));
        var values = points.Span;
        for (var i = 0; i < values.Length; i++)
        {
            if (!double.IsFinite(values[i]))
                throw new ArgumentException($"Object {i / (3 * sigmas.Count)} holds {values[i]}: coordinates are finite.", nameof(points));
        }

        _points = points;
        _variances = [.. sigmas.Select(sigma => sigma * 2 * (sigma * 2))];
    }

    /// <summary>Boxes of reference objects (x, y, width, height), needed where no point is labelled.</summary>
    public BoxShapes? Boxes { get; init; }

    /// <summary>How many points of each reference object are labelled (COCO's num_keypoints), where the file says so; 0 means it is ignored. Empty: counted.</summary>
    public ReadOnlyMemory<int> LabelledCounts { get; init; }

    public override string Kind => "keypoints";

    /// <summary>Area of the box around the points, as pycocotools gives a result; a reference object has its own area column.</summary>
    public override double Area(int row)
    {
        var object_ = Object(row);
        var (left, right, top, bottom) = (object_[0], object_[0], object_[1], object_[1]);
        for (var i = 3; i < object_.Length; i += 3)
        {
            (left, right) = (Math.Min(left, object_[i]), Math.Max(right, object_[i]));
            (top, bottom) = (Math.Min(top, object_[i + 1]), Math.Max(bottom, object_[i + 1]));
        }

        return (right - left) * (bottom - top);
    }

    internal override bool IsUnlabelled(int row) => (LabelledCounts.IsEmpty ? Labelled(Object(row)) : LabelledCounts.Span[row]) == 0;

    internal override void Overlaps(ObjectPairs pairs, Span<double> overlaps)
    {
        var predictions = Same<KeypointShapes>(pairs.Data.Predictions.Shapes);
        Span<double> terms = stackalloc double[_variances.Length];
        for (var g = 0; g < pairs.References.Length; g++)
        {
            var row = pairs.References[g];
            var reference = Object(row);
            var area = pairs.Data.References.Area(row) + Spacing;
            var isLabelled = Labelled(reference) > 0;
            var box = isLabelled || Boxes is null ? default : Boxes.Box(row);
            for (var d = 0; d < pairs.Predictions.Length; d++)
            {
                var prediction = predictions.Object(pairs.Predictions[d]);
                var used = isLabelled ? FromPoints(reference, prediction, area, terms) : FromBox(box, prediction, area, terms);
                overlaps[(d * pairs.References.Length) + g] = PairwiseSum.Of(terms[..used]) / used;
            }
        }
    }

    private int FromPoints(ReadOnlySpan<double> reference, ReadOnlySpan<double> prediction, double area, Span<double> terms)
    {
        var used = 0;
        for (var i = 0; i < _variances.Length; i++)
        {
            if (reference[(3 * i) + 2] <= 0)
                continue;
            var (dx, dy) = (prediction[3 * i] - reference[3 * i], prediction[(3 * i) + 1] - reference[(3 * i) + 1]);
            terms[used++] = Math.Exp(-(((dx * dx) + (dy * dy)) / _variances[i] / area / 2));
        }

        return used;
    }

    /// <summary>Distance of each point to the reference box enlarged to three times its sides.</summary>
    private int FromBox(ReadOnlySpan<double> box, ReadOnlySpan<double> prediction, double area, Span<double> terms)
    {
        for (var i = 0; i < _variances.Length; i++)
        {
            var (dx, dy) = (0.0, 0.0);
            if (!box.IsEmpty)
            {
                dx = Outside(prediction[3 * i], box[0] - box[2], box[0] + (box[2] * 2));
                dy = Outside(prediction[(3 * i) + 1], box[1] - box[3], box[1] + (box[3] * 2));
            }

            terms[i] = Math.Exp(-(((dx * dx) + (dy * dy)) / _variances[i] / area / 2));
        }

        return _variances.Length;
    }

    private static double Outside(double value, double low, double high) => Math.Max(0, low - value) + Math.Max(0, value - high);

    private ReadOnlySpan<double> Object(int row) => _points.Span.Slice(3 * _variances.Length * row, 3 * _variances.Length);

    private static int Labelled(ReadOnlySpan<double> points)
    {
        var count = 0;
        for (var i = 2; i < points.Length; i += 3)
            count += points[i] > 0 ? 1 : 0;
        return count;
    }
}
