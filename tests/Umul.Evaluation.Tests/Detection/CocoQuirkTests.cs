using Umul.Evaluation.Detection;

namespace Umul.Evaluation.Tests.Detection;

/// <summary>What pycocotools does that one would not expect: done in strict mode, said in the result, undone otherwise.</summary>
public class CocoQuirkTests
{
    private static readonly CocoOptions s_sensible = CocoOptions.Coco with { IsStrict = false };

    [Fact]
    public void Evaluate_ObjectOfIdZero_StrictCountsItsMatchAsFalseAlarm()
    {
        var data = OneImage([[10, 10, 40, 40]], [[10, 10, 40, 40]], references => references with { Ids = new long[] { 0 } });
        var strict = CocoEvaluation.Evaluate(data);
        Assert.Equal(0, strict.Values[0].Value);
        Assert.Equal([CocoQuirk.IdZeroCountsAsUnmatched], strict.Quirks);
        Assert.Equal(1, CocoEvaluation.Evaluate(data, s_sensible).Values[0].Value, 1e-12);
    }

    [Fact]
    public void Evaluate_IgnoredObject_StrictCountsItAllTheSame()
    {
        var data = OneImage(
            [[10, 10, 40, 40], [100, 100, 40, 40]], [[10, 10, 40, 40]], references => references with { IsIgnored = new[] { false, true } });
        var strict = CocoEvaluation.Evaluate(data);
        Assert.Equal(0.5, strict.Values[8].Value);
        Assert.Equal([CocoQuirk.IgnoreOverwrittenByCrowd], strict.Quirks);
        Assert.Equal(1, CocoEvaluation.Evaluate(data, s_sensible).Values[8].Value);
    }

    [Fact]
    public void Evaluate_MaxDetectionsWithoutHundred_HeadlineIsUndefinedAndPrintsMinusOne()
    {
        var result = CocoEvaluation.Evaluate(
            OneImage([[10, 10, 40, 40]], [[10, 10, 40, 40]]), CocoOptions.Coco with { MaxDetections = [1, 10, 300] });
        Assert.Equal(UndefinedReason.NotComputed, result.Values[0].Reason);
        Assert.Equal(-1, result.Stats[0]);
        Assert.Contains(CocoQuirk.HeadlineNeedsHundredDetections, result.Quirks);
        Assert.Equal(1, result.AveragePrecision().Value, 1e-12);
    }

    [Fact]
    public void Evaluate_PredictionsNotLookedAt_AreSaid()
    {
        var data = OneImage([[10, 10, 40, 40]], [.. Enumerable.Repeat<double[]>([10, 10, 40, 40], 101)]);
        Assert.Contains(CocoQuirk.PredictionsBeyondMaxDetections, CocoEvaluation.Evaluate(data).Quirks);
        var other = data with { Predictions = data.Predictions with { CategoryIds = Enumerable.Repeat(9L, 101).ToArray() } };
        Assert.Equal([CocoQuirk.OtherCategoriesLeftOut], CocoEvaluation.Evaluate(other).Quirks);
    }

    [Fact]
    public void Evaluate_BadColumns_AreRefusedWithTheRow()
    {
        var data = OneImage([[10, 10, 40, 40]], [[10, 10, 40, 40]]);
        var stranger = data with { Predictions = data.Predictions with { ImageIds = new[] { 8L } } };
        Assert.Contains("Prediction 0 belongs to image 8", Refusal(stranger with { ImageIds = [1] }), StringComparison.Ordinal);
        Assert.Contains("score of prediction 0 is NaN", Refusal(data with { Predictions = data.Predictions with { Scores = new[] { double.NaN } } }), StringComparison.Ordinal);
        Assert.Contains("2 rows in CategoryIds", Refusal(data with { References = data.References with { CategoryIds = new long[2] } }), StringComparison.Ordinal);
        var volumes = data.Predictions with { Shapes = new VolumeBoxShapes(new double[] { 0, 0, 1, 1, 0, 1 }) };
        Assert.Contains("must be of one kind", Refusal(data with { Predictions = volumes }), StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new BoxShapes(new double[] { 1, 2, double.PositiveInfinity, 4 }));
        Assert.Throws<ArgumentException>(() => CocoEvaluation.Evaluate(data, CocoOptions.Coco with { IouThresholds = [0.5, 0.5] }));
    }

    [Fact]
    public void Evaluate_NothingAtAll_IsUndefinedWithTheReason()
    {
        var result = CocoEvaluation.Evaluate(OneImage([], []));
        Assert.All(result.Values, value => Assert.Equal(UndefinedReason.NoPositives, value.Reason));
        Assert.All(result.Stats, value => Assert.Equal(-1, value));
    }

    private static string Refusal(DetectionData data) => Assert.Throws<ArgumentException>(() => CocoEvaluation.Evaluate(data)).Message;

    private static DetectionData OneImage(double[][] references, double[][] predictions, Func<ReferenceObjects, ReferenceObjects>? change = null)
    {
        var columns = new ReferenceObjects
        {
            ImageIds = Enumerable.Repeat(1L, references.Length).ToArray(),
            CategoryIds = Enumerable.Repeat(1L, references.Length).ToArray(),
            Shapes = new BoxShapes(references.SelectMany(box => box).ToArray()),
        };
        return new DetectionData
        {
            ImageIds = [1],
            CategoryIds = [1],
            References = change is null ? columns : change(columns),
            Predictions = new PredictedObjects
            {
                ImageIds = Enumerable.Repeat(1L, predictions.Length).ToArray(),
                CategoryIds = Enumerable.Repeat(1L, predictions.Length).ToArray(),
                Scores = Enumerable.Range(0, predictions.Length).Select(i => 1.0 / (i + 1)).ToArray(),
                Shapes = new BoxShapes(predictions.SelectMany(box => box).ToArray()),
            },
        };
    }
}
