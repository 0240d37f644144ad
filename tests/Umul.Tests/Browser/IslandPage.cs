using Microsoft.Playwright;

namespace Umul.Tests.Browser;

/// <summary>A page with islands, and the words to speak of them.</summary>
internal sealed class IslandPage
{
    private readonly List<string> _errors = [];

    public IslandPage(IPage page)
    {
        Page = page;
        page.PageError += (_, error) => _errors.Add(error);
    }

    public IPage Page { get; }

    /// <summary>Rows of the run table in order of their position.</summary>
    public ILocator Rows => Page.Locator(".run-grid-row.run");

    public ILocator Groups => Page.Locator(".run-grid-row.group");

    public ILocator Row(string name) => Page.Locator(".run-grid-row", new() { Has = Page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true }) });

    public ILocator Panel(string key) => Page.Locator($".chart-panel[data-key='{key}']");

    public ILocator Plot(string key) => Panel(key).Locator("canvas").Last;

    public ILocator Cell(string run, string column) => Row(run).Locator($"[data-column='{column}']");

    public ILocator Header(string column) => Page.Locator($".run-grid-header [data-column='{column}']");

    public ILocator Bar => Page.Locator(".run-table-bar");

    public ILocator Menu(string item) => Page.Locator(".umul-menu button").Filter(new() { HasTextString = item });

    /// <summary>Waits until table and charts show their data.</summary>
    public async Task Ready()
    {
        await Page.Locator(".run-grid-row, .chart-panel[data-loaded]").First.WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await Page.WaitForFunctionAsync("() => document.querySelectorAll('umul-run-table[aria-busy], umul-charts[aria-busy]').length === 0");
    }

    /// <summary>Names in the table from top to bottom.</summary>
    public async Task<string[]> Names()
    {
        var rows = await Rows.EvaluateAllAsync<string[]>("rows => rows.sort((a, b) => a.dataset.index - b.dataset.index).map(r => r.querySelector('.run-name').textContent)");
        return rows;
    }

    public async Task ShowPanel(string key)
    {
        await Panel(key).ScrollIntoViewIfNeededAsync();
        await Page.Locator($".chart-panel[data-key='{key}'][data-loaded]").WaitForAsync();
    }

    /// <summary>Drags over a plot, in shares of its width.</summary>
    public async Task Drag(string key, double from, double to)
    {
        var box = (await Plot(key).BoundingBoxAsync())!;
        await Page.Mouse.MoveAsync((float)(box.X + box.Width * from), box.Y + box.Height / 2);
        await Page.Mouse.DownAsync();
        await Page.Mouse.MoveAsync((float)(box.X + box.Width * to), box.Y + box.Height / 2, new() { Steps = 4 });
        await Page.Mouse.UpAsync();
    }

    public async Task Hover(string key, double x, double y)
    {
        var box = (await Plot(key).BoundingBoxAsync())!;
        await Page.Mouse.MoveAsync((float)(box.X + box.Width * x), (float)(box.Y + box.Height * y));
    }

    /// <summary>What a plot says of itself: its metric, how many curves, from where to where.</summary>
    public async Task<string> Label(string key) => await Plot(key).GetAttributeAsync("aria-label") ?? "";

    /// <summary>What the canvas shows, to see whether something changed it.</summary>
    public Task<string> Picture(string key) => Panel(key).Locator("canvas").First.EvaluateAsync<string>("c => c.toDataURL()");

    public Task<string> Clipboard() => Page.EvaluateAsync<string>("navigator.clipboard.readText()");

    public async Task<string> Download(Func<Task> action)
    {
        var download = await Page.RunAndWaitForDownloadAsync(action);
        return await File.ReadAllTextAsync(await download.PathAsync());
    }

    /// <summary>Asks again until the condition holds; fails with what was seen last.</summary>
    public static async Task Until<T>(Func<Task<T>> look, Predicate<T> holds)
    {
        var seen = await look();
        for (var i = 0; i < 150 && !holds(seen); i++)
        {
            await Task.Delay(100);
            seen = await look();
        }
        Assert.True(holds(seen), $"Last seen: {(seen is System.Collections.IEnumerable and not string ? string.Join(", ", ((System.Collections.IEnumerable)seen).Cast<object>()) : seen)}");
    }

    /// <summary>Closes the page; no script may have failed on it.</summary>
    public async Task Done()
    {
        await Page.Context.CloseAsync();
        Assert.Empty(_errors);
    }
}
