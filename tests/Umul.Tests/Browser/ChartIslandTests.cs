using System.Globalization;
using Microsoft.Playwright;
using Umul.Metrics;
using Umul.Projects;
using Umul.Runs;

namespace Umul.Tests.Browser;

/// <summary>The charts as a newcomer tries them in the first ten minutes.</summary>
public sealed class ChartIslandTests(PageFixture islands) : IClassFixture<PageFixture>
{
    [ChromiumFact]
    public async Task EveryLoggedKey_HasAChartUnasked_InSectionsByPrefix()
    {
        var page = await islands.OpenProject();
        await IslandPage.Until(() => page.Page.Locator(".chart-panel").EvaluateAllAsync<string[]>("p => p.map(e => e.dataset.key).sort()"), keys => keys.SequenceEqual(["epoch", "signal/raw", "train/loss", "val/dice"]));
        var sections = await page.Page.Locator(".chart-section h2").AllInnerTextsAsync();
        Assert.Equal(["val", "train", "Metrics", "signal"], sections);
        await page.Page.Locator(".chart-section summary").First.ClickAsync();
        await IslandPage.Until(() => page.Panel("val/dice").IsVisibleAsync(), visible => !visible);
        await IslandPage.Until(() => Task.FromResult(page.Page.Url), url => url.Contains("closed=val", StringComparison.Ordinal));
        await page.Done();
    }

    [ChromiumFact]
    public async Task PanelSearch_IsARegularExpression()
    {
        var page = await islands.OpenProject();
        await page.Page.Locator(".chart-toolbar input[type=search]").FillAsync("^(val|train)/.*(dice|loss)$");
        await IslandPage.Until(() => page.Page.Locator(".chart-panel").CountAsync(), n => n == 2);
        await page.Page.Locator(".chart-toolbar input[type=search]").FillAsync("val/(");
        await IslandPage.Until(() => page.Page.Locator(".chart-panel").CountAsync(), n => n == 0);
        await page.Done();
    }

    [ChromiumFact, FirstTenMinutes(6)]
    public async Task Smoothing_DrawsAnotherLineAndKeepsTheRawOneBehind()
    {
        var page = await islands.OpenProject();
        await page.ShowPanel("train/loss");
        var raw = await Svg(page, "train/loss");
        var slider = (await page.Page.Locator(".chart-toolbar input[type=range]").BoundingBoxAsync())!;
        await page.Page.Mouse.MoveAsync(slider.X + 8, slider.Y + slider.Height / 2);
        await page.Page.Mouse.DownAsync();
        await page.Page.Mouse.MoveAsync(slider.X + slider.Width * 0.6f, slider.Y + slider.Height / 2, new() { Steps = 5 });
        await page.Page.Mouse.UpAsync();
        var strength = await page.Page.Locator(".chart-toolbar output").InnerTextAsync();
        Assert.InRange(double.Parse(strength, CultureInfo.InvariantCulture), 0.8, 0.88);
        var smooth = await Svg(page, "train/loss");
        // Each of the six runs is drawn twice now: a pale raw line and the smoothed one.
        Assert.Equal(Count(raw, "stroke-opacity=\"1\""), Count(smooth, "stroke-opacity=\"1\""));
        Assert.Equal(0, Count(raw, "stroke-opacity=\"0.28\""));
        Assert.Equal(6, Count(smooth, "stroke-opacity=\"0.28\""));
        Assert.Contains($"smooth={strength}", page.Page.Url, StringComparison.Ordinal);
        await page.Done();
    }

    [ChromiumFact, FirstTenMinutes(7)]
    public async Task LogAxes_AreOneClickAway_ForAllChartsOrOne()
    {
        var page = await islands.OpenProject();
        await page.ShowPanel("train/loss");
        var linear = await page.Picture("train/loss");
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Logarithmic y axis" }).First.ClickAsync();
        await IslandPage.Until(() => page.Picture("train/loss"), now => now != linear);
        Assert.Contains("logy=1", page.Page.Url, StringComparison.Ordinal);
        await page.Panel("train/loss").GetByRole(AriaRole.Button, new() { Name = "log", Exact = true }).ClickAsync();
        await IslandPage.Until(() => page.Picture("train/loss"), now => now == linear);
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Logarithmic x axis" }).ClickAsync();
        await IslandPage.Until(() => page.Picture("train/loss"), now => now != linear);
        await IslandPage.Until(() => page.Panel("train/loss").Locator(".chart-note").InnerTextAsync(), note => note.Contains("6 values at or below 0", StringComparison.Ordinal)); // step 0 of each run
        await page.Done();
    }

    [ChromiumFact, FirstTenMinutes(8)]
    public async Task XAxis_IsStepEpochClockOrTimeSinceStart()
    {
        var page = await islands.OpenProject();
        await page.ShowPanel("val/dice");
        await IslandPage.Until(() => page.Label("val/dice"), label => label.Contains("x from 0 to 59", StringComparison.Ordinal));
        var x = page.Page.GetByLabel("X axis", new() { Exact = true });
        await x.SelectOptionAsync("metric:epoch");
        await IslandPage.Until(() => page.Label("val/dice"), label => label.Contains("x from 0 to 5.", StringComparison.Ordinal));
        await x.SelectOptionAsync("relative");
        await IslandPage.Until(() => page.Label("val/dice"), label => label.Contains("x from 0s to 9m 50s", StringComparison.Ordinal));
        await x.SelectOptionAsync("clock");
        await IslandPage.Until(() => page.Label("val/dice"), label => label.Contains("/23", StringComparison.Ordinal)); // November 2023
        await page.Done();
    }

    [ChromiumFact, FirstTenMinutes(9)]
    public async Task DragZoom_MovesAllCharts_AsksForFullResolution_AndDoubleClickResets()
    {
        var page = await islands.OpenProject($"?panels={Uri.EscapeDataString("signal|val/dice")}");
        await page.ShowPanel("signal/raw");
        Assert.Contains("of 6,000 points", await page.Panel("signal/raw").Locator(".chart-note").InnerTextAsync(), StringComparison.Ordinal);
        await page.Drag("signal/raw", 0.7, 0.72);
        await IslandPage.Until(() => page.Label("signal/raw"), label => !label.Contains("from 0 to", StringComparison.Ordinal));
        var range = (await page.Label("signal/raw")).Split("x from ")[1].Split(". Arrow")[0];
        Assert.Contains(range, await page.Label("val/dice"), StringComparison.Ordinal);
        await IslandPage.Until(() => page.Panel("signal/raw").Locator(".chart-note").InnerTextAsync(), note => !note.Contains("Showing", StringComparison.Ordinal));
        Assert.Contains("zoom=", page.Page.Url, StringComparison.Ordinal);
        await page.Plot("val/dice").DblClickAsync();
        await IslandPage.Until(() => page.Label("signal/raw"), label => label.Contains("from 0 to 5999", StringComparison.Ordinal));
        Assert.DoesNotContain("zoom=", page.Page.Url, StringComparison.Ordinal);
        await page.Done();
    }

    [ChromiumFact, FirstTenMinutes(10)]
    public async Task Hover_ShowsSortedValuesInEveryChart_WithTheNearestRunBold()
    {
        var page = await islands.OpenProject("?panels=val|train");
        await page.ShowPanel("train/loss");
        await page.ShowPanel("val/dice");
        await page.Hover("val/dice", 0.72, 0.02); // high up: the best run is nearest
        var tooltip = page.Panel("val/dice").Locator(".chart-tooltip");
        var values = await tooltip.Locator(".value").AllInnerTextsAsync();
        Assert.Equal(6, values.Count);
        Assert.Equal(values.OrderByDescending(v => double.Parse(v, CultureInfo.InvariantCulture)), values);
        Assert.Equal("wide-2", await tooltip.Locator(".nearest .name").InnerTextAsync());
        Assert.True(await page.Panel("train/loss").Locator(".chart-tooltip").IsVisibleAsync());
        Assert.NotNull(await page.Row("wide-2").GetAttributeAsync("data-hovered"));
        await page.Done();
    }

    [ChromiumFact, FirstTenMinutes(5)]
    public async Task NewPoints_MoveTheCurveWithoutReload()
    {
        var store = islands.Get<RunStore>();
        var project = await islands.Get<ProjectStore>().Create("Live");
        var run = await store.Create(new NewRun { ProjectId = project, Name = "live", StartedMs = ReplicateRecords.Start });
        await store.Append(run.Id, new RunBatch { Points = new[] { new MetricPoint("live/loss", 0, ReplicateRecords.Start, 1) } });
        var page = await islands.OpenIslands($"/projects/{project}");
        await page.ShowPanel("live/loss");
        await page.Page.EvaluateAsync("window.stays = true");
        await Task.Delay(300); // the event stream is open by now; a second pair of points follows if it was not
        for (var step = 1; step < 4; step++)
        {
            await store.Append(run.Id, new RunBatch { Points = new[] { new MetricPoint("live/loss", step, ReplicateRecords.Start + step, 1.0 / step), new MetricPoint("live/new", step, ReplicateRecords.Start + step, 1) } });
            await Task.Delay(400);
        }
        await IslandPage.Until(() => page.Label("live/loss"), label => label.Contains("x from 0 to 3", StringComparison.Ordinal));
        await IslandPage.Until(() => page.Panel("live/new").CountAsync(), n => n == 1);
        Assert.True(await page.Page.EvaluateAsync<bool>("window.stays"));
        await page.Done();
    }

    [ChromiumFact, FirstTenMinutes(17)]
    public async Task GroupedExceptSeed_DrawsMeanAndIntervalAndSaysN()
    {
        var page = await islands.OpenProject("?group=!seed&view=charts");
        await page.ShowPanel("val/dice");
        await IslandPage.Until(() => page.Label("val/dice"), label => label.Contains("2 curves", StringComparison.Ordinal));
        Assert.Equal(["lr=0.001 n = 3", "lr=0.01 n = 3"], (await page.Page.Locator(".run-legend .eye").AllInnerTextsAsync()).Select(t => t.ReplaceLineEndings(" ").Trim()));
        Assert.Contains("95 % t interval of the mean; 3 runs at each x", await page.Panel("val/dice").Locator(".chart-note").InnerTextAsync(), StringComparison.Ordinal);
        // Best step: 0.80, 0.81, 0.82: mean 0.81, SD 0.01, half width 4.303 · 0.01 / √3.
        var csv = await page.Download(() => Export(page, "val/dice", "Save every point as CSV"));
        var line = csv.Split('\n').Single(l => l.StartsWith("lr=0.001,40,", StringComparison.Ordinal)).Trim().Split(',');
        Assert.Equal(0.81, double.Parse(line[2], CultureInfo.InvariantCulture), 1e-9);
        Assert.Equal(0.02484, double.Parse(line[4], CultureInfo.InvariantCulture) - 0.81, 1e-5);
        Assert.Equal("3", line[5]);
        await page.Done();
    }

    [ChromiumFact]
    public async Task OneValueARun_IsASortedStrip_AfterTheCurves()
    {
        var project = await SingleValues("higher");
        var page = await islands.OpenIslands($"/projects/{project}?view=charts");
        await page.ShowPanel("test/dice");
        Assert.Equal(["val", "test"], await page.Page.Locator(".chart-section h2").AllInnerTextsAsync());
        Assert.Equal("test/dice: 6 values, from 0.96 to 0.91. Arrow keys move along them.", await page.Label("test/dice"));
        Assert.Equal("One value a run, the best on top", await page.Panel("test/dice").Locator(".chart-note").InnerTextAsync());
        await page.Hover("test/dice", 0.5, 0.06); // the top row
        Assert.Equal("seed-5", await page.Panel("test/dice").Locator(".chart-tooltip .nearest .name").InnerTextAsync());
        await page.Plot("test/dice").FocusAsync();
        await page.Page.Keyboard.PressAsync("ArrowDown");
        Assert.Equal("seed-4", await page.Panel("test/dice").Locator(".chart-tooltip .nearest .name").InnerTextAsync());
        var svg = await Svg(page, "test/dice");
        Assert.Equal(6, Count(svg, "<circle"));
        Assert.Contains(">0.93</text>", svg, StringComparison.Ordinal);
        // 0.91 … 0.96 in three groups of two: each with its mean, interval and n.
        await page.Page.GotoAsync($"/projects/{project}?view=charts&group=params.lr");
        await page.ShowPanel("test/dice");
        await IslandPage.Until(() => page.Label("test/dice"), label => label.StartsWith("test/dice: 3 values, from 0.945 to 0.925", StringComparison.Ordinal));
        Assert.Equal("Dot: mean over 2 runs; line: 95 % t interval of the mean", await page.Panel("test/dice").Locator(".chart-note").InnerTextAsync());
        await page.Done();
    }

    [ChromiumFact]
    public async Task ResumedRun_ShowsItsOlderSegmentOnDemand()
    {
        var store = islands.Get<RunStore>();
        var project = await islands.Get<ProjectStore>().Create("Resumed");
        var run = await store.Create(new NewRun { ProjectId = project, Name = "resumed", StartedMs = ReplicateRecords.Start });
        await store.Append(run.Id, new RunBatch { Points = Enumerable.Range(0, 30).Select(s => new MetricPoint("loss", s, ReplicateRecords.Start + s, 1.0)).ToArray() });
        await store.Append(run.Id, new RunBatch { Points = Enumerable.Range(20, 30).Select(s => new MetricPoint("loss", s, ReplicateRecords.Start + 1000 + s, 0.5)).ToArray() });
        var page = await islands.OpenIslands($"/runs/{run.Id}/charts");
        await page.ShowPanel("loss");
        Assert.Contains("10 points were logged again at the same step; the newest is drawn.", await page.Panel("loss").Locator(".chart-note").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal(0, Count(await Svg(page, "loss"), "stroke-dasharray=\"1 3\""));
        await page.Panel("loss").GetByText("Show the older too").ClickAsync();
        await IslandPage.Until(() => page.Panel("loss").Locator(".chart-note").InnerTextAsync(), note => note.Contains("what stood there before is dotted", StringComparison.Ordinal));
        Assert.Contains("older=1", page.Page.Url, StringComparison.Ordinal);
        Assert.Equal(1, Count(await Svg(page, "loss"), "stroke-dasharray=\"1 3\""));
        await page.Panel("loss").GetByText("Hide the older").ClickAsync();
        await IslandPage.Until(() => page.Panel("loss").Locator(".chart-note").InnerTextAsync(), note => note.Contains("the newest is drawn", StringComparison.Ordinal));
        await page.Done();
    }

    [ChromiumFact]
    public async Task NaN_IsAMarkAndIsSaid()
    {
        var page = await islands.OpenProject();
        await page.ShowPanel("train/loss");
        await IslandPage.Until(() => page.Panel("train/loss").Locator(".chart-note").InnerTextAsync(), note => note.Contains("2 values are NaN", StringComparison.Ordinal));
        await page.Done();
    }

    [ChromiumFact, FirstTenMinutes(25)]
    public async Task Export_PngToTheClipboard_SvgAndCsvToFiles()
    {
        var page = await islands.OpenProject();
        await page.ShowPanel("val/dice");
        await Export(page, "val/dice", "Copy as PNG");
        await page.Page.Locator(".umul-announce[data-shown]").WaitForAsync();
        Assert.Equal("image/png", await page.Page.EvaluateAsync<string>("navigator.clipboard.read().then(items => items[0].types[0])"));
        var svg = await Svg(page, "val/dice");
        Assert.Contains(">val/dice</text>", svg, StringComparison.Ordinal);
        Assert.Contains(">wide-2</text>", svg, StringComparison.Ordinal);
        var csv = await page.Download(() => Export(page, "val/dice", "Save every point as CSV"));
        Assert.Equal(1 + 6 * ReplicateRecords.Steps, csv.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        await page.Done();
    }

    [ChromiumFact]
    public async Task Keyboard_MovesTheCrosshairZoomsAndResets()
    {
        var page = await islands.OpenProject();
        await page.ShowPanel("val/dice");
        await page.Plot("val/dice").FocusAsync();
        await page.Page.Keyboard.PressAsync("ArrowRight");
        Assert.True(await page.Panel("val/dice").Locator(".chart-tooltip").IsVisibleAsync());
        await page.Page.Keyboard.PressAsync("+");
        await IslandPage.Until(() => page.Label("val/dice"), label => !label.Contains("from 0 to 59", StringComparison.Ordinal));
        await page.Page.Keyboard.PressAsync("0");
        await IslandPage.Until(() => page.Label("val/dice"), label => label.Contains("from 0 to 59", StringComparison.Ordinal));
        await page.Done();
    }

    /// <summary>Six runs of which each logged a curve, and test/dice once: 0.91 + seed / 100, at a step of its own.</summary>
    private async Task<long> SingleValues(string name)
    {
        var store = islands.Get<RunStore>();
        var project = await islands.Get<ProjectStore>().Create("Single values, " + name);
        for (var seed = 0; seed < 6; seed++)
        {
            var run = await store.Create(new NewRun { ProjectId = project, Name = $"seed-{seed}", StartedMs = ReplicateRecords.Start + seed });
            await store.Append(run.Id, new RunBatch
            {
                Params = [new("lr", $"{seed % 3}"), new("seed", $"{seed}")],
                Points = new MetricPoint[] { new("val/dice", 0, ReplicateRecords.Start, 0.5), new("val/dice", 1, ReplicateRecords.Start + 1, 0.6), new("test/dice", 100 + seed, ReplicateRecords.Start + 2, 0.91 + seed / 100.0) },
            });
            await store.Update(run.Id, RunStatus.Finished, ReplicateRecords.Start + 10);
        }
        return project;
    }

    private static async Task Export(IslandPage page, string key, string item)
    {
        await page.Panel(key).GetByRole(AriaRole.Button, new() { Name = "Copy or save this chart" }).ClickAsync();
        await page.Menu(item).ClickAsync();
    }

    private static Task<string> Svg(IslandPage page, string key) => page.Download(() => Export(page, key, "Save as SVG"));

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}
