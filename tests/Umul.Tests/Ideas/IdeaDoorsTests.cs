using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Umul.Artifacts;
using Umul.Ideas;
using Umul.Tests.Browser;
using Umul.Tests.Comparisons;
using static Microsoft.Playwright.Assertions;

namespace Umul.Tests.Ideas;

/// <summary>What people do with ideas and their runs, from the page, over REST and on the command line.</summary>
public sealed class IdeaDoorsTests(UmulFixture server) : IClassFixture<UmulFixture>, IDisposable
{
    private readonly ScoreTables _tables = new();

    public void Dispose() => _tables.Dispose();

    [Fact]
    public async Task Rest_RuleExclusionParentAndBin_DoWhatTheySay()
    {
        var ideas = await Begin();
        await ideas.Add("wide", 0.71);
        await Post(ideas, "ideas/wide/rules", new { param = "epochs", pattern = "3*" });
        Assert.Equal(("wide", "epochs", "3*"), Rule((await Get(ideas, "idea-rules"))[0]));
        await Post(ideas, "idea-runs/exclude", new { runs = new[] { "focal-1" }, reason = "It ran out of memory." });
        var run = (await Get(ideas, "ideas/focal")).GetProperty("runs").EnumerateArray().Single(r => r.GetProperty("name").GetString() == "focal-1");
        Assert.Equal("It ran out of memory.", run.GetProperty("excludedBecause").GetString());
        await Post(ideas, "idea-runs/exclude", new { runs = new[] { "focal-1" } });
        Assert.All((await Get(ideas, "ideas/focal")).GetProperty("runs").EnumerateArray(), r => Assert.Equal(JsonValueKind.Null, r.GetProperty("excludedBecause").ValueKind));

        await Post(ideas, "ideas/wide/parent", new { parent = "focal" });
        Assert.Equal("focal", (await Get(ideas, "ideas/wide")).GetProperty("idea").GetProperty("parent").GetString());
        using var circle = await server.Client.PostAsJsonAsync(Api(ideas, "ideas/focal/parent"), new { parent = "wide" });
        Assert.Equal(HttpStatusCode.BadRequest, circle.StatusCode);

        await Post(ideas, "ideas/wide/delete", new { });
        Assert.DoesNotContain((await Get(ideas, "ideas")).EnumerateArray(), i => i.GetProperty("name").GetString() == "wide");
        await Post(ideas, "ideas/wide/restore", new { });
        Assert.Contains((await Get(ideas, "ideas")).EnumerateArray(), i => i.GetProperty("name").GetString() == "wide");

        await Post(ideas, "idea-runs/leave", new { runs = new[] { "focal-1", "focal-2" } });
        Assert.Equal(["focal-1", "focal-2"], (await Get(ideas, "idea-runs/without")).EnumerateArray().Select(r => r.GetProperty("name").GetString()).Order());
        await Post(ideas, "ideas/focal/join", new { runs = new[] { "focal-1", "focal-2" } });
        Assert.Equal(0, (await Get(ideas, "idea-runs/without")).GetArrayLength());
    }

    [Fact]
    public async Task Rest_BaselineVersions_AreListedAndAnEarlierCountsAgain()
    {
        var ideas = await Begin();
        var measures = server.Get<IdeaMeasureStore>();
        var first = measures.Of(ideas.Project);
        await measures.Set(ideas.Project, null, first with { CheckpointRule = "best validation loss", Baseline = ideas.Ideas["focal"] });
        Assert.Equal([2, 1], (await Get(ideas, "baseline/versions")).EnumerateArray().Select(v => v.GetProperty("version").GetInt64()));

        await Post(ideas, "baseline/choose", new { version = 1 });
        var now = measures.Of(ideas.Project);
        Assert.Equal((first.Baseline, first.CheckpointRule, first.Metric), (now.Baseline, now.CheckpointRule, now.Metric));
        Assert.Equal([3, 2, 1], (await Get(ideas, "baseline/versions")).EnumerateArray().Select(v => v.GetProperty("version").GetInt64())); // a new one that says the same: nothing is rewritten
        using var missing = await server.Client.PostAsJsonAsync(Api(ideas, "baseline/choose"), new { version = 9 });
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
    }

    [Fact]
    public async Task Rest_Baseline_SaysInWhichFolderOfTheRepositoryItWasStarted()
    {
        var ideas = await Begin();
        var record = JsonSerializer.SerializeToUtf8Bytes(new { command = "python train.py", directory = "/home/kim/repository/code/seg", git = new { root = "/home/kim/repository", commit = new string('a', 40) } });
        var newest = (await Get(ideas, "ideas/baseline")).GetProperty("runs").EnumerateArray().Last().GetProperty("id").GetString()!;
        await server.Get<ArtifactStore>().PutAll([(newest, ArtifactPath.Parse("provenance/provenance.json"), record)], ideas.Project);
        Assert.Equal("code/seg", (await Get(ideas, "baseline")).GetProperty("startedIn").GetString());
    }

    [Fact]
    public async Task Commands_DoTheSame()
    {
        var ideas = await Begin();
        var project = $"{ideas.Project}";
        Assert.Equal(0, (await Umul("idea", "rule", "add", project, "focal", "lr", "0.0*")).Code);
        Assert.Contains("0.0*", (await Umul("idea", "rule", "list", project)).Output, StringComparison.Ordinal);
        var rule = JsonDocument.Parse((await Umul("idea", "rule", "list", project, "--json")).Output).RootElement[0].GetProperty("id").GetInt64();
        Assert.Equal(0, (await Umul("idea", "rule", "remove", project, $"{rule}")).Code);
        Assert.Equal(2, (await Umul("idea", "exclude", project, "focal-0")).Code); // no reason
        Assert.Equal(0, (await Umul("idea", "exclude", project, "focal-0", "--reason", "A wrong flag.")).Code);
        Assert.Equal(0, (await Umul("idea", "include", project, "focal-0")).Code);
        Assert.Equal(0, (await Umul("idea", "leave", project, "focal-0")).Code);
        Assert.Equal(0, (await Umul("idea", "parent", project, "focal")).Code);
        Assert.Equal(0, (await Umul("idea", "delete", project, "focal")).Code);
        Assert.Equal(1, (await Umul("idea", "delete", project, "focal")).Code);
        Assert.Equal(0, (await Umul("idea", "restore", project, "focal")).Code);
        Assert.Contains("1", (await Umul("idea", "baseline", project)).Output, StringComparison.Ordinal);
        var focal = server.Get<IdeaStore>().Find(ideas.Project, "focal")!;
        Assert.Equal((null, null), (focal.Parent, focal.DeletedMs));
    }

    [ChromiumFact]
    public async Task Page_RunsAreExcludedLeftAndJoinedInBulk_RulesAndParentChange_AndAnIdeaComesBackFromTheBin()
    {
        var ideas = await Begin();
        await ideas.Add("wide", 0.71);
        var page = await Chromium.Page(server.Link, "en", 1280, scripts: false);
        await page.GotoAsync($"/projects/{ideas.Project}/ideas/{ideas.Ideas["focal"]}");
        await Expect(page.Locator(".idea-family")).ToContainTextAsync("2 ideas of this parent that have results. 2 were declared");
        await page.GetByLabel("focal-1").CheckAsync();
        await page.Locator("[name=Why]").FillAsync("It ran out of memory.");
        await page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Leave out" }).ClickAsync();
        await Expect(page.Locator(".idea-excluded")).ToContainTextAsync("left out: It ran out of memory.");

        foreach (var name in (string[])["focal-0", "focal-2"]) await page.GetByLabel(name).CheckAsync();
        await page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Take out of the idea" }).ClickAsync();
        await Expect(page.Locator("#runs tbody tr")).ToHaveCountAsync(1);
        await page.Locator("#join summary").ClickAsync();
        foreach (var name in (string[])["focal-0", "focal-2"]) await page.Locator("#join").GetByLabel(name).CheckAsync();
        await page.Locator("#join button").ClickAsync();
        await Expect(page.Locator("#runs tbody tr")).ToHaveCountAsync(3);

        await page.Locator("#rules summary").ClickAsync();
        await page.Locator("#rules [name=Param]").FillAsync("epochs");
        await page.Locator("#rules [name=Pattern]").FillAsync("3*");
        await page.Locator("#rules button").Last.ClickAsync();
        await Expect(page.Locator("#rules code")).ToHaveTextAsync("epochs = 3*");
        await page.Locator("#rules button").First.ClickAsync();
        await Expect(page.Locator("#rules code")).ToHaveCountAsync(0);

        await page.Locator("#parent").SelectOptionAsync("wide");
        await page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Change the parent" }).ClickAsync();
        Assert.Equal(ideas.Ideas["wide"], server.Get<IdeaStore>().Find(ideas.Ideas["focal"])!.Parent);
        await page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Delete idea" }).ClickAsync();
        await page.Locator("#bin summary").ClickAsync();
        await page.Locator("#bin button").ClickAsync();
        await Expect(page.Locator("h2").First).ToHaveTextAsync("focal");

        await page.GotoAsync($"/projects/{ideas.Project}/ideas/{ideas.Ideas["baseline"]}");
        await Expect(page.Locator("#baseline-versions")).ToContainTextAsync("Version 1");
        await page.Context.CloseAsync();
    }

    private static (string?, string?, string?) Rule(JsonElement rule) => (rule.GetProperty("idea").GetString(), rule.GetProperty("param").GetString(), rule.GetProperty("pattern").GetString());

    private async Task<ComparedIdeas> Begin()
    {
        var ideas = new ComparedIdeas(server.Services, _tables);
        await ideas.Begin();
        await ideas.Add("focal", 0.74);
        return ideas;
    }

    private static Uri Api(ComparedIdeas ideas, string rest) => new($"api/projects/{ideas.Project}/{rest}", UriKind.Relative);

    private Task<JsonElement> Get(ComparedIdeas ideas, string rest) => server.Client.GetFromJsonAsync<JsonElement>(Api(ideas, rest));

    private async Task Post<T>(ComparedIdeas ideas, string rest, T body)
    {
        using var reply = await server.Client.PostAsJsonAsync(Api(ideas, rest), body);
        Assert.True(reply.IsSuccessStatusCode, $"{rest}: {await reply.Content.ReadAsStringAsync()}");
    }

    private async Task<(int Code, string Output)> Umul(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "umul.dll"), .. arguments, "--uri", server.Link.ToString()]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        await errors;
        return (process.ExitCode, output.Trim());
    }
}
