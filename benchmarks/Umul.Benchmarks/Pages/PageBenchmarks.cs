using System.Globalization;
using Microsoft.Playwright;
using Umul.Benchmarks.Fixture;
using Umul.Benchmarks.Load;
using Umul.Benchmarks.Read;

namespace Umul.Benchmarks.Pages;

/// <summary>The fixture as a person meets it: what the server takes for a page, and when a browser has painted it.</summary>
internal static class PageBenchmarks
{
    // In the order in which FixtureCommand writes them; project 0 is the default one.
    private const int Overlay = 0, Zoom = 1, Large = 2;
    private const int Repeats = 7;

    public static async Task<int> Run(string[] args)
    {
        if (args.Length < 2 || !File.Exists(args[0]) || !File.Exists(Path.Combine(args[1], "umul.db")))
        {
            Console.Error.WriteLine("Usage: umul-benchmarks pages PROGRAM FOLDER   (PROGRAM: artifacts/app/umul; FOLDER: made by umul-benchmarks fixture)");
            return 2;
        }
        using var server = new ServerProcess(args[0], args[1]);
        Print("start on this folder, to first answer", [server.StartMs]);
        ServerSide(server);
        if (await BrowserTimes.Start() is { } browser)
        {
            await using (browser) await InBrowser(browser, $"http://127.0.0.1:{server.Port}");
        }
        else Console.WriteLine("No Chromium found: the browser's rows are left out. Set UMUL_CHROMIUM to its path.");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| memory after these | {server.MemoryMiB:0} MiB |"));
        Console.WriteLine($"load average {File.ReadAllText("/proc/loadavg").Trim()}");
        return 0;
    }

    private static void ServerSide(ServerProcess server)
    {
        using var client = new RawClient(server.Port);
        var project = Large + 1;
        string run = FixtureShape.RunId(Large, 0);
        (string Name, string Path)[] pages =
        [
            ("projects", "/"), ("project of the most runs", $"/projects/{project}"), ("run with the most metrics", $"/runs/{run}"),
            ("its charts", $"/runs/{run}/charts"), ("its artifacts", $"/runs/{run}/artifacts"), ("settings", "/settings"), ("bin", "/bin"),
        ];
        foreach (var (name, path) in pages) Print($"page: {name}", All(client, RawClient.Get(path)));
        Print("reply: rows of the run table", All(client, RawClient.Post($"/api/projects/{project}/run-rows", "{\"filter\":\"\",\"bin\":false}")));
        Print("reply: names of its columns", All(client, RawClient.Get($"/api/projects/{project}/columns")));
        var ids = string.Join(',', Enumerable.Range(0, 1500).Select(i => $"\"{FixtureShape.RunId(Large, i)}\""));
        Print("reply: a metric of 1,500 runs", All(client, RawClient.Post($"/api/projects/{project}/column-values", $"{{\"runs\":[{ids}],\"columns\":[\"metrics.val/dice\"]}}")));
        Print("reply: 1,500 runs grouped by everything except seed", All(client, RawClient.Post($"/api/projects/{project}/groups", $"{{\"runs\":[{ids}],\"by\":[\"!seed\"]}}")));
        var overlay = Enumerable.Range(0, 50).Select(i => $"\"{FixtureShape.RunId(Overlay, i)}\"").ToArray();
        Print("reply: curves of 50 runs × 20,000 points", All(client, Chart("runs", $"\"runs\":[{string.Join(',', overlay)}]")));
        var groups = overlay.Chunk(5).Select((g, i) => $"{{\"key\":\"g{i}\",\"runs\":[{string.Join(',', g)}]}}");
        Print("reply: means of 10 groups × 5 runs × 20,000 points", All(client, Chart("groups", $"\"groups\":[{string.Join(',', groups)}]")));
        var zoom = $"\"runs\":[\"{FixtureShape.RunId(Zoom, 0)}\"]";
        Print("reply: curve of 1M points", All(client, Chart("runs", zoom)));
        Print("reply: a tenth of 1M points", All(client, Chart("runs", zoom + ",\"from\":400000,\"to\":500000")));
    }

    private static byte[] Chart(string kind, string subject) =>
        RawClient.Post($"/api/charts/{kind}", $"{{\"key\":\"val/dice\",\"x\":\"step\",\"pixels\":800,{subject}}}");

    private static double[] All(RawClient client, byte[] request)
    {
        double[] first = ReadBenchmarks.Times(1, () => client.Send(request), warmUps: 0);
        return [first[0], .. ReadBenchmarks.Times(20, () => client.Send(request))];
    }

    private static async Task InBrowser(BrowserTimes browser, string link)
    {
        await browser.Open(link, "rows", page => page.GotoAsync($"{link}/projects/{Large + 1}")); // the browser's own first start is not counted
        List<double> rows = [], settled = [], overlay = [], overlaid = [], zoomed = [];
        for (var i = 0; i < Repeats; i++)
        {
            var table = await browser.Open($"{link}/projects/{Large + 1}", "settled");
            rows.Add(table["rows"]);
            settled.Add(table["settled"]);
            var chart = await browser.Open($"{link}/projects/{Overlay + 1}", "chart");
            overlay.Add(chart["chart"] - chart["asked"]);
            overlaid.Add(chart["chart"]);
            var zoom = await browser.Open($"{link}/projects/{Zoom + 1}", "zoomed", Drag);
            zoomed.Add(zoom["zoomed"] - zoom["released"]);
        }
        PrintSpread("browser: run table of the most runs, navigation to painted rows", rows);
        PrintSpread("browser: the same, sorted values and groups in", settled);
        PrintSpread("browser: overlay of 50 runs × 20,000 points, asked to painted", overlay);
        PrintSpread("browser: the same, from the navigation", overlaid);
        PrintSpread("browser: zoom into 1M points, release of the mouse to painted", zoomed);
    }

    private static async Task Drag(IPage page)
    {
        await page.WaitForFunctionAsync("() => window.umulTimes.chart !== undefined");
        var plot = page.Locator(".chart-panel[data-loaded] canvas").Last;
        await plot.ScrollIntoViewIfNeededAsync();
        var box = (await plot.BoundingBoxAsync())!;
        await page.Mouse.MoveAsync((float)(box.X + box.Width * 0.4), box.Y + box.Height / 2);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync((float)(box.X + box.Width * 0.5), box.Y + box.Height / 2, new() { Steps = 4 });
        await page.Mouse.UpAsync();
    }

    // The first of them is the first time that anybody asked.
    private static void Print(string what, double[] times)
    {
        var sorted = times.Skip(1).DefaultIfEmpty(times[0]).Order().ToArray();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"| {what} | {sorted[sorted.Length / 2]:0.0} ms p50 (least {sorted[0]:0.0}; the first time {times[0]:0.0}) |"));
    }

    private static void PrintSpread(string what, List<double> times)
    {
        times.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {what} | {times[times.Count / 2]:0} ms p50 ({times[0]:0}–{times[^1]:0}) |"));
    }
}
