using Umul.Evaluation.Statistics;

namespace Umul.Evaluation.Tests.Statistics;

/// <summary>Kinds of errors in both arms: counted quantities, confusions, calibration, transcripts. Reference values: scipy 1.10, scikit-learn 1.2.</summary>
public sealed class ErrorChangeTests
{
    [SharedDataFact]
    public void Quantity_IsTheCrossedT_OfTheComparison()
    {
        var (a, b) = (StatisticsData.Matrix("fixtures/crossed_YA_3x20.csv"), StatisticsData.Matrix("fixtures/crossed_YB_4x20.csv"));
        var change = QuantityChange.Of([new CaseQuantity("x", a, b)], new CaseDeltas(new double[20]))[0];
        // statistics.md §1.1
        Numbers.Near(0.0125715, change.Change.Difference, 5e-8);
        Numbers.Near(3.2026, change.Change.DegreesOfFreedom, 5e-5);
        Numbers.Near(-0.015156, change.Change.Interval().Lower, 5e-7);
    }

    [Fact]
    public void Quantities_AreCorrectedTogether_AndGroupsAreTheSample()
    {
        double[] left = [1, 1, 2, 2, 3, 3];
        double[] right = [2, 2, 3, 3, 4.5, 4.5];
        var quantity = new CaseQuantity("missed", new ScoreMatrix(1, 6, left), new ScoreMatrix(1, 6, right));
        var grouped = QuantityChange.Of([quantity, quantity], new CaseDeltas(new double[6], ["a", "a", "b", "b", "c", "c"]));
        Assert.Equal(2, grouped[0].Change.DegreesOfFreedom);
        Numbers.Near(2 * grouped[0].Change.PValue, grouped[0].AdjustedP, 1e-15);
        Numbers.Near(2, grouped[0].Baseline, 1e-12);
        Numbers.Near(19 / 6.0, grouped[0].Idea, 1e-12);
        Assert.Equal(5, QuantityChange.Of([quantity], new CaseDeltas(new double[6]))[0].Change.DegreesOfFreedom);
    }

    [Fact]
    public void Confusion_CountsWhatMoved_AndWhoFlipped()
    {
        string[] reference = ["cat", "cat", "dog", "dog", "owl", "owl"];
        string[] before = ["cat", "cat", "dog", "cat", "owl", "dog"];
        string[] after = ["cat", "dog", "dog", "dog", "owl", "dog"];
        var shift = ConfusionShift.Of(reference, [before], [after], new CaseDeltas(new double[6]));
        Assert.Equal([("cat", "dog", 0.0, 1.0), ("dog", "cat", 1.0, 0.0), ("owl", "dog", 1.0, 1.0)],
            shift.Cells.OrderBy(c => c.Reference, StringComparer.Ordinal).Select(c => (c.Reference, c.Prediction, c.Baseline, c.Idea)));
        Assert.Equal([1], shift.Lost);
        Assert.Equal([3], shift.Won);
        Assert.Equal([5], shift.Suspicious); // every run says dog, the label owl
    }

    [Fact]
    public void Calibration_IsInParts_AsScikitLearnAndNumpyHaveThem()
    {
        const int n = 60;
        bool[] happened = [.. Enumerable.Range(0, n).Select(i => i * 7 % 5 < 2)];
        double[] Arm(double step, double phase, double push) => [.. Enumerable.Range(0, n).Select(i =>
            Math.Clamp(0.5 + (0.4 * Math.Sin((i * step) + phase) * 0.9) + (happened[i] ? push : -push), 0.01, 0.99))];
        var shift = CalibrationShift.Of(([Arm(1.7, 0, 0.1)], [Arm(1.1, 1, 0.2)]), happened, new CaseDeltas(new double[n]));
        Close(shift.Baseline, 0.23306612441917085, 0.10103125432377531, 0.10795634920634921, 0.24720049339070652);
        Close(shift.Idea, 0.16362299818093004, 0.08261076141475891, 0.15988095238095237, 0.22169035407281276);
        Numbers.Near(0.24, shift.Baseline.Uncertainty, 1e-15);
        Numbers.Near(-0.06944312623824074, shift.Brier.Change.Difference, 1e-14);
        Numbers.Near(0.04206957533613411, shift.Brier.Change.PValue, 1e-12);
        Assert.True(shift.ExpectedErrorChange.Lower < shift.ExpectedErrorChange.Upper);
    }

    [Fact]
    public void Transcripts_CountOperations_Confusions_AndRepetitions()
    {
        string[] references = ["the cat sat", "a dog ran home", "yes yes yes we can"];
        string[] before = ["the cat sat", "a dog ran home", "yes yes yes we can"];
        string[] after = ["the hat sat", "a dog ran ran ran ran home", "yes yes yes we can"];
        var shift = TranscriptShift.Of(references, ([before], [after]), new CaseDeltas(new double[3]));
        Assert.Equal([1 / 3.0, 0, 1], shift.Operations.Select(o => o.Change.Difference));
        Assert.Equal((null, "ran", 3.0), (shift.Confusions[0].Reference, shift.Confusions[0].Prediction, shift.Confusions[0].Idea));
        Assert.Contains(shift.Confusions, c => c is { Reference: "cat", Prediction: "hat", Baseline: 0, Idea: 1 } && c.Cases is [0]);
        Assert.Equal([1], shift.Repeating); // the reference of the third repeats itself
    }

    [Theory]
    [InlineData("thank you thank you thank you", true)]
    [InlineData("no no no", true)]
    [InlineData("no no", false)]
    [InlineData("a b c a b c a b", false)]
    [InlineData("a b c a b c a b c", true)]
    [InlineData("", false)]
    public void Repeats_ThreeTimesInARow(string text, bool repeats) => Assert.Equal(repeats, TranscriptShift.Repeats(text));

    private static void Close(CalibrationParts parts, double brier, double reliability, double resolution, double error)
    {
        Numbers.Near(brier, parts.Brier, 1e-14);
        Numbers.Near(reliability, parts.Reliability, 1e-14);
        Numbers.Near(resolution, parts.Resolution, 1e-14);
        Numbers.Near(error, parts.ExpectedError, 1e-14);
    }
}
