using Umul.Ideas;
using Umul.Projects;
using static Microsoft.Playwright.Assertions;

namespace Umul.Tests.Browser;

/// <summary>Ideas in a browser: written down, decided about, found again.</summary>
public sealed class IdeaPageTests(PageFixture pages) : IClassFixture<PageFixture>
{
    [ChromiumFact]
    public async Task Idea_WrittenDownDecidedAndFoundAgain_WithoutScripts()
    {
        var project = await pages.Get<ProjectStore>().Create(Guid.NewGuid().ToString("N"));
        var page = await pages.Open($"/projects/{project}/ideas", scripts: false);
        await page.Locator("#new summary").ClickAsync();
        await page.Locator("#name").FillAsync("focal");
        await page.Locator("#new-hypothesis").FillAsync("Small lesions gain.");
        await page.Locator("#new-keys").FillAsync("loss");
        await page.Locator("#new form button").ClickAsync();
        await Expect(page.Locator(".idea-words").First).ToHaveTextAsync("Small lesions gain.");

        await page.GetByLabel("Drop").CheckAsync();
        await page.Locator("#reason").FillAsync("Small lesions lose.");
        await page.Locator("#decide button").ClickAsync();
        await Expect(page.Locator("#story")).ToContainTextAsync("Small lesions lose.");

        await page.GotoAsync($"/projects/{project}/ideas?q=LOSS");
        await Expect(page.Locator(".idea-table")).ToContainTextAsync("focal");
        await pages.Close(page);
    }

    [ChromiumFact]
    public async Task Decide_SomebodyElseDecidedMeanwhile_IsToldAndKeepsTheWords()
    {
        var project = await pages.Get<ProjectStore>().Create(Guid.NewGuid().ToString("N"));
        var idea = await pages.Get<IdeaStore>().Create(project, new NewIdea("focal", null, IdeaText.Empty));
        var page = await pages.Open($"/projects/{project}/ideas/{idea.Id}", "ko");
        await pages.Get<IdeaStore>().Decide(idea.Id, null, IdeaDecision.Drop, ("Worse.", ""), "Kim");

        await page.GetByLabel("채택").CheckAsync();
        await page.Locator("#reason").FillAsync("Better.");
        await page.Locator("#decide button").ClickAsync();
        await Expect(page.Locator("[role=alert]")).ToContainTextAsync("Kim");
        await Expect(page.Locator("#reason")).ToHaveValueAsync("Better.");
        Assert.Equal(IdeaDecision.Drop, pages.Get<IdeaStore>().Find(idea.Id)!.Decision);
        await pages.Close(page);
    }
}
