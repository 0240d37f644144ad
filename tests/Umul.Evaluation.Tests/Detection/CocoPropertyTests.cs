using Umul.Evaluation.Detection;

namespace Umul.Evaluation.Tests.Detection;

public class CocoPropertyTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 60)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Evaluate_RandomScene_EqualsTheDefinitionToTheBit(int seed)
    {
        var data = RandomScene.Build(seed);
        var result = CocoEvaluation.Evaluate(data, CocoOptions.Coco with { MaxDetections = [1, 3, 100] });
        for (var k = 0; k < 3; k++)
        {
            for (var a = 0; a < 4; a++)
            {
                foreach (var (t, m) in ((int, int)[])[(0, 2), (5, 2), (9, 1), (3, 0)])
                {
                    var (precision, recall) = NaiveCoco.Of(
                        data, k, result.Options.IouThresholds[t], result.Options.AreaRanges[a], result.Options.MaxDetections[m]);
                    Assert.Equal(recall, result.Recall(t, k, a, m));
                    for (var r = 0; r < precision.Length; r++)
                        Assert.Equal(BitConverter.DoubleToInt64Bits(precision[r]), BitConverter.DoubleToInt64Bits(result.Precision(t, r, k, a, m)));
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Evaluate_AnyNumberOfThreads_GivesTheSameBits(int seed)
    {
        var data = RandomScene.Build(seed);
        var one = CocoEvaluation.Evaluate(data).Stats.Select(BitConverter.DoubleToInt64Bits);
        Assert.Equal(one, CocoEvaluation.Evaluate(data, CocoOptions.Coco with { Threads = 4 }).Stats.Select(BitConverter.DoubleToInt64Bits));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Evaluate_ImagesAndCategoriesRenamed_GivesTheSameStats(int seed)
    {
        var data = RandomScene.Build(seed);
        var renamed = data with
        {
            ImageIds = [.. data.ImageIds!.Select(id => (id * 1000) - 77)],
            CategoryIds = [.. data.CategoryIds!.Select(id => id + 50)],
            References = data.References with { ImageIds = Map(data.References.ImageIds, id => (id * 1000) - 77), CategoryIds = Map(data.References.CategoryIds, id => id + 50) },
            Predictions = data.Predictions with { ImageIds = Map(data.Predictions.ImageIds, id => (id * 1000) - 77), CategoryIds = Map(data.Predictions.CategoryIds, id => id + 50) },
        };
        Assert.Equal(CocoEvaluation.Evaluate(data).Stats, CocoEvaluation.Evaluate(renamed).Stats);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Evaluate_PredictionsAreTheReference_IsPerfect(int seed)
    {
        var data = RandomScene.Build(seed);
        var references = data.References with { IsCrowd = default, Areas = default };
        var perfect = data with
        {
            References = references,
            Predictions = new PredictedObjects
            {
                ImageIds = references.ImageIds,
                CategoryIds = references.CategoryIds,
                Shapes = references.Shapes,
                Scores = Enumerable.Repeat(0.5, references.Count).ToArray(),
            },
        };
        var result = CocoEvaluation.Evaluate(perfect);
        Assert.Equal(references.Count > 0, result.Values[0].IsDefined);
        if (references.Count > 0)
            Assert.Equal(1, result.Values[0].Value, 1e-12);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Values_RandomScene_AreSharesOrHaveAReason(int seed)
    {
        var result = CocoEvaluation.Evaluate(RandomScene.Build(seed));
        foreach (var value in result.Values)
        {
            Assert.Equal(double.IsNaN(value.Value), !value.IsDefined);
            if (value.IsDefined)
                Assert.InRange(value.Value, 0, 1);
        }

        Assert.Equal(12, result.Values.Select(value => value.Definition).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Weighted_ImagesLeftOut_EqualsEvaluatingTheOthers(int seed)
    {
        var data = RandomScene.Build(seed);
        var resampling = new DetectionResampling(CocoEvaluation.Evaluate(data));
        double[] weights = [.. data.ImageIds!.Select(id => (double)((id + seed) % 2))];
        var expected = CocoEvaluation.Evaluate(Only(data, id => weights[id] > 0)).Values[0];
        if (expected.IsDefined)
            Assert.Equal(expected.Value, resampling.Weighted(weights), 1e-12);
        else
            Assert.True(double.IsNaN(resampling.Weighted(weights)));
    }

    [Fact]
    public void Pseudovalues_IntegerScene_EqualLeavingImagesOutByHand()
    {
        var data = IntegerScene.Build();
        var result = CocoEvaluation.Evaluate(data);
        var values = new DetectionResampling(result).Pseudovalues(threads: 2);
        for (var i = 0; i < values.Length; i++)
        {
            var without = CocoEvaluation.Evaluate(Only(data, id => id != result.ImageIds[i])).Values[0].Value;
            Assert.Equal((12 * result.Values[0].Value) - (11 * without), values[i], 1e-12);
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Evaluate_RowsInAnotherOrderWithoutTies_GivesTheSameStats(int seed)
    {
        var data = RandomScene.Build(seed);
        var distinct = data with
        {
            Predictions = data.Predictions with { Scores = data.Predictions.Scores.ToArray().Select((score, row) => score + (row / 4096.0)).ToArray() },
        };
        var p = distinct.Predictions;
        int[] predictions = [.. Enumerable.Range(0, p.Count).OrderBy(row => row * 31 % 17)];
        var shuffled = distinct with
        {
            Predictions = p with
            {
                ImageIds = At(p.ImageIds, predictions),
                CategoryIds = At(p.CategoryIds, predictions),
                Scores = At(p.Scores, predictions),
                Shapes = At((BoxShapes)p.Shapes, predictions),
            },
        };
        Assert.Equal(CocoEvaluation.Evaluate(distinct).Stats, CocoEvaluation.Evaluate(shuffled).Stats);
    }

    private static DetectionData Only(DetectionData data, Func<long, bool> isKept)
    {
        var (r, p) = (data.References, data.Predictions);
        int[] references = [.. Enumerable.Range(0, r.Count).Where(row => isKept(r.ImageIds.Span[row]))];
        int[] predictions = [.. Enumerable.Range(0, p.Count).Where(row => isKept(p.ImageIds.Span[row]))];
        return data with
        {
            ImageIds = [.. data.ImageIds!.Where(isKept)],
            References = r with
            {
                ImageIds = At(r.ImageIds, references),
                CategoryIds = At(r.CategoryIds, references),
                IsCrowd = At(r.IsCrowd, references),
                Areas = At(r.Areas, references),
                Shapes = At((BoxShapes)r.Shapes, references),
            },
            Predictions = p with
            {
                ImageIds = At(p.ImageIds, predictions),
                CategoryIds = At(p.CategoryIds, predictions),
                Scores = At(p.Scores, predictions),
                Shapes = At((BoxShapes)p.Shapes, predictions),
            },
        };
    }

    private static T[] At<T>(ReadOnlyMemory<T> column, int[] rows) => [.. rows.Select(row => column.Span[row])];

    private static BoxShapes At(BoxShapes boxes, int[] rows) => new(rows.SelectMany(row => boxes.Box(row).ToArray()).ToArray());

    private static long[] Map(ReadOnlyMemory<long> ids, Func<long, long> rename) => [.. ids.ToArray().Select(rename)];
}
