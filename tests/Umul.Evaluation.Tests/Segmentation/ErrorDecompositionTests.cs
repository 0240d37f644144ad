using System.Text.Json;
using Umul.Evaluation.Segmentation;

namespace Umul.Evaluation.Tests.Segmentation;

public class ErrorDecompositionTests
{
    /// <summary>A 64×64 pair with one error of each kind, counted by an independent implementation (statistics/segdecomp).</summary>
    [SharedDataTheory]
    [InlineData(2)]
    [InlineData(3)]
    public void Of_OneErrorOfEachKind_EqualsFixture(int tolerance)
    {
        var grid = Grid.Plane(64, 64);
        using var json = JsonDocument.Parse(File.ReadAllText(SharedData.Path("statistics/expected_slices_segdecomp.json")));
        var expected = json.RootElement.GetProperty($"segdecomp_tau{tolerance}");
        var actual = ErrorDecomposition.Of(Read("G"), Read("P"), grid, tolerance);
        long Expected(string name) => expected.GetProperty(name).GetInt64();
        Assert.Equal(new OverlapCounts(Expected("TP"), Expected("FP"), Expected("FN"), 4096 - 497 - 96 - 112), actual.Counts);
        Assert.Equal(
            (Expected("FN_missed_object"), Expected("FN_boundary"), Expected("FN_interior")),
            (actual.MissedObject, actual.MissedBoundary, actual.MissedInterior));
        Assert.Equal(
            (Expected("FP_spurious_object"), Expected("FP_boundary"), Expected("FP_leak")),
            (actual.SpuriousObject, actual.SpuriousBoundary, actual.Leak));
        Assert.Equal((Expected("n_ref"), Expected("n_pred")), (actual.ReferenceObjects, actual.PredictedObjects));
        string[] kinds = ["FN_missed_object", "FN_boundary", "FN_interior", "FP_spurious_object", "FP_boundary", "FP_leak"];
        foreach (var (gain, kind) in actual.OracleGains.Zip(kinds))
            Assert.Equal(expected.GetProperty($"gain_{kind}").GetDouble(), gain.Value, 1e-14);
    }

    [Fact]
    public void Of_DefaultTolerance_IsTwoVoxelsWhateverTheSpacing()
    {
        var grid = Grid.Plane(20, 20, 5, 0.5);
        var reference = new byte[400].Fill(grid, 2..18, 2..18);
        var prediction = new byte[400].Fill(grid, 2..18, 2..18).Fill(grid, 2..18, 2..5, 0);
        var inVoxels = ErrorDecomposition.Of(reference, prediction, grid);
        // A strip of three columns: the two outer ones are boundary, of the inner one only its ends.
        Assert.Equal((0, 36, 12), (inVoxels.MissedObject, inVoxels.MissedBoundary, inVoxels.MissedInterior));
        Assert.Equal(48, ErrorDecomposition.Of(reference, prediction, grid, toleranceMm: 2).MissedBoundary);
    }

    [Fact]
    public void Of_NothingAnywhere_HasNoGains()
    {
        var nothing = ErrorDecomposition.Of(new byte[16], new byte[16], Grid.Plane(4, 4));
        Assert.All(nothing.OracleGains, gain => Assert.Equal(UndefinedReason.BothEmpty, gain.Reason));
    }

    private static byte[] Read(string name) =>
    [
        .. File.ReadAllText(SharedData.Path($"statistics/segdecomp/{name}.csv"))
            .Split([',', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).Select(cell => (byte)(double.Parse(cell, System.Globalization.CultureInfo.InvariantCulture) != 0 ? 1 : 0)),
    ];
}
