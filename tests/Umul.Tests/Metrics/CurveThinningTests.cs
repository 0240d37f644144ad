using FsCheck;
using FsCheck.Fluent;
using Umul.Metrics;

namespace Umul.Tests.Metrics;

public sealed class CurveThinningTests
{
    private const double Everything = double.PositiveInfinity;

    [Fact]
    public void Thin_FewerPointsThanPixels_AreAllThereAndSaidToBeExact()
    {
        var curve = CurveThinning.Thin("r", new XyColumns([0, 1, 2], [5, double.NaN, 7]), -Everything, Everything, 100, isLog: false);
        Assert.True(curve.IsExact);
        Assert.Null(curve.Low);
        Assert.Equal([0, 1, 2], curve.X);
        Assert.Equal(new OddPoint(1, OddKind.NotANumber, 1), curve.Odd.Single());
    }

    [Fact]
    public void Thin_OneSpikeInAMillionPoints_IsStillTheHighestOfItsCell()
    {
        var y = new double[1_000_000];
        y[654_321] = 9;
        var curve = CurveThinning.Thin("r", new XyColumns([.. Enumerable.Range(0, y.Length).Select(i => (double)i)], y), -Everything, Everything, 800, isLog: false);
        Assert.False(curve.IsExact);
        Assert.InRange(curve.X.Length, 700, 801);
        Assert.Equal(9, curve.High!.Max());
        Assert.Equal(1_000_000, curve.PointCount);
    }

    [Fact]
    public void Thin_LogarithmicAxis_KeepsTheBeginningFine()
    {
        var curve = CurveThinning.Thin("r", new XyColumns([.. Enumerable.Range(0, 100_000).Select(i => (double)i)], new double[100_000]), -Everything, Everything, 400, isLog: true);
        Assert.Equal([0.0, 1, 2, 3, 4, 5, 6, 7, 8, 9], curve.X[..10]); // 0 has no place on the axis, and the chart says so
    }

    [Fact]
    public void Thin_AnyPoints_LosesNoExtremeAndNoOddValue()
    {
        var values = Gen.OneOf(Gen.Choose(-1000, 1000).Select(i => i / 10.0), Gen.Elements(double.NaN, double.PositiveInfinity, double.NegativeInfinity));
        Prop.ForAll(values.ArrayOf(400).ToArbitrary(), y =>
        {
            var curve = CurveThinning.Thin("r", new XyColumns([.. Enumerable.Range(0, y.Length).Select(i => (double)i)], y), -Everything, Everything, 50, isLog: false);
            var finite = y.Where(double.IsFinite).ToArray();
            Assert.Equal(finite.Max(), curve.High!.Where(double.IsFinite).Max());
            Assert.Equal(finite.Min(), curve.Low!.Where(double.IsFinite).Min());
            Assert.Equal(y.Count(double.IsNaN), curve.Odd.Where(o => o.Kind == OddKind.NotANumber).Sum(o => o.Count));
            Assert.Equal(y.Count(double.IsInfinity), curve.Odd.Where(o => o.Kind != OddKind.NotANumber).Sum(o => o.Count));
        }).QuickCheckThrowOnFailure();
    }
}
