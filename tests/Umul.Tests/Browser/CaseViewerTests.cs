using Microsoft.Playwright;

namespace Umul.Tests.Browser;

/// <summary>One case: its picture with reference and predictions, and what each of its numbers means.</summary>
public sealed class CaseViewerTests(UmulFixture server) : IClassFixture<UmulFixture>
{
    [ChromiumFact]
    public async Task Viewer_ShowsWhatWasMissedAndWhatIsSpurious_ForEachRun()
    {
        var page = await Open();
        var first = page.Locator(".case-panel").First;
        Assert.Equal("base-0", await first.Locator("figcaption").InnerTextAsync());
        Assert.Equal(("4", "4"), (await first.GetAttributeAsync("data-missed"), await first.GetAttributeAsync("data-spurious"))); // 16 pixels, moved by one column of 4
        await first.GetByText("Agreed 12, missed 4, spurious 4 pixels").WaitForAsync();
        await page.Locator(".case-panel").Last.GetByText("This run logged no prediction file for the case.").WaitForAsync();
        await page.Context.CloseAsync();
    }

    [ChromiumFact]
    public async Task Keys_SwitchLayersModeAndCase()
    {
        var page = await Open();
        var before = await Picture(page);
        await page.Keyboard.PressAsync("m");
        await page.Keyboard.PressAsync("m");
        Assert.Equal("true", await page.Locator("[data-mode=difference]").GetAttributeAsync("aria-pressed"));
        var difference = await Picture(page);
        Assert.NotEqual(before, difference);
        await page.Keyboard.PressAsync("1");
        Assert.False(await page.Locator("[data-layer=image]").IsCheckedAsync());
        Assert.NotEqual(difference, await Picture(page));
        await page.Keyboard.PressAsync("n");
        await page.WaitForURLAsync("**case=case-c**");
        await page.Locator("umul-case[data-ready]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        Assert.False(await page.Locator("[data-layer=image]").IsCheckedAsync()); // as it was on the case before
        await page.Context.CloseAsync();
    }

    [ChromiumFact]
    public async Task ZoomAndPointer_AreTheSameInAllPanels_AndLengthsAreInMillimetres()
    {
        var page = await Open();
        var box = (await page.Locator(".case-canvas").First.BoundingBoxAsync())!;
        var (x, y) = (box.X + (box.Width / 2), box.Y + (box.Height / 2));
        await page.Mouse.MoveAsync(x, y);
        await page.GetByText("x 4, y 4 · image 128 · reference 1 · prediction 1").WaitForAsync();
        var scale = Math.Min(box.Width, box.Height) / 8;
        await page.Keyboard.DownAsync("Shift");
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(x + (2 * scale), y, new() { Steps = 3 });
        await page.Mouse.UpAsync();
        await page.Keyboard.UpAsync("Shift");
        await page.GetByText("Measured: 1 mm").WaitForAsync(); // two pixels of 0.5 mm
        var other = await page.Locator(".case-canvas").Last.EvaluateAsync<string>("c => c.toDataURL()");
        await page.Mouse.WheelAsync(0, -300);
        await page.WaitForFunctionAsync("() => Number(document.querySelector('umul-case').dataset.zoom) > 2");
        await page.WaitForFunctionAsync("seen => [...document.querySelectorAll('.case-canvas')].at(-1).toDataURL() !== seen", other);
        await page.Context.CloseAsync();
    }

    [ChromiumFact]
    public async Task MetricCard_SaysWhatANumberMeans_AndWhatOtherToolsPrintUnderItsName()
    {
        var page = await Open("case-c", "wide-0");
        var card = page.Locator("[data-metric='hausdorffDistance95.maxOfDirected'] .metric-card");
        await card.Locator("summary").ClickAsync();
        await card.GetByText("95th percentile of the border distances in each direction; the larger of the two.").WaitForAsync();
        Assert.Equal("3", await card.Locator("[data-definition='hausdorffDistance95.maxOfDirected'] td").First.InnerTextAsync()); // 10 · (1 − 0.7)
        Assert.Equal("2.4", await card.Locator("[data-definition='hausdorffDistance95.pooled'] td").First.InnerTextAsync()); // 8 · 0.3
        Assert.Contains("MedPy", await card.Locator("[data-definition='hausdorffDistance95.pooled'] th").InnerTextAsync(), StringComparison.Ordinal);
        await page.Context.CloseAsync();
    }

    private static Task<string> Picture(IPage page) => page.EvaluateAsync<string>(
        "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(document.querySelector('.case-canvas').toDataURL()))))");

    private async Task<IPage> Open(string id = "case-b", params string[] runs)
    {
        var records = new CaseRecords(server.Services, Guid.NewGuid().ToString());
        await records.Write();
        await records.WritePrediction("base-0");
        var page = await Chromium.Page(server.Link);
        var shown = string.Join(',', (runs.Length > 0 ? runs : ["base-0", "wide-0"]).Select(name => records.Runs[name]));
        await page.GotoAsync($"/projects/{records.ProjectId}/case?split=development&metric=dice&case={id}&runs={shown}");
        await page.Locator("umul-case[data-ready]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        return page;
    }
}
