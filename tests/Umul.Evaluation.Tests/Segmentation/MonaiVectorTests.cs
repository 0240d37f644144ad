using Umul.Evaluation.Segmentation;

namespace Umul.Evaluation.Tests.Segmentation;

/// <summary>
/// The Euclidean examples of MONAI (commit d388d1c: test_hausdorff_distance.py, test_surface_distance.py, test_surface_dice.py).
/// Directed means prediction to reference; MONAI computes in float32.
/// </summary>
public class MonaiVectorTests
{
    private const double Float32 = 2e-5;

    private static Grid Cube(bool isSpaced) =>
        isSpaced ? Grid.Volume(99, 99, 99, 0.85, 1.2, 0.9) : Grid.Volume(99, 99, 99);

    [Theory]
    [InlineData(20, 20, 20, 20, 20, 19, 19, 19, false, 1.7320508075688772, 1.7320508075688772)]
    [InlineData(33, 19, 33, 22, 33, 20, 33, 22, false, 1, 1)]
    [InlineData(20, 20, 33, 22, 40, 20, 33, 22, false, 20.09975124224178, 20.223748416156685)]
    [InlineData(20, 20, 20, 20, 20, 19, 19, 19, true, 2.0808651447296143, 2.2671568)]
    [InlineData(15, 20, 33, 22, 30, 20, 33, 22, true, 15.439640998840332, 15.62594)]
    public void HausdorffDistance_Balls_EqualsMonai(
        double radius1, double z1, double y1, double x1, double radius2, double z2, double y2, double x2,
        bool isSpaced, double directed, double symmetric)
    {
        var distances = Borders(radius1, (z1, y1, x1), radius2, (z2, y2, x2), isSpaced);
        Assert.Equal(directed, distances.PredictionToReference.MaxMm, Float32);
        Assert.Equal(symmetric, BorderMetrics.HausdorffDistance(distances).Value, Float32);
    }

    [Fact]
    public void HausdorffDistance95_ConcentricBalls_EqualsMonai()
    {
        var distances = Borders(20, (20, 33, 22), 40, (20, 33, 22), false);
        Assert.Equal(19.924858845171276, distances.PredictionToReference.PercentileMm(95), Float32);
        Assert.Equal(20.09975124224178, BorderMetrics.HausdorffDistance95(distances).Value, Float32);
    }

    [Theory]
    [InlineData(33, 19, 33, 22, 33, 20, 33, 22, false, 0.350217, 0.3483278807706289)]
    [InlineData(20, 20, 33, 22, 40, 20, 33, 22, false, 15.117741, 12.040033513150455)]
    public void AverageSurfaceDistance_Balls_EqualsMonai(
        double radius1, double z1, double y1, double x1, double radius2, double z2, double y2, double x2,
        bool isSpaced, double symmetric, double directed)
    {
        var distances = Borders(radius1, (z1, y1, x1), radius2, (z2, y2, x2), isSpaced);
        Assert.Equal(symmetric, BorderMetrics.AverageSymmetric(distances).Value, Float32);
        Assert.Equal(directed, BorderMetrics.FromPrediction(distances).Value, Float32);
    }

    [Fact]
    public void AverageSurfaceDistance_BallsOnASpacedGrid_EqualsMonaiToItsFourDigits()
    {
        var distances = Borders(33, (42, 45, 52), 33, (43, 45, 52), true);
        Assert.Equal(0.4951, BorderMetrics.AverageSymmetric(distances).Value, 1e-4);
        Assert.Equal(0.4951, BorderMetrics.FromPrediction(distances).Value, 1e-4);
    }

    [Theory]
    [InlineData(false, 480 * 4 + 588 * 2 + 578 * 2)]
    [InlineData(true, 480 * 4 + 48 * 2 + 58 * 2)]
    public void VoxelSurfaceDice_HalfPlanesTenPixelsApart_EqualsClosedForm(bool isBackground, int borderPixels)
    {
        var grid = Grid.Plane(480, 640);
        var prediction = new byte[grid.VoxelCount].Fill(grid, .., isBackground ? ..50 : 50..);
        var reference = new byte[grid.VoxelCount].Fill(grid, .., isBackground ? ..60 : 60..);
        var result = Evaluate(reference, prediction, grid, 0, 9, 10, 11);
        Assert.Equal(1 - ((478 + 480 + (9 * 2)) / (double)borderPixels), result["normalizedSurfaceDistance.voxel@0mm"].Value, 1e-14);
        Assert.True(result["normalizedSurfaceDistance.voxel@9mm"].Value < result["normalizedSurfaceDistance.voxel@10mm"].Value);
        Assert.Equal(result["normalizedSurfaceDistance.voxel@10mm"].Value, result["normalizedSurfaceDistance.voxel@11mm"].Value);
    }

    [Fact]
    public void VoxelSurfaceDice_HalfVolumesTenVoxelsApart_EqualsClosedForm()
    {
        var grid = Grid.Volume(200, 110, 80);
        var (reference, prediction) = (new byte[grid.VoxelCount], new byte[grid.VoxelCount]);
        for (var i = 0; i < reference.Length; i++)
            (reference[i], prediction[i]) = ((byte)(i % 80 >= 30 ? 1 : 0), (byte)(i % 80 >= 20 ? 1 : 0));
        const double differing = (200 * 110) + (198 * 108) + (9 * 200 * 2) + (9 * 108 * 2);
        const double all = (200 * 110 * 4) + ((58 + 48) * 200 * 2) + ((58 + 48) * 108 * 2);
        Assert.Equal(1 - (differing / all), Evaluate(reference, prediction, grid, 0)["normalizedSurfaceDistance.voxel@0mm"].Value, 1e-14);
    }

    [Fact]
    public void VoxelSurfaceDice_TwoShortLines_EqualsTheWrittenOutDistances()
    {
        var grid = Grid.Plane(10, 10);
        var prediction = new byte[100].Fill(grid, 1..4, 1..2);
        var reference = new byte[100].Fill(grid, 5..8, 6..7);
        var distances = SurfaceComparison.Borders(reference, prediction, grid)!;
        Assert.Equal(Math.Sqrt(29), distances.ReferenceToPrediction.PercentileMm(0));
        Assert.Equal(Math.Sqrt(34), distances.ReferenceToPrediction.PercentileMm(50));
        Assert.Equal(Math.Sqrt(41), distances.ReferenceToPrediction.MaxMm);
        var result = Evaluate(reference, prediction, grid, 0, 5.5, 6);
        Assert.Equal(0, result["normalizedSurfaceDistance.voxel@0mm"].Value);
        Assert.Equal(1 - (4 / 6.0), result["normalizedSurfaceDistance.voxel@5.5mm"].Value, 1e-15);
        Assert.Equal(1 - (2 / 6.0), result["normalizedSurfaceDistance.voxel@6mm"].Value, 1e-15);
    }

    private static SurfacePair<DirectedDistances> Borders(
        double radius1, (double, double, double) centre1, double radius2, (double, double, double) centre2, bool isSpaced)
    {
        var grid = Cube(isSpaced);
        return SurfaceComparison.Borders(Masks.Ball(grid, radius2, centre2), Masks.Ball(grid, radius1, centre1), grid)!;
    }

    private static RegionResult Evaluate(byte[] reference, byte[] prediction, Grid grid, params double[] tolerances) =>
        SegmentationEvaluation.Evaluate(
            reference, prediction, grid, new SegmentationOptions { TolerancesMm = tolerances, StrictTolerance = true }).Regions[0];
}
