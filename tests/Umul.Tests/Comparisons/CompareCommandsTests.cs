using System.Globalization;
using System.Text;
using System.Text.Json;
using Umul.Comparisons;

namespace Umul.Tests.Comparisons;

/// <summary><c>umul compare</c>, from files to verdict; with what people really put into files.</summary>
public sealed class CompareCommandsTests : IDisposable
{
    private readonly ScoreTables _tables = new();

    public void Dispose() => _tables.Dispose();

    // Δ, SE², df and limits of the fixture in shared/data/statistics/fixtures, computed there by R.
    [SharedDataFact]
    public async Task Compare_CrossedFixture_GivesTheReferenceNumbers()
    {
        var (baseline, idea) = (Long("crossed_YA_3x20.csv", "a.csv"), Long("crossed_YB_4x20.csv", "b.csv"));
        var (code, found) = await _tables.Compare("--baseline", baseline, "--idea", idea, "--higher-is-better");
        Assert.Equal(0, code);
        Assert.Equal(0.0125715416667, found.GetProperty("improvement").GetDouble(), 12);
        Assert.Equal(3.20261442916, found.GetProperty("degreesOfFreedom").GetDouble(), 9);
        Assert.Equal(-0.0151555476381, found.GetProperty("interval95")[0].GetDouble(), 11);
        Assert.Equal(0.0402986309714, found.GetProperty("interval95")[1].GetDouble(), 11);
        Assert.Equal(0.252574634742, found.GetProperty("p").GetDouble(), 10);
        Assert.Equal((3, 4), (found.GetProperty("baseline").GetProperty("runs").GetArrayLength(), found.GetProperty("ideaArm").GetProperty("runs").GetArrayLength()));
    }

    [Fact]
    public async Task Compare_FilesPerRun_TakesPatientsAsUnits_AndSaysSoInBothLanguages()
    {
        var (code, found) = await _tables.Compare(["--baseline", .. _tables.Runs("base", 5, 80, 0.70), "--idea", .. _tables.Runs("idea", 5, 80, 0.75), "--smallest-worthwhile", "0.01"]);
        Assert.Equal(0, code);
        Assert.Equal("betterByAtLeastWorthwhile", ScoreTables.State(found));
        Assert.Equal(("patient", 40), (found.GetProperty("unit").GetString(), found.GetProperty("units").GetInt32()));
        Assert.Contains("5 seeds × 40 patients", found.GetProperty("sentences").GetProperty("en").GetProperty("headline").GetString(), StringComparison.Ordinal);
        Assert.Contains("환자", found.GetProperty("sentences").GetProperty("ko").GetProperty("headline").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Compare_LowerIsBetter_TurnsTheVerdict()
    {
        string[] files = ["--baseline", .. _tables.Runs("base", 3, 80, 0.70, "score"), "--idea", .. _tables.Runs("idea", 3, 80, 0.75, "score")];
        Assert.StartsWith("better", ScoreTables.State((await _tables.Compare([.. files, "--higher-is-better"])).First), StringComparison.Ordinal);
        Assert.Equal("worse", ScoreTables.State((await _tables.Compare([.. files, "--lower-is-better"])).First));
    }

    [Fact]
    public async Task Compare_SeveralIdeas_IsOneFamily_AndSecondaryMetricsWaitBehindTheFirst()
    {
        string[] arguments = ["--baseline", .. _tables.Runs("base", 3, 60, 0.70)];
        foreach (var (idea, mean) in new[] { ("same", 0.70), ("good", 0.76), ("bad", 0.66) })
            arguments = [.. arguments, "--idea", .. _tables.Runs(idea, 3, 60, mean).Select(f => $"{idea}={f}")];
        var (_, json) = await _tables.Run(CompareCommands.Compare, arguments);
        var found = json!.Value.GetProperty("comparisons").EnumerateArray().ToDictionary(c => c.GetProperty("idea").GetString()!);
        Assert.Equal((3, "holm"), (json.Value.GetProperty("familySize").GetInt32(), json.Value.GetProperty("familyMethod").GetString()));
        Assert.All(found.Values, c => Assert.True(c.GetProperty("adjustedP").GetDouble() >= c.GetProperty("p").GetDouble()));
        Assert.Equal("worse", ScoreTables.State(found["bad"]));
    }

    [Fact]
    public async Task Compare_SecondaryMetric_HasNoPUnlessTheFirstPassed()
    {
        string With(string arm, double dice, double iou) => _tables.Write(arm + ".csv", "case,seed,dice,iou\n" + string.Concat(
            Enumerable.Range(0, 90).Select(i => string.Create(CultureInfo.InvariantCulture, $"c{i % 30},{i / 30},{dice + Math.Sin(7.3 * i + arm[0]) * 0.02},{iou + Math.Sin(3.1 * i + arm[0]) * 0.02}\n"))));
        string[] Files(double dice) => ["--baseline", With("a", 0.7, 0.5), "--idea", With("b", dice, 0.6), "--metric", "dice", "iou"];
        async Task<JsonElement> Secondary(double dice) => (await _tables.Run(CompareCommands.Compare, Files(dice))).Json!.Value.GetProperty("comparisons")[1];
        Assert.Equal(JsonValueKind.Null, (await Secondary(0.7001)).GetProperty("adjustedP").ValueKind);
        Assert.Equal(JsonValueKind.Number, (await Secondary(0.8)).GetProperty("adjustedP").ValueKind);
    }

    [Fact]
    public async Task TwoCases_AreNotAssessable_AndEndWithOne()
    {
        var (code, found) = await _tables.Compare(["--baseline", .. _tables.Runs("base", 3, 2, 0.70), "--idea", .. _tables.Runs("idea", 3, 2, 0.90), "--unit", "case"]);
        Assert.Equal((1, "notAssessable"), (code, ScoreTables.State(found)));
        Assert.Contains("tooFewUnits", ScoreTables.Guards(found));
    }

    [Fact]
    public async Task OneSeed_SpeaksOfTheseTrainedModelsOnly()
    {
        var (_, found) = await _tables.Compare(["--baseline", .. _tables.Runs("base", 1, 60, 0.70), "--idea", .. _tables.Runs("idea", 1, 60, 0.75)]);
        Assert.Equal("modelPair", found.GetProperty("claim").GetString());
        Assert.StartsWith("For these trained models", found.GetProperty("sentences").GetProperty("en").GetProperty("headline").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0.5", "0.5", "noSpread")]
    [InlineData("nan", "nan", "noCommonCases")]
    [InlineData("1e308", "-1e308", "numbersTooLarge")]
    [InlineData("5e-324", "5e-324", "noSpread")]
    public async Task Extremes_AreNotAssessable_ForTheReasonThatHolds(string baseline, string idea, string guard)
    {
        string Of(string name, string value) => _tables.Write(name + ".csv", "case,seed,dice\n" + string.Concat(Enumerable.Range(0, 60).Select(i => $"c{i % 20},{i / 20},{value}\n")));
        var (code, found) = await _tables.Compare("--baseline", Of("a", baseline), "--idea", Of("b", idea));
        Assert.Equal((1, "notAssessable"), (code, ScoreTables.State(found)));
        Assert.Contains(guard, ScoreTables.Guards(found));
    }

    [Fact]
    public async Task SeedsWithDifferentCases_AreComparedOnWhatAllHave_WithBothBounds()
    {
        var idea = _tables.Runs("idea", 3, 60, 0.75);
        await File.WriteAllLinesAsync(idea[1], (await File.ReadAllLinesAsync(idea[1])).Take(57)); // 56 cases
        var (_, found) = await _tables.Compare(["--baseline", .. _tables.Runs("base", 3, 60, 0.70), "--idea", .. idea, "--unit", "case"]);
        var missing = found.GetProperty("missing");
        Assert.Equal((60, 56), (missing.GetProperty("cases").GetInt32(), missing.GetProperty("used").GetInt32()));
        Assert.True(missing.GetProperty("worst").GetDouble() < found.GetProperty("improvement").GetDouble());
        Assert.True(missing.GetProperty("best").GetDouble() > missing.GetProperty("worst").GetDouble());
        Assert.Contains("missingCases", ScoreTables.Guards(found));
    }

    [Fact]
    public async Task DuplicatedRows_AreNotAssessable_AndNamed()
    {
        var idea = _tables.Runs("idea", 3, 60, 0.75);
        await File.AppendAllTextAsync(idea[0], "c003,p001,0.99\n");
        var (code, found) = await _tables.Compare(["--baseline", .. _tables.Runs("base", 3, 60, 0.70), "--idea", .. idea]);
        Assert.Equal((1, "notAssessable"), (code, ScoreTables.State(found)));
        Assert.Contains("c003", found.GetProperty("sentences").GetProperty("en").GetProperty("consequence").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task UnitColumnThatIsTheCaseColumn_IsSaid_AndChangesNothing()
    {
        string[] files = ["--baseline", .. _tables.Runs("base", 3, 60, 0.70), "--idea", .. _tables.Runs("idea", 3, 60, 0.75)];
        var (_, found) = await _tables.Compare([.. files, "--unit", "case"]);
        Assert.Contains("groupIsCase", ScoreTables.Guards(found));
        Assert.Equal(("case", 60), (found.GetProperty("unit").GetString(), found.GetProperty("units").GetInt32()));
    }

    [Fact]
    public async Task DirectionThatNobodyKnows_IsNotAssessable()
    {
        var (code, found) = await _tables.Compare(["--baseline", .. _tables.Runs("base", 3, 60, 0.70, "zeal"), "--idea", .. _tables.Runs("idea", 3, 60, 0.75, "zeal")]);
        Assert.Equal((1, "notAssessable"), (code, ScoreTables.State(found)));
        Assert.Contains("directionUnknown", ScoreTables.Guards(found));
    }

    [Theory]
    [InlineData("case,dice\n")]
    [InlineData("what,dice\nx,0.5\n")]
    [InlineData("case,dice\na,half\n")]
    [InlineData("case,dice,iou\na,0.5,0.4\n")]
    [InlineData("case,dice\n,0.5\n")]
    [InlineData("")]
    public async Task TableThatCannotBeUsed_IsRefused_WithOneAndWithoutJson(string text)
    {
        var file = _tables.Write("bad.csv", text);
        var (code, json) = await _tables.Run(CompareCommands.Compare, "--baseline", file, "--idea", file);
        Assert.Equal(1, code);
        Assert.Null(json);
    }

    [Fact]
    public async Task MatchedSeeds_PairBySeed_WhateverTheOrder()
    {
        string Of(string name, IEnumerable<int> seeds, double mean) => _tables.Write(name, "case,seed,dice\n" + string.Concat(seeds.SelectMany(s => Enumerable.Range(0, 30)
            .Select(i => string.Create(CultureInfo.InvariantCulture, $"c{i},{s},{mean + 0.05 * Math.Sin(9.7 * s) + 0.02 * Math.Sin(5.1 * i + mean) + 0.003 * Math.Sin(i * s + 99 * mean)}\n")))));
        var baseline = Of("a.csv", [1, 2, 3, 4], 0.70);
        var (_, first) = await _tables.Compare("--baseline", baseline, "--idea", Of("b.csv", [1, 2, 3, 4], 0.71), "--matched");
        var (_, second) = await _tables.Compare("--baseline", baseline, "--idea", Of("b.csv", [4, 2, 1, 3], 0.71), "--matched");
        var (_, independent) = await _tables.Compare("--baseline", baseline, "--idea", Of("b.csv", [1, 2, 3, 4], 0.71));
        Assert.Equal(first.GetProperty("standardError").GetDouble(), second.GetProperty("standardError").GetDouble());
        Assert.True(first.GetProperty("standardError").GetDouble() < independent.GetProperty("standardError").GetDouble());
        Assert.Equal(["1", "2", "3", "4"], second.GetProperty("ideaArm").GetProperty("runs").EnumerateArray().Select(r => r.GetProperty("seed").GetString()));
    }

    // One row a run, one column a case, as the fixtures are.
    private string Long(string fixture, string name)
    {
        var text = new StringBuilder("case,seed,score\n");
        foreach (var (line, run) in File.ReadLines(SharedData.Path("statistics/fixtures/" + fixture)).Where(l => l.Length > 0 && (char.IsDigit(l[0]) || l[0] == '-')).Select((l, i) => (l, i)))
            foreach (var (cell, at) in line.Split(',').Select((c, i) => (c, i)))
                text.Append(CultureInfo.InvariantCulture, $"c{at},{run},{cell}\n");
        return _tables.Write(name, text.ToString());
    }
}
