using Umul.Evaluation.Segmentation;

namespace Umul.Evaluation.Tests.Segmentation;

/// <summary>The examples of BrainLesion/panoptica (commit b0ac3e4, unit_tests/test_metrics.py and test_panoptic_evaluator.py).</summary>
public class PanopticaVectorTests
{
    private static readonly Grid Small = Grid.Plane(4, 4);

    private static readonly byte[] Square = Masks.Draw("0000", "0110", "0110", "0000");
    private static readonly byte[] Around = Masks.Draw("0010", "1110", "1111", "0110");
    private static readonly byte[] Opposite = Masks.Draw("0101", "0101", "0100", "0100");

    private static readonly byte[] Other = [.. Opposite.Select(value => (byte)(1 - value))];

    [Fact]
    public void Dice_OverAndUnderPredicted_EqualsPublished()
    {
        Assert.Equal(0.5714285714285714, Evaluate(Square, Around, Small)["dice"].Value);
        Assert.Equal(0.5714285714285714, Evaluate(Around, Square, Small)["dice"].Value);
        Assert.Equal(1.5, Evaluate(Square, Around, Small)["volumeError.relative"].Value);
        Assert.Equal(-0.6, Evaluate(Around, Square, Small)["volumeError.relative"].Value);
        Assert.Equal(-0.4, Evaluate(Other, Opposite, Small)["volumeError.relative"].Value);
    }

    [Fact]
    public void Masd_WhatPanopticaCallsAssd_EqualsPublished()
    {
        Assert.Equal(0.625, Evaluate(Square, Around, Small)[BorderMetrics.Masd].Value);
        Assert.Equal(1.05, Evaluate(Other, Opposite, Small)[BorderMetrics.Masd].Value, 1e-15);
        var spaced = Evaluate(Other, Opposite, Grid.Plane(4, 4, 20, 20));
        Assert.Equal(21, spaced[BorderMetrics.Masd].Value, 1e-13);
        Assert.Equal(40, spaced[BorderMetrics.Hausdorff].Value);
    }

    [Fact]
    public void HausdorffDistance_LargeDiscrepancy_EqualsPublished()
    {
        var prediction = Masks.Draw("1110", "1110", "1110", "1000");
        var reference = Masks.Draw("0000", "0000", "0011", "0011");
        Assert.Equal(2.82842712474619, Evaluate(reference, prediction, Small)[BorderMetrics.Hausdorff].Value, 1e-14);
        Assert.Equal(2.473011636398349, Evaluate(reference, prediction, Small)[BorderMetrics.Hausdorff95Pooled].Value, 1e-14);
    }

    [Fact]
    public void SurfaceDice_UnderPredicted_EqualsPublished()
    {
        var d = SurfaceComparison.Borders(Around, Square, Small)!;
        Assert.Equal(0.375, BorderMetrics.PanopticaSurfaceDice(d, 0.5, "x").Value);
        Assert.Equal(1, BorderMetrics.PanopticaSurfaceDice(d, 1, "x").Value);
    }

    [Fact]
    public void CentroidDistance_ShiftedAndOverPredicted_EqualsPublished()
    {
        var left = Masks.Draw("1100", "1100", "1100", "1100");
        var middle = Masks.Draw("0110", "0110", "0110", "0110");
        Assert.Equal(1, ShapeMetrics.CentroidDistance(middle, left, Small).Value);
        Assert.Equal(0.22360679774997896, ShapeMetrics.CentroidDistance(Square, Around, Small).Value, 1e-15);
    }

    [Fact]
    public void CentrelineDice_SquareWithinItsSurroundings_IsPerfect()
    {
        Assert.Equal(1, ShapeMetrics.CentrelineDice(Square, Around, Small).Value);
        Assert.Equal(1, ShapeMetrics.CentrelineDice(Around, Square, Small).Value);
    }

    [Fact]
    public void Dice_TwoOverlappingInstances_EqualsPublished()
    {
        var grid = Grid.Plane(30, 30);
        var reference = new byte[900].Fill(grid, 1..10, 1..10).Fill(grid, 11..20, 11..20, 2);
        var prediction = new byte[900].Fill(grid, 1..3, 1..3).Fill(grid, 7..13, 7..13, 2);
        var options = new SegmentationOptions
        {
            Metrics = SegmentationMetrics.Overlap,
            Regions = [Region.Of(1), Region.Of(2), new Region("any", [1, 2])],
        };
        var result = SegmentationEvaluation.Evaluate(reference, prediction, grid, options);
        Assert.Equal(0.094117647, result["1"]["dice"].Value, 1e-9);
        Assert.Equal(0.068376068, result["2"]["dice"].Value, 1e-9);
        Assert.Equal(0.15384615, Evaluate(Only(reference, 1), Only(prediction, 2), grid)["dice"].Value, 1e-8);
        // panoptica's test has 0.106583072 here, for it adds up the labels themselves where voxels are meant: 2·17 / (243 + 76).
        Assert.Equal(2 * 17 / 202.0, result["any"]["dice"].Value, 1e-15);

        static byte[] Only(byte[] labels, int label) => Array.ConvertAll(labels, value => (byte)(value == label ? 1 : 0));
    }

    [Fact]
    public void PanopticQuality_OneShorterObject_EqualsPublished()
    {
        var grid = Grid.Plane(50, 50);
        var result = LesionEvaluation.OfMasks(
            new byte[2500].Fill(grid, 20..40, 10..20), new byte[2500].Fill(grid, 20..35, 10..20), grid);
        Assert.Equal((1, 0, 0), (result.TruePositives, result.FalsePositives, result.FalseNegatives));
        Assert.Equal(0.75, result.SegmentationQuality.Value);
        Assert.Equal(0.75, result.PanopticQuality.Value);
    }

    [Fact]
    public void PanopticQuality_TwoReferencesUnderOnePrediction_EqualsPublished()
    {
        var grid = Grid.Plane(50, 50);
        var reference = new byte[2500].Fill(grid, 20..30, 10..20).Fill(grid, 30..40, 10..20, 3);
        var prediction = new byte[2500].Fill(grid, 20..35, 10..20, 2);
        var result = LesionEvaluation.OfInstances(
            Array.ConvertAll(reference, value => (ushort)value), Array.ConvertAll(prediction, value => (ushort)value), grid);
        Assert.Equal((1, 0, 1), (result.TruePositives, result.FalsePositives, result.FalseNegatives));
        Assert.Equal(2 / 3.0, result.SegmentationQuality.Value, 1e-15);
        Assert.Equal(4 / 9.0, result.PanopticQuality.Value, 1e-15);
        Assert.Equal([new LesionMatch(1, 2, 100, 100 / 150.0, 200 / 250.0)], result.Matches);
    }

    [Fact]
    public void PanopticQuality_OverlapBelowThreshold_IsAMissAndAFalseAlarm()
    {
        var grid = Grid.Plane(50, 50);
        var result = LesionEvaluation.OfMasks(
            new byte[2500].Fill(grid, 20..40, 10..20), new byte[2500].Fill(grid, 20..25, 10..15), grid);
        Assert.Equal((0, 1, 1), (result.TruePositives, result.FalsePositives, result.FalseNegatives));
        Assert.Equal(0, result.PanopticQuality.Value);
        Assert.Equal(UndefinedReason.NoMatches, result.SegmentationQuality.Reason);
    }

    private static RegionResult Evaluate(byte[] reference, byte[] prediction, Grid grid) =>
        SegmentationEvaluation.Evaluate(reference, prediction, grid, new SegmentationOptions { StrictTolerance = true }).Regions[0];
}
