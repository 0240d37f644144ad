using FsCheck;
using FsCheck.Fluent;
using Umul.Evaluation.Classification;
using Umul.Evaluation.Statistics;

namespace Umul.Evaluation.Tests.Classification;

/// <summary>What must hold whatever the cases are, and a count of all pairs as the oracle of the ranks.</summary>
public class ClassificationPropertyTests
{
    [Fact]
    public void Auc_AnyScores_IsTheShareOfPairsInOrder() => Check.QuickThrowOnFailure(Prop.ForAll(Cases(), cases =>
    {
        var (scores, positive) = Split(cases);
        var (twice, pairs) = (0, 0);
        for (var i = 0; i < scores.Length; i++)
        {
            for (var j = 0; j < scores.Length; j++)
            {
                if (!positive[i] || positive[j])
                    continue;
                pairs++;
                twice += scores[i] > scores[j] ? 2 : scores[i] == scores[j] ? 1 : 0;
            }
        }

        var auc = RocCurve.Of(scores, positive).Auc;
        Assert.Equal(pairs > 0, auc.IsDefined);
        if (pairs > 0)
            Assert.Equal(twice / (2.0 * pairs), auc.Value, 1e-15);
    }));

    [Fact]
    public void Auc_ScoresMirrored_AddUpToOne() => Check.QuickThrowOnFailure(Prop.ForAll(Cases(), cases =>
    {
        var (scores, positive) = Split(cases);
        var (auc, mirrored) = (RocCurve.Of(scores, positive).Auc, RocCurve.Of([.. scores.Select(s => -s)], positive).Auc);
        if (auc.IsDefined)
            Assert.Equal(1, auc.Value + mirrored.Value, 1e-15);
    }));

    [Fact]
    public void Binary_CasesInAnotherOrder_GiveTheSameBits() => Check.QuickThrowOnFailure(Prop.ForAll(Cases(), cases =>
    {
        var (scores, positive) = Split(cases);
        var (auc, ap) = (RocCurve.Of(scores, positive).Auc.Value, RocCurve.Of(scores, positive).AveragePrecision.Value);
        Array.Reverse(scores);
        Array.Reverse(positive);
        var turned = RocCurve.Of(scores, positive);
        Assert.Equal(BitConverter.DoubleToInt64Bits(auc), BitConverter.DoubleToInt64Bits(turned.Auc.Value));
        Assert.Equal(BitConverter.DoubleToInt64Bits(ap), BitConverter.DoubleToInt64Bits(turned.AveragePrecision.Value));
    }));

    [Fact]
    public void Values_AnyCases_AreWithinTheirBoundsOrHaveAReason() => Check.QuickThrowOnFailure(Prop.ForAll(Cases(), cases =>
    {
        var (scores, positive) = Split(cases);
        foreach (var value in ClassificationEvaluation.Binary(positive, scores).Values)
        {
            Assert.Equal(double.IsNaN(value.Value), value.Reason != UndefinedReason.None);
            var least = value.Definition.Split('.', '@')[0] is "kappa" or "matthewsCorrelation" or "calibrationError" or "netBenefit" ? -1.0000001 : 0;
            if (value.IsDefined && !value.Definition.StartsWith("logLoss", StringComparison.Ordinal))
                Assert.InRange(value.Value, least, 1.0000001);
        }
    }));

    [Fact]
    public void Pseudovalues_OfF1_EqualLeavingOutByHand() => Check.QuickThrowOnFailure(Prop.ForAll(Cases(), cases =>
    {
        if (cases.Length < 2)
            return;
        int[] reference = [.. cases.Select(c => c.Item1 % 3)];
        int[] prediction = [.. cases.Select(c => c.Item2 % 3)];
        var brute = Pseudovalues.Of(
            cases.Length, LabelMetrics.F1Macro(ConfusionMatrix.Of(reference, prediction, 3)).Value,
            left => LabelMetrics.F1Macro(
                ConfusionMatrix.Of([.. reference.Where((_, i) => i != left)], [.. prediction.Where((_, i) => i != left)], 3)).Value);
        var values = LabelPseudovalues.Of(reference, prediction, 3, LabelMetrics.F1Macro);
        var grouped = LabelPseudovalues.OfGroups(reference, prediction, [.. Enumerable.Range(0, cases.Length)], 3, LabelMetrics.F1Macro);
        for (var i = 0; i < brute.Length; i++)
        {
            Assert.Equal(brute[i], values[i], 1e-12);
            Assert.Equal(brute[i], grouped[i], 1e-12);
        }
    }));

    [Fact]
    public void Kappa_ReferenceAndPredictionExchanged_IsTheSame() => Check.QuickThrowOnFailure(Prop.ForAll(Cases(), cases =>
    {
        int[] reference = [.. cases.Select(c => c.Item1 % 3)];
        int[] prediction = [.. cases.Select(c => c.Item2 % 3)];
        var (there, back) = (ConfusionMatrix.Of(reference, prediction, 3), ConfusionMatrix.Of(prediction, reference, 3));
        foreach (var weights in Enum.GetValues<KappaWeights>())
            Assert.Equal(LabelMetrics.Kappa(there, weights).Value, LabelMetrics.Kappa(back, weights).Value, 1e-12);
        Assert.Equal(LabelMetrics.Matthews(there).Value, LabelMetrics.Matthews(back).Value, 1e-12);
    }));

    private static Arbitrary<(int, int)[]> Cases() =>
        Gen.Choose(0, 11).SelectMany(a => Gen.Choose(0, 20).Select(b => (a, b))).ArrayOf().ToArbitrary();

    private static (double[] Scores, bool[] Positive) Split((int, int)[] cases) =>
        ([.. cases.Select(c => c.Item2 / 20.0)], [.. cases.Select(c => c.Item1 % 2 == 1)]);
}
