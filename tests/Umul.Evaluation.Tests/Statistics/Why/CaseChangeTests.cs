using Umul.Evaluation.Statistics;

namespace Umul.Evaluation.Tests.Statistics;

/// <summary>Single cases: concentration, repeatable changes, galleries, shared failures. Reference values: numpy 1.24.</summary>
public sealed class CaseChangeTests
{
    [SharedDataFact]
    public void Concentration_OfTheFixture_AsNumpyHasIt()
    {
        var found = LossConcentration.Of(SliceFixture.Cases().Values);
        Assert.Equal((168, 0, 72, 12, false), (found.Wins, found.Ties, found.Losses, found.Worst, found.FewDrive));
        Numbers.Near(0.48535599035987087, found.Share, 1e-14);
    }

    [Fact]
    public void Concentration_OneCatastrophe_IsFewCases_AndNoLossHasNoShare()
    {
        double[] deltas = [.. Enumerable.Repeat(-0.001, 19), -0.9];
        Assert.True(LossConcentration.Of(deltas).FewDrive);
        Assert.True(double.IsNaN(LossConcentration.Of([0.1, 0.2, 0]).Share));
    }

    [SharedDataFact]
    public void Repeatable_OfTheCrossedFixture_AsNumpyHasIt()
    {
        var found = RepeatableCases.Of(StatisticsData.Matrix("fixtures/crossed_YA_3x20.csv"), StatisticsData.Matrix("fixtures/crossed_YB_4x20.csv"))!;
        double[] expected =
        [
            1.6229846748924732, 1.3258009130268595, 3.016866775869649, 0.6164586862108349, 1.8360123092765575, 0.9847069392604674, 0.784840491384524,
            0.8623641065067599, 2.743250168845016, 0.3660791073587873, 0.7145028611910125, -0.7320247142977399, -1.6745642841292856, 0.8222697543471916,
            -0.8834066332013287, 1.429674426146038, 1.3898115389350274, -0.4880878379390933, 0.2300501773904062, 0.8483528205120215,
        ];
        for (int i = 0; i < expected.Length; i++)
            Numbers.Near(expected[i], found.Scores[i], 1e-9);
        Assert.Equal([2], found.Better);
        Assert.Empty(found.Worse);
    }

    [Fact]
    public void Repeatable_OneRun_MarksNothing() =>
        Assert.Null(RepeatableCases.Of(new ScoreMatrix(1, 3, [1, 2, 3]), new ScoreMatrix(2, 3, [1, 2, 3, 4, 5, 6])));

    [Fact]
    public void Repeatable_UnderNoise_MarksNoMoreThanItSays()
    {
        var random = new CounterRandom(3, 0);
        var (marked, expected) = (0.0, 0.0);
        for (int study = 0; study < 40; study++)
        {
            double[] Draw() => [.. Enumerable.Range(0, 3 * 500).Select(_ => random.NextNormal())];
            var found = RepeatableCases.Of(new ScoreMatrix(3, 500, Draw()), new ScoreMatrix(3, 500, Draw()))!;
            marked += found.Worse.Count + found.Better.Count;
            expected += found.ExpectedByChance;
        }
        Assert.InRange(marked / expected, 0.1, 1.1);
    }

    [Fact]
    public void Gallery_HoldsExtremes_WhatFlipped_AndAControlOfTheSeed()
    {
        double[] deltas = [-0.5, 0.3, -0.2, 0.1, 0, -0.005];
        double[] baseline = [0.9, 0.2, 0.3, 0.8, 0.7, 0.95];
        var gallery = CaseGallery.Of(new CaseDeltas(deltas), baseline, worthwhile: 0.01, size: 2, seed: 4);
        Assert.Equal([0, 2], gallery.Worst);
        Assert.Equal([1, 3], gallery.Best);
        Assert.Equal([0], gallery.Flipped); // 5 lost less than δ, 2 was below the median before
        Assert.Equal(gallery.Control, CaseGallery.Of(new CaseDeltas(deltas), baseline, 0.01, 2, seed: 4).Control);
        Assert.Equal(2, gallery.Control.Distinct().Count());
    }

    [Fact]
    public void SharedFailures_AreFarBelowTheRest_InEveryRun()
    {
        double[] run = [.. Enumerable.Range(0, 30).Select(i => 0.8 + (i % 10 / 100.0))];
        double[] low = [.. run];
        (low[3], low[7]) = (0.1, 0.2);
        double[] once = [.. low];
        once[7] = 0.85; // one run can do it
        var found = SharedFailures.Of(ScoreMatrix.FromRuns([low, low]), ScoreMatrix.FromRuns([low, once]));
        Assert.Equal([3], found.Cases);
    }
}
