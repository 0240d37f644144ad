using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Umul.Database;
using Umul.Ledger;
using Umul.Tests.Browser;
using Umul.Tests.Comparisons;
using static Microsoft.Playwright.Assertions;

namespace Umul.Tests.Ledger;

/// <summary>The ledger in a browser and on the command line: sealed, unsealed with a reason, seen, sealed again; an edit by hand is shown.</summary>
public sealed class LedgerPageTests(UmulFixture server) : IClassFixture<UmulFixture>, IDisposable
{
    private readonly ScoreTables _tables = new();

    public void Dispose() => _tables.Dispose();

    [ChromiumFact]
    public async Task Page_UnsealsAnIdeaWithAReason_ShowsTheLook_AndSealsAgain_WithoutScripts()
    {
        var ideas = await Begin();
        var page = await Chromium.Page(server.Link, "en", 1280, scripts: false);
        await page.GotoAsync($"/projects/{ideas.Project}/ideas");
        await page.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = "Ledger" }).ClickAsync();
        await Expect(page.Locator(".ledger-whole")).ToContainTextAsync("The ledger is whole");
        await Expect(page.Locator(".ledger-split")).ToContainTextAsync("Sealed now: 1 idea, 6 runs.");

        await page.Locator("#why-idea").FillAsync("All three seeds are done.");
        await page.Locator(".ledger-split form").First.GetByRole(Microsoft.Playwright.AriaRole.Button).ClickAsync();
        await Expect(page.Locator(".ledger-unseal")).ToContainTextAsync("All three seeds are done.");
        await Expect(page.Locator(".ledger-split")).ToContainTextAsync("Sealed now: 0 ideas, 0 runs.");
        await page.GetByText("The ladder", new() { Exact = true }).ClickAsync();
        await Expect(page.Locator(".ledger-gate")).ToContainTextAsync("focal");

        await page.GotoAsync(ideas.Path("focal"));
        await Expect(page.Locator(".exposure").First).ToHaveTextAsync("seen once");
        await page.GotoAsync($"/projects/{ideas.Project}/cases?split=test");
        await page.GotoAsync($"/projects/{ideas.Project}/ledger");
        await Expect(page.Locator(".ledger-lookatruns")).ToContainTextAsync("dice");
        await Expect(page.Locator(".ledger-split .chips")).ToContainTextAsync("seen 2 times");

        await page.GetByText("Open the whole split").First.ClickAsync();
        await page.Locator("#why-split").FillAsync("The study is finished.");
        await page.Locator(".ledger-split details form").GetByRole(Microsoft.Playwright.AriaRole.Button).ClickAsync();
        await Expect(page.Locator(".ledger-split .chips")).ToContainTextAsync("open");
        await page.GetByText("Seal it again").First.ClickAsync();
        await page.Locator("#why-split").FillAsync("A new study begins.");
        await page.Locator(".ledger-split details form").GetByRole(Microsoft.Playwright.AriaRole.Button).ClickAsync();
        await Expect(page.Locator(".ledger-split .chips")).ToContainTextAsync("sealed");
        await page.Context.CloseAsync();
    }

    [ChromiumFact]
    public async Task CasesPage_SealedRuns_AreUnsealedFromThere_InKorean_OnAPhone()
    {
        var ideas = await Begin();
        var page = await Chromium.Page(server.Link, "ko", 390, true);
        await page.GotoAsync($"/projects/{ideas.Project}/cases?split=test");
        await page.Locator(".sealed-notice a").ClickAsync();
        await page.Locator("#why-runs").FillAsync("모든 시드가 끝났습니다.");
        await page.Locator("#unseal-runs button").ClickAsync();
        await Expect(page.Locator(".ledger-unsealruns")).ToContainTextAsync("모든 시드가 끝났습니다.");
        Assert.True(await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0);
        await page.GotoAsync($"/projects/{ideas.Project}/cases?split=test");
        await Expect(page.Locator(".sealed-notice")).ToHaveCountAsync(0);
        await Expect(page.Locator(".cases-worst-rows a").First).ToBeVisibleAsync();
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Page_EntryEditedByHand_IsNamed()
    {
        await using var own = new OwnServer();
        await own.Server.InitializeAsync();
        var project = await own.Server.Get<Umul.Projects.ProjectStore>().Create("edited");
        await own.Server.Get<LedgerStore>().Write(new LedgerLine(LedgerKind.Open, project, "test", "") { Reason = "Finished." });
        await own.Server.Get<UmulDatabase>().Writer.Write(scope => scope.Execute("UPDATE ledger SET reason = 'Never.' WHERE id = 1"));
        Assert.Contains("Entry 1 was changed.", await own.Server.Client.GetStringAsync($"projects/{project}/ledger"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Command_UnsealsWithAReason_AndShowsWhatWasSeen()
    {
        var ideas = await Begin();
        var (refused, _) = await Umul("ledger", "unseal", $"{ideas.Project}");
        Assert.Equal(2, refused); // no reason
        var (code, _) = await Umul("ledger", "unseal", $"{ideas.Project}", "--idea", "focal", "--reason", "All three seeds are done.", "--by", "Kim");
        Assert.Equal(0, code);
        var (_, shown) = await Umul("ledger", "show", $"{ideas.Project}", "--json");
        var entry = JsonDocument.Parse(shown).RootElement.GetProperty("entries").EnumerateArray().Single(e => e.GetProperty("kind").GetString() == "unseal");
        Assert.Equal(("focal", "Kim", "All three seeds are done."), (entry.GetProperty("subject").GetString(), entry.GetProperty("person").GetString(), entry.GetProperty("reason").GetString()));

        using var again = await server.Client.PostAsJsonAsync($"api/projects/{ideas.Project}/ideas/focal/unseal", new { reason = "Once more." });
        Assert.Equal(System.Net.HttpStatusCode.Conflict, again.StatusCode); // nothing of it is sealed any more
        Assert.Equal(0, (await Umul("ledger", "open", $"{ideas.Project}", "test", "--reason", "The study is finished.")).Code);
        Assert.Equal(0, (await Umul("ledger", "seal", $"{ideas.Project}", "test", "--reason", "A new one begins.")).Code);
        Assert.Equal(1, (await Umul("ledger", "seal", $"{ideas.Project}", "test", "--reason", "Twice.")).Code);
    }

    private async Task<ComparedIdeas> Begin()
    {
        var ideas = new ComparedIdeas(server.Services, _tables);
        await ideas.Begin("test");
        await ideas.Add("focal", 0.74, split: "test");
        return ideas;
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

    private sealed class OwnServer : IAsyncDisposable
    {
        public UmulFixture Server { get; } = new();

        public async ValueTask DisposeAsync() => await Server.DisposeAsync();
    }
}
