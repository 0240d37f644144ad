using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Umul.Tests.Breaking;
using static Microsoft.Playwright.Assertions;

namespace Umul.Tests.Browser;

/// <summary>The first and the last of a newcomer's ten minutes, with the real program as a process of its own: start, see, record, lose nothing.</summary>
public sealed class NewcomerTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("umul-newcomer-");

    private string Data => Path.Combine(_folder.FullName, "data");

    public void Dispose() => _folder.Delete(recursive: true);

    [ChromiumFact, FirstTenMinutes(1), FirstTenMinutes(2), FirstTenMinutes(4)]
    public async Task OneCommand_PrintsALink_ThatShowsTheSampleWithoutAnAccount()
    {
        using var server = ServerProcess.Start(Data, withSample: true);
        var page = await Chromium.Page(server.Client.BaseAddress!);
        await page.GotoAsync(server.Client.BaseAddress!.ToString()); // the link that it printed
        await page.GetByRole(AriaRole.Link, new() { Name = "breast-ultrasound-phantoms" }).ClickAsync();
        await Expect(page.Locator(".run-grid-row.run", new() { HasText = "baseline-seed-1" })).ToBeVisibleAsync();
        await Expect(page.Locator(".chart-panel[data-key='val/dice'] canvas").Last).ToHaveAttributeAsync("aria-label", Says("25 curves"));
        await page.Context.CloseAsync();
    }

    [ChromiumFact, FirstTenMinutes(3), FirstTenMinutes(5)]
    public async Task PastedLines_MakeARunThatAppearsAndMoves()
    {
        using var server = ServerProcess.Start(Data);
        var page = await Chromium.Page(server.Client.BaseAddress!);
        await page.GotoAsync("/projects/new");
        await page.Locator("#name").FillAsync("my \"first\" project");
        await page.Keyboard.PressAsync("Enter");
        var shell = await Copied(page, "#guide-client");
        var python = await Copied(page, "#guide-python");
        // As it would be pasted: the shell's lines, then Python; the script goes on until it is told to stop.
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "train.py"), $"{python}\nfor step in range(2, 2000):\n    run.log({{\"train/loss\": 0.42 / step}}, step=step)\n    if not input():\n        break\n");
        using var training = Process.Start(new ProcessStartInfo("bash", ["-ec", $"{shell}\nexport UMUL_SPOOL=spool\nexec python3 train.py"])
        {
            WorkingDirectory = _folder.FullName,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!;
        await page.Locator(".run-grid-row.run .run-name").ClickAsync();
        await page.Locator(".tabs").GetByText("Charts").ClickAsync();
        var plot = page.Locator(".chart-panel[data-key='train/loss'] canvas").Last;
        await Expect(plot).ToHaveAttributeAsync("aria-label", Says("x from 1 to 2"));
        await training.StandardInput.WriteAsync("go on\ngo on\n");
        await training.StandardInput.FlushAsync();
        await Expect(plot).ToHaveAttributeAsync("aria-label", Says("x from 1 to 4"), new() { Timeout = 5_000 });
        await training.StandardInput.WriteLineAsync();
        await training.WaitForExitAsync();
        await Expect(page.Locator(".page-title .status")).ToHaveTextAsync("Finished");
        Assert.True(training.ExitCode == 0, await training.StandardError.ReadToEndAsync());
        await page.Context.CloseAsync();
    }

    [ChromiumFact, FirstTenMinutes(30)]
    public async Task ServerKilledInTheMiddle_TheOpenPageSaysSo_AndGoesOnWithEveryPoint()
    {
        var first = ServerProcess.Start(Data);
        var run = await first.CreateRun();
        for (var step = 0; step < 30; step++) await Log(first, run, step);
        var page = await Chromium.Page(first.Client.BaseAddress!);
        await page.GotoAsync($"/runs/{run}/charts");
        var plot = page.Locator(".chart-panel[data-key='loss'] canvas").Last;
        await Expect(plot).ToHaveAttributeAsync("aria-label", Says("x from 0 to 29"));
        await Log(first, run, 30); // acknowledged, and then at once:
        first.Kill();
        var port = first.Client.BaseAddress!.Port;
        first.Dispose();
        await Expect(page.Locator(".offline-note")).ToBeVisibleAsync();
        using var second = ServerProcess.Start(Data, port);
        await Expect(plot).ToHaveAttributeAsync("aria-label", Says("x from 0 to 30"));
        await Expect(page.Locator(".offline-note")).ToBeHiddenAsync();
        await Log(second, run, 31); // the run that was on goes on, on the page that was open
        await Expect(plot).ToHaveAttributeAsync("aria-label", Says("x from 0 to 31"));
        await page.ReloadAsync();
        Assert.Equal(32, (await second.History(run, "loss")).Count);
        await page.Context.CloseAsync();
    }

    private static Regex Says(string words) => new(Regex.Escape(words) + @"\b", RegexOptions.None, TimeSpan.FromSeconds(1));

    private static async Task Log(ServerProcess server, string run, int step) =>
        await server.Post("runs/log-metric", new { run_id = run, key = "loss", value = 1.0 / (step + 1), step, timestamp = 1_700_000_000_000 + step });

    private static async Task<string> Copied(IPage page, string box)
    {
        await page.Locator($".code-box:has({box}) [data-copy]").ClickAsync();
        await page.Locator($".code-box:has({box}) [data-done]").WaitForAsync();
        return await page.EvaluateAsync<string>("navigator.clipboard.readText()");
    }
}
