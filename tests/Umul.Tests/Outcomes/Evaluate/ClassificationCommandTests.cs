using System.Globalization;
using System.Text.Json;

namespace Umul.Tests.Outcomes.Evaluate;

/// <summary><c>umul evaluate classification</c> from tables to numbers.</summary>
public sealed class ClassificationCommandTests : IDisposable
{
    private readonly EvaluateFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // scikit-learn, MetricsReloaded, torchmetrics and DeLong on the same 400 scores; shared/data/golden/cls_binary.json.
    [SharedDataTheory]
    [InlineData("s_ties")]
    [InlineData("s_cont")]
    public async Task BinaryScores_GiveWhatOtherProgramsPrint(string which)
    {
        using var golden = JsonDocument.Parse(await File.ReadAllTextAsync(SharedData.Path("golden/cls_binary.json")));
        var (labels, scores) = (golden.RootElement.GetProperty("y").EnumerateArray().ToList(), golden.RootElement.GetProperty(which).EnumerateArray().ToList());
        _folder.Write("reference.csv", "case,patient,label\n" + string.Concat(labels.Select((y, i) => $"c{i},p{i / 2},{y}\n")));
        _folder.Write("prediction.csv", "case,score\n" + string.Concat(scores.Select((s, i) => $"c{i},{s.GetRawText()}\n")));
        var found = await _folder.Run("classification", "reference.csv", "prediction.csv", "--bins", "10");
        var expected = golden.RootElement.GetProperty(which + "_expected");
        Assert.Equal(0, found.Code);
        foreach (var (metric, name) in ((string, string)[])[("auc.mannWhitney", "sklearn_auc"), ("averagePrecision.step", "sklearn_ap"), ("averagePrecision.trapezoid", "metricsreloaded_ap_trapezoid"), ("auc.variance.deLong", "delong_var"), ("brier.binary", "brier"), ("expectedCalibrationError.torchMetrics@10bins", "ece_torchmetrics_10")])
            Assert.Equal(expected.GetProperty(name).GetDouble(), found.Overall(metric), 6);
        foreach (var (metric, name) in ((string, string)[])[("matthewsCorrelation", "mcc"), ("kappa.unweighted", "kappa"), ("f1:1", "f1"), ("balancedAccuracy", "bacc")])
            Assert.Equal(expected.GetProperty("at_0_5").GetProperty(name).GetDouble(), found.Overall(metric), 12);
        var interval = found.Json!.Value.GetProperty("overall").EnumerateArray().First(o => o.GetProperty("metric").GetString() == "auc.mannWhitney").GetProperty("interval");
        Assert.Equal(expected.GetProperty("delong_ci95")[0].GetDouble(), interval[0].GetDouble(), 9);
        // Pseudo-values of an area average to the area itself.
        Assert.Equal(found.Overall("auc.mannWhitney"), found.Summary("jackknife.auc.mannWhitney").GetProperty("mean").GetDouble(), 12);
        Assert.Equal("p1", found.Case("c3").GetProperty("group").GetString());
    }

    [Fact]
    public async Task PredictedClasses_GiveConfusionAndWhatFollows_AsCountedByHand()
    {
        _folder.Write("reference.csv", "case,label\nP1,benign\nP2,benign\nP3,malignant\nP4,normal\n");
        _folder.Write("prediction.csv", "case,prediction\nP1,benign\nP2,malignant\nP3,malignant\nP4,benign\n");
        var found = await _folder.Run("classification", "reference.csv", "prediction.csv", "--labels", "normal,benign,malignant");
        Assert.Equal([[0, 1, 0], [0, 1, 1], [0, 0, 1]], found.Details.GetProperty("confusion").EnumerateArray().Select(row => row.EnumerateArray().Select(n => n.GetInt32()).ToArray()));
        Assert.Equal(0.5, found.Overall("accuracy"));
        Assert.Equal((0 + 0.5 + 1) / 3, found.Overall("balancedAccuracy"), 15);
        Assert.Equal(0.5, found.Overall("precision:malignant"));
        Assert.Equal((1.0, 0.0), (found.Value("P1", "accuracy"), found.Value("P2", "accuracy")));
        Assert.Equal("malignant", found.Case("P2").GetProperty("texts").GetProperty("prediction").GetString());
    }

    [Fact]
    public async Task ClassScores_ChooseTheHighest_AndAreKeptBesideTheCase()
    {
        _folder.Write("reference.csv", "id,diagnosis\nP1,a\nP2,b\nP3,c\n");
        _folder.Write("prediction.csv", "id,prob_c,prob_a,prob_b\nP1,0.1,0.7,0.2\nP2,0.5,0.2,0.3\nP3,0.6,0.2,0.2\n");
        var found = await _folder.Run("classification", "reference.csv", "prediction.csv");
        Assert.Equal(2.0 / 3, found.Overall("accuracy"), 15);
        Assert.Equal(-Math.Log(0.3), found.Value("P2", "logLoss")!.Value, 12);
        Assert.Equal(("c", "0.3"), (found.Case("P2").GetProperty("texts").GetProperty("prediction").GetString(), found.Case("P2").GetProperty("texts").GetProperty("score:b").GetString()));
    }

    [Fact]
    public async Task OneFileForBothSides_IsRead()
    {
        _folder.Write("all.csv", "case,label,prediction\nP1,0,0\nP2,1,0\n");
        Assert.Equal(0.5, (await _folder.Run("classification", "all.csv", "all.csv")).Overall("accuracy"));
    }

    [Fact]
    public async Task Logits_AreRankedOnlyAndThatIsSaid()
    {
        _folder.Write("reference.csv", "case,label\nP1,0\nP2,1\nP3,0\nP4,1\n");
        _folder.Write("prediction.csv", "case,score\nP1,-3\nP2,4\nP3,1\nP4,0.5\n");
        var found = await _folder.Run("classification", "reference.csv", "prediction.csv", "--threshold", "0");
        Assert.Equal(0.75, found.Overall("auc.mannWhitney"));
        Assert.DoesNotContain("brier.binary", found.Metrics);
        Assert.Contains(found.Notes, note => note.Contains("no probabilities", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Classes_OfWhichNobodySaysWhichIsPositive_AreAskedFor()
    {
        _folder.Write("reference.csv", "case,label\nP1,cyst\nP2,solid\n");
        _folder.Write("prediction.csv", "case,score\nP1,0.1\nP2,0.8\n");
        var refused = await _folder.Run("classification", "reference.csv", "prediction.csv");
        Assert.Equal(2, refused.Code);
        Assert.Contains("--positive solid", refused.Errors, StringComparison.Ordinal);
        Assert.Equal(1, (await _folder.Run("classification", "reference.csv", "prediction.csv", "--positive", "solid")).Overall("auc.mannWhitney"));
        Assert.Equal(0, (await _folder.Run("classification", "reference.csv", "prediction.csv", "--positive", "cyst")).Overall("auc.mannWhitney"));
    }

    [Fact]
    public async Task OperatingPoint_IsReadAtTheSensitivityAskedFor()
    {
        _folder.Write("reference.csv", "case,label\n" + string.Concat(Enumerable.Range(0, 10).Select(i => string.Create(CultureInfo.InvariantCulture, $"c{i},{(i % 2 == 0 ? 1 : 0)}\n"))));
        _folder.Write("prediction.csv", "case,score\n" + string.Concat(Enumerable.Range(0, 10).Select(i => string.Create(CultureInfo.InvariantCulture, $"c{i},{i / 10.0}\n"))));
        var found = await _folder.Run("classification", "reference.csv", "prediction.csv", "--at-sensitivity", "0.6");
        // Positives at .8 .6 .4 .2 0: three of five are reached at .4, above which lie .9 .7 .5 of five negatives.
        Assert.Equal(2.0 / 5, found.Overall("specificityAtSensitivity@0.6.reached"), 15);
    }
}
