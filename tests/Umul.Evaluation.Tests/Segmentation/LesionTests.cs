using FsCheck;
using FsCheck.Fluent;
using Umul.Evaluation.Kernels;
using Umul.Evaluation.Segmentation;

namespace Umul.Evaluation.Tests.Segmentation;

public class LesionTests
{
    private static readonly Grid Row = Grid.Plane(1, 100, 1, 2);

    [Theory]
    [InlineData(Connectivity.Face, 4)]
    [InlineData(Connectivity.Edge, 1)]
    [InlineData(Connectivity.Corner, 1)]
    public void OfMasks_DiagonalPixels_HangTogetherOnlyAcrossCorners(Connectivity connectivity, int expected)
    {
        var mask = Masks.Draw("1000", "0100", "0010", "0001");
        var result = LesionEvaluation.OfMasks(mask, mask, Grid.Plane(4, 4), new LesionOptions { Connectivity = connectivity });
        Assert.Equal(expected, result.References.Count);
        Assert.Equal(1, result.PanopticQuality.Value);
    }

    [Theory]
    [InlineData(Connectivity.Face, 3)]
    [InlineData(Connectivity.Edge, 2)]
    [InlineData(Connectivity.Corner, 1)]
    public void OfMasks_VoxelsAcrossAnEdgeAndACorner_FollowTheSixEighteenAndTwentySixNeighbours(Connectivity connectivity, int expected)
    {
        // (0,0,0) – (0,1,1) share an edge; (0,1,1) – (1,2,2) a corner.
        var mask = Masks.Draw("100", "010", "000", "000", "000", "001");
        var result = LesionEvaluation.OfMasks(mask, mask, Grid.Volume(2, 3, 3), new LesionOptions { Connectivity = connectivity });
        Assert.Equal(expected, result.References.Count);
    }

    [Fact]
    public void OfMasks_RandomMasks_EqualsFloodFill() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(60),
            Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
            {
                var (grid, reference, prediction) = Masks.Random(seed);
                foreach (var connectivity in Enum.GetValues<Connectivity>())
                {
                    var result = LesionEvaluation.OfMasks(reference, prediction, grid, new LesionOptions { Connectivity = connectivity });
                    Assert.Equal(FloodFill(reference, grid, (int)connectivity), result.References.Select(lesion => lesion.Voxels));
                    Assert.Equal(FloodFill(prediction, grid, (int)connectivity), result.Predictions.Select(lesion => lesion.Voxels));
                }
            }));

    [Fact]
    public void OfInstances_ThreeMatchers_EachTakeTheirOwnPairs()
    {
        // Reference 1 meets prediction 1 (IoU 8/14) and 2 (IoU 2/12); reference 2 meets prediction 1 only (IoU 4/14).
        var reference = Labels((1, 0, 10), (2, 10, 16));
        var prediction = Labels((2, 0, 2), (1, 2, 14));
        LesionResult Match(LesionMatcher matcher, double threshold) => LesionEvaluation.OfInstances(
            reference, prediction, Row, new LesionOptions { Matcher = matcher, Threshold = threshold });
        Assert.Equal([(1, 1)], Pairs(Match(LesionMatcher.Naive, 0.1)));
        Assert.Equal([(1, 1)], Pairs(Match(LesionMatcher.Greedy, 0.1)));
        Assert.Equal([(1, 2), (2, 1)], Pairs(Match(LesionMatcher.Optimal, 0.1)));
        Assert.Equal([(1, 1)], Pairs(Match(LesionMatcher.Optimal, 0.3)));
    }

    [Fact]
    public void OfInstances_GreedyWithConfidences_ServesTheMostConfidentFirst()
    {
        var reference = Labels((1, 0, 10));
        var prediction = Labels((1, 0, 7), (2, 7, 10));
        var options = new LesionOptions { Matcher = LesionMatcher.Greedy, Threshold = 0.1 };
        Assert.Equal([(1, 1)], Pairs(LesionEvaluation.OfInstances(reference, prediction, Row, options)));
        var confidences = new Dictionary<int, double> { [1] = 0.4, [2] = 0.9 };
        Assert.Equal([(1, 2)], Pairs(LesionEvaluation.OfInstances(reference, prediction, Row, options, confidences)));
    }

    [Fact]
    public void OfInstances_IouOfExactlyTheThreshold_CountsUnlessMoreIsAsked()
    {
        var (reference, prediction) = (Labels((1, 0, 3)), Labels((1, 1, 4)));
        Assert.Equal(1, LesionEvaluation.OfInstances(reference, prediction, Row).TruePositives);
        Assert.Equal(0, LesionEvaluation.OfInstances(reference, prediction, Row, new LesionOptions { IsThresholdExclusive = true }).TruePositives);
    }

    [Fact]
    public void OfInstances_SizeLimits_CountReferencesAndPredictionsByTheirOwnSize()
    {
        // Sizes in mm² are twice the pixels: 4, 20 and 60 in the reference.
        var reference = Labels((1, 0, 2), (2, 10, 20), (3, 40, 70));
        var prediction = Labels((1, 10, 20), (2, 40, 60), (3, 90, 91));
        var result = LesionEvaluation.OfInstances(reference, prediction, Row, new LesionOptions { SizeLimitsMm = [10, 50] });
        Assert.Equal(
            [
                new LesionSizeClass(0, 10, 1, 0, 1, 0), new LesionSizeClass(10, 50, 1, 1, 2, 2),
                new LesionSizeClass(50, double.PositiveInfinity, 1, 1, 0, 0),
            ],
            result.SizeClasses);
        Assert.Equal(2 / 3.0, result.Recall.Value);
        Assert.Equal(2 / 3.0, result.F1.Value);
        Assert.Equal(UndefinedReason.PredictionEmpty, result.SizeClasses[2].Precision.Reason);
    }

    [Fact]
    public void OfMasks_NothingOrOneSideOnly_SaysWhyAValueIsMissing()
    {
        var (nothing, something) = (new byte[100], new byte[100].Fill(Row, .., ..5));
        var neither = LesionEvaluation.OfMasks(nothing, nothing, Row);
        Assert.All(neither.Values.Where(value => !value.Definition.StartsWith("segmentation", StringComparison.Ordinal)), value =>
            Assert.Equal(UndefinedReason.BothEmpty, value.Reason));
        var hallucinated = LesionEvaluation.OfMasks(nothing, something, Row);
        Assert.Equal(UndefinedReason.ReferenceEmpty, hallucinated.Recall.Reason);
        Assert.Equal((0.0, 0.0), (hallucinated.Precision.Value, hallucinated.PanopticQuality.Value));
    }

    [Fact]
    public void Best_RandomGains_EqualsTryingAllPermutations() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(80),
            Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
            {
                var random = new Random(seed);
                var gain = new double[random.Next(1, 6), random.Next(1, 6)];
                for (var i = 0; i < gain.Length; i++)
                    gain[i / gain.GetLength(1), i % gain.GetLength(1)] = random.Next(3) == 0 ? 0 : random.NextDouble();
                var cells = Assignment.Best(gain);
                Assert.Equal(cells.Count, cells.Select(cell => cell.Row).Distinct().Count());
                Assert.Equal(cells.Count, cells.Select(cell => cell.Column).Distinct().Count());
                Assert.Equal(BestByTrying(gain, 0, 0), cells.Sum(cell => gain[cell.Row, cell.Column]), 1e-12);
            }));

    private static double BestByTrying(double[,] gain, int row, int used)
    {
        if (row == gain.GetLength(0))
            return 0;
        var best = BestByTrying(gain, row + 1, used);
        for (var column = 0; column < gain.GetLength(1); column++)
        {
            if ((used & (1 << column)) == 0)
                best = Math.Max(best, gain[row, column] + BestByTrying(gain, row + 1, used | (1 << column)));
        }

        return best;
    }

    private static ushort[] Labels(params (int Label, int From, int To)[] spans)
    {
        var labels = new ushort[100];
        foreach (var (label, from, to) in spans)
            labels.AsSpan(from..to).Fill((ushort)label);
        return labels;
    }

    private static List<(int, int)> Pairs(LesionResult result) => [.. result.Matches.Select(match => (match.Reference, match.Prediction))];

    private static List<long> FloodFill(byte[] mask, Grid grid, int reach)
    {
        var open = Array.ConvertAll(mask, value => value != 0);
        var sizes = new List<long>();
        for (var start = 0; start < open.Length; start++)
        {
            if (!open[start])
                continue;
            var stack = new Stack<int>([start]);
            open[start] = false;
            long size = 0;
            while (stack.TryPop(out var at))
            {
                size++;
                var (z, y, x) = (at / grid.Width / grid.Height, at / grid.Width % grid.Height, at % grid.Width);
                for (var k = 0; k < 27; k++)
                {
                    var (dz, dy, dx) = ((k / 9) - 1, (k / 3 % 3) - 1, (k % 3) - 1);
                    if (Math.Abs(dz) + Math.Abs(dy) + Math.Abs(dx) > reach || z + dz < 0 || z + dz >= grid.Depth || y + dy < 0
                        || y + dy >= grid.Height || x + dx < 0 || x + dx >= grid.Width)
                        continue;
                    var next = ((((z + dz) * grid.Height) + y + dy) * grid.Width) + x + dx;
                    if (!open[next])
                        continue;
                    open[next] = false;
                    stack.Push(next);
                }
            }

            sizes.Add(size);
        }

        return sizes;
    }
}
