using Umul.Evaluation.Text;

namespace Umul.Evaluation.Tests.Text;

public class RetrievalTests
{
    private static readonly RankedQuery s_graded = new("q", [3, 0, 2, 0, 1, 2], [3, 2, 2, 1]);

    [Fact]
    public void Metrics_GradedList_AreThoseOfScikitLearn()
    {
        // Source: scikit-learn 1.2.1, ndcg_score (exponential: with gains 2^g − 1 given to it) and average_precision_score.
        Assert.Equal(0.7706324135634347, RetrievalMetrics.Ndcg(s_graded, 5).Value, 1e-14);
        Assert.Equal(0.8957812691972503, RetrievalMetrics.Ndcg(s_graded, 10).Value, 1e-14);
        Assert.Equal(0.8210727465696264, RetrievalMetrics.Ndcg(s_graded, 5, RetrievalGain.Exponential).Value, 1e-14);
        Assert.Equal(0.7333333333333333, RetrievalMetrics.AveragePrecision(s_graded).Value, 1e-14);
    }

    [Fact]
    public void Metrics_ListByHand_AreAsReckoned()
    {
        // Two of three relevant items are found, on ranks 2 and 4.
        var query = new RankedQuery("q", [0, 1, 0, 1], [1, 1, 1]);
        Assert.Equal(0, RetrievalMetrics.RecallAt(query, 1).Value);
        Assert.Equal(2.0 / 3, RetrievalMetrics.RecallAt(query, 5).Value);
        Assert.Equal(0.5, RetrievalMetrics.ReciprocalRank(query).Value);
        Assert.Equal((0.5 + 0.5) / 3, RetrievalMetrics.AveragePrecision(query).Value, 1e-15);
        Assert.Equal(0, RetrievalMetrics.ReciprocalRank(query with { Grades = [0] }).Value);
    }

    [Fact]
    public void Evaluate_QueryWithoutRelevantItems_HasNoValueAndLeavesTheMean()
    {
        var result = RetrievalEvaluation.Evaluate([s_graded, new RankedQuery("none", [0, 0], []), new RankedQuery("missed", [0], [1])], 5);
        Assert.All(result.Queries[1], value => Assert.Equal(UndefinedReason.NoPositives, value.Reason));
        var mean = result.Values.Single(value => value.Definition == "mean.reciprocalRank");
        Assert.Equal((0.5, 2), (mean.Value, mean.Denominator));
        Assert.All(result.Values.Concat(result.Queries[0]), value => Assert.InRange(value.Value, 0, 1 + 1e-12));
    }

    [Fact]
    public void Evaluate_ImpossibleJudgements_AreRefused()
    {
        Assert.Throws<ArgumentException>(() => RetrievalEvaluation.Evaluate([new RankedQuery("twice", [1, 1], [1])]));
        Assert.Throws<ArgumentException>(() => RetrievalEvaluation.Evaluate([new RankedQuery("negative", [-1], [1])]));
        Assert.Throws<ArgumentException>(() => RetrievalEvaluation.Evaluate([new RankedQuery("nan", [double.NaN], [1])]));
    }

    [Theory]
    [InlineData("The well.", "well", 1, 1)]
    [InlineData("thirty metres deep", "thirty metres", 0, 0.8)]
    [InlineData("deep deep well", "deep", 0, 0.5)]
    [InlineData("deep", "deep deep deep", 0, 0.5)] // the one token is matched once
    [InlineData("the", "", 1, 1)] // nothing is left of either
    [InlineData("well", "", 0, 0)]
    [InlineData("우물", "우물.", 1, 1)]
    public void AnswerMetrics_OneAnswer_ScoreByHand(string reference, string prediction, double exact, double f1)
    {
        Assert.Equal(exact, AnswerMetrics.ExactMatch([reference], prediction).Value);
        Assert.Equal(f1, AnswerMetrics.TokenF1([reference], prediction).Value, 1e-15);
        Assert.Equal(1, AnswerMetrics.TokenF1([reference, prediction], prediction).Value);
    }
}
