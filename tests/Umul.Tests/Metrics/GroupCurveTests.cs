using Umul.Metrics;

namespace Umul.Tests.Metrics;

public sealed class GroupCurveTests
{
    // janosh/tensorboard-reducer (MIT), tests/runs/strict, tag strict/foo, step 495: three runs of one seed group.
    private static readonly double[] s_oracle = [1.212090, 2.489091, 3.331873];

    [Fact]
    public void Average_ThreeSeeds_GivesPublishedMeanAndTInterval()
    {
        var curve = GroupCurve.Average([.. s_oracle.Select(y => Run([495], [y]))]);
        Assert.Equal(2.344352, curve.Mean.Single(), 1e-6);
        Assert.Equal(2.651, curve.High.Single() - curve.Mean.Single(), 5e-4);
        Assert.Equal(2.651, curve.Mean.Single() - curve.Low.Single(), 5e-4);
        Assert.Equal(3, curve.N.Single());
    }

    [Fact]
    public void Average_RunThatStopsEarly_LowersNAndNotTheMeanUnseen()
    {
        var curve = GroupCurve.Average([Run([0, 1, 2, 3], [1, 1, 1, 1]), Run([0, 1], [3, 3])]);
        Assert.Equal([2, 2, 1, 1], curve.Mean);
        Assert.Equal([2, 2, 1, 1], curve.N);
        Assert.Null(curve.BinWidth);
        Assert.True(double.IsNaN(curve.Low[2]), "one run has no interval");
    }

    [Fact]
    public void Average_NaNAndInfinity_AreInNoMeanAndCounted()
    {
        var curve = GroupCurve.Average([Run([0, 1], [1, double.NaN]), Run([0, 1], [3, 5]), Run([0, 1], [double.PositiveInfinity, 7])]);
        Assert.Equal([2, 6], curve.Mean);
        Assert.Equal([2, 2], curve.N);
        Assert.Equal([1, 1], curve.Odd);
    }

    [Fact]
    public void Average_RunsLoggedAtDifferentSteps_AreBroughtTogetherInBinsOfTheWidestSpacing()
    {
        // Each run is constant: a mean that zigzags between 1 and 3 would be an artefact of which run has a point where.
        var fine = Run([.. Enumerable.Range(0, 101).Select(i => (double)i)], [.. Enumerable.Repeat(1.0, 101)]);
        var coarse = Run([.. Enumerable.Range(0, 11).Select(i => i * 10.0)], [.. Enumerable.Repeat(3.0, 11)]);
        var curve = GroupCurve.Average([fine, coarse]);
        Assert.Equal(10, curve.BinWidth);
        Assert.All(curve.Mean, mean => Assert.Equal(2, mean, 1e-12));
        Assert.All(curve.N, n => Assert.Equal(2, n));
        Assert.Equal(112, curve.PointCount);
    }

    [Fact]
    public void Average_DoesNotDependOnOtherGroupsOrOnTheScreen()
    {
        var random = new Random(1);
        List<XyColumns> runs = [.. Enumerable.Range(0, 5).Select(_ => Run([.. Enumerable.Range(0, 5000).Select(i => (double)i)], [.. Enumerable.Range(0, 5000).Select(_ => random.NextDouble())]))];
        var whole = GroupCurve.Average(runs);
        foreach (var pixels in new[] { 50, 333, 2000 })
        {
            var thin = whole.Thinned(double.NegativeInfinity, double.PositiveInfinity, pixels);
            Assert.False(thin.IsExact);
            Assert.True(thin.X.Length <= pixels + 2, $"{thin.X.Length} points for {pixels} pixels");
            Assert.Equal(whole.Mean.Max(), thin.Mean.Max());
            Assert.Equal(whole.Mean.Min(), thin.Mean.Min());
            for (var i = 0; i < thin.X.Length; i++)
            {
                var at = (int)thin.X[i];
                Assert.Equal((whole.Mean[at], whole.Low[at], whole.N[at]), (thin.Mean[i], thin.Low[i], thin.N[i]));
            }
        }
    }

    [Fact]
    public void Thinned_Range_KeepsEveryPointWhereTheyFit()
    {
        var whole = GroupCurve.Average([Run([.. Enumerable.Range(0, 1000).Select(i => (double)i)], [.. Enumerable.Range(0, 1000).Select(i => (double)i)])]);
        var part = whole.Thinned(100, 110, 200);
        Assert.True(part.IsExact);
        Assert.Equal(Enumerable.Range(99, 13).Select(i => (double)i), part.X); // one more on either side, so that the line reaches the edge
    }

    private static XyColumns Run(double[] x, double[] y) => new(x, y);
}
