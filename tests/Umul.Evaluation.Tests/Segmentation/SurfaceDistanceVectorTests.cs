using Umul.Evaluation.Segmentation;

namespace Umul.Evaluation.Tests.Segmentation;

/// <summary>The examples of google-deepmind/surface-distance (commit 1f805ce, surface_distance_test.py).</summary>
public class SurfaceDistanceVectorTests
{
    private static readonly SegmentationOptions At1Mm = new()
    {
        Metrics = SegmentationMetrics.All & ~SegmentationMetrics.CentrelineDice,
        TolerancesMm = [1],
        StrictTolerance = true,
    };

    [Fact]
    public void Surfels_TwoPixelsTwoMmApart_AreFourHalfDiagonalsEach()
    {
        var grid = Grid.Plane(128, 128, 2, 1);
        var (reference, prediction) = (new byte[grid.VoxelCount], new byte[grid.VoxelCount]);
        reference[(50 * 128) + 70] = 1;
        prediction[(50 * 128) + 72] = 1;
        var surfels = SurfaceComparison.Surfels(reference, prediction, grid)!;
        var diagonal = 0.5 * Math.Sqrt(5);
        Assert.Equal(4, surfels.ReferenceToPrediction.Count);
        Assert.Equal(4 * diagonal, surfels.ReferenceToPrediction.Area, 1e-15);
        Assert.Equal(2 * diagonal, surfels.ReferenceToPrediction.AreaWithin(1), 1e-15);
        AssertApart(SegmentationEvaluation.Evaluate(reference, prediction, grid, At1Mm).Regions[0]);
    }

    [Fact]
    public void Surfels_TwoVoxelsTwoMmApart_GiveTheSameFiguresInThreeDimensions()
    {
        var grid = Grid.Volume(128, 128, 128, 3, 2, 1);
        var (reference, prediction) = (new byte[grid.VoxelCount], new byte[grid.VoxelCount]);
        reference[(((50 * 128) + 60) * 128) + 70] = 1;
        prediction[(((50 * 128) + 60) * 128) + 72] = 1;
        AssertApart(SegmentationEvaluation.Evaluate(reference, prediction, grid, At1Mm).Regions[0]);
    }

    [Fact]
    public void Surfels_TwoSquaresShiftedByOnePixel_HaveTheDrawnContours()
    {
        var grid = Grid.Plane(6, 6, 2, 1);
        var reference = new byte[36].Fill(grid, 1..3, 1..3);
        var prediction = new byte[36].Fill(grid, 1..4, 1..3);
        var (diagonal, horizontal, vertical) = (0.5 * Math.Sqrt(5), 1.0, 2.0);
        var surfels = SurfaceComparison.Surfels(reference, prediction, grid)!;
        Assert.Equal((4 * diagonal) + (2 * horizontal) + (2 * vertical), surfels.ReferenceToPrediction.Area, 1e-14);
        Assert.Equal((4 * diagonal) + (2 * horizontal) + (4 * vertical), surfels.PredictionToReference.Area, 1e-14);
        Assert.Equal(horizontal * horizontal, surfels.ReferenceToPrediction.WeightedSum(), 1e-14);
        // Two corners and the lower edge lie 2 mm from the reference.
        Assert.Equal(vertical * ((2 * diagonal) + horizontal), surfels.PredictionToReference.WeightedSum(), 1e-14);
    }

    [Fact]
    public void Surfels_TwoSlabsShiftedByOneVoxel_EqualThePublishedFigures()
    {
        var grid = Grid.Volume(100, 100, 100, 2, 1, 1);
        var (reference, prediction) = (new byte[grid.VoxelCount], new byte[grid.VoxelCount]);
        reference.AsSpan(0, 50 * 10_000).Fill(1);
        prediction.AsSpan(0, 51 * 10_000).Fill(1);
        var result = SegmentationEvaluation.Evaluate(reference, prediction, grid, At1Mm).Regions[0];
        Assert.Equal(0.322, result[SurfelMetrics.AsdReferenceToPrediction].Value, 0.0005);
        Assert.Equal(0.339, result[SurfelMetrics.AsdPredictionToReference].Value, 0.0005);
        Assert.Equal(2, result[SurfelMetrics.Hausdorff].Value);
        Assert.Equal(2, result[SurfelMetrics.Hausdorff95].Value);
        Assert.Equal(0.836, result["normalizedSurfaceDistance.surfel@1mm"].Value, 0.0005);
        Assert.Equal(0.990, result["dice"].Value, 0.0005);
        var surfels = SurfaceComparison.Surfels(reference, prediction, grid)!;
        Assert.Equal(0.842, surfels.ReferenceToPrediction.AreaWithin(1) / surfels.ReferenceToPrediction.Area, 0.0005);
        Assert.Equal(0.830, surfels.PredictionToReference.AreaWithin(1) / surfels.PredictionToReference.Area, 0.0005);
    }

    private static void AssertApart(RegionResult result)
    {
        Assert.Equal(1.5, result[SurfelMetrics.AsdReferenceToPrediction].Value, 1e-15);
        Assert.Equal(1.5, result[SurfelMetrics.AsdPredictionToReference].Value, 1e-15);
        Assert.Equal(2, result[SurfelMetrics.Hausdorff].Value);
        Assert.Equal(2, result[SurfelMetrics.Hausdorff95].Value);
        Assert.Equal(0.5, result["normalizedSurfaceDistance.surfel@1mm"].Value, 1e-15);
        Assert.Equal(0, result["dice"].Value);
    }
}
