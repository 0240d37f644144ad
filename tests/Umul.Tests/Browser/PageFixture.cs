using Microsoft.Playwright;

namespace Umul.Tests.Browser;

/// <summary>
/// A server with the lab's records (<see cref="LabRecords"/>) and a project of replicates (<see cref="ReplicateRecords"/>), and pages
/// of a Chromium to look at them.
/// </summary>
public sealed class PageFixture : IAsyncLifetime
{
    private readonly UmulFixture _umul = new();
    private readonly List<string> _errors = [];

    internal LabRecords Lab { get; private set; } = null!;

    internal ReplicateRecords Replicates { get; private set; } = null!;

    internal string Run => $"/runs/{Lab.Runs["baseline-seed0"]}";

    internal T Get<T>() where T : notnull => _umul.Get<T>();

    internal IServiceProvider Services => _umul.Services;

    internal HttpClient Client => _umul.Client;

    internal Uri Link => _umul.Link;

    public async Task InitializeAsync()
    {
        await _umul.InitializeAsync();
        if (ChromiumFactAttribute.Executable is null) return;
        Lab = new LabRecords(_umul.Services);
        await Lab.Write();
        Replicates = new ReplicateRecords(_umul.Services);
        await Replicates.Write();
    }

    public Task DisposeAsync() => _umul.DisposeAsync();

    /// <summary>A page of its own, cookies and all. An error in its scripts is seen by <see cref="Close"/>.</summary>
    internal async Task<IPage> Open(string path, string locale = "en", int width = 1280, bool scripts = true)
    {
        var page = await Chromium.Page(_umul.Link, locale, width, scripts);
        page.PageError += (_, error) => _errors.Add(error);
        await page.GotoAsync(path);
        return page;
    }

    /// <summary>The same, with the words to speak of tables and charts.</summary>
    internal async Task<IslandPage> OpenIslands(string path, string locale = "en", int width = 1280)
    {
        var island = new IslandPage(await Chromium.Page(_umul.Link, locale, width));
        await island.Page.GotoAsync(path);
        return island;
    }

    /// <summary>The page of the replicates, with its table and charts ready.</summary>
    internal async Task<IslandPage> OpenProject(string query = "", string locale = "en", int width = 1280)
    {
        var island = await OpenIslands($"/projects/{Replicates.ProjectId}{query}", locale, width);
        await island.Ready();
        return island;
    }

    /// <summary>Closes the page; no script may have failed on any page until now.</summary>
    internal async Task Close(IPage page)
    {
        await page.Context.CloseAsync();
        Assert.Empty(_errors);
    }
}
