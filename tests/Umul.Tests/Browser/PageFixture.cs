using Microsoft.Playwright;

namespace Umul.Tests.Browser;

/// <summary>A server with the lab's records (<see cref="LabRecords"/>) and a Chromium.</summary>
public sealed class PageFixture : IAsyncLifetime
{
    private readonly UmulFixture _umul = new();
    private readonly List<string> _errors = [];
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    internal LabRecords Lab { get; private set; } = null!;

    internal string Run => $"/runs/{Lab.Runs["baseline-seed0"]}";

    internal T Get<T>() where T : notnull => _umul.Get<T>();

    internal HttpClient Client => _umul.Client;

    public async Task InitializeAsync()
    {
        await _umul.InitializeAsync();
        if (ChromiumFactAttribute.Executable is null) return;
        Lab = new LabRecords(_umul.Services);
        await Lab.Write();
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = ChromiumFactAttribute.Executable,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
        await _umul.DisposeAsync();
    }

    /// <summary>A page of its own, cookies and all. An error in its scripts is seen by <see cref="Close"/>.</summary>
    internal async Task<IPage> Open(string path, string locale = "en", int width = 1280, bool scripts = true)
    {
        var context = await _browser!.NewContextAsync(new()
        {
            Locale = locale,
            ViewportSize = new() { Width = width, Height = 860 },
            BaseURL = _umul.Link.ToString(),
            JavaScriptEnabled = scripts,
        });
        await context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(20_000);
        page.PageError += (_, error) => _errors.Add(error);
        await page.GotoAsync(path);
        return page;
    }

    /// <summary>Closes the page; no script may have failed on any page until now.</summary>
    internal async Task Close(IPage page)
    {
        await page.Context.CloseAsync();
        Assert.Empty(_errors);
    }
}
