using Umul.Evaluation.Segmentation;

namespace Umul.Evaluation.Tests.Segmentation;

/// <summary>
/// Figures of the Metrics Reloaded pitfalls paper with the values of MetricsReloaded's tests (commit cb38dfc,
/// test_pairwise_measures.py), compared as tightly as they are given there.
/// </summary>
public class MetricsReloadedVectorTests
{
    private const double TwoDigits = 0.01;

    [Fact]
    public void CrossFigure_AllMetrics_EqualPublished()
    {
        var grid = Grid.Plane(11, 11);
        var reference = new byte[121].Fill(grid, 3..8, 3..8);
        var prediction = new byte[121].Fill(grid, 3..8, 3..8).Fill(grid, 5..6, 1..10).Fill(grid, 1..10, 5..6);
        var result = Evaluate(reference, prediction, grid, 1, 2);
        Assert.Equal(0.862, result["dice"].Value, 0.001);
        Assert.Equal(0.76, result["iou"].Value, TwoDigits);
        Assert.Equal(0.44, result[BorderMetrics.Assd].Value, TwoDigits);
        Assert.Equal(0.425, result[BorderMetrics.Masd].Value, 0.001);
        Assert.Equal(0.89, result["normalizedSurfaceDistance.voxel@1mm"].Value, TwoDigits);
        Assert.Equal(1, result["normalizedSurfaceDistance.voxel@2mm"].Value);
    }

    [Fact]
    public void Figure5c_AnAnnotationErrorFarAway_MovesTheMaximumMoreThanThePercentile()
    {
        var grid = Grid.Plane(14, 14);
        var prediction = new byte[196].Fill(grid, 9..12, 9..12);
        var reference = new byte[196].Fill(grid, 9..12, 9..12).Fill(grid, 1..2, 1..2);
        var result = Evaluate(reference, prediction, grid, 1);
        Assert.Equal(11.31, result[BorderMetrics.Hausdorff].Value, TwoDigits);
        Assert.Equal(6.79, result[BorderMetrics.Hausdorff95MaxOfDirected].Value, TwoDigits);
    }

    [Theory]
    [InlineData(6, 8, 4, 0, 12, 180, 1.07, 1.10, 0.75)]
    [InlineData(4, 10, 16, 20, 0, 160, 1.04, 1.05, 0.875)]
    public void FigureSn210_SquareTooSmallOrTooLarge_EqualsPublished(
        int from, int to, int tp, int fp, int fn, int tn, double masd, double assd, double nsd)
    {
        var grid = Grid.Plane(14, 14);
        var reference = new byte[196].Fill(grid, 5..9, 5..9);
        var prediction = new byte[196].Fill(grid, from..to, from..to);
        var result = Evaluate(reference, prediction, grid, 1);
        Assert.Equal(new OverlapCounts(tp, fp, fn, tn), result.Counts);
        Assert.Equal(1.41, result[BorderMetrics.Hausdorff].Value, TwoDigits);
        Assert.Equal(masd, result[BorderMetrics.Masd].Value, TwoDigits);
        Assert.Equal(assd, result[BorderMetrics.Assd].Value, TwoDigits);
        Assert.Equal(nsd, result["normalizedSurfaceDistance.voxel@1mm"].Value, TwoDigits);
    }

    [Theory]
    [InlineData(1, 0.6)]
    [InlineData(2, 0.8)]
    public void FigureSn212_BoundaryIou_EqualsPublished(double width, double expected)
    {
        var grid = Grid.Plane(22, 22);
        var reference = new byte[484].Fill(grid, 2..21, 2..21);
        var prediction = new byte[484].Fill(grid, 3..21, 2..21);
        Assert.Equal(expected, ShapeMetrics.BoundaryIou(reference, prediction, grid, width).Value, 0.1);
    }

    [Fact]
    public void FigureSn214_CentrelineDice_EqualsPublished()
    {
        var grid = Grid.Plane(24, 24);
        var reference = Vessels(grid);
        var half = new byte[576].Fill(grid, 1..10, 7..12).Fill(grid, 10..12, 3..15);
        var thin = Vessels(grid)
            .Fill(grid, 10..14, 3..4, 0).Fill(grid, 10..11, 3..9, 0).Fill(grid, 10..11, 10..19, 0).Fill(grid, 1..11, 7..9, 0)
            .Fill(grid, 1..11, 10..12, 0).Fill(grid, 10..14, 18..19, 0).Fill(grid, 12..14, 15..17, 0).Fill(grid, 14..19, 15..16, 0);
        Assert.Equal(0.475, ShapeMetrics.CentrelineDice(reference, half, grid).Value, TwoDigits);
        Assert.Equal(0.78, ShapeMetrics.CentrelineDice(reference, thin, grid).Value, TwoDigits);
        Assert.Equal(0.666, Evaluate(reference, half, grid, 1)["dice"].Value, TwoDigits);
        Assert.Equal(0.685, Evaluate(reference, thin, grid, 1)["dice"].Value, TwoDigits);
    }

    [Fact]
    public void SmallVessel_CentrelineDice_EqualsPublished()
    {
        var grid = Grid.Plane(14, 14);
        var reference = new byte[196].Fill(grid, 1..4, 1..2).Fill(grid, 3..4, 1..4);
        var first = new byte[196].Fill(grid, 2..4, 1..2).Fill(grid, 3..4, 1..4);
        var second = new byte[196].Fill(grid, 3..4, 1..4);
        Assert.Equal(0.86, ShapeMetrics.CentrelineDice(reference, first, grid).Value, TwoDigits);
        Assert.Equal(0.67, ShapeMetrics.CentrelineDice(reference, second, grid).Value, TwoDigits);
    }

    [Fact]
    public void FigureSn217_SensitivityAndSpecificity_EqualPublished()
    {
        var grid = Grid.Plane(1, 100);
        var reference = new byte[100].Fill(grid, .., ..3);
        var result = Evaluate(reference, new byte[100].Fill(grid, .., ..6), grid, 1);
        Assert.Equal(1, result["sensitivity"].Value);
        Assert.Equal(0.97, result["specificity"].Value, TwoDigits);
        var empty = Evaluate(reference, new byte[100], grid, 1);
        Assert.Equal(0, empty["sensitivity"].Value);
        Assert.Equal(1, empty["specificity"].Value);
    }

    [Fact]
    public void FigureSn29_Precision_EqualsPublished()
    {
        var grid = Grid.Plane(1, 100);
        var reference = new byte[100].Fill(grid, .., ..50);
        var prediction = new byte[100].Fill(grid, .., ..45).Fill(grid, .., 50..60);
        Assert.Equal(0.82, Evaluate(reference, prediction, grid, 1)["precision"].Value, TwoDigits);
    }

    [Fact]
    public void CentroidDistance_SameSquare_IsZeroAndShiftedOneIsTheShift()
    {
        var grid = Grid.Plane(14, 14, 2, 3);
        var square = new byte[196].Fill(grid, 0..5, 0..5);
        Assert.Equal(0, ShapeMetrics.CentroidDistance(square, square, grid).Value);
        Assert.Equal(10, ShapeMetrics.CentroidDistance(square, new byte[196].Fill(grid, 4..9, 2..7), grid).Value, 1e-14);
    }

    private static byte[] Vessels(Grid grid) => new byte[576]
        .Fill(grid, 1..10, 7..12).Fill(grid, 10..12, 3..19).Fill(grid, 12..15, 3..5).Fill(grid, 12..15, 15..19)
        .Fill(grid, 14..20, 15..17).Fill(grid, 14..15, 1..5).Fill(grid, 14..17, 2..3).Fill(grid, 14..19, 4..5)
        .Fill(grid, 17..18, 4..8).Fill(grid, 14..15, 15..24).Fill(grid, 12..15, 22..23).Fill(grid, 14..17, 21..22)
        .Fill(grid, 17..20, 5..6).Fill(grid, 17..22, 12..13).Fill(grid, 19..20, 12..17).Fill(grid, 18..19, 15..20).Fill(grid, 17..18, 19..20);

    private static RegionResult Evaluate(byte[] reference, byte[] prediction, Grid grid, params double[] tolerances) =>
        SegmentationEvaluation.Evaluate(
            reference, prediction, grid, new SegmentationOptions { TolerancesMm = tolerances, StrictTolerance = true }).Regions[0];
}
