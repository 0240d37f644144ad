using System.Diagnostics;
using Microsoft.Playwright;
using Umul.Runs;

namespace Umul.Tests.Browser;

/// <summary>The run table and the comparison as a newcomer tries them.</summary>
public sealed class RunTableIslandTests(PageFixture islands) : IClassFixture<PageFixture>
{
    private static readonly string[] s_newestFirst = ["wide-2", "wide-1", "wide-0", "base-2", "base-1", "base-0"];

    [ChromiumFact]
    public async Task Table_ShowsRunsWithTheBestOfEachMetricAndItsDirection()
    {
        var page = await islands.OpenProject("?view=table");
        Assert.Equal(s_newestFirst, await page.Names());
        Assert.Contains("best ↑", await page.Header("metrics.val/dice@best").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Contains("best ↓", await page.Header("metrics.train/loss@best").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal("0.92", await page.Cell("wide-2", "metrics.val/dice@best").InnerTextAsync());
        await page.Done();
    }

    [ChromiumFact, FirstTenMinutes(14)]
    public async Task Sort_BestFirstByTheKnownDirection_AndBestOrLast()
    {
        var page = await islands.OpenProject("?view=table");
        await page.Header("metrics.val/dice@best").Locator(".title").ClickAsync();
        await IslandPage.Until(page.Names, names => names.SequenceEqual(["wide-2", "wide-1", "wide-0", "base-2", "base-1", "base-0"]));
        await page.Header("metrics.val/dice@best").Locator(".title").ClickAsync();
        await IslandPage.Until(page.Names, names => names[0] == "base-0");
        await page.Header("metrics.val/dice@best").Locator(".column-menu").ClickAsync();
        await page.Menu("Show the last value").ClickAsync();
        Assert.Equal("0.7452", await page.Cell("wide-2", "metrics.val/dice@last").InnerTextAsync()); // 0.92 · 0.81
        await page.Done();
    }

    [ChromiumFact, FirstTenMinutes(13)]
    public async Task Filter_CompletesNamesAndValues_AndNarrowsTableAndCharts()
    {
        var page = await islands.OpenProject();
        var filter = page.Page.GetByRole(AriaRole.Combobox, new() { Name = "Filter runs" });
        await filter.PressSequentiallyAsync("params.l");
        await page.Page.GetByRole(AriaRole.Option, new() { Name = "params.lr" }).WaitForAsync();
        await page.Page.Keyboard.PressAsync("Tab");
        await filter.PressSequentiallyAsync("= ");
        await page.Page.GetByRole(AriaRole.Option, new() { Name = "0.01" }).WaitForAsync();
        await filter.FillAsync("params.lr < 5e-3 and tags.stage = 'first'");
        await page.Page.Keyboard.PressAsync("Enter");
        await IslandPage.Until(page.Names, names => names.SequenceEqual(["base-2", "base-1", "base-0"]));
        await IslandPage.Until(() => page.Label("val/dice"), label => label.Contains("3 curves", StringComparison.Ordinal));
        await filter.FillAsync("params.lr <");
        await page.Page.Keyboard.PressAsync("Enter");
        await IslandPage.Until(() => page.Page.Locator(".filter-problem").IsVisibleAsync(), visible => visible);
        await page.Done();
    }

    [ChromiumFact, FirstTenMinutes(11)]
    public async Task EyeAndSolo_HideRunsInEveryChart()
    {
        var page = await islands.OpenProject();
        await page.ShowPanel("val/dice");
        await page.Row("wide-2").Locator(".eye").ClickAsync();
        await IslandPage.Until(() => page.Label("val/dice"), label => label.Contains("5 curves", StringComparison.Ordinal));
        await page.Row("base-1").HoverAsync();
        await page.Row("base-1").Locator(".solo").ClickAsync();
        await IslandPage.Until(() => page.Label("val/dice"), label => label.Contains("1 curve,", StringComparison.Ordinal));
        await page.Bar.GetByText("Show all").ClickAsync();
        await IslandPage.Until(() => page.Label("val/dice"), label => label.Contains("6 curves", StringComparison.Ordinal));
        await page.Done();
    }

    [ChromiumFact, FirstTenMinutes(11)]
    public async Task EyeAndSolo_HideGroups_FromTheTableAndFromTheLegend()
    {
        var page = await islands.OpenProject("?group=!seed");
        await page.ShowPanel("val/dice");
        await IslandPage.Until(() => page.Label("val/dice"), label => label.Contains("2 curves", StringComparison.Ordinal));
        await page.Groups.First.Locator(".eye").ClickAsync();
        await IslandPage.Until(() => page.Label("val/dice"), label => label.Contains("1 curve,", StringComparison.Ordinal));
        Assert.Contains("ghide=", page.Page.Url, StringComparison.Ordinal);
        await page.Page.ReloadAsync(); // the link lands on the same view
        await page.Ready();
        await page.ShowPanel("val/dice");
        await IslandPage.Until(() => page.Label("val/dice"), label => label.Contains("1 curve,", StringComparison.Ordinal));
        await page.Page.Locator(".run-legend .eye[aria-pressed=false]").ClickAsync();
        await IslandPage.Until(() => page.Label("val/dice"), label => label.Contains("2 curves", StringComparison.Ordinal));
        var item = page.Page.Locator(".run-legend li", new() { HasTextString = "lr=0.01" });
        await item.HoverAsync();
        await item.Locator(".solo").ClickAsync();
        await IslandPage.Until(() => page.Label("val/dice"), label => label.Contains("1 curve,", StringComparison.Ordinal));
        var colour = await item.Locator(".swatch").EvaluateAsync<string>("s => s.style.getPropertyValue('--swatch')");
        Assert.NotEqual(colour, await page.Page.Locator(".run-legend li", new() { HasTextString = "lr=0.001" }).Locator(".swatch").EvaluateAsync<string>("s => s.style.getPropertyValue('--swatch')"));
        await page.Bar.GetByText("Show all").ClickAsync();
        await IslandPage.Until(() => page.Label("val/dice"), label => label.Contains("2 curves", StringComparison.Ordinal));
        await page.Done();
    }

    [ChromiumFact]
    public async Task Colours_AreTheSameAfterSortingFilteringAndReload()
    {
        var page = await islands.OpenProject("?view=table");
        var before = await Colours(page);
        await page.Header("metrics.val/dice@best").Locator(".title").ClickAsync();
        await page.Page.ReloadAsync();
        await page.Rows.First.WaitForAsync();
        Assert.Equal(before, await Colours(page));
        Assert.Equal(6, before.Values.Distinct().Count());
        await page.Done();
    }

    [ChromiumFact, FirstTenMinutes(15)]
    public async Task Columns_ArePickedPinnedMovedAndResized()
    {
        var page = await islands.OpenProject("?view=table");
        await page.Bar.GetByRole(AriaRole.Button, new() { Name = "Columns" }).ClickAsync();
        await page.Page.GetByPlaceholder("Find a column").FillAsync("note");
        await page.Page.Locator(".picker").GetByText("Note", new() { Exact = true }).ClickAsync();
        await page.Page.Keyboard.PressAsync("Escape");
        await page.Header("note").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await page.Header("metrics.val/dice@best").Locator(".column-menu").ClickAsync();
        await page.Menu("Pin to the left").ClickAsync();
        await page.Header("metrics.val/dice@best").And(page.Page.Locator(".pinned")).WaitForAsync();
        await page.Header("metrics.train/loss@best").Locator(".title").DragToAsync(page.Header("status"));
        var order = await page.Page.Locator(".run-grid-header [data-column]").EvaluateAllAsync<string[]>("h => h.map(e => e.dataset.column)");
        Assert.Equal(["name", "metrics.val/dice@best", "metrics.train/loss@best", "status"], order[..4]);
        var edge = (await page.Header("name").Locator(".edge").BoundingBoxAsync())!;
        await page.Page.Mouse.MoveAsync(edge.X + 3, edge.Y + 10);
        await page.Page.Mouse.DownAsync();
        await page.Page.Mouse.MoveAsync(edge.X + 63, edge.Y + 10, new() { Steps = 3 });
        await page.Page.Mouse.UpAsync();
        await IslandPage.Until(async () => (await page.Header("name").BoundingBoxAsync())!.Width, width => Math.Abs(width - 310) < 2);
        await page.Done();
    }

    [ChromiumFact, FirstTenMinutes(12)]
    public async Task RenameNoteAndTag_InPlace()
    {
        var page = await islands.OpenProject("?view=table&cols=name,note,tags.checked");
        try
        {
            await RowMenu(page, "base-0", "Rename");
            await page.Page.Locator(".picker input").FillAsync("base-zero");
            await page.Page.Keyboard.PressAsync("Enter");
            await page.Row("base-zero").WaitForAsync();
            await RowMenu(page, "base-zero", "Edit note");
            await page.Page.Locator(".picker textarea").FillAsync("경계가 흐림");
            await page.Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
            await IslandPage.Until(() => page.Cell("base-zero", "note").InnerTextAsync(), text => text == "경계가 흐림");
            await RowMenu(page, "base-zero", "Tags");
            await page.Page.GetByPlaceholder("name, or name = value").FillAsync("checked = yes");
            await page.Page.Keyboard.PressAsync("Enter");
            await IslandPage.Until(() => page.Cell("base-zero", "tags.checked").InnerTextAsync(), text => text == "yes");
            Assert.Equal("base-zero", islands.Get<RunStore>().Find(islands.Replicates.Runs["base-0"])!.Name);
        }
        finally
        {
            await islands.Get<RunStore>().Update(islands.Replicates.Runs["base-0"], name: "base-0");
        }
        await page.Done();
    }

    [ChromiumFact, FirstTenMinutes(29)]
    public async Task Bin_TakesARunAndGivesItBack()
    {
        var page = await islands.OpenProject("?view=table");
        await RowMenu(page, "base-2", "Move to bin");
        await IslandPage.Until(page.Names, names => !names.Contains("base-2"));
        await page.Bar.GetByText("Bin", new() { Exact = true }).ClickAsync();
        await IslandPage.Until(page.Names, names => names.SequenceEqual(["base-2"]));
        await RowMenu(page, "base-2", "Restore from bin");
        await page.Page.GetByText("The bin is empty.").WaitForAsync();
        await page.Bar.GetByText("Leave the bin").ClickAsync();
        await IslandPage.Until(page.Names, names => names.SequenceEqual(s_newestFirst));
        await page.Done();
    }

    [ChromiumFact, FirstTenMinutes(16)]
    public async Task TickTwo_Compare_DifferencesOnly()
    {
        var page = await islands.OpenProject("?view=table");
        await page.Row("base-0").GetByRole(AriaRole.Checkbox).CheckAsync();
        await page.Row("wide-0").GetByRole(AriaRole.Checkbox).CheckAsync();
        await page.Bar.GetByText("Compare 2 runs").ClickAsync();
        var parameters = page.Page.Locator(".compare-part[data-section=params]");
        await parameters.WaitForAsync();
        Assert.Equal(["lr"], await parameters.Locator("tbody th").AllInnerTextsAsync());
        Assert.Contains("2 of 3 are the same", await parameters.InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal("0.9", await page.Page.Locator(".compare-part[data-section=metrics] tr", new() { HasTextString = "val/dice" }).Locator("strong").InnerTextAsync());
        await page.Page.GetByLabel("Differences only").UncheckAsync();
        await IslandPage.Until(() => parameters.Locator("tbody th").CountAsync(), n => n == 3);
        await page.ShowPanel("val/dice");
        await IslandPage.Until(() => page.Label("val/dice"), label => label.Contains("2 curves", StringComparison.Ordinal));
        await page.Done();
    }

    [ChromiumFact, FirstTenMinutes(17)]
    public async Task GroupExceptSeed_ShowsMeanIntervalAndN_AndUnfolds()
    {
        var page = await islands.OpenProject("?view=table");
        await page.Bar.GetByRole(AriaRole.Button, new() { Name = "Group" }).ClickAsync();
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Everything except seed" }).ClickAsync();
        await page.Page.Keyboard.PressAsync("Escape");
        await IslandPage.Until(() => page.Groups.CountAsync(), n => n == 2);
        // 0.80, 0.81, 0.82 and 0.90, 0.91, 0.92: SD 0.01, 4.303 · 0.01 / √3 = 0.0248.
        var means = await page.Groups.Locator("[data-column='metrics.val/dice@best']").AllInnerTextsAsync();
        Assert.Equal(["0.810 ± 0.025 (n=3)", "0.910 ± 0.025 (n=3)"], means.Order(StringComparer.Ordinal));
        await page.Groups.First.Locator(".group-toggle").ClickAsync();
        await IslandPage.Until(() => page.Rows.CountAsync(), n => n == 3);
        await page.Done();
    }

    [ChromiumFact, FirstTenMinutes(25)]
    public async Task Copy_AsCsvLatexAndMarkdown()
    {
        var page = await islands.OpenProject("?view=table&cols=name,metrics.val/dice@best,params.batch_size&sort=name");
        await page.Bar.GetByRole(AriaRole.Button, new() { Name = "Copy the table" }).ClickAsync();
        await page.Menu("Copy as LaTeX").ClickAsync();
        await page.Page.Locator(".umul-announce[data-shown]").WaitForAsync();
        var latex = await page.Clipboard();
        Assert.StartsWith("\\begin{tabular}{lrl}\n\\toprule\n", latex, StringComparison.Ordinal);
        Assert.Contains("Run & val/dice (best $\\uparrow$) & batch\\_size \\\\", latex, StringComparison.Ordinal);
        Assert.Contains("wide-2 & 0.92 & 16 \\\\", latex, StringComparison.Ordinal);
        var csv = await page.Download(async () =>
        {
            await page.Bar.GetByRole(AriaRole.Button, new() { Name = "Copy the table" }).ClickAsync();
            await page.Menu("Save as CSV").ClickAsync();
        });
        Assert.Equal(["Run,metrics.val/dice@best,params.batch_size", "base-0,0.8,16"], csv.Split("\r\n")[..2]);
        await page.Done();
    }

    [PandasFact, FirstTenMinutes(26)]
    public async Task CopiedLine_LoadsTheProjectIntoPandas()
    {
        var page = await islands.OpenProject("?view=table");
        var runs = await Line("Copy a line for pandas: a row for each run");
        var points = await Line("Copy a line for pandas: every point");
        Assert.Equal("6 0.7452 base-0,base-1,base-2", await Python($"runs = {runs}\nprint(len(runs), round(runs['metric.val/dice'].max(), 4), ','.join(sorted(runs[runs['param.lr'] == 0.001]['run_name'])))"));
        Assert.Equal($"{ReplicateRecords.Steps} 0.92", await Python($"points = {points}\ndice = points[(points.run_name == 'wide-2') & (points.metric == 'val/dice')]\nprint(len(dice), round(dice.value.max(), 4))"));
        await page.Done();

        async Task<string> Line(string item)
        {
            await page.Bar.GetByRole(AriaRole.Button, new() { Name = "Copy the table" }).ClickAsync();
            await page.Menu(item).ClickAsync();
            await page.Page.Locator(".umul-announce[data-shown]").WaitForAsync();
            return await page.Clipboard();
        }
    }

    [ChromiumFact, FirstTenMinutes(27)]
    public async Task Link_LandsOnTheSameView()
    {
        const string View = "?filter=params.lr+%3D+%270.01%27&sort=-metrics.val/dice@best&pin=params.lr&cols=name,params.lr,metrics.val/dice@best&smooth=0.5&zoom=10~40&logy=1";
        var page = await islands.OpenProject(View);
        Assert.Equal(["wide-2", "wide-1", "wide-0"], await page.Names());
        await page.ShowPanel("val/dice");
        await IslandPage.Until(() => page.Label("val/dice"), label => label.Contains("3 curves, x from 10 to 40", StringComparison.Ordinal));
        Assert.Equal("true", await page.Page.GetByRole(AriaRole.Button, new() { Name = "Logarithmic y axis" }).First.GetAttributeAsync("aria-pressed"));
        await page.Header("params.lr").And(page.Page.Locator(".pinned")).WaitForAsync();
        await page.Done();
    }

    [ChromiumFact]
    public async Task Keyboard_MovesTicksHidesAndOpens()
    {
        var page = await islands.OpenProject("?view=table");
        await page.Page.Locator(".run-grid").FocusAsync();
        await page.Page.Keyboard.PressAsync("ArrowDown");
        await page.Page.Keyboard.PressAsync("Space");
        await IslandPage.Until(() => page.Row("wide-1").GetAttributeAsync("aria-selected"), selected => selected == "true");
        await page.Page.Keyboard.PressAsync("e");
        await IslandPage.Until(() => page.Row("wide-1").GetAttributeAsync("data-off"), off => off is not null);
        await page.Page.Keyboard.PressAsync("Enter");
        await page.Page.WaitForURLAsync($"**/runs/{islands.Replicates.Runs["wide-1"]}*");
        await page.Done();
    }

    [ChromiumFact, FirstTenMinutes(28)]
    public async Task Korean_LeavesNoEnglishSentence_OnADeskAndOnAPhone()
    {
        foreach (var width in new[] { 1280, 390 })
        {
            var page = await islands.OpenProject("?group=!seed", "ko", width);
            await page.ShowPanel("val/dice");
            await Assertions.Expect(page.Panel("val/dice").Locator(".chart-note")).ToContainTextAsync("실행 3개");
            // Every text of the islands comes from the page's texts; a key shown as itself would be camelCase words.
            var texts = await page.Page.Locator("umul-run-table, umul-charts").AllInnerTextsAsync();
            Assert.DoesNotMatch("(charts|runs|compare)[A-Z]", string.Join('\n', texts));
            Assert.DoesNotMatch(@"\b(Smoothing|Columns|Group|Copy|Find|Filter|Running|Finished)\b", string.Join('\n', texts));
            var overflow = await page.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
            Assert.True(overflow <= 0, $"{overflow} px wider than a screen of {width} px");
            await page.Done();
        }
    }

    private static async Task RowMenu(IslandPage page, string run, string item)
    {
        await page.Row(run).HoverAsync();
        await page.Row(run).Locator(".row-menu").ClickAsync();
        await page.Menu(item).ClickAsync();
    }

    private static async Task<string> Python(string script)
    {
        using var process = Process.Start(new ProcessStartInfo(PandasFactAttribute.Interpreter!, ["-c", "import pandas as pd\n" + script]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        var printed = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await errors);
        return printed.Trim();
    }

    private static async Task<Dictionary<string, string>> Colours(IslandPage page)
    {
        var pairs = await page.Rows.EvaluateAllAsync<string[][]>("rows => rows.map(r => [r.querySelector('.run-name').textContent, r.querySelector('.swatch').style.getPropertyValue('--swatch')])");
        return pairs.ToDictionary(p => p[0], p => p[1], StringComparer.Ordinal);
    }
}
