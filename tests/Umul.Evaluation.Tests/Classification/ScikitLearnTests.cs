using Umul.Evaluation.Classification;

namespace Umul.Evaluation.Tests.Classification;

/// <summary>
/// Sixty cases made of integers, so that anyone can rebuild them, and what scikit-learn 1.2.1 prints for them (default settings; roc_curve
/// with drop_intermediate=False for the operating points).
/// </summary>
public class ScikitLearnTests
{
    private const int Cases = 60;
    private const double Tight = 1e-14;

    private static readonly int[] s_reference = [.. Enumerable.Range(0, Cases).Select(i => ((i * 7) + (i * i / 5)) % 3)];

    [Fact]
    public void Labels_ThreeClasses_EqualScikitLearn()
    {
        int[] prediction =
        [
            .. s_reference.Select((r, i) => (r + (i * 13 % 10 < 3 ? 1 : 0) + (i * 17 % 23 < 2 ? 1 : 0)) % 3),
        ];
        var result = ClassificationEvaluation.Labels(s_reference, prediction, 3);
        Assert.Equal([4, 3, 1, 0, 23, 13, 5, 0, 11], result.Confusion.Flat.ToArray());
        Assert.Equal(0.6333333333333333, result["accuracy"].Value, Tight);
        Assert.Equal(0.6087962962962963, result["balancedAccuracy"].Value, Tight);
        Assert.Equal(0.5830363616729146, result["f1.macro"].Value, Tight);
        Assert.Equal(0.6333333333333333, result["f1.micro"].Value, Tight);
        Assert.Equal(0.6509958192561053, result["f1.weighted"].Value, Tight);
        Assert.Equal(0.4156855042761802, result["matthewsCorrelation"].Value, Tight);
        Assert.Equal(0.3978102189781022, result["kappa.unweighted"].Value, Tight);
        Assert.Equal(0.33753943217665616, result["kappa.linear"].Value, Tight);
        Assert.Equal(0.25558312655086846, result["kappa.quadratic"].Value, Tight);
    }

    [Fact]
    public void Multiclass_Probabilities_EqualScikitLearn()
    {
        var probabilities = new double[Cases * 3];
        for (var i = 0; i < Cases; i++)
        {
            int[] scores = [.. Enumerable.Range(0, 3).Select(k => 1 + (((i * i * 3) + (k * 11) + (s_reference[i] == k ? 9 : 0)) % 17))];
            for (var k = 0; k < 3; k++)
                probabilities[(3 * i) + k] = (double)scores[k] / scores.Sum();
        }

        var result = ClassificationEvaluation.Multiclass(s_reference, probabilities, 3);
        Assert.Equal(0.5006110787360787, result["auc.oneVersusRest.macro"].Value, Tight);
        Assert.Equal(0.513986013986014, result["auc.oneVersusRest.weighted"].Value, Tight);
        Assert.Equal(0.382977000821853, result["averagePrecision.oneVersusRest.macro"].Value, Tight);
        Assert.Equal(1.1829824447667157, result["logLoss"].Value, Tight);
        Assert.Equal(0.7284439794392086, result["brier.sumOverClasses"].Value, Tight);
        Assert.Equal(result["logLoss"].Value, result.CaseScores["logLoss"].Average(), Tight);
    }

    [Fact]
    public void Binary_Scores_EqualScikitLearn()
    {
        bool[] positive = [.. s_reference.Select(r => r == 1)];
        double[] scores = [.. positive.Select((isPositive, i) => ((i * 29 % 41) + (isPositive ? 10 : 0)) / 60.0)];
        var result = ClassificationEvaluation.Binary(
            positive, scores, new ClassificationOptions { DecisionThresholds = [0.1, 0.3, 0.5] });
        Assert.Equal(0.7228009259259259, result["auc.mannWhitney"].Value, Tight);
        Assert.Equal(0.8121595618721342, result["averagePrecision.step"].Value, Tight);
        Assert.Equal(0.22949537037037038, result["brier.binary"].Value, Tight);
        Assert.Equal(0.6397939476191877, result["logLoss"].Value, Tight);
        Assert.Equal(0.375, result["specificityAtSensitivity@0.9.reached"].Value, Tight);
        Assert.Equal(1 / 3.0, result["specificityAtSensitivity@0.95.reached"].Value, Tight);
        Assert.Equal(0.375, result["specificityAtSensitivity@0.9.interpolated"].Value, Tight);
        Assert.Equal(0.3666666666666667, result["specificityAtSensitivity@0.95.interpolated"].Value, Tight);
        Assert.Equal(0.3611111111111111, result["sensitivityAtSpecificity@0.9.reached"].Value, Tight);
        Assert.Equal(1 / 3.0, result["sensitivityAtSpecificity@0.95.reached"].Value, Tight);
        Assert.Equal(0.5648148148148148, result["netBenefit@0.1"].Value, Tight);
        Assert.Equal(0.3904761904761905, result["netBenefit@0.3"].Value, Tight);
        Assert.Equal(0.2, result["netBenefit@0.5"].Value, Tight);
        Assert.Equal(14 / 60.0, OperatingPoints.ReachingSensitivity(result.Roc!, 0.9)!.Threshold, Tight);
    }
}
