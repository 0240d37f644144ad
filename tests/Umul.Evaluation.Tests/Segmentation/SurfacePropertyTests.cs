using FsCheck;
using FsCheck.Fluent;
using Umul.Evaluation.Segmentation;

namespace Umul.Evaluation.Tests.Segmentation;

/// <summary>Kernels against the definitions, and laws that any distance between surfaces obeys, on random masks of every kind.</summary>
public class SurfacePropertyTests
{
    private static void ForRandomMasks(int count, Action<Grid, byte[], byte[]> check) =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(count),
            Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
            {
                var (grid, reference, prediction) = Masks.Random(seed);
                check(grid, reference, prediction);
            }));

    // An undefined metric (a mask is empty, rarely) must be undefined both times; its NaN is no tolerance.
    private static void AssertClose(double expected, double actual) =>
        Assert.Equal(expected, actual, double.IsNaN(expected) ? 0 : 1e-12 * Math.Max(1, Math.Abs(expected)));

    [Fact]
    public void Borders_RandomMasks_EqualsDefinitionToTheBit() => ForRandomMasks(60, (grid, reference, prediction) =>
    {
        var actual = SurfaceComparison.Borders(reference, prediction, grid)!;
        var (r, p) = (NaiveSurfaces.Border(reference, grid), NaiveSurfaces.Border(prediction, grid));
        foreach (var (measured, expected) in new[]
        {
            (actual.ReferenceToPrediction, NaiveSurfaces.Distances(r, p, grid)),
            (actual.PredictionToReference, NaiveSurfaces.Distances(p, r, grid)),
        })
        {
            Array.Sort(expected);
            Assert.Equal(expected.Length, measured.Count);
            Assert.Equal(expected[^1], measured.MaxMm);
            foreach (var percent in new[] { 0.0, 37, 50, 95, 100 })
                Assert.Equal(NaiveSurfaces.Percentile(expected, percent), measured.PercentileMm(percent));
            Assert.Equal(expected.Sum(), measured.SumMm, 1e-12 * Math.Max(1, expected.Sum()));
            foreach (var limit in new[] { 0, 0.7, 2.0, 9.1 })
                Assert.Equal(expected.Count(distance => distance <= limit), measured.CountWithin(limit));
        }
    });

    [Fact]
    public void PooledPercentile_RandomMasks_EqualsPercentileOfBothListsTogether() => ForRandomMasks(60, (grid, reference, prediction) =>
    {
        var actual = SurfaceComparison.Borders(reference, prediction, grid)!;
        var (r, p) = (NaiveSurfaces.Border(reference, grid), NaiveSurfaces.Border(prediction, grid));
        double[] pooled = [.. NaiveSurfaces.Distances(r, p, grid).Concat(NaiveSurfaces.Distances(p, r, grid)).Order()];
        Assert.Equal(
            NaiveSurfaces.Percentile(pooled, 95),
            DirectedDistances.PooledPercentileMm(actual.ReferenceToPrediction, actual.PredictionToReference, 95));
    });

    [Fact]
    public void Surfels_RandomMasks_LieOnTheCornersAndHaveTheirDistances() => ForRandomMasks(40, (grid, reference, prediction) =>
    {
        var actual = SurfaceComparison.Surfels(reference, prediction, grid)!;
        var (r, p) = (NaiveSurfaces.Corners(reference, grid), NaiveSurfaces.Corners(prediction, grid));
        var expected = NaiveSurfaces.Distances(r, p, grid);
        Assert.Equal(r.Count, actual.ReferenceToPrediction.Count);
        Assert.Equal(p.Count, actual.PredictionToReference.Count);
        Assert.Equal(expected.Max(), actual.ReferenceToPrediction.PercentileMm(100));
        Assert.Equal(actual.ReferenceToPrediction.Area, actual.ReferenceToPrediction.AreaWithin(double.MaxValue), 1e-9);
    });

    [Fact]
    public void SurfaceDice_LimitedSearch_EqualsFullSearch() => ForRandomMasks(60, (grid, reference, prediction) =>
    {
        foreach (var tolerance in new[] { 0, 1.0, 3.5, 40 })
        {
            SegmentationOptions Options(SegmentationMetrics metrics) =>
                new() { Metrics = metrics, TolerancesMm = [tolerance], Regions = [Region.Of(1)] };
            var limited = SegmentationEvaluation.Evaluate(reference, prediction, grid, Options(SegmentationMetrics.SurfaceDice));
            var full = SegmentationEvaluation.Evaluate(
                reference, prediction, grid, Options(SegmentationMetrics.SurfaceDice | SegmentationMetrics.SurfelDistances));
            Assert.Equal(full.Regions[0].Values[0], limited.Regions[0].Values[0]);
        }
    });

    [Fact]
    public void Evaluate_MasksExchanged_SymmetricMetricsStay() => ForRandomMasks(60, (grid, reference, prediction) =>
    {
        var options = new SegmentationOptions { Regions = [Region.Of(1)] };
        var there = SegmentationEvaluation.Evaluate(reference, prediction, grid, options).Regions[0];
        var back = SegmentationEvaluation.Evaluate(prediction, reference, grid, options).Regions[0];
        foreach (var definition in new[]
        {
            "dice", "iou", BorderMetrics.Hausdorff, BorderMetrics.Hausdorff95MaxOfDirected, BorderMetrics.Hausdorff95Pooled,
            BorderMetrics.Assd, BorderMetrics.Masd, "normalizedSurfaceDistance.surfel@2mm", "normalizedSurfaceDistance.voxel@2mm",
        })
            AssertClose(there[definition].Value, back[definition].Value);
        Assert.Equal(there["sensitivity"].Value, back["precision"].Value);
        Assert.Equal(there["volumeError.signed"].Value, -back["volumeError.signed"].Value);
    });

    [Fact]
    public void Evaluate_BothMirrored_NothingChanges() => ForRandomMasks(60, (grid, reference, prediction) =>
    {
        var options = new SegmentationOptions { Regions = [Region.Of(1)], Metrics = SegmentationMetrics.Default | SegmentationMetrics.BoundaryIou };
        var before = SegmentationEvaluation.Evaluate(reference, prediction, grid, options).Regions[0];
        Array.Reverse(reference);
        Array.Reverse(prediction);
        var after = SegmentationEvaluation.Evaluate(reference, prediction, grid, options).Regions[0];
        foreach (var (a, b) in before.Values.Zip(after.Values))
            AssertClose(a.Value, b.Value);
    });

    [Fact]
    public void Evaluate_RandomMasks_StaysWithinItsBounds() => ForRandomMasks(60, (grid, reference, prediction) =>
    {
        var options = new SegmentationOptions { Regions = [Region.Of(1)], Metrics = SegmentationMetrics.All };
        var result = SegmentationEvaluation.Evaluate(reference, prediction, grid, options).Regions[0];
        foreach (var value in result.Values)
        {
            Assert.Equal(double.IsNaN(value.Value), !value.IsDefined);
            if (!value.IsDefined || value.Definition.StartsWith("volume", StringComparison.Ordinal))
                continue;
            Assert.True(value.Value >= 0, value.ToString());
            if (!value.Definition.Contains("istance", StringComparison.Ordinal) || value.Definition.StartsWith("normalized", StringComparison.Ordinal))
                Assert.True(value.Value <= 1, value.ToString());
        }

        Assert.True(result[BorderMetrics.Hausdorff95MaxOfDirected].Value <= result[BorderMetrics.Hausdorff].Value);
        Assert.Equal(grid.VoxelCount, result.Counts.Union + result.Counts.TrueNegative);
    });

    [Fact]
    public void Evaluate_MaskAgainstItself_IsPerfect() => ForRandomMasks(40, (grid, reference, _) =>
    {
        var options = new SegmentationOptions { Regions = [Region.Of(1)], Metrics = SegmentationMetrics.All, TolerancesMm = [0] };
        var result = SegmentationEvaluation.Evaluate(reference, reference, grid, options).Regions[0];
        foreach (var definition in new[] { "dice", "iou", "boundaryIou@2voxels", "normalizedSurfaceDistance.surfel@0mm" })
            Assert.Equal(1, result[definition].Value);
        foreach (var definition in BorderMetrics.Definitions.Concat(SurfelMetrics.Definitions).Append(ShapeMetrics.CentroidDistanceName))
            Assert.Equal(0, result[definition].Value);
    });
}
