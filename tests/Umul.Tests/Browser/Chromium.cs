using Microsoft.Playwright;

namespace Umul.Tests.Browser;

/// <summary>The one browser of a test run: started by the first test that needs it, ended with the process.</summary>
internal static class Chromium
{
    private static readonly Lazy<Task<IBrowser>> s_browser = new(Launch);

    /// <summary>A page in a context of its own, as a reader's browser would be: nothing is shared between two of them.</summary>
    public static async Task<IPage> Page(Uri server, string locale = "en", int width = 1280, bool scripts = true)
    {
        var context = await (await s_browser.Value).NewContextAsync(new()
        {
            Locale = locale,
            ViewportSize = new() { Width = width, Height = 860 },
            BaseURL = server.ToString(),
            JavaScriptEnabled = scripts,
            AcceptDownloads = true,
        });
        await context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(20_000);
        return page;
    }

    private static async Task<IBrowser> Launch()
    {
        var playwright = await Playwright.CreateAsync();
        return await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = ChromiumFactAttribute.Executable,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }
}
