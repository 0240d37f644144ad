using Microsoft.Playwright;
using Umul.Metrics;
using Umul.Projects;
using Umul.Runs;

namespace Umul.Tests.Browser;

/// <summary>
/// A server with six replicated runs (two ideas, three seeds) and a Chromium. Values are made so that a test can know them:
/// idea "base" ends at dice 0.80 + seed / 100, idea "wide" at 0.90 + seed / 100.
/// </summary>
public sealed class IslandFixture : IAsyncLifetime
{
    internal const long Start = 1_700_000_000_000;
    internal const int Steps = 60;

    private readonly UmulFixture _umul = new();
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    internal long Project { get; private set; }

    /// <summary>Run ids by name, such as <c>base-0</c>.</summary>
    internal Dictionary<string, string> Runs { get; } = new(StringComparer.Ordinal);

    internal T Get<T>() where T : notnull => _umul.Get<T>();

    public async Task InitializeAsync()
    {
        await _umul.InitializeAsync();
        if (ChromiumFactAttribute.Executable is null) return;
        await Record();
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = ChromiumFactAttribute.Executable, Args = ["--no-sandbox"] });
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
        await _umul.DisposeAsync();
    }

    /// <summary>Opens a page of its own; an error in its scripts fails the test that closes it with <see cref="IslandPage.Done"/>.</summary>
    internal async Task<IslandPage> Open(string path, string locale = "en", int width = 1280)
    {
        var context = await _browser!.NewContextAsync(new() { Locale = locale, ViewportSize = new() { Width = width, Height = 900 }, BaseURL = _umul.Link.ToString(), AcceptDownloads = true });
        await context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(15_000);
        var island = new IslandPage(page);
        await page.GotoAsync(path);
        return island;
    }

    /// <summary>The project's page, with its table and charts ready.</summary>
    internal async Task<IslandPage> OpenProject(string query = "", string locale = "en", int width = 1280)
    {
        var island = await Open($"/projects/{Project}{query}", locale, width);
        await island.Ready();
        return island;
    }

    private async Task Record()
    {
        Project = await Get<ProjectStore>().Create("Replicates");
        for (var idea = 0; idea < 2; idea++)
            for (var seed = 0; seed < 3; seed++) await RecordRun(idea == 0 ? "base" : "wide", seed, idea * 0.1 + seed * 0.01);
    }

    private async Task RecordRun(string idea, int seed, double better)
    {
        var store = Get<RunStore>();
        var start = Start + (Runs.Count * 3_600_000L);
        var run = await store.Create(new NewRun { ProjectId = Project, Name = $"{idea}-{seed}", StartedMs = start, Tags = [new("stage", idea == "base" ? "first" : "second")] });
        Runs[run.Name] = run.Id;
        List<MetricPoint> points = [];
        for (var step = 0; step < Steps; step++)
        {
            var time = start + step * 10_000L;
            points.Add(new("train/loss", step, time, step == 20 && seed == 1 ? double.NaN : 2.0 / (step + 1) + 0.01 - better / 20));
            points.Add(new("epoch", step, time, step / 10));
            // Best at step 40, then a little worse: last and best differ.
            points.Add(new("val/dice", step, time, (0.8 + better) * (1 - Math.Abs(step - 40) / 100.0)));
        }
        if (Runs.Count == 1) points.AddRange(Enumerable.Range(0, 6000).Select(s => new MetricPoint("signal/raw", s, start + s, s == 4321 ? 50 : Math.Sin(s / 100.0))));
        await store.Append(run.Id, new RunBatch
        {
            Params = [new("lr", idea == "base" ? "0.001" : "0.01"), new("seed", $"{seed}"), new("batch_size", "16")],
            Points = points.ToArray(),
        });
        await store.Update(run.Id, RunStatus.Finished, start + 600_000);
    }
}
