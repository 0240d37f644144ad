using Microsoft.Playwright;

namespace Umul.Tests.Browser;

/// <summary>The page of all cases: what is worst, where runs differ, and the way from there to one case.</summary>
public sealed class CasesPageTests(UmulFixture server) : IClassFixture<UmulFixture>
{
    [ChromiumFact]
    public async Task Map_HasTheWorstCasesFirst_AndBeforeThemThoseWithoutAValue()
    {
        var page = await Open();
        await Rows(page, "case-e case-b case-c case-a case-d"); // means: none, 0.61, 0.71, 0.74 (0.5, 0.52, 0.96, 0.98), 0.81
        Assert.Equal("case-e", await page.Locator(".cases-worst tr").First.Locator("a").InnerTextAsync());
        Assert.Contains("4 of 5 defined", await page.Locator("figcaption").First.InnerTextAsync(), StringComparison.Ordinal);
        Assert.Contains("4 of 5", await page.Locator(".cases-runs tbody tr").First.InnerTextAsync(), StringComparison.Ordinal);
        Assert.Contains("1 both empty", await page.Locator(".cases-runs tbody tr").First.InnerTextAsync(), StringComparison.Ordinal);
        await page.Context.CloseAsync();
    }

    [ChromiumFact]
    public async Task Sort_BySpreadAndByARun_StaysInTheAddress()
    {
        var (page, records) = await OpenWith();
        await page.Locator("#cases-sort").SelectOptionAsync("spread");
        await page.WaitForFunctionAsync("() => document.querySelector('.cases-heat').dataset.rows.startsWith('case-a ')"); // 0.48 against 0.02
        await page.Locator("#cases-sort").SelectOptionAsync(new SelectOptionValue { Label = "Worst first in base-0" });
        await Rows(page, "case-e case-a case-b case-c case-d");
        Assert.Contains($"sort={records.Runs["base-0"]}", page.Url, StringComparison.Ordinal);
        await page.ReloadAsync();
        await Rows(page, "case-e case-a case-b case-c case-d");
        await page.Context.CloseAsync();
    }

    [ChromiumFact]
    public async Task Filter_ByMetadataAndByName_AndNamesTheColumnsThatThereAre()
    {
        var page = await Open();
        await page.Locator("#cases-filter").FillAsync("density=fatty size_mm<25");
        await Rows(page, "case-c case-d");
        Assert.Contains("2 of 5 cases", await page.Locator(".cases-note").InnerTextAsync(), StringComparison.Ordinal);
        await page.Locator("#cases-filter").FillAsync("se-b");
        await Rows(page, "case-b");
        await page.Locator("#cases-filter").FillAsync("colour=red");
        await page.GetByText("There is no metadata column “colour”. There are: density, size_mm, spacing_mm.").WaitForAsync();
        await page.Context.CloseAsync();
    }

    [ChromiumFact]
    public async Task Ideas_AreMeansOfTheirRunsCaseByCase()
    {
        var page = await Open();
        await page.Locator("#cases-by").SelectOptionAsync("idea");
        await page.GetByText("5 of 5 cases, 2 columns").WaitForAsync();
        await page.Locator(".cases-heat").FocusAsync();
        foreach (var key in (string[])["ArrowDown", "ArrowDown", "ArrowRight"]) await page.Keyboard.PressAsync(key);
        var tip = await page.Locator(".cases-tip").InnerTextAsync();
        Assert.Contains("case-b, wide: 0.61", tip, StringComparison.Ordinal); // mean of 0.60 and 0.62
        Assert.Contains("mean of 2 of 2 runs", tip, StringComparison.Ordinal);
        Assert.Contains("density: dense", tip, StringComparison.Ordinal);
        await page.Context.CloseAsync();
    }

    [ChromiumFact]
    public async Task Click_OpensTheCaseUnderTheRun_AndItsNeighbours()
    {
        var page = await Open();
        await page.Locator(".cases-heat").FocusAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("ArrowDown"); // case-b, base-0
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/case?**");
        Assert.Equal("case-b", await page.Locator("h1").InnerTextAsync());
        Assert.Contains("Case 2 of 5 on development, worst first by dice.", await page.Locator(".lead").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal("0.6", (await page.Locator("[data-metric='dice'] td").InnerTextAsync()).Trim());
        Assert.Contains("base-0", await page.Locator(".case-runs").InnerTextAsync(), StringComparison.Ordinal);
        await page.Locator("a[rel=prev]").ClickAsync();
        await page.WaitForURLAsync("**case=case-e**");
        Assert.Equal("both empty", (await page.Locator("[data-metric='dice'] td").InnerTextAsync()).Trim());
        await page.Context.CloseAsync();
    }

    [ChromiumFact]
    public async Task RunsWithOtherCases_AreNotSilentlyCompared()
    {
        var (page, _) = await OpenWith(prepare: records => records.WriteShortRun());
        await page.Locator(".cases-differ").WaitForAsync();
        await page.Locator(".cases-legend .missing").WaitForAsync();
        Assert.Contains("3 of 3", await page.Locator(".cases-runs tbody tr").First.InnerTextAsync(), StringComparison.Ordinal);
        await page.Context.CloseAsync();
    }

    [ChromiumFact]
    public async Task WithoutScripts_TheWorstCasesAndTheRunsAreTables_InKoreanToo()
    {
        var (page, _) = await OpenWith("ko", scripts: false);
        Assert.Equal("case-e", await page.Locator("umul-cases tbody td").First.InnerTextAsync());
        await page.GetByText("나쁜 케이스부터").WaitForAsync();
        Assert.Contains("둘 다 비어 있음 1개", await page.Locator(".cases-runs tbody tr").First.InnerTextAsync(), StringComparison.Ordinal);
        await page.Context.CloseAsync();
    }

    private static Task Rows(IPage page, string expected) =>
        page.WaitForFunctionAsync("rows => document.querySelector('.cases-heat')?.dataset.rows === rows", expected);

    private async Task<IPage> Open() => (await OpenWith()).Page;

    private async Task<(IPage Page, CaseRecords Records)> OpenWith(string locale = "en", bool scripts = true, Func<CaseRecords, Task>? prepare = null)
    {
        var records = new CaseRecords(server.Services, Guid.NewGuid().ToString());
        await records.Write();
        if (prepare is not null) await prepare(records);
        var page = await Chromium.Page(server.Link, locale, scripts: scripts);
        await page.GotoAsync($"/projects/{records.ProjectId}/cases?metric=dice");
        if (scripts) await page.Locator(".cases-heat").WaitForAsync();
        return (page, records);
    }
}
