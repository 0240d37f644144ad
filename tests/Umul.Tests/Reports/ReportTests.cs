using System.CommandLine;
using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Umul.Ideas;
using Umul.Reports;
using Umul.Tests.Comparisons;

namespace Umul.Tests.Reports;

/// <summary>The report of a comparison: the numbers of the page, everything that was tried, in four formats and two languages.</summary>
public sealed partial class ReportTests(UmulFixture server) : IClassFixture<UmulFixture>, IDisposable
{
    private readonly ScoreTables _tables = new();

    public void Dispose() => _tables.Dispose();

    [Fact]
    public async Task Csv_HoldsTheNumbersOfTheComparison_ToTheLastDigit()
    {
        var ideas = await Begin();
        await ideas.Add("focal", 0.72);
        var comparisons = await Compared(ideas, "focal");
        var rows = Rows((await Zipped(ideas, "focal", "csv"))[0].Text);
        Assert.Equal(comparisons.Count, rows.Count);
        foreach (var (told, row) in comparisons.Zip(rows))
        {
            Assert.Equal(told.GetProperty("metric").GetString(), row["metric"]);
            Assert.Equal(told.GetProperty("improvement").GetDouble(), Number(row["difference"]));
            Assert.Equal(told.GetProperty("interval95")[0].GetDouble(), Number(row["lower95"]));
            Assert.Equal(told.GetProperty("interval95")[1].GetDouble(), Number(row["upper95"]));
            Assert.Equal(told.GetProperty("baseline").GetProperty("mean").GetDouble(), Number(row["baseline_mean"]));
            Assert.Equal(told.GetProperty("ideaArm").GetProperty("mean").GetDouble(), Number(row["idea_mean"]));
            if (told.GetProperty("adjustedP").ValueKind == JsonValueKind.Null) Assert.Equal("", row["p_corrected"]);
            else Assert.Equal(told.GetProperty("adjustedP").GetDouble(), Number(row["p_corrected"]));
        }
    }

    [Theory]
    [InlineData("markdown")]
    [InlineData("html")]
    [InlineData("latex")]
    public async Task EveryFormat_SaysTheSentence_AndTheMeanOfEachRun_LinkedToIt(string format)
    {
        var ideas = await Begin();
        await ideas.Add("focal", 0.72);
        var told = (await Compared(ideas, "focal"))[0];
        var text = Plain(await Text(ideas, "focal", format), format);
        Assert.Contains(Plain(told.GetProperty("sentences").GetProperty("en").GetProperty("headline").GetString()!, "text"), text, StringComparison.Ordinal);
        var decimals = 4; // δ is 0.01: three, and one more for means
        foreach (var run in told.GetProperty("baseline").GetProperty("runs").EnumerateArray().Concat(told.GetProperty("ideaArm").GetProperty("runs").EnumerateArray()))
        {
            Assert.Contains(run.GetProperty("run").GetString()!, text, StringComparison.Ordinal);
            Assert.Contains(run.GetProperty("mean").GetDouble().ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture), text, StringComparison.Ordinal);
        }
        Assert.Equal(6, Regex.Matches(await Text(ideas, "focal", format), @"/runs/[0-9a-f]{32}", RegexOptions.None, TimeSpan.FromSeconds(5)).Select(match => match.Value).Distinct().Count());
    }

    [Fact]
    public async Task DroppedAndDeletedIdeas_StayInTheReport()
    {
        var ideas = await Begin();
        await ideas.Add("focal", 0.74);
        await ideas.Add("flips", 0.68);
        await ideas.Add("mixup", 0.69);
        await ideas.Get<IdeaStore>().Decide(ideas.Ideas["flips"], null, IdeaDecision.Drop, ("worse everywhere", ""));
        await ideas.Get<IdeaStore>().Delete(ideas.Ideas["mixup"]);
        var rows = Rows((await Zipped(ideas, "focal", "csv")).Single(file => file.Path == "figures/ideas.csv").Text);
        Assert.Equal(["baseline", "focal", "flips", "mixup"], rows.Select(row => row["idea"]));
        Assert.Equal(("Drop", "worse everywhere"), (rows[2]["decision"], rows[2]["reason"]));
        Assert.Equal("deleted", rows[3]["verdict"]);
    }

    [Fact]
    public async Task Html_IsOneFile_ThatFetchesNothing_WithEachFigureInside()
    {
        var ideas = await Begin();
        await ideas.Add("focal", 0.74);
        var html = await Text(ideas, "focal", "html");
        Assert.Equal(6, Regex.Count(html, "<svg ", RegexOptions.None, TimeSpan.FromSeconds(5)));
        Assert.DoesNotMatch(@"(src=|<link|@import|url\(|<script|var\(--)", html);
        Assert.Contains("@media print", html, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"/", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatIsNotRecorded_IsSaidToBeSo()
    {
        var ideas = await Begin();
        await ideas.Add("focal", 0.74);
        var rows = Rows((await Zipped(ideas, "focal", "csv")).Single(file => file.Path == "figures/checklist.csv").Text);
        Assert.Equal("not recorded", rows.Single(row => row["item"] == "Code: exact version")["answer"]);
        Assert.Equal("Baseline: 0, 1, 2. Idea: 0, 1, 2.", rows.Single(row => row["item"] == "Seeds")["answer"]);
        Assert.Equal("not recorded", rows.Single(row => row["item"] == "Limitations")["answer"]);
    }

    [Fact]
    public async Task Korean_IsKoreanThroughout()
    {
        var ideas = await Begin();
        await ideas.Add("focal", 0.74);
        var korean = (await Text(ideas, "focal", "markdown", "ko")).Split('\n').Where(line => line.StartsWith("## ", StringComparison.Ordinal) || line.Contains(". ", StringComparison.Ordinal)).ToList();
        Assert.All(korean, line => Assert.Matches("[가-힣]", line));
        var english = await Text(ideas, "focal", "markdown");
        Assert.DoesNotMatch("[가-힣]", english);
    }

    [Fact]
    public async Task SealedResults_AreNotReported()
    {
        var ideas = await Begin("test");
        await ideas.Add("focal", 0.74, split: "test");
        using var answer = await server.Client.GetAsync(new Uri(Address(ideas, "focal", "html"), UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.DoesNotContain("0.74", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task IdeaAlone_IsEnough_WhereOneProjectHasIt()
    {
        var ideas = await Begin();
        var name = "only-" + Guid.NewGuid().ToString("N");
        await ideas.Add(name, 0.74);
        Assert.Contains(name, await server.Client.GetStringAsync($"/api/report?idea={name}"), StringComparison.Ordinal);
        using var several = await server.Client.GetAsync(new Uri("/api/report?idea=baseline-of-nobody", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, several.StatusCode);
    }

    [Fact]
    public async Task Command_WritesTheFilesWhereTheyAreWanted()
    {
        var ideas = await Begin();
        await ideas.Add("focal", 0.74);
        var folder = Directory.CreateTempSubdirectory("umul-report-").FullName;
        try
        {
            string[] place = ["focal", "--project", ideas.Project.ToString(CultureInfo.InvariantCulture), "--uri", server.Link.ToString()];
            Assert.Equal(0, await ReportCommands.Report().Parse([.. place, "--format", "latex", "-o", Path.Combine(folder, "paper.tex")]).InvokeAsync());
            Assert.Equal(0, await ReportCommands.Report().Parse([.. place, "--format", "html", "-o", folder]).InvokeAsync());
            Assert.Contains("{paper-figures/waterfall.pdf}", await File.ReadAllTextAsync(Path.Combine(folder, "paper.tex")), StringComparison.Ordinal);
            Assert.True(File.Exists(Path.Combine(folder, "paper-figures", "waterfall.pdf")));
            Assert.True(File.Exists(Path.Combine(folder, "report-focal.html")));
            Assert.Equal(1, await ReportCommands.Report().Parse([.. place, "--format", "word"]).InvokeAsync());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<ComparedIdeas> Begin(string split = "val")
    {
        var ideas = new ComparedIdeas(server.Services, _tables);
        await ideas.Begin(split);
        return ideas;
    }

    private async Task<List<JsonElement>> Compared(ComparedIdeas ideas, string idea) =>
        [.. JsonDocument.Parse(await server.Client.GetStringAsync($"/api/projects/{ideas.Project}/ideas/{ideas.Ideas[idea]}/comparison")).RootElement.GetProperty("comparisons").EnumerateArray()];

    private static string Address(ComparedIdeas ideas, string idea, string format, string language = "en") =>
        $"/api/report?project={ideas.Project}&idea={Uri.EscapeDataString(idea)}&format={format}&language={language}";

    private async Task<string> Text(ComparedIdeas ideas, string idea, string format, string language = "en") => format == "html"
        ? await server.Client.GetStringAsync(Address(ideas, idea, format, language)) : (await Zipped(ideas, idea, format, language))[0].Text;

    private async Task<IReadOnlyList<(string Path, string Text)>> Zipped(ComparedIdeas ideas, string idea, string format, string language = "en")
    {
        using var zip = new ZipArchive(new MemoryStream(await server.Client.GetByteArrayAsync(Address(ideas, idea, format, language))), ZipArchiveMode.Read);
        List<(string, string)> files = [];
        foreach (var entry in zip.Entries)
        {
            using var reader = new StreamReader(entry.Open(), Encoding.UTF8);
            files.Add((entry.FullName, await reader.ReadToEndAsync()));
        }
        return files;
    }

    // What a reader sees, whatever the markup.
    private static string Plain(string text, string format) => (format switch
    {
        "html" => WebUtility.HtmlDecode(Markup().Replace(text, "")),
        "latex" => text.Replace("\\ensuremath{-}", "−", StringComparison.Ordinal).Replace("\\ensuremath{\\times}", "×", StringComparison.Ordinal).Replace("\\%", "%", StringComparison.Ordinal)
            .Replace("-{}", "-", StringComparison.Ordinal).Replace("\\allowbreak{}", "", StringComparison.Ordinal),
        _ => text.Replace("\\", "", StringComparison.Ordinal),
    }).Replace("<", "", StringComparison.Ordinal);

    private static List<Dictionary<string, string>> Rows(string csv)
    {
        var lines = csv.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => Cells().Matches(line).Select(cell => cell.Groups["quoted"].Success ? cell.Groups["quoted"].Value.Replace("\"\"", "\"", StringComparison.Ordinal) : cell.Groups["plain"].Value).ToList()).ToList();
        return [.. lines.Skip(1).Select(line => lines[0].Zip(line).ToDictionary(cell => cell.First, cell => cell.Second))];
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex("<[^>]+>", RegexOptions.None, 5000)]
    private static partial Regex Markup();

    [GeneratedRegex("(?:^|,)(?:\"(?<quoted>(?:[^\"]|\"\")*)\"|(?<plain>[^,]*))", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Cells();
}
