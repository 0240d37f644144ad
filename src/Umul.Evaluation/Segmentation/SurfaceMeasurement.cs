using Umul.Evaluation.Kernels;

namespace Umul.Evaluation.Segmentation;

/// <summary>
/// The surfaces of both masks and the distances between them, in three steps: cut the surfaces, then measure from the reference and
/// from the prediction. The two measurements may run at the same time.
/// </summary>
internal sealed class SurfaceMeasurement : IDisposable
{
    private readonly MaskPair _masks;
    private readonly bool _areCorners;
    private readonly double _limitSquared;
    private BitVolume? _reference;
    private BitVolume? _prediction;
    private DistanceTally? _fromReference;
    private DistanceTally? _fromPrediction;

    private SurfaceMeasurement(MaskPair masks, bool areCorners, double limitMm)
    {
        _masks = masks;
        _areCorners = areCorners;
        // A hair more than the limit: whether a distance is within is decided on the distance itself, not on its square.
        _limitSquared = limitMm * limitMm * (1 + 1e-12);
    }

    public static SurfaceMeasurement OfBorders(MaskPair masks) => new(masks, areCorners: false, double.PositiveInfinity);

    /// <param name="masks">The objects.</param>
    /// <param name="limitMm">Distances above need not be known; infinite if all must.</param>
    public static SurfaceMeasurement OfCorners(MaskPair masks, double limitMm) => new(masks, areCorners: true, limitMm);

    public void MeasureAll()
    {
        Cut();
        FromReference();
        FromPrediction();
    }

    public void Cut()
    {
        _reference = Surface(_masks.Reference);
        _prediction = Surface(_masks.Prediction);
    }

    public void FromReference() => _fromReference = Measure(_reference!, _prediction!, _masks.Reference);

    public void FromPrediction() => _fromPrediction = Measure(_prediction!, _reference!, _masks.Prediction);

    public SurfacePair<DirectedDistances> Distances()
    {
        var shells = Shells();
        return new SurfacePair<DirectedDistances>(
            new DirectedDistances(_fromReference!, shells), new DirectedDistances(_fromPrediction!, shells));
    }

    public SurfacePair<SurfelDistances> WeightedDistances()
    {
        var (shells, areas) = (Shells(), SurfelAreas.For(_masks.Grid));
        return new SurfacePair<SurfelDistances>(
            new SurfelDistances(_fromReference!, shells, areas), new SurfelDistances(_fromPrediction!, shells, areas));
    }

    public void Dispose()
    {
        _reference?.Dispose();
        _prediction?.Dispose();
    }

    private double[] Shells() => [0, .. _masks.Reach.Offsets.Select(offset => offset.Squared)];

    private BitVolume Surface(BitVolume mask) =>
        _areCorners
            ? SurfaceBits.CornerSurface(mask, _masks.Grid.IsPlane)
            : SurfaceBits.VoxelBorder(mask, _masks.Grid.IsPlane);

    private unsafe DistanceTally Measure(BitVolume from, BitVolume to, BitVolume mask)
    {
        var isPlane = _masks.Grid.IsPlane;
        var search = new NearSearch(_masks.Reach, from, to, _areCorners ? mask : null, isPlane);
        search.Run(_limitSquared);
        if (search.Far is null)
            return search.Tally;
        using var far = search.Far;
        var layout = far.Layout;
        new FarSearch(new FarTargets(to), _masks.Grid).Run(far, (squared, z, y, x) => search.Tally.Add(
            squared,
            _areCorners
                ? SurfaceBits.CornerCode(
                    mask.Words + layout.Row(z, y) + (x >> 6), x & 63, layout.RowStride, layout.PlaneStride, isPlane)
                : 0));
        return search.Tally;
    }
}
