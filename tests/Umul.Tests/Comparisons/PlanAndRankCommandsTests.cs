using Umul.Comparisons;

namespace Umul.Tests.Comparisons;

/// <summary><c>umul plan</c> and <c>umul rank</c>.</summary>
public sealed class PlanAndRankCommandsTests : IDisposable
{
    private readonly ScoreTables _tables = new();

    public void Dispose() => _tables.Dispose();

    // statistics: paired t of d_z = 0.2 needs 199 units at 80 % power; without seed noise the crossed design tends to it.
    [Fact]
    public async Task Plan_WithoutSeedNoise_NeedsTheUnitsOfAPairedT()
    {
        var (code, json) = await _tables.Run(PlanCommands.Plan, "--seed-sd", "0", "--case-sd", "0.05", "--cases", "100", "--smallest-worthwhile", "0.01");
        Assert.Equal(0, code);
        Assert.Equal(199, json!.Value.GetProperty("plan").GetProperty("unitsNeeded").GetInt32());
        Assert.True(json.Value.GetProperty("plan").GetProperty("moreRunsCannotSettle").GetBoolean());
    }

    // Welch's t for a difference of 2 sd between seeds: 6 seeds per arm at 80 % power.
    [Fact]
    public async Task Plan_OfSeedNoiseAlone_NeedsTheSeedsOfATwoSampleT()
    {
        var (_, json) = await _tables.Run(PlanCommands.Plan, "--seed-sd", "0.005", "--case-sd", "0", "--cases", "100", "--smallest-worthwhile", "0.01");
        Assert.Equal(6, json!.Value.GetProperty("plan").GetProperty("runsNeeded").GetInt32());
        Assert.False(json.Value.GetProperty("plan").GetProperty("moreRunsCannotSettle").GetBoolean());
    }

    [Fact]
    public async Task Plan_FromTheBaselineAlone_SaysThatItIsTheLeast()
    {
        var (code, json) = await _tables.Run(PlanCommands.Plan, ["--baseline", .. _tables.Runs("base", 4, 60, 0.7), "--smallest-worthwhile", "0.01"]);
        Assert.Equal(0, code);
        Assert.True(json!.Value.GetProperty("fromBaselineOnly").GetBoolean());
        Assert.Equal(0, json.Value.GetProperty("components").GetProperty("case").GetDouble());
    }

    [Fact]
    public async Task Plan_WithoutAnything_IsRefused() =>
        Assert.Equal(1, (await _tables.Run(PlanCommands.Plan, "--smallest-worthwhile", "0.01")).Code);

    [Fact]
    public async Task Rank_OrdersByMean_AndSaysHowOftenEachIsFirst()
    {
        string[] files = [.. new[] { ("weak", 0.6), ("strong", 0.8), ("middle", 0.7) }.Select(m => $"{m.Item1}={_tables.Runs(m.Item1, 1, 50, m.Item2)[0]}")];
        var (code, json) = await _tables.Run(RankCommands.Rank, files);
        Assert.Equal(0, code);
        Assert.Equal(["strong", "middle", "weak"], json!.Value.GetProperty("methods").EnumerateArray().Select(m => m.GetProperty("method").GetString()));
        Assert.Equal(1, json.Value.GetProperty("methods")[0].GetProperty("firstIn").GetDouble());
        Assert.Equal(25, json.Value.GetProperty("units").GetInt32()); // patients
    }

    [Fact]
    public async Task Rank_OfALongFile_LeavesOutCasesThatAMethodLacks()
    {
        var file = _tables.Write("long.csv", "case,method,wer\n" + string.Concat(Enumerable.Range(0, 20).Select(i => $"u{i},A,0.{10 + i}\n" + (i == 7 ? "" : $"u{i},B,0.{12 + i}\n"))));
        var (_, json) = await _tables.Run(RankCommands.Rank, file);
        Assert.Equal(("A", 19, 1), (json!.Value.GetProperty("methods")[0].GetProperty("method").GetString(), json.Value.GetProperty("units").GetInt32(), json.Value.GetProperty("unitsLeftOut").GetInt32()));
    }

    [Fact]
    public async Task Rank_OfOneMethod_IsRefused() => Assert.Equal(1, (await _tables.Run(RankCommands.Rank, _tables.Runs("only", 1, 20, 0.5))).Code);

    [Fact]
    public async Task Rank_DrawsHowSureEachRankIs_AndTheNumbersAreThoseOfTheJson()
    {
        var folder = Directory.CreateTempSubdirectory("umul-rank-").FullName;
        try
        {
            var (_, json) = await _tables.Run(RankCommands.Rank, [.. new[] { ("a", 0.70), ("b", 0.71), ("c", 0.80) }.Select(m => $"{m.Item1}={_tables.Runs(m.Item1, 1, 30, m.Item2)[0]}"), "--figures", folder]);
            var told = json!.Value.GetProperty("methods").EnumerateArray().ToDictionary(m => m.GetProperty("method").GetString()!, m => m.GetProperty("firstIn").GetDouble());
            var rows = (await File.ReadAllLinesAsync(Path.Combine(folder, "ranks.csv"))).Skip(1).Select(row => row.Split(',')).ToList();
            Assert.Equal(told.Count, rows.Count);
            Assert.All(rows, row => Assert.Equal(told[row[0]], double.Parse(row[4], System.Globalization.CultureInfo.InvariantCulture)));
            Assert.All(rows, row => Assert.Equal(1, row.Skip(4).Sum(cell => double.Parse(cell, System.Globalization.CultureInfo.InvariantCulture)), 12));
            foreach (var file in (string[])["ranks.svg", "podium.svg"])
                Assert.DoesNotContain("NaN", System.Xml.Linq.XDocument.Load(Path.Combine(folder, file)).ToString(), StringComparison.Ordinal);
            Assert.Equal(1 + 15, (await File.ReadAllLinesAsync(Path.Combine(folder, "podium.csv"))).Length);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
