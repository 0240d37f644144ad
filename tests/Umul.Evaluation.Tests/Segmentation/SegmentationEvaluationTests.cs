using Umul.Evaluation.Segmentation;

namespace Umul.Evaluation.Tests.Segmentation;

public class SegmentationEvaluationTests
{
    private static readonly Grid Plane = Grid.Plane(4, 6, 2, 3);

    /// <summary>As in golden/edge_cases.json: NaN for both empty (deepmind), 0 for one empty (all but MONAI's default).</summary>
    [Theory]
    [InlineData(false, false, UndefinedReason.BothEmpty)]
    [InlineData(false, true, UndefinedReason.ReferenceEmpty)]
    [InlineData(true, false, UndefinedReason.PredictionEmpty)]
    public void Evaluate_EmptySides_UndefinedValuesCarryTheReason(bool hasReference, bool hasPrediction, UndefinedReason reason)
    {
        var options = new SegmentationOptions { Regions = [Region.Of(1)], Metrics = SegmentationMetrics.All };
        byte[] Mask(bool isFilled) => isFilled ? new byte[24].Fill(Plane, 1..3, 1..3) : new byte[24];
        var result = SegmentationEvaluation.Evaluate(Mask(hasReference), Mask(hasPrediction), Plane, options).Regions[0];

        foreach (var definition in BorderMetrics.Definitions.Concat(SurfelMetrics.Definitions).Append(ShapeMetrics.CentroidDistanceName))
            Assert.Equal(reason, result[definition].Reason);
        foreach (var definition in new[] { "dice", "iou", "normalizedSurfaceDistance.surfel@2mm", "normalizedSurfaceDistance.voxel@2mm", "boundaryIou@2voxels" })
        {
            if (reason == UndefinedReason.BothEmpty)
                Assert.Equal(reason, result[definition].Reason);
            else
                Assert.Equal(0, result[definition].Value);
        }

        Assert.Equal(reason == UndefinedReason.BothEmpty ? 1 : 0, result["dice.bothEmptyIsOne"].Value);
        Assert.Equal(!hasReference, double.IsNaN(result["dice.ignoreEmptyReference"].Value));
        Assert.Equal(((hasPrediction ? 4 : 0) - (hasReference ? 4 : 0)) * 6.0, result["volumeError.signed"].Value);
        Assert.Equal(1, result["specificity"].IsDefined ? 1 : 0);
    }

    [Fact]
    public void Evaluate_BothFillTheImage_IsPerfectAndHasNoSpecificity()
    {
        var full = new byte[24].Fill(Plane, .., ..);
        var result = SegmentationEvaluation.Evaluate(full, full, Plane).Regions[0];
        Assert.Equal(1, result["dice"].Value);
        Assert.Equal(0, result[BorderMetrics.Hausdorff95MaxOfDirected].Value);
        Assert.Equal(1, result["normalizedSurfaceDistance.surfel@2mm"].Value);
        Assert.Equal(UndefinedReason.NoNegatives, result["specificity"].Reason);
    }

    /// <summary>Spacing 0.1, three voxels, tolerance 0.3: 3 · 0.1 is more than 0.3 in binary (golden/edge_cases.json, tie cases).</summary>
    [Theory]
    [InlineData(0.1, 0.3)]
    [InlineData(1.1, 3.3)]
    public void Evaluate_DistanceOfExactlyTheTolerance_PassesUnlessStrict(double spacing, double tolerance)
    {
        var grid = Grid.Plane(1, 9, spacing, spacing);
        var (reference, prediction) = (new byte[9].Fill(grid, .., 1..2), new byte[9].Fill(grid, .., 4..5));
        var name = FormattableString.Invariant($"normalizedSurfaceDistance.voxel@{tolerance}mm");
        RegionResult Run(bool isStrict) => SegmentationEvaluation.Evaluate(
            reference, prediction, grid, new SegmentationOptions { TolerancesMm = [tolerance], StrictTolerance = isStrict }).Regions[0];
        Assert.Equal(1, Run(false)[name].Value);
        Assert.Equal(0, Run(true)[name].Value);
    }

    [Fact]
    public void Evaluate_RegionOfSeveralLabels_CountsTheirConfusionAsAgreement()
    {
        var reference = Masks.Draw("112200", "112200", "000000", "003300");
        var prediction = Masks.Draw("122200", "112200", "000000", "000000");
        var options = new SegmentationOptions { Regions = [new Region("whole", [1, 2]), Region.Of(2)], Metrics = SegmentationMetrics.Overlap };
        var result = SegmentationEvaluation.Evaluate(reference, prediction, Plane, options);
        Assert.Equal(new OverlapCounts(8, 0, 0, 16), result["whole"].Counts);
        Assert.Equal(new OverlapCounts(4, 1, 0, 19), result["2"].Counts);
        Assert.Equal([3], result.UnclaimedLabels);
    }

    [Fact]
    public void Evaluate_IgnoredLabel_LeavesItsVoxelsOutOfEverything()
    {
        var reference = Masks.Draw("119900", "119900", "000000", "000000");
        var prediction = Masks.Draw("111100", "110000", "000000", "000000");
        var options = new SegmentationOptions { IgnoredLabel = 9 };
        var result = SegmentationEvaluation.Evaluate(reference, prediction, Plane, options);
        Assert.Equal(["1"], result.Regions.Select(region => region.Region.Name));
        Assert.Equal(new OverlapCounts(4, 0, 0, 16), result["1"].Counts);
        Assert.Equal(0, result["1"][BorderMetrics.Hausdorff].Value);
    }

    [Fact]
    public void Evaluate_LabelThatWrapsInAByte_IsNotFoundInAByteMap()
    {
        var mask = new byte[24].Fill(Plane, 1..3, 1..3);
        var options = new SegmentationOptions { Regions = [Region.Of(257)] };
        Assert.Equal(0, SegmentationEvaluation.Evaluate(mask, mask, Plane, options).Regions[0].Counts.Union);
    }

    [Fact]
    public void Evaluate_BytesOrWideLabelsOneThreadOrMore_GiveTheSameBits()
    {
        var random = new Random(5);
        var grid = Grid.Volume(40, 150, 190, 2, 0.7, 0.7);
        var (reference, prediction) = (new byte[grid.VoxelCount], new byte[grid.VoxelCount]);
        for (var blob = 0; blob < 60; blob++)
        {
            var target = blob % 2 == 0 ? reference : prediction;
            var (z, y, x, side) = (random.Next(30), random.Next(120), random.Next(150), random.Next(4, 30));
            for (var i = 0; i < side * side * 8; i++)
                target[((((z + (i / side / side)) * 150) + y + (i / side % side)) * 190) + x + (i % side)] = (byte)(1 + (blob % 5));
        }

        var options = new SegmentationOptions { Metrics = SegmentationMetrics.All & ~SegmentationMetrics.CentrelineDice };
        var one = SegmentationEvaluation.Evaluate(reference, prediction, grid, options);
        var two = SegmentationEvaluation.Evaluate(reference, prediction, grid, options with { Threads = 3 });
        var wide = SegmentationEvaluation.Evaluate(
            Array.ConvertAll(reference, label => (ushort)label), Array.ConvertAll(prediction, label => (ushort)label), grid, options);
        Assert.Equal(5, one.Regions.Count);
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(one.Regions[i].Values, two.Regions[i].Values);
            Assert.Equal(one.Regions[i].Values, wide.Regions[i].Values);
        }
    }

    [Fact]
    public void Evaluate_MoreLabelsThanABytesWorth_FindsEachOfThem()
    {
        var grid = Grid.Plane(256, 256);
        var labels = new ushort[65536];
        for (var i = 0; i < labels.Length; i++)
            labels[i] = (ushort)i;
        var result = SegmentationEvaluation.Evaluate(labels, labels, grid, new SegmentationOptions { Metrics = SegmentationMetrics.Overlap });
        Assert.Equal(65535, result.Regions.Count);
        Assert.All(result.Regions, region => Assert.Equal(1, region.Counts.TruePositive));
    }

    [Fact]
    public void Evaluate_WrongShape_SaysWhatWasGivenAndWhatIsNeeded()
    {
        var error = Assert.Throws<ArgumentException>(() => SegmentationEvaluation.Evaluate(new byte[24], new byte[23], Plane));
        Assert.Contains("23", error.Message, StringComparison.Ordinal);
        Assert.Contains("24", error.Message, StringComparison.Ordinal);
        Assert.Equal("prediction", error.ParamName);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Plane_SpacingWithoutMeaning_IsRefused(double spacing) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Grid.Plane(2, 2, spacing, 1));

    [Fact]
    public void Ratio_PooledOverCases_IsTheRatioOfTheSums()
    {
        var a = Overlap.Dice(new OverlapCounts(10, 5, 5, 0));
        var b = Overlap.Dice(new OverlapCounts(1, 0, 9, 0));
        var pooled = Overlap.Dice(new OverlapCounts(10, 5, 5, 0) + new OverlapCounts(1, 0, 9, 0));
        Assert.Equal(pooled.Value, (a.Numerator + b.Numerator) / (a.Denominator + b.Denominator));
    }
}
