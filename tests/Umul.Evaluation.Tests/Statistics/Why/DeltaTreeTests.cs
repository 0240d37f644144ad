using System.Globalization;
using Umul.Evaluation.Statistics;

namespace Umul.Evaluation.Tests.Statistics;

/// <summary>Reference: scikit-learn 1.2's DecisionTreeRegressor (depth 3, leaves of 12, one column a level), its text and pruning path.</summary>
public sealed class DeltaTreeTests
{
    [SharedDataFact]
    public void Fixture_UnprunedTree_IsScikitLearns()
    {
        var root = DeltaTree.Grow(SliceFixture.Cases(), SliceFixture.Columns());
        string[] expected =
        [
            "size <= 3.795, device not B, contrast <= 1.1015: 0.02141", "size <= 3.795, device not B, contrast > 1.1015: 0.00419", "size <= 3.795, device B: -0.08419",
            "size > 3.795, device not C, size <= 11.72: 0.01328", "size > 3.795, device not C, size > 11.72: 0.00524",
            "size > 3.795, device C, contrast <= 1.1675: 0.02091", "size > 3.795, device C, contrast > 1.1675: 0.01236",
        ];
        Assert.Equal(expected.Order(), root.Leaves.Select(Say).Order());
        double all = root.SquaredError;
        Numbers.Near(0.6944324279261009, 1 - (root.Leaves.Sum(l => l.SquaredError) / all), 1e-12);
    }

    [SharedDataTheory]
    [InlineData(2.557875049603391e-06, 6, 0.6921195149890539)]
    [InlineData(9.47028965029499e-06, 5, 0.6835561743156506)]
    [InlineData(9.815960185632433e-06, 4, 0.6746802672198711)]
    [InlineData(1.1415154104762654e-05, 3, 0.664358317517368)]
    [InlineData(0.00036736046937926935, 1, 0.0)]
    public void Fixture_PruningPath_IsScikitLearns(double alpha, int leaves, double explained)
    {
        var root = DeltaTree.Grow(SliceFixture.Cases(), SliceFixture.Columns());
        var pruned = root.Pruned((alpha * 240) + 1e-12);
        Assert.Equal(leaves, pruned.Leaves.Count());
        Numbers.Near(explained, 1 - (pruned.Leaves.Sum(l => l.SquaredError) / root.SquaredError), 1e-12);
    }

    [SharedDataFact]
    public void Fixture_FindsSmallLesionsOfDeviceB_AndHeldOutPatientsConfirmIt()
    {
        var honest = HonestTree.Of(SliceFixture.Patients(), SliceFixture.Columns())!;
        Assert.Equal((60, false), (honest.HeldOut, honest.IsExploratory));
        var worst = honest.Leaves[0];
        Assert.Contains(worst.Conditions, c => c is { Column: "size", Relation: CaseRelation.AtMost, Bound: > 3 and < 5 });
        Assert.Contains(worst.Conditions, c => c is { Column: "device", Relation: CaseRelation.Is, Word: "B" });
        Assert.InRange(worst.Mean, -0.12, -0.05);
        Assert.True(worst.Interval!.Value.Upper < 0);
        Assert.InRange(worst.AdjustedP, 0, 0.01);
    }

    [Fact]
    public void Noise_GrowsNoTree()
    {
        int grown = 0;
        for (ulong study = 0; study < 40; study++)
        {
            var random = new CounterRandom(5, study);
            double[] deltas = [.. Enumerable.Range(0, 120).Select(_ => random.NextNormal())];
            CaseColumn[] columns = [.. Enumerable.Range(0, 6).Select(c => CaseColumn.Of($"x{c}", (IReadOnlyList<double>)[.. Enumerable.Range(0, 120).Select(_ => random.NextDouble())]))];
            if (HonestTree.Of(new CaseDeltas(deltas), columns)?.Leaves.Any(l => l.AdjustedP < 0.05) == true)
                grown++;
        }
        Assert.InRange(grown, 0, 4);
    }

    [Fact]
    public void FewUnits_AreExploratory_WithoutP()
    {
        double[] deltas = [.. Enumerable.Range(0, 60).Select(i => (i < 20 ? -0.5 : 0.1) + (i % 3 / 100.0))];
        var column = CaseColumn.Of("size", (IReadOnlyList<double>)[.. Enumerable.Range(0, 60).Select(i => (double)i)]);
        var tree = HonestTree.Of(new CaseDeltas(deltas), [column])!;
        Assert.True(tree.IsExploratory);
        Assert.Equal(Enumerable.Range(0, 20), tree.Leaves[0].Cases);
        Assert.True(double.IsNaN(tree.Leaves[0].AdjustedP) && double.IsNaN(tree.Leaves[0].PValue));
    }

    [Fact]
    public void UnitsOfTheSamePatient_NeverStandOnBothSides()
    {
        // Each patient's own level, and a column that only tells patients apart: a split by case would "predict" it, held-out patients do not.
        var random = new CounterRandom(11, 0);
        var (deltas, groups, ids) = (new List<double>(), new List<string>(), new List<double>());
        for (int p = 0; p < 60; p++)
        {
            double level = random.NextNormal();
            for (int k = 0; k < 5; k++)
            {
                deltas.Add(level + (0.01 * random.NextNormal()));
                groups.Add($"P{p}");
                ids.Add((p * 37) % 60);
            }
        }
        var cases = new CaseDeltas(deltas, groups);
        var column = CaseColumn.Of("scan", (IReadOnlyList<double>)ids);
        Assert.False(DeltaTree.Of(cases, [column]).IsUseful);
        Assert.True(DeltaTree.Of(new CaseDeltas(deltas), [column]).IsUseful);
    }

    [Fact]
    public void OfTwoWords_BothSidesAreNamed()
    {
        double[] deltas = [.. Enumerable.Range(0, 60).Select(i => i % 2 == 0 ? -0.5 : 0.1)];
        var column = CaseColumn.Of("device", (IReadOnlyList<string>)[.. Enumerable.Range(0, 60).Select(i => i % 2 == 0 ? "A" : "B")]);
        Assert.Equal(["A", "B"], DeltaTree.Grow(new CaseDeltas(deltas), [column]).Leaves.Select(l => l.Path[^1] is { Relation: CaseRelation.Is } c ? c.Word : "").Order());
    }

    [Fact]
    public void ConstantDifferences_AndConstantColumns_GiveNoTree()
    {
        var same = CaseColumn.Of("x", (IReadOnlyList<double>)[.. Enumerable.Repeat(1.0, 50)]);
        Assert.Null(HonestTree.Of(new CaseDeltas([.. Enumerable.Repeat(0.25, 50)]), [same]));
        Assert.Null(HonestTree.Of(new CaseDeltas([.. Enumerable.Range(0, 50).Select(i => i * 0.1)]), [same]));
    }

    private static string Say(DeltaTreeNode leaf) =>
        string.Join(", ", leaf.Path.Select(c => c.Relation switch
        {
            CaseRelation.AtMost => FormattableString.Invariant($"{c.Column} <= {c.Bound:0.####}"),
            CaseRelation.Above => FormattableString.Invariant($"{c.Column} > {c.Bound:0.####}"),
            CaseRelation.Is => $"{c.Column} {c.Word}",
            _ => $"{c.Column} not {c.Word}",
        })) + ": " + leaf.Mean.ToString("F5", CultureInfo.InvariantCulture);
}
