namespace Umul.Evaluation.Detection;

/// <summary>Objects as masks.</summary>
public sealed class MaskShapes : ObjectShapes
{
    private readonly IReadOnlyList<RleMask> _masks;
    private readonly (double X, double Y, double Width, double Height)[] _boxes;

    public MaskShapes(IReadOnlyList<RleMask> masks)
        : base((masks ?? throw new ArgumentNullException(nameof(masks))).Count)
    {
        _masks = masks;
        _boxes = [.. masks.Select(mask => mask.Box())];
    }

    public override string Kind => "mask";

    public override double Area(int row) => _masks[row].Area;

    public RleMask Mask(int row) => _masks[row];

    internal override void Overlaps(ObjectPairs pairs, Span<double> overlaps)
    {
        var predictions = Same<MaskShapes>(pairs.Data.Predictions.Shapes);
        for (var d = 0; d < pairs.Predictions.Length; d++)
        {
            var prediction = pairs.Predictions[d];
            for (var g = 0; g < pairs.References.Length; g++)
            {
                var reference = pairs.References[g];
                overlaps[(d * pairs.References.Length) + g] = Touch(predictions._boxes[prediction], _boxes[reference])
                    ? Overlap(predictions._masks[prediction], _masks[reference], pairs.IsCrowd(reference))
                    : 0;
            }
        }
    }

    private static bool Touch((double X, double Y, double Width, double Height) a, (double X, double Y, double Width, double Height) b) =>
        Math.Min(a.X + a.Width, b.X + b.Width) > Math.Max(a.X, b.X) && Math.Min(a.Y + a.Height, b.Y + b.Height) > Math.Max(a.Y, b.Y);

    private static double Overlap(RleMask prediction, RleMask reference, bool isCrowd)
    {
        // Masks of two sizes never match, as in COCO's mask API.
        if (prediction.Height != reference.Height || prediction.Width != reference.Width)
            return -1;
        var common = prediction.Intersection(reference);
        if (common == 0)
            return 0;
        return (double)common / (isCrowd ? prediction.Area : prediction.Area + reference.Area - common);
    }
}
