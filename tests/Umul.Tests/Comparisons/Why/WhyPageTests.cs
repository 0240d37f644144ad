using Microsoft.Playwright;
using Umul.Ideas;
using Umul.Tests.Browser;
using static Microsoft.Playwright.Assertions;

namespace Umul.Tests.Comparisons.Why;

/// <summary>"Why" in a browser: it comes after the verdict, leads to its cases, and becomes a hypothesis.</summary>
public sealed class WhyPageTests(UmulFixture server) : IClassFixture<UmulFixture>
{
    [ChromiumFact]
    public async Task Comparison_AsksWhyByItself_AndFindingsLeadToTheirCases()
    {
        var studied = await new StudiedIdea(server.Services).Make();
        var page = await Chromium.Page(server.Link, "en", 1280, true);
        await page.GotoAsync($"/projects/{studied.Project}/ideas/{studied.Idea.Id}/comparison");
        await Expect(page.Locator("umul-why .why-findings li").First).ToContainTextAsync("batch_size: 8 → 16");
        var leaf = page.Locator(".why-findings li").Filter(new() { HasText = "held out" }).Filter(new() { HasText = "device = B" });
        await leaf.First.GetByText("Show cases").ClickAsync();
        await Expect(page.Locator(".cases-note")).ToContainTextAsync("of 240 cases");
        var shown = await page.Locator(".cases-note").InnerTextAsync();
        Assert.InRange(int.Parse(shown.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture), 20, 40);
        await page.Context.CloseAsync();
    }

    [ChromiumFact]
    public async Task NamedCases_AreShownAlone_UntilAllAreAskedFor()
    {
        var studied = await new StudiedIdea(server.Services).Make();
        var page = await Chromium.Page(server.Link, "en", 1280, true);
        await page.GotoAsync($"/projects/{studied.Project}/cases?split=val&metric=dice&cases=c001%7Cc017%7Cc100");
        await Expect(page.Locator(".cases-note")).ToContainTextAsync("3 of 240 cases");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show all cases" }).ClickAsync();
        await Expect(page.Locator(".cases-note")).ToContainTextAsync("240 of 240 cases");
        Assert.DoesNotContain("cases=", page.Url, StringComparison.Ordinal);
        await page.Context.CloseAsync();
    }

    [ChromiumFact]
    public async Task Finding_BecomesAHypothesis_FromTheComparison_InKorean()
    {
        var studied = await new StudiedIdea(server.Services).Make();
        var page = await Chromium.Page(server.Link, "ko", 1280, true);
        await page.GotoAsync($"/projects/{studied.Project}/ideas/{studied.Idea.Id}/comparison");
        var leaf = page.Locator(".why-findings li").Filter(new() { HasText = "device = B" }).First;
        await leaf.GetByRole(AriaRole.Button, new() { Name = "가설로 만들기" }).ClickAsync();
        await Expect(page.Locator("main")).ToContainTextAsync("확인해야 한다");
        var child = Assert.Single(studied.Get<IdeaStore>().All(studied.Project), idea => idea.Parent == studied.Idea.Id);
        Assert.Contains("device = B", child.Name, StringComparison.Ordinal);
        await page.Context.CloseAsync();
    }

    [ChromiumFact]
    public async Task Page_StandsByItself_WithoutScripts_AndOnAPhone()
    {
        var studied = await new StudiedIdea(server.Services).Make(seeds: 1, withMetadata: false);
        var page = await Chromium.Page(server.Link, "en", 390, true);
        await page.GotoAsync($"/projects/{studied.Project}/ideas/{studied.Idea.Id}/why");
        await Expect(page.Locator("#why")).ToContainTextAsync("umul data add");
        Assert.True(await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0);
        await page.Context.CloseAsync();
        Assert.Contains($"/ideas/{studied.Idea.Id}/why", await server.Client.GetStringAsync($"/projects/{studied.Project}/ideas/{studied.Idea.Id}/comparison"), StringComparison.Ordinal);
    }
}
