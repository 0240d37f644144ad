using Microsoft.Playwright;
using Umul.Runs;
using static Microsoft.Playwright.Assertions;

namespace Umul.Tests.Browser;

/// <summary>A run's pages, as a newcomer uses them.</summary>
public sealed class RunPageTests(PageFixture pages) : IClassFixture<PageFixture>
{
    [ChromiumFact]
    public async Task Overview_SaysHowItStands_AndShowsLastAndBest()
    {
        var page = await pages.Open(pages.Run);
        await Expect(page.Locator(".lead")).ToContainTextAsync("Finished after 1 h 2 min. Best val/dice:");
        var loss = page.Locator("#metrics-table tr", new() { HasText = "train/loss" });
        var summary = pages.Get<RunStore>().Data([pages.Get<RunStore>().Find(pages.Run["/runs/".Length..])!])[0].Metrics.Single(m => m.Key == "train/loss").Summary;
        await Expect(loss.Locator("td").Nth(1)).ToHaveTextAsync(Umul.Web.Show.Value(summary.LastValue));
        await Expect(loss.Locator("td").Nth(2).Locator("b")).ToHaveTextAsync(Umul.Web.Show.Value(summary.Minimum)); // a loss is better when lower
        await pages.Close(page);
    }

    [ChromiumFact, FirstTenMinutes(12)]
    public async Task NameNoteAndTags_AreEditedInPlace()
    {
        var run = $"/runs/{pages.Lab.Runs["baseline-seed1"]}";
        var page = await pages.Open(run);
        await page.Locator(".page-head details.menu summary").ClickAsync();
        await page.Locator("#run-name").FillAsync("baseline, second seed");
        await page.GetByRole(AriaRole.Button, new() { Name = "Rename" }).ClickAsync();
        await Expect(page.Locator("h1")).ToHaveTextAsync("baseline, second seed");

        await page.GetByText("Edit note").ClickAsync();
        await page.Locator("#note").FillAsync("Worked <b>well</b>\n둘째 줄");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).First.ClickAsync();
        await Expect(page.Locator(".prose")).ToHaveTextAsync("Worked <b>well</b>\n둘째 줄");

        await page.GetByText("Add tag").ClickAsync();
        await page.Locator("#tag-name").FillAsync("stage");
        await page.Locator("#tag-value").FillAsync("draft");
        await page.Locator("form:has(#tag-name) button").ClickAsync();
        await Expect(page.Locator(".chip", new() { HasText = "stage" })).ToContainTextAsync("stage: draft");
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove tag stage" }).ClickAsync();
        await Expect(page.Locator(".chip", new() { HasText = "stage" })).ToHaveCountAsync(0);
        await pages.Close(page);
    }

    [ChromiumFact, FirstTenMinutes(25)]
    public async Task Table_IsCopiedAsCsvMarkdownAndLatex()
    {
        var page = await pages.Open(pages.Run);
        Assert.Contains("\nbatch_size,16\n", await Copied("CSV"), StringComparison.Ordinal);
        Assert.StartsWith("| Param | Value |\n|---|---|\n", await Copied("Markdown"), StringComparison.Ordinal);
        var latex = await Copied("LaTeX");
        Assert.StartsWith("\\begin{tabular}{ll}\n\\toprule\nParam & Value \\\\\n\\midrule", latex, StringComparison.Ordinal);
        Assert.Contains("batch\\_size & 16 \\\\", latex, StringComparison.Ordinal);
        await pages.Close(page);

        async Task<string> Copied(string format)
        {
            await page.Locator("#params details.menu summary").ClickAsync();
            await page.Locator("#params").GetByText($"Copy as {format}").ClickAsync();
            await Expect(page.Locator("#params summary[data-done]")).ToHaveCountAsync(1);
            return await page.EvaluateAsync<string>("navigator.clipboard.readText()");
        }
    }

    [ChromiumFact, FirstTenMinutes(19)]
    public async Task Media_FollowsTheSlider_AndLaysMasksOverImages()
    {
        var page = await pages.Open($"{pages.Run}/media");
        var card = page.Locator(".media-card[data-name='val/overlay']");
        await Expect(card.Locator("output")).ToHaveTextAsync("Step 60 (4 of 4)");
        var last = await Painted();
        await card.Locator("input[type=range]").FocusAsync();
        await page.Keyboard.PressAsync("Home");
        await Expect(card.Locator("output")).ToHaveTextAsync("Step 0 (1 of 4)");
        await Expect(page.Locator(".media-card[data-name='val/report'] pre")).ToContainTextAsync("Step 0:"); // sliders move together
        await page.WaitForURLAsync("**/media?step=0");
        Assert.InRange(await Painted(), 1, last - 1); // the lab's mask grows with the step
        Assert.True(await page.Locator("audio").EvaluateAsync<bool>("a => new Promise(r => a.readyState > 0 ? r(a.duration > 0.4) : a.addEventListener('loadedmetadata', () => r(a.duration > 0.4)))"));
        await page.Locator("audio").FocusAsync();
        await page.Keyboard.PressAsync("Space"); // plays
        await page.WaitForFunctionAsync("() => document.querySelector('audio').currentTime > 0.1");
        await Expect(page.Locator(".media-card[data-name='val/cases'] td").Last).ToHaveTextAsync("<img src=x onerror=alert(1)>");
        await Expect(page.Locator(".media-bars rect")).ToHaveCountAsync(4);
        await pages.Close(page);

        async Task<int> Painted()
        {
            var canvas = card.Locator("canvas.media-mask");
            await canvas.WaitForAsync();
            return await canvas.EvaluateAsync<int>(
                """
                async c => {
                  for (let i = 0; i < 100 && c.width === 300; i++) await new Promise(r => setTimeout(r, 50));
                  const d = c.getContext("2d").getImageData(0, 0, c.width, c.height).data;
                  return d.filter((v, i) => i % 4 === 3 && v > 0).length;
                }
                """);
        }
    }

    [ChromiumFact, FirstTenMinutes(21)]
    public async Task Console_IsSearched_AndFollowsWhatIsPrinted()
    {
        var running = pages.Lab.Runs["attention-gates-seed3"];
        await pages.Get<ConsoleStore>().Append(running, "epoch 0 loss 0.9\n");
        var page = await pages.Open($"/runs/{running}/console");
        await Expect(page.Locator(".console")).ToContainTextAsync("epoch 0 loss 0.9");
        await pages.Get<ConsoleStore>().Append(running, "epoch 1 \u001b[31mloss\u001b[0m 0.8\n10%\r50%\r100%\nRuntimeError: 메모리 부족\n");
        await Expect(page.Locator(".console span")).ToHaveTextAsync(["epoch 0 loss 0.9\n", "epoch 1 loss 0.8\n", "100%\n", "RuntimeError: 메모리 부족\n"]);
        await page.Locator("umul-console input[type=search]").FillAsync("LOSS");
        await Expect(page.Locator(".console span")).ToHaveCountAsync(2);
        await Expect(page.Locator(".console mark")).ToHaveTextAsync(["loss", "loss"]);
        await Expect(page.Locator("[data-count]")).ToHaveTextAsync("2 of 4 lines");
        await page.WaitForURLAsync("**/console?find=LOSS");
        await page.Locator("umul-console input[type=search]").FillAsync("");
        await pages.Get<ConsoleStore>().Append(running, string.Concat(Enumerable.Range(0, 200).Select(i => $"line {i}\n")));
        await page.WaitForFunctionAsync("() => { const p = document.querySelector('pre.console'); return p.scrollHeight > p.clientHeight && p.scrollTop + p.clientHeight >= p.scrollHeight - 24; }");
        await page.Locator(".console").HoverAsync();
        await page.Mouse.WheelAsync(0, -600); // to read something above
        await Expect(page.Locator("[data-follow]")).Not.ToBeCheckedAsync();
        var top = await page.Locator(".console").EvaluateAsync<double>("p => p.scrollTop");
        await pages.Get<ConsoleStore>().Append(running, "one more\n");
        await Expect(page.Locator(".console span").Last).ToHaveTextAsync("one more\n");
        Assert.Equal(top, await page.Locator(".console").EvaluateAsync<double>("p => p.scrollTop"));
        await pages.Close(page);
    }

    [ChromiumFact, FirstTenMinutes(20)]
    public async Task System_ShowsWhatTheGpuDid()
    {
        var page = new IslandPage(await pages.Open(pages.Run));
        await page.Page.Locator(".tabs").GetByText("System").ClickAsync();
        await page.ShowPanel("system/gpu_0_utilization_percentage");
        await page.ShowPanel("system/cpu_utilization_percentage");
        Assert.Equal(2, await page.Page.Locator(".chart-panel").CountAsync()); // the machine's metrics and no others
        await page.Hover("system/gpu_0_utilization_percentage", 0.5, 0.5);
        var value = await page.Panel("system/gpu_0_utilization_percentage").Locator(".chart-tooltip .value").InnerTextAsync();
        Assert.InRange(double.Parse(value, System.Globalization.CultureInfo.InvariantCulture), 62, 92);
        await Expect(page.Page.Locator("main table tr", new() { HasText = "gpu_0_utilization_percentage" }).Locator("td.num")).ToHaveCountAsync(3);
        await page.Done();
    }

    [ChromiumFact, FirstTenMinutes(22)]
    public async Task Provenance_ShowsTheUncommittedPatch()
    {
        var page = await pages.Open($"{pages.Run}/provenance");
        await Expect(page.GetByText("Ran commit 4f0c9b1d2e with uncommitted changes.")).ToBeVisibleAsync();
        await Expect(page.Locator(".diff-file summary")).ToContainTextAsync(["train.py", "notes.md"]);
        await Expect(page.Locator(".diff-file").First.Locator(".diff-count")).ToHaveTextAsync("+2 −1");
        await Expect(page.Locator("pre .del")).ToHaveTextAsync("-    loss = dice_loss\n");
        await Expect(page.Locator("pre .add").Last).ToHaveTextAsync("+<script>alert(1)</script>\n");
        await pages.Close(page);
    }

    [ChromiumFact]
    public async Task Artifacts_ArePreviewed_AndCannotActOnThisOrigin()
    {
        var page = await pages.Open($"{pages.Run}/artifacts");
        await page.GetByText("cases.csv").ClickAsync();
        await Expect(page.Locator(".preview-scroll td").First).ToHaveTextAsync("P001-1");
        await page.GetByText("report.html").ClickAsync();
        await Expect(page.Locator(".preview-text")).ToContainTextAsync("<script>document.title='owned'</script>");
        await page.GotoAsync($"{pages.Run}/files/report.html");
        Assert.NotEqual("owned", await page.TitleAsync());
        using var reply = await pages.Client.GetAsync(new Uri($"{pages.Run}/files/report.html", UriKind.Relative));
        Assert.Equal("text/plain", reply.Content.Headers.ContentType!.MediaType);
        Assert.Equal("nosniff", reply.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.StartsWith("sandbox;", reply.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        await pages.Close(page);
    }

    [ChromiumFact, FirstTenMinutes(29)]
    public async Task Run_GoesToTheBinAndComesBack()
    {
        var page = await pages.Open($"/runs/{pages.Lab.Runs["boundary-loss-seed0"]}");
        await page.Locator(".page-head details.menu summary").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Move to bin" }).ClickAsync();
        await Expect(page.Locator(".notice-warn")).ToContainTextAsync("This run is in the bin.");
        await page.GotoAsync("/bin");
        await page.Locator("tr", new() { HasText = "boundary-loss-seed0" }).GetByRole(AriaRole.Button).ClickAsync();
        await Expect(page.Locator("tr", new() { HasText = "boundary-loss-seed0" })).ToHaveCountAsync(0);
        Assert.Null(pages.Get<RunStore>().Find(pages.Lab.Runs["boundary-loss-seed0"])!.DeletedMs);
        await pages.Close(page);
    }

    [ChromiumFact]
    public async Task RunningRun_ShowsNewValuesAndItsEnd_WithoutReload()
    {
        var store = pages.Get<RunStore>();
        var run = await store.Create(new NewRun { ProjectId = pages.Lab.ProjectId, Name = "live", StartedMs = 1_700_000_000_000 });
        var page = await pages.Open($"/runs/{run.Id}");
        await Expect(page.Locator("#metrics")).ToContainTextAsync("No metrics were logged yet.");
        await page.EvaluateAsync("document.body.dataset.same = 'page'");
        await store.Append(run.Id, new RunBatch { Points = new Umul.Metrics.MetricPoint[] { new("val/dice", 3, 1_700_000_000_500, 0.625) } });
        await Expect(page.Locator("#metrics-table td").Nth(1)).ToHaveTextAsync("0.625");
        await store.Update(run.Id, RunStatus.Finished, 1_700_000_060_000);
        await Expect(page.Locator(".lead")).ToContainTextAsync("Finished after 1 min 0 s.");
        Assert.Equal("page", await page.EvaluateAsync<string>("document.body.dataset.same"));
        await pages.Close(page);
    }

    [ChromiumFact]
    public async Task FirstRun_AppearsOnTheWaitingProjectPage()
    {
        var id = await pages.Get<Umul.Projects.ProjectStore>().Create("Waiting");
        var page = await pages.Open("/");
        await page.RunAndWaitForResponseAsync(() => page.GotoAsync($"/projects/{id}"), reply => reply.Url.EndsWith("/live", StringComparison.Ordinal));
        await Expect(page.Locator(".guide h2")).ToHaveTextAsync("Send a first run");
        await pages.Get<RunStore>().Create(new NewRun { ProjectId = id, Name = "the very first" });
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "the very first" })).ToBeVisibleAsync();
        await pages.Close(page);
    }

    [ChromiumFact]
    public async Task Run_HasTheColourThatTheRunTableGivesIt()
    {
        var id = await pages.Get<Umul.Projects.ProjectStore>().Create("Second palette");
        var run = await pages.Get<RunStore>().Create(new NewRun { ProjectId = id, Name = "coloured" });
        var page = await pages.Open($"/projects/{id}?view=table");
        var inTable = await Colour(".run-grid-row.run .swatch");
        await page.GotoAsync($"/runs/{run.Id}");
        Assert.Equal(inTable, await Colour(".page-title .swatch"));
        await pages.Close(page);

        async Task<string> Colour(string selector)
        {
            // The table draws its rows more than once while it settles: a swatch that has left the page has no style
            var colour = await page.WaitForFunctionAsync("s => { const e = document.querySelector(s); return e && getComputedStyle(e).getPropertyValue('--swatch').trim(); }", selector);
            return await colour.JsonValueAsync<string>();
        }
    }
}
