using System.Net;
using System.Text.Json;
using Microsoft.Playwright;
using Umul.Ideas;
using Umul.Tests.Browser;
using static Microsoft.Playwright.Assertions;

namespace Umul.Tests.Comparisons;

/// <summary>The page of a comparison and its files: the verdict of the command line, on one screen, with its figures.</summary>
public sealed class ComparisonPageTests(UmulFixture server) : IClassFixture<UmulFixture>, IDisposable
{
    private readonly ScoreTables _tables = new();

    public void Dispose() => _tables.Dispose();

    [Fact]
    public async Task Numbers_AreThoseOfTheCommandLine()
    {
        var ideas = await Begin();
        var files = await ideas.Add("focal", 0.72);
        var stored = JsonDocument.Parse(await server.Client.GetStringAsync(Api(ideas, "focal", "comparison"))).RootElement.GetProperty("comparisons")[0];
        var (_, told) = await _tables.Compare(["--baseline", .. _tables.Runs("baseline", 3, 48, 0.70), "--idea", .. files, "--smallest-worthwhile", "0.01"]);
        foreach (var number in new[] { "improvement", "standardError", "degreesOfFreedom", "p", "adjustedP", "units" })
            Assert.Equal(told.GetProperty(number).GetDouble(), stored.GetProperty(number).GetDouble());
        Assert.Equal(told.GetProperty("interval95").ToString(), stored.GetProperty("interval95").ToString());
        Assert.Equal(ScoreTables.State(told), ScoreTables.State(stored));
    }

    [ChromiumFact]
    public async Task Page_BeginsWithTheVerdict_AndHoldsEveryIdeaOfTheFamily_TheDroppedToo()
    {
        var ideas = await Begin();
        await ideas.Add("focal", 0.74);
        await ideas.Add("flips", 0.68);
        await ideas.Get<IdeaStore>().Decide(ideas.Ideas["flips"], null, IdeaDecision.Drop, ("worse everywhere", ""));
        var page = await Chromium.Page(server.Link, "en", 1280, true);
        await page.GotoAsync(ideas.Path("focal"));
        var top = page.Locator("main .card").First;
        await Expect(top).ToContainTextAsync("focal scored higher: mean dice +0.04");
        await Expect(top).ToContainTextAsync("24 groups");
        await Expect(top.GetByRole(AriaRole.Button, new() { Name = "Keep" })).ToBeInViewportAsync();
        await Expect(page.Locator("figure")).ToHaveCountAsync(4);
        await Expect(page.Locator("#figure-ideas")).ToContainTextAsync("flips");
        await Expect(page.Locator("#figure-ideas")).ToContainTextAsync("Worse");
        await Expect(page.Locator("#secondary")).ToContainTextAsync("iou");
        await Expect(page.Locator("#checks")).ToContainTextAsync("epochs = 100");

        await page.Locator("summary").Filter(new() { HasText = "from worst to best" }).ClickAsync();
        await page.Locator(".extreme-case").First.ClickAsync();
        await Expect(page.Locator("h1")).ToContainTextAsync("c0");
        await page.GoBackAsync();
        await page.SetViewportSizeAsync(390, 844);
        Assert.True(await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0);
        await page.Context.CloseAsync();
    }

    [ChromiumFact]
    public async Task Decision_IsTakenOnThePage_InKorean()
    {
        var ideas = await Begin();
        await ideas.Add("focal", 0.74);
        var page = await Chromium.Page(server.Link, "ko", 1280, true);
        await page.GotoAsync(ideas.Path("focal"));
        await page.Locator("#reason").FillAsync("모든 환자에서 나아짐");
        await page.GetByRole(AriaRole.Button, new() { Name = "채택" }).ClickAsync();
        await Expect(page.Locator(".decision-keep")).ToBeVisibleAsync();
        var idea = ideas.Get<IdeaStore>().Find(ideas.Ideas["focal"])!;
        Assert.Equal((IdeaDecision.Keep, "모든 환자에서 나아짐"), (idea.Decision, idea.Reason));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task TrainingOfAnotherLength_IsNamed_AndBlocksBetter()
    {
        var ideas = await Begin();
        await ideas.Add("longer", 0.74, epochs: "200");
        var found = JsonDocument.Parse(await server.Client.GetStringAsync(Api(ideas, "longer", "comparison"))).RootElement.GetProperty("comparisons")[0];
        Assert.Contains("epochsDiffer", ScoreTables.Guards(found));
        Assert.Equal("promisingNotConfirmed", ScoreTables.State(found));
        var page = await server.Client.GetStringAsync(ideas.Path("longer"));
        Assert.Contains("epochs = 200", page, StringComparison.Ordinal);
        Assert.Contains("differs: blocks the verdict", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("paired-estimation")]
    [InlineData("runs")]
    [InlineData("waterfall")]
    [InlineData("ideas")]
    [InlineData("agreement")]
    [InlineData("profile")]
    public async Task Figure_IsAFileOfItsOwn_WithItsData(string name)
    {
        var ideas = await Begin();
        await ideas.Add("focal", 0.74);
        var svg = await server.Client.GetStringAsync(Api(ideas, "focal", $"figures/{name}.svg"));
        System.Xml.Linq.XDocument.Parse(svg);
        Assert.DoesNotContain("var(", svg, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", svg, StringComparison.Ordinal);
        var rows = (await server.Client.GetStringAsync(Api(ideas, "focal", $"figures/{name}.csv"))).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(name switch { "runs" => 1 + 6, "ideas" => 1 + 1, "profile" => 1 + 121, _ => 1 + 24 }, rows.Length);
        Assert.StartsWith("%PDF", await server.Client.GetStringAsync(Api(ideas, "focal", $"figures/{name}.pdf")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Undecided_ShowsWhichDesignsWouldSettleIt_WithThePlansOwnNumbers()
    {
        var ideas = await Begin();
        await ideas.Add("noise", 0.6985);
        var measure = ideas.Get<IdeaMeasureStore>().Of(ideas.Project);
        await ideas.Get<IdeaMeasureStore>().Set(ideas.Project, null, measure with { Worthwhile = 0.001 });
        var told = JsonDocument.Parse(await server.Client.GetStringAsync(Api(ideas, "noise", "comparison"))).RootElement.GetProperty("comparisons")[0];
        Assert.Contains(ScoreTables.State(told), (string[])["undecided", "notWorseByMore"]);
        var designs = (await server.Client.GetStringAsync(Api(ideas, "noise", "figures/frontier.csv"))).Split('\n').Select(row => row.Split(',')).Where(row => row.Length == 3 && row[2] == "estimated").ToList();
        var atThree = told.GetProperty("plan").GetProperty("unitsNeeded") is { ValueKind: JsonValueKind.Number } units ? units.GetRawText() : null;
        Assert.Equal(atThree, designs.Find(row => row[0] == "3")?[1]);
        var needed = designs.ConvertAll(row => int.Parse(row[1], System.Globalization.CultureInfo.InvariantCulture));
        Assert.True(needed.Count > 2 && needed.SequenceEqual(needed.OrderDescending()), string.Join(' ', needed));
        await ideas.Add("focal", 0.74);
        Assert.Equal(HttpStatusCode.NotFound, (await server.Client.GetAsync(new Uri(Api(ideas, "focal", "figures/frontier.svg"), UriKind.Relative))).StatusCode);
    }

    [Fact]
    public async Task Waterfall_ShowsEachSeed_AndItsMeanIsTheBar()
    {
        var ideas = await Begin();
        await ideas.Add("focal", 0.74);
        var rows = (await server.Client.GetStringAsync(Api(ideas, "focal", "figures/waterfall.csv"))).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1)
            .Select(row => row.Split(',').Skip(1).Select(cell => double.Parse(cell, System.Globalization.CultureInfo.InvariantCulture)).ToList()).ToList();
        Assert.All(rows, row => Assert.Equal(row[0], row.Skip(1).Average(), 12));
        Assert.All(rows, row => Assert.Equal(1 + 3, row.Count));
    }

    [Fact]
    public async Task Sentences_SpeakOfPatients_WhereTheDatasetDoes()
    {
        var ideas = await Begin();
        await ideas.Add("focal", 0.74);
        var content = Umul.Datasets.DatasetContent.Of([], [new("c000", "p000", [], [])], [new Umul.Datasets.DatasetSplit("val", Umul.Datasets.SplitRole.Development, ["c000"])]);
        await ideas.Get<Umul.Datasets.DatasetStore>().Add(ideas.Project, new("scans", "", false, content) { GroupName = "patient_id" });
        var page = await server.Client.GetStringAsync(ideas.Path("focal"));
        Assert.Contains("24 patients", page, StringComparison.Ordinal);
        Assert.DoesNotContain("24 groups", page, StringComparison.Ordinal);
        Assert.Contains("환자", await server.Client.GetStringAsync(ideas.Path("focal") + "?lang=ko"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SealedTestSplit_ShowsNeitherNumbersNorFigures()
    {
        var ideas = await Begin("test");
        await ideas.Add("focal", 0.74, split: "test");
        Assert.Equal(HttpStatusCode.NotFound, (await server.Client.GetAsync(new Uri(Api(ideas, "focal", "comparison"), UriKind.Relative))).StatusCode);
        var page = await server.Client.GetStringAsync(ideas.Path("focal"));
        Assert.DoesNotContain("<figure", page, StringComparison.Ordinal);
        Assert.DoesNotContain("0.74", page, StringComparison.Ordinal);
    }

    private static string Api(ComparedIdeas ideas, string idea, string what) => $"/api/projects/{ideas.Project}/ideas/{ideas.Ideas[idea]}/{what}";

    private async Task<ComparedIdeas> Begin(string split = "val")
    {
        var ideas = new ComparedIdeas(server.Services, _tables);
        await ideas.Begin(split);
        return ideas;
    }
}
