using Umul.Evaluation.Statistics;

namespace Umul.Evaluation.Tests.Statistics;

public sealed class PseudovalueTests
{
    // Three utterances with errors 1, 2, 0 of 4, 4, 2 words: WER .3; without the first 2/6.
    [Fact]
    public void Ratio_ThreeUtterances_MatchesTheHandComputation()
    {
        double[] y = Pseudovalues.Ratio([1, 2, 0], [4, 4, 2]);
        Assert.Equal((3 * 0.3) - (2 * (2.0 / 6)), y[0], 12);
        Assert.Equal((3 * 0.3) - (2 * (1.0 / 6)), y[1], 12);
        Assert.Equal((3 * 0.3) - (2 * (3.0 / 8)), y[2], 12);
    }

    [Fact]
    public void Ratio_EqualDenominators_IsTheScoreItself()
    {
        double[] y = Pseudovalues.Ratio([1, 2, 3, 4], [5, 5, 5, 5]);
        for (int i = 0; i < 4; i++)
            Assert.Equal((i + 1) / 5.0, y[i], 12);
    }

    [Fact]
    public void Auc_EqualsTheJackknifeUpToItsLeadingTerm()
    {
        var random = new CounterRandom(4, 4);
        var scores = new double[200];
        var positive = new bool[200];
        for (int i = 0; i < 200; i++)
        {
            positive[i] = i % 3 == 0;
            scores[i] = random.NextNormal() + (positive[i] ? 1 : 0);
        }
        double[] y = Pseudovalues.Auc(scores, positive);
        Assert.Equal(AucPlacements.Of(scores, positive).Auc, y.Average(), 12);
        double[] brute = Pseudovalues.Of(200, AucPlacements.Of(scores, positive).Auc, left =>
            AucPlacements.Of([.. scores.Where((_, i) => i != left)], [.. positive.Where((_, i) => i != left)]).Auc);
        for (int i = 0; i < 200; i++)
            Numbers.Near(brute[i], y[i], 0.03);
    }

    [Fact]
    public void Auc_VarianceOfPseudovalues_IsDeLongs()
    {
        double[] scores = [0.9, 0.8, 0.7, 0.6, 0.55, 0.5, 0.4, 0.3, 0.2, 0.1];
        bool[] positive = [true, true, false, true, false, true, false, false, true, false];
        var delong = DeLongTest.Compute(scores, scores, positive);
        double[] y = Pseudovalues.Auc(scores, positive);
        double variance = y.Sum(v => (v - y.Average()) * (v - y.Average())) / (10.0 * 10);
        // DeLong divides by n − 1 within each class of five.
        Assert.Equal(delong.FirstVariance * 4 / 5, variance, 12);
    }

    [Fact]
    public void OfSums_Bleu_MatchesLeavingOneOutByHand()
    {
        double[][] counts =
        [
            [5, 4, 3, 2, 6, 5, 4, 3, 6, 6],
            [7, 5, 4, 3, 8, 7, 6, 5, 8, 9],
            [3, 2, 1, 1, 5, 4, 3, 2, 5, 5],
        ];
        double[] y = Pseudovalues.OfSums(counts, BleuCounts.Bleu);
        double all = BleuCounts.Bleu([15, 11, 8, 6, 19, 16, 13, 10, 19, 20]);
        double withoutFirst = BleuCounts.Bleu([10, 7, 5, 4, 13, 11, 9, 7, 13, 14]);
        Assert.Equal((3 * all) - (2 * withoutFirst), y[0], 12);
        Assert.Equal(Math.Exp(1 - (20.0 / 19)) * Math.Pow(15.0 / 19 * 11 / 16 * 8 / 13 * 6 / 10, 0.25), all, 12);
    }

    [Fact]
    public void MeanAveragePrecision_TwoImages_MatchesTheHandComputation()
    {
        // One class, 2 + 1 objects. Sorted: hit(.9, image 0), miss(.8, image 1), hit(.7, image 1).
        ScoredDetection[] detections = [new(0, 0, 0.9, true), new(1, 0, 0.8, false), new(1, 0, 0.7, true)];
        var jackknife = new AveragePrecisionJackknife(detections, [[2], [1]]);
        Assert.Equal((1 + (2.0 / 3)) / 3, jackknife.Weighted([1, 1]), 12);
        Assert.Equal(0.5, jackknife.Weighted([0, 1]), 12);
        Assert.Equal(0.5, jackknife.Weighted([1, 0]), 12);
        Assert.Equal((2 * (1 + (2.0 / 3)) / 3) - 0.5, jackknife.Pseudovalues()[0], 12);
    }

    [Fact]
    public void MeanAveragePrecision_RepeatedImage_EqualsTheImageListedTwice()
    {
        ScoredDetection[] detections = [new(0, 0, 0.9, true), new(1, 0, 0.85, true), new(1, 0, 0.8, false), new(0, 0, 0.7, false), new(0, 0, 0.6, true)];
        var once = new AveragePrecisionJackknife(detections, [[3], [2]]);
        ScoredDetection[] doubled = [.. detections.SelectMany(d => d.Image == 1 ? new[] { d, d with { Image = 2 } } : [d])];
        var twice = new AveragePrecisionJackknife(doubled, [[3], [2], [2]]);
        Assert.Equal(twice.Weighted([1, 1, 1]), once.Weighted([1, 2]), 12);
    }

    [Fact]
    public void Degenerate_LeaveOneOut_IsRefusedWithTheReason()
    {
        Assert.Contains("divide", Assert.Throws<ArgumentException>(() => Pseudovalues.Ratio([1, 0], [4, 0])).Message, StringComparison.Ordinal);
        Assert.Contains("single case", Assert.Throws<ArgumentException>(() => Pseudovalues.Auc([1, 2, 3], [true, false, false])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Pseudovalues.Ratio([1], [4]));
        Assert.Throws<InvalidOperationException>(() => new AveragePrecisionJackknife([new(0, 0, 0.9, true)], [[1], [0]]).Pseudovalues());
    }
}
