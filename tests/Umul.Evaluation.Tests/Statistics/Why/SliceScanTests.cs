using Umul.Evaluation.Statistics;

namespace Umul.Evaluation.Tests.Statistics;

/// <summary>Reference values: pandas and scipy (Welch), statsmodels (Holm), in expected_slices_segdecomp.json; by patient, scipy 1.10.</summary>
public sealed class SliceScanTests
{
    [SharedDataFact]
    public void Fixture_EverySlice_AsScipyHasIt()
    {
        var scan = SliceScan.Of(SliceFixture.Cases(), SliceFixture.Columns());
        var expected = SliceFixture.Expected.GetProperty("slices").EnumerateArray().ToArray();
        Assert.Equal(expected.Length, scan.Slices.Count);
        foreach (var slice in scan.Slices)
        {
            var same = expected.Single(e => Math.Abs(e.GetProperty("mean").GetDouble() - slice.Mean) < 1e-12);
            Assert.Equal(same.GetProperty("n").GetInt32(), slice.Cases.Count);
            Numbers.Near(same.GetProperty("diff").GetDouble(), slice.Gap, 1e-14);
            Numbers.Close(same.GetProperty("p").GetDouble(), slice.PValue, 1e-9);
            Numbers.Close(same.GetProperty("holm").GetDouble(), slice.AdjustedP, 1e-9);
        }
    }

    [SharedDataFact]
    public void Fixture_Contributions_AddUpToTheWholeChange_WithinAColumn()
    {
        var deltas = SliceFixture.Cases();
        var devices = SliceScan.Of(deltas, [SliceFixture.Column("device", 4)]).Slices;
        Numbers.Near(deltas.Mean, devices.Sum(s => s.Contribution), 1e-15);
        Numbers.Near(1, devices.Sum(s => s.Share), 1e-12);
        // 70 cases of device B at −0.01868 each, of 240.
        Numbers.Near(70 * -0.01868 / 240, devices.Single(s => s.Conditions[0].Word == "B").Contribution, 1e-12);
    }

    [SharedDataFact]
    public void Fixture_ByPatient_TheSampleIsPatients()
    {
        var slice = SliceScan.Of(SliceFixture.Patients(), [SliceFixture.Column("device", 4)]).Slices.Single(s => s.Conditions[0].Word == "B");
        Assert.Equal((70, 55), (slice.Cases.Count, slice.Units));
        Numbers.Near(-0.01856, slice.Mean, 1e-12);
        Numbers.Near(-0.03061534308329368, slice.Interval!.Value.Lower, 1e-10);
        Numbers.Close(6.127636683938654e-06, slice.PValue, 1e-9);
    }

    [Fact]
    public void Identifiers_AreNotCut_AndSmallLevelsAreLeftAlone()
    {
        var deltas = new CaseDeltas([.. Enumerable.Range(0, 40).Select(i => i % 7 / 10.0)]);
        var names = CaseColumn.Of("name", (IReadOnlyList<string>)[.. Enumerable.Range(0, 40).Select(i => $"case {i}")]);
        var site = CaseColumn.Of("site", (IReadOnlyList<string>)[.. Enumerable.Range(0, 40).Select(i => i < 5 ? "rare" : i < 20 ? "a" : "b")]);
        var scan = SliceScan.Of(deltas, [names, site]);
        Assert.Equal(["name"], scan.NotCut);
        Assert.Equal(["a", "b"], scan.Slices.Select(s => s.Conditions[0].Word).Order());
    }

    [Fact]
    public void MissingValues_AreASliceOfTheirOwn_AndInNoQuartile()
    {
        var deltas = new CaseDeltas([.. Enumerable.Range(0, 60).Select(i => i < 12 ? -0.3 + (i / 100.0) : i % 5 / 100.0)]);
        var age = CaseColumn.Of("age", (IReadOnlyList<string>)[.. Enumerable.Range(0, 60).Select(i => i < 12 ? "" : $"{i}.5")]);
        var slices = SliceScan.Of(deltas, [age]).Slices;
        Assert.Equal((CaseRelation.Is, ""), (slices[0].Conditions[0].Relation, slices[0].Conditions[0].Word));
        Assert.Equal(Enumerable.Range(0, 12), slices[0].Cases);
        Assert.Equal(60, slices.Sum(s => s.Cases.Count));
    }

    [Fact]
    public void ChanceAlone_RarelyFindsASlice()
    {
        // Twelve columns that mean nothing, 200 times: Holm keeps the rate of any finding at or below 5 % (here: at most 10 of 200 + chance).
        int found = 0;
        for (ulong study = 0; study < 200; study++)
        {
            var random = new CounterRandom(99, study);
            double[] deltas = [.. Enumerable.Range(0, 100).Select(_ => random.NextNormal())];
            CaseColumn[] columns = [.. Enumerable.Range(0, 12).Select(c => CaseColumn.Of($"x{c}", (IReadOnlyList<double>)[.. Enumerable.Range(0, 100).Select(_ => random.NextDouble())]))];
            if (SliceScan.Of(new CaseDeltas(deltas), columns).Slices[0].AdjustedP < 0.05)
                found++;
        }
        Assert.InRange(found, 0, 18);
    }
}
