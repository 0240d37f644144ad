using System.Globalization;
using System.Numerics;

namespace Umul.Evaluation.Segmentation;

/// <summary>The computation of one region, cut into steps that may run at the same time and write to places of their own.</summary>
internal sealed class RegionWork : IDisposable
{
    private readonly LabelCensus.Entry _entry;
    private readonly Grid _grid;
    private readonly SegmentationOptions _options;
    private MaskPair? _masks;
    private SurfaceMeasurement? _borders;
    private SurfaceMeasurement? _corners;
    private List<MetricValue> _border = [];
    private readonly List<MetricValue> _surfel = [];
    private readonly List<MetricValue> _shape = [];

    private RegionWork(LabelCensus.Entry entry, Grid grid, SegmentationOptions options)
    {
        _entry = entry;
        _grid = grid;
        _options = options;
    }

    public static unsafe RegionWork Begin<T>(
        T* reference, T* prediction, Grid grid, LabelCensus.Entry entry, SegmentationOptions options)
        where T : unmanaged, IBinaryInteger<T>
    {
        var work = new RegionWork(entry, grid, options);
        if (entry.Counts.Emptiness == UndefinedReason.None && options.Metrics != SegmentationMetrics.Overlap)
            work.Prepare(MaskPair.Cut(reference, prediction, grid, entry, options.IgnoredLabel));
        return work;
    }

    /// <summary>What may run at the same time, first.</summary>
    public IEnumerable<Action> FirstSteps()
    {
        if (_borders is not null)
            yield return _borders.Cut;
        if (_corners is not null)
            yield return _corners.Cut;
        if (_options.Wants(SegmentationMetrics.BoundaryIou | SegmentationMetrics.CentrelineDice | SegmentationMetrics.CentroidDistance))
            yield return Shape;
    }

    /// <summary>What may run at the same time when the first steps of all are done.</summary>
    public IEnumerable<Action> SecondSteps()
    {
        foreach (var surfaces in new[] { _corners, _borders })
        {
            if (surfaces is null)
                continue;
            yield return surfaces.FromReference;
            yield return surfaces.FromPrediction;
        }
    }

    public void Dispose()
    {
        _borders?.Dispose();
        _corners?.Dispose();
        _masks?.Dispose();
    }

    public RegionResult Finish()
    {
        if (_options.Wants(SegmentationMetrics.BorderDistances))
            Border();
        if (_options.Wants(SegmentationMetrics.SurfaceDice | SegmentationMetrics.SurfelDistances))
            Surfel();
        List<MetricValue> overlap = [];
        if (_options.Wants(SegmentationMetrics.Overlap))
        {
            var counts = _entry.Counts;
            overlap =
            [
                Overlap.Dice(counts), Overlap.Iou(counts), Overlap.Sensitivity(counts), Overlap.Specificity(counts),
                Overlap.Precision(counts), Overlap.VolumeSimilarity(counts), Overlap.SignedVolumeError(counts, _grid),
                Overlap.RelativeVolumeError(counts), Overlap.SignedVolumeSimilarity(counts),
                Overlap.DiceBothEmptyIsOne(counts), Overlap.DiceIgnoreEmptyReference(counts),
            ];
        }

        return new RegionResult(_entry.Region, _entry.Counts, [.. overlap, .. _border, .. _surfel, .. _shape]);
    }

    private void Prepare(MaskPair masks)
    {
        _masks = masks;
        if (_options.Wants(SegmentationMetrics.BorderDistances))
            _borders = SurfaceMeasurement.OfBorders(masks);
        if (!_options.Wants(SegmentationMetrics.SurfaceDice | SegmentationMetrics.SurfelDistances))
            return;
        var farthest = _options.TolerancesMm.Count == 0 ? 0 : _options.Limit(_options.TolerancesMm.Max());
        _corners = SurfaceMeasurement.OfCorners(
            masks, _options.Wants(SegmentationMetrics.SurfelDistances) ? double.PositiveInfinity : farthest);
    }

    private void Border()
    {
        if (_borders is null)
        {
            _border = [.. BorderMetrics.Definitions.Select(Undefined)];
            AddSurfaceDice(_border, "voxel");
            _border.Add(OneEmpty(PanopticaName(_grid.SmallestSpacingMm)));
            return;
        }

        var d = _borders.Distances();
        _border =
        [
            BorderMetrics.HausdorffDistance(d), BorderMetrics.HausdorffDistance95(d), BorderMetrics.HausdorffDistance95Pooled(d),
            BorderMetrics.AverageSymmetric(d), BorderMetrics.MeanAverage(d), BorderMetrics.FromReference(d), BorderMetrics.FromPrediction(d),
        ];
        foreach (var tolerance in _options.TolerancesMm)
            _border.Add(BorderMetrics.VoxelSurfaceDice(d, _options.Limit(tolerance), SurfaceDiceName("voxel", tolerance)));
        // panoptica's own default tolerance, so that its number can be recognised.
        var smallest = _grid.SmallestSpacingMm;
        _border.Add(BorderMetrics.PanopticaSurfaceDice(d, _options.Limit(smallest), PanopticaName(smallest)));
    }

    private void Surfel()
    {
        var all = _options.Wants(SegmentationMetrics.SurfelDistances);
        if (_corners is null)
        {
            if (_options.Wants(SegmentationMetrics.SurfaceDice))
                AddSurfaceDice(_surfel, "surfel");
            if (all)
                _surfel.AddRange(SurfelMetrics.Definitions.Select(Undefined));
            return;
        }

        var d = _corners.WeightedDistances();
        if (_options.Wants(SegmentationMetrics.SurfaceDice))
        {
            foreach (var tolerance in _options.TolerancesMm)
                _surfel.Add(SurfelMetrics.SurfaceDice(d, _options.Limit(tolerance), SurfaceDiceName("surfel", tolerance)));
        }

        if (all)
        {
            _surfel.AddRange(
            [
                SurfelMetrics.HausdorffDistance95(d), SurfelMetrics.HausdorffDistance(d),
                SurfelMetrics.FromReference(d), SurfelMetrics.FromPrediction(d),
            ]);
        }
    }

    private void Shape()
    {
        if (_options.Wants(SegmentationMetrics.BoundaryIou))
        {
            var width = _options.BoundaryWidthVoxels;
            _shape.Add(_masks is null ? OneEmpty(ShapeMetrics.BoundaryIouName(width)) : ShapeMetrics.BoundaryIou(_masks, width));
        }

        if (_options.Wants(SegmentationMetrics.CentrelineDice))
            _shape.Add(_masks is null ? Undefined(ShapeMetrics.CentrelineDiceName(_grid)) : ShapeMetrics.CentrelineDice(_masks));
        if (_options.Wants(SegmentationMetrics.CentroidDistance))
            _shape.Add(_masks is null ? Undefined(ShapeMetrics.CentroidDistanceName) : ShapeMetrics.CentroidDistance(_masks));
    }

    private void AddSurfaceDice(List<MetricValue> values, string kind)
    {
        foreach (var tolerance in _options.TolerancesMm)
            values.Add(OneEmpty(SurfaceDiceName(kind, tolerance)));
    }

    private static string SurfaceDiceName(string kind, double toleranceMm) =>
        string.Create(CultureInfo.InvariantCulture, $"normalizedSurfaceDistance.{kind}@{toleranceMm}mm");

    private static string PanopticaName(double toleranceMm) => SurfaceDiceName("panoptica", toleranceMm);

    private MetricValue Undefined(string definition) => MetricValue.Undefined(definition, _entry.Counts.Emptiness);

    private MetricValue OneEmpty(string definition) =>
        _entry.Counts.Emptiness == UndefinedReason.BothEmpty ? Undefined(definition) : MetricValue.Of(definition, 0);
}
