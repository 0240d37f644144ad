using static Microsoft.Playwright.Assertions;

namespace Umul.Tests.Browser;

/// <summary>What the server does in the background with a run's files is said on the run's page, as it goes on.</summary>
public sealed class OutcomeWorkTests(PageFixture pages) : IClassFixture<PageFixture>
{
    [ChromiumFact]
    public async Task RunPage_PredictionsLogged_SaysThatTheyWait_ThenThatTheyWereEvaluated()
    {
        var cases = new CaseRecords(pages.Services, Guid.NewGuid().ToString("N"));
        await cases.Write();
        await cases.WritePrediction("base-0");
        var page = await pages.Open($"/runs/{cases.Runs["base-0"]}");
        await Expect(page.Locator("umul-work")).ToContainTextAsync("development");
        await Expect(page.Locator("umul-work")).ToContainTextAsync("Evaluated on development.", new() { Timeout = 30_000 });
        await page.Locator("umul-work a").ClickAsync();
        await Expect(page.Locator("umul-cases")).ToBeVisibleAsync();
        await pages.Close(page);
    }
}
