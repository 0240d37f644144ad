using Microsoft.Playwright;

namespace Umul.Benchmarks.Pages;

/// <summary>A real Chromium that notes when things were painted: two frames after they were in the document, by the page's own clock.</summary>
internal sealed class BrowserTimes(IPlaywright playwright, IBrowser browser) : IAsyncDisposable
{
    // performance.now() counts from the start of the navigation.
    private const string Notes = """
        window.umulTimes = {};
        const painted = (name) => requestAnimationFrame(() => requestAnimationFrame(() => { window.umulTimes[name] ??= performance.now(); }));
        new MutationObserver(() => {
          const table = document.querySelector('umul-run-table');
          if (table && document.querySelector('.run-grid-row')) painted('rows');
          if (table && !table.hasAttribute('aria-busy') && document.querySelector('.run-grid-row')) painted('settled');
          if (document.querySelector('.chart-panel[data-loaded]')) painted('chart');
        }).observe(document, { subtree: true, childList: true, attributes: true });
        addEventListener('pointerup', () => { window.umulTimes.released = performance.now(); }, true);
        const ask = window.fetch;
        window.fetch = async (...request) => {
          const start = performance.now();
          const reply = await ask(...request);
          if (String(request[0]?.url ?? request[0]).includes('charts/')) {
            window.umulTimes.asked ??= start;
            if (window.umulTimes.released) reply.clone().arrayBuffer().then(() => painted('zoomed'));
          }
          return reply;
        };
        """;

    private static readonly string[] s_places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/snap/bin/chromium"];

    /// <summary>Starts the browser; null if there is none on this machine.</summary>
    public static async Task<BrowserTimes?> Start()
    {
        var executable = Environment.GetEnvironmentVariable("UMUL_CHROMIUM") is { Length: > 0 } set ? set : s_places.FirstOrDefault(File.Exists);
        if (executable is null) return null;
        var playwright = await Playwright.CreateAsync();
        return new BrowserTimes(playwright, await playwright.Chromium.LaunchAsync(new() { ExecutablePath = executable, Args = ["--no-sandbox"] }));
    }

    /// <summary>Opens an address in a window of its own, does something there, waits for a note, and tells all notes.</summary>
    public async Task<IReadOnlyDictionary<string, double>> Open(string address, string note, Func<IPage, Task>? then = null)
    {
        await using var context = await browser.NewContextAsync(new() { ViewportSize = new() { Width = 1440, Height = 900 } });
        await context.AddInitScriptAsync(Notes);
        var page = await context.NewPageAsync();
        await page.GotoAsync(address, new() { WaitUntil = WaitUntilState.Commit });
        if (then is not null) await then(page);
        await page.WaitForFunctionAsync($"() => window.umulTimes.{note} !== undefined", null, new() { Timeout = 60_000 });
        return await page.EvaluateAsync<Dictionary<string, double>>("() => window.umulTimes");
    }

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        playwright.Dispose();
    }
}
