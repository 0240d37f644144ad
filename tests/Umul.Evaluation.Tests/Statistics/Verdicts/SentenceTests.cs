using Umul.Evaluation.Statistics;

namespace Umul.Evaluation.Tests.Statistics;

public sealed class SentenceTests
{
    private static readonly SentenceFacts Facts = new("Idea 7", "Dice") { Split = "test_v2 (3fa2)", Sites = 2, UnitNoun = "patients" };

    [Fact]
    public void Better_EnglishAndKorean_NameNumbersDesignAndScope()
    {
        var result = Comparison.Evaluate(Arms.Request(Arms.Draw(5, 120, 0.80, 1), Arms.Draw(5, 120, 0.83, 2)));
        var english = VerdictWriter.Write(result, Facts, Language.English);
        Assert.StartsWith("Idea 7 scored higher: mean Dice +0.0", english.Headline, StringComparison.Ordinal);
        Assert.Contains("5 seeds × 120 patients; p ", english.Headline, StringComparison.Ordinal);
        Assert.Equal("The gain is at least the 0.010 you set as worthwhile.", english.Consequence);
        Assert.Equal("On split test_v2 (3fa2), 120 patients, 2 sites; seeds vary initialisation and data order, not the train/test split.", english.Scope);
        Assert.Null(english.Plan);
        var korean = VerdictWriter.Write(result, Facts with { UnitNoun = "환자" }, Language.Korean);
        Assert.Contains("시드 5개 × 환자 수 120", korean.Headline, StringComparison.Ordinal);
        Assert.DoesNotContain('{', english.Text + korean.Text + english.Label + korean.Label);
    }

    [Fact]
    public void Family_NamesTheAdjustment()
    {
        var one = Comparison.Evaluate(Arms.Request(Arms.Draw(5, 120, 0.80, 1), Arms.Draw(5, 120, 0.83, 2)));
        var result = one.WithFamily(0.003, 9, FamilyMethod.Holm);
        Assert.Contains("Holm-adjusted over 9 ideas p = 0.003", VerdictWriter.Write(result, Facts, Language.English).Headline, StringComparison.Ordinal);
        Assert.Contains("아이디어 9개에 대한 Holm 보정 p = 0.003", VerdictWriter.Write(result, Facts, Language.Korean).Headline, StringComparison.Ordinal);
    }

    [Fact]
    public void LowerIsBetter_PrintsTheDifferenceInTheMetricsOwnDirection()
    {
        var result = Comparison.Evaluate(Arms.Request(Arms.Draw(5, 60, 0.14, 1), Arms.Draw(5, 60, 0.10, 2)) with { Direction = MetricDirection.LowerIsBetter });
        string headline = VerdictWriter.Write(result, Facts with { Metric = "WER" }, Language.English).Headline!;
        Assert.Contains("lower is better here: mean WER \u22120.0", headline, StringComparison.Ordinal);
        int low = headline.IndexOf("CI \u2212", StringComparison.Ordinal);
        Assert.True(low > 0, headline);
    }

    [Fact]
    public void OneRun_SpeaksOfTrainedModelsOnly()
    {
        var result = Comparison.Evaluate(Arms.Request(Arms.Draw(1, 40, 0.8, 1), Arms.Draw(1, 40, 0.85, 2)));
        var english = VerdictWriter.Write(result, Facts, Language.English);
        Assert.StartsWith("For these trained models: Idea 7", english.Headline, StringComparison.Ordinal);
        Assert.Contains("chance in training is not covered", english.Scope, StringComparison.Ordinal);
        Assert.StartsWith("여기서 학습된 모델들에 한해", VerdictWriter.Write(result, Facts, Language.Korean).Headline, StringComparison.Ordinal);
    }

    [Fact]
    public void Undecided_SaysWhatFitsAndWhatToRun()
    {
        var result = Comparison.Evaluate(Arms.Request(Arms.Draw(2, 100, 0.8, 1, seedSd: 0.02), Arms.Draw(2, 100, 0.8, 2, seedSd: 0.02)));
        Assert.Equal(VerdictState.Undecided, result.Verdict.State);
        var english = VerdictWriter.Write(result, Facts, Language.English);
        Assert.StartsWith("The data fit anything from \u2212", english.Consequence, StringComparison.Ordinal);
        Assert.Contains("seeds per arm", english.Plan, StringComparison.Ordinal);
    }

    [Fact]
    public void Undecided_FewCases_SaysThatSeedsCannotSettleIt()
    {
        var random = new CounterRandom(8, 8);
        RunScores[] Noisy(string name) => [.. Enumerable.Range(0, 3).Select(s => Arms.Run($"{name}{s}", new double[12]))];
        var baseline = Noisy("a");
        var idea = Noisy("b");
        for (int i = 0; i < 12; i++)
        {
            double effect = 0.2 * random.NextNormal();
            for (int s = 0; s < 3; s++)
            {
                ((double[])baseline[s].Scores)[i] = 0.001 * random.NextNormal();
                ((double[])idea[s].Scores)[i] = effect + (0.001 * random.NextNormal());
            }
        }
        string plan = VerdictWriter.Write(Comparison.Evaluate(Arms.Request(baseline, idea)), Facts, Language.English).Plan!;
        Assert.Contains("More seeds cannot settle this", plan, StringComparison.Ordinal);
    }

    [Fact]
    public void NotAssessable_SaysNoOdds() =>
        Assert.Null(VerdictWriter.Odds(Comparison.Evaluate(Arms.Request(Arms.Draw(2, 3, 0.8, 1), Arms.Draw(2, 3, 0.9, 2))), Language.English));

    [Fact]
    public void Odds_AreSaidBothWays()
    {
        var better = Comparison.Evaluate(Arms.Request(Arms.Draw(5, 60, 0.80, 1), Arms.Draw(5, 60, 0.83, 2)));
        var worse = Comparison.Evaluate(Arms.Request(Arms.Draw(5, 60, 0.83, 2), Arms.Draw(5, 60, 0.80, 1)));
        Assert.Contains(" to 1 ", VerdictWriter.Odds(better, Language.English), StringComparison.Ordinal);
        Assert.Contains("about 1 to ", VerdictWriter.Odds(worse, Language.English), StringComparison.Ordinal);
    }
}
