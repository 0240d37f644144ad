using Microsoft.Playwright;
using Umul.Projects;
using static Microsoft.Playwright.Assertions;

namespace Umul.Tests.Browser;

/// <summary>What holds for every page, and the pages around projects.</summary>
public sealed class PageTests(PageFixture pages) : IClassFixture<PageFixture>
{
    private string[] Every =>
    [
        "/", "/projects/new", $"/projects/{pages.Lab.ProjectId}", $"/projects/{pages.Lab.EmptyProjectId}", $"/projects/{pages.Lab.ProjectId}/settings", pages.Run,
        $"{pages.Run}/charts", $"{pages.Run}/media", $"{pages.Run}/console", $"{pages.Run}/system", $"{pages.Run}/artifacts?file=cases.csv", $"{pages.Run}/provenance",
        $"/compare?runs={pages.Lab.Runs["baseline-seed0"]},{pages.Lab.Runs["attention-gates-seed1"]}", $"/compare?runs={pages.Lab.Runs["baseline-seed0"]}", "/compare",
        "/settings", "/settings/accounts", "/account", "/bin", "/nowhere",
    ];

    [ChromiumFact]
    public async Task EveryPage_FitsDeskAndPhone()
    {
        var page = await pages.Open("/");
        foreach (var width in (int[])[1280, 390])
        {
            await page.SetViewportSizeAsync(width, 844);
            foreach (var path in Every)
            {
                await page.GotoAsync(path);
                await Expect(page.Locator("h1")).ToHaveCountAsync(1);
                var wide = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
                Assert.True(wide <= 0, $"{path} is {wide} px too wide at {width} px");
            }
        }
        await pages.Close(page);
    }

    [ChromiumFact, FirstTenMinutes(28)]
    public async Task EveryPage_IsWhollyInTheReadersLanguage()
    {
        // What the lab itself wrote in Korean; all other Hangul on an English page is a text that was forgotten.
        const string Data = "유방 초음파 2차 판독|병변 경계가 흐림|경계 손실은 0.1부터|한국어|메모리 부족";
        var english = await pages.Open("/");
        var korean = await pages.Open("/", "ko");
        foreach (var path in Every)
        {
            await english.GotoAsync(path);
            await korean.GotoAsync(path);
            Assert.Equal("en", await english.Locator("html").GetAttributeAsync("lang"));
            Assert.Equal("ko", await korean.Locator("html").GetAttributeAsync("lang"));
            var left = await english.EvaluateAsync<string>($"(document.title + document.body.innerText).replace(/{Data}/g, '').replace(/[^가-힣]/g, '')");
            Assert.True(left.Length == 0, $"{path}: {left}");
            Assert.Matches("[가-힣]", await korean.Locator("h1, .lead, main p, main th").First.InnerTextAsync() + await korean.Locator(".crumbs").InnerTextAsync());
        }
        await pages.Close(english);
        await pages.Close(korean);
    }

    [ChromiumFact, FirstTenMinutes(28)]
    public async Task Language_IsSwitchedAtTheTop_AndKept_WithTheViewInTheAddress()
    {
        var page = await pages.Open($"{pages.Run}/media?step=20");
        await page.Locator("[data-set-language]").ClickAsync();
        await Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "ko");
        Assert.EndsWith("/media?step=20", page.Url, StringComparison.Ordinal);
        await Expect(page.Locator(".media-card[data-name='val/overlay'] output")).ToHaveTextAsync("스텝 20 (4개 중 2번째)");
        await page.GotoAsync("/");
        await Expect(page.Locator("h1")).ToHaveTextAsync("프로젝트");
        await pages.Close(page);
    }

    [ChromiumFact]
    public async Task Theme_FollowsTheSystemUntilChosen_AndIsKept()
    {
        var page = await pages.Open("/");
        var toggle = page.Locator("[data-theme-toggle]");
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        var dark = await Background();
        await toggle.ClickAsync(); // light
        Assert.NotEqual(dark, await Background());
        await toggle.ClickAsync(); // dark
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        await page.GotoAsync(pages.Run);
        Assert.Equal(dark, await Background());
        await pages.Close(page);

        Task<string> Background() => page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor");
    }

    [ChromiumFact]
    public async Task LinksOfMlflowsOwnUi_LandOnTheRightPage()
    {
        var page = await pages.Open($"/#/experiments/{pages.Lab.ProjectId}/runs/{pages.Lab.Runs["baseline-seed0"]}");
        await page.WaitForURLAsync($"**{pages.Run}");
        await page.GotoAsync("about:blank");
        await page.GotoAsync($"/#/experiments/{pages.Lab.ProjectId}");
        await page.WaitForURLAsync($"**/projects/{pages.Lab.ProjectId}");
        await pages.Close(page);
    }

    [ChromiumFact]
    public async Task MissingPage_SaysWhatWhereAndWhatToDo()
    {
        var page = await pages.Open("/");
        var reply = await page.GotoAsync("/runs/gone");
        Assert.Equal(404, reply!.Status);
        await Expect(page.Locator("h1")).ToHaveTextAsync("There is no such run");
        await Expect(page.Locator(".problem .mono")).ToHaveTextAsync("gone");
        await Expect(page.Locator(".problem a")).ToHaveAttributeAsync("href", "/");
        await pages.Close(page);
    }

    [ChromiumFact]
    public async Task Keyboard_ReachesTheContentFirst_WithAVisibleFocus()
    {
        var page = await pages.Open(pages.Run);
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.Locator(".skip-link")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Tab");
        Assert.Equal("solid", await page.EvaluateAsync<string>("getComputedStyle(document.activeElement).outlineStyle"));
        await pages.Close(page);
    }

    [ChromiumFact]
    public async Task Tab_WalksThroughTheWholeProjectPage_AndEveryStepIsSeen()
    {
        var page = new IslandPage(await pages.Open($"/projects/{pages.Lab.ProjectId}"));
        await page.Ready();
        await Expect(page.Page.Locator(".run-grid")).ToBeVisibleAsync();
        List<string> walked = [];
        for (var i = 0; i < 120; i++)
        {
            await page.Page.Keyboard.PressAsync("Tab");
            var (name, outline) = await Focused();
            if (name.StartsWith("BODY", StringComparison.Ordinal)) break;
            Assert.True(outline == "solid", $"{name} has no outline when it is focused");
            walked.Add(name);
        }
        Assert.True(walked.Count < 120, "the keyboard is caught: " + walked[^1]);
        Assert.Contains("DIV run-grid", walked);
        Assert.Contains(walked, name => name.StartsWith("CANVAS", StringComparison.Ordinal));
        await page.Done();

        async Task<(string Name, string Outline)> Focused()
        {
            var seen = await page.Page.EvaluateAsync<string[]>("() => { const e = document.activeElement; return [e.tagName + ' ' + e.className, getComputedStyle(e).outlineStyle]; }");
            return (seen[0], seen[1]);
        }
    }

    [ChromiumFact]
    public async Task Project_IsCreated_AndATakenNameIsRefusedBesideTheField()
    {
        var page = await pages.Open("/projects/new");
        await page.Locator("#name").FillAsync("Speech <b>denoising</b>");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create project" }).ClickAsync();
        await Expect(page.Locator("h1")).ToHaveTextAsync("Speech <b>denoising</b>");
        await Expect(page.Locator("pre").First).ToContainTextAsync("MLFLOW_EXPERIMENT_NAME='Speech <b>denoising</b>'");
        await page.GotoAsync("/projects/new");
        await page.Locator("#name").FillAsync("Breast ultrasound");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create project" }).ClickAsync();
        await Expect(page.Locator("[role=alert]")).ToContainTextAsync("already exists");
        await Expect(page.Locator("#name")).ToHaveValueAsync("Breast ultrasound");
        await pages.Close(page);
    }

    [ChromiumFact]
    public async Task Settings_ChooseThePrimaryMetric_AndWhichWayIsBetter()
    {
        var id = await pages.Get<ProjectStore>().Create("Settings");
        var run = await pages.Get<Umul.Runs.RunStore>().Create(new Umul.Runs.NewRun { ProjectId = id, Name = "only" });
        await pages.Get<Umul.Runs.RunStore>().Append(run.Id, new Umul.Runs.RunBatch { Points = new Umul.Metrics.MetricPoint[] { new("score", 1, 1000, 2), new("score", 2, 2000, 5), new("score", 3, 3000, 3) } });
        var page = await pages.Open($"/projects/{id}/settings");
        await page.Locator("#primary").SelectOptionAsync("score");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).First.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("Saved.");
        await page.Locator("tr", new() { HasText = "score" }).GetByText("Lower").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).Last.ClickAsync();
        await page.GotoAsync($"/runs/{run.Id}");
        await Expect(page.Locator(".lead")).ToContainTextAsync("Best score: 2 at step 1.");
        await pages.Close(page);
    }

    [ChromiumFact]
    public async Task Direction_IsMarkedAsAGuess_UntilSomebodySaysSo()
    {
        var id = await pages.Get<ProjectStore>().Create("Directions");
        var run = await pages.Get<Umul.Runs.RunStore>().Create(new Umul.Runs.NewRun { ProjectId = id, Name = "only" });
        await pages.Get<Umul.Runs.RunStore>().Append(run.Id, new Umul.Runs.RunBatch { Points = new Umul.Metrics.MetricPoint[] { new("train/dice", 1, 1000, 0.9), new("train/dice", 2, 2000, 0.1) } });
        var page = new IslandPage(await pages.Open($"/projects/{id}?view=table"));
        await Expect(page.Header("metrics.train/dice@best").Locator(".subtitle")).ToHaveTextAsync("best ↑?");
        await Expect(page.Cell("only", "metrics.train/dice@best")).ToHaveTextAsync("0.9");
        await page.Page.GotoAsync($"/runs/{run.Id}");
        await Expect(page.Page.Locator("#metrics-table .guess")).ToHaveTextAsync("?");
        await page.Page.GotoAsync($"/projects/{id}/settings");
        var row = page.Page.Locator("tr", new() { HasText = "train/dice" });
        await Expect(row.GetByLabel("By its name: higher")).ToBeCheckedAsync();
        await row.GetByLabel("Lower", new() { Exact = true }).CheckAsync(); // a term of the loss
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).Last.ClickAsync();
        await Expect(page.Page.GetByRole(AriaRole.Status)).ToHaveTextAsync("Saved.");
        await page.Page.GotoAsync($"/projects/{id}?view=table");
        await Expect(page.Header("metrics.train/dice@best").Locator(".subtitle")).ToHaveTextAsync("best ↓");
        await Expect(page.Cell("only", "metrics.train/dice@best")).ToHaveTextAsync("0.1");
        await page.Done();
    }

    [ChromiumFact, FirstTenMinutes(29)]
    public async Task Project_GoesToTheBinWithItsRuns_AndComesBack()
    {
        var id = await pages.Get<ProjectStore>().Create("Passing thought");
        var page = await pages.Open($"/projects/{id}/settings");
        await page.GetByRole(AriaRole.Button, new() { Name = "Move to bin" }).ClickAsync();
        await page.WaitForURLAsync("**/bin");
        await page.Locator("tr", new() { HasText = "Passing thought" }).GetByRole(AriaRole.Button, new() { Name = "Restore" }).ClickAsync();
        await Expect(page.Locator("tr", new() { HasText = "Passing thought" })).ToHaveCountAsync(0);
        Assert.Null(pages.Get<ProjectStore>().Find(id)!.DeletedMs);
        await pages.Close(page);
    }

    [ChromiumFact]
    public async Task WithoutScripts_RunsAndDifferencesAreStillReadable()
    {
        var page = await pages.Open($"/projects/{pages.Lab.ProjectId}", scripts: false);
        await Expect(page.Locator("umul-run-table tbody tr")).ToHaveCountAsync(12);
        await page.GotoAsync($"/compare?runs={pages.Lab.Runs["baseline-seed2"]},{pages.Lab.Runs["attention-gates-seed2"]}");
        await Expect(page.Locator("#compare-table .key")).ToContainTextAsync(["attention"]);
        await Expect(page.Locator("#compare-table .key", new() { HasText = "batch_size" })).ToHaveCountAsync(0);
        await page.GetByText("Everything").ClickAsync();
        await Expect(page.Locator("#compare-table .key", new() { HasText = "batch_size" })).ToHaveCountAsync(1);
        await pages.Close(page);
    }
}
