using System.Globalization;
using System.IO.Compression;
using Microsoft.Playwright;
using Umul.Benchmarks.Load;
using Umul.Benchmarks.Read;
using Umul.Files;
using Umul.Outcomes.Pages;

namespace Umul.Benchmarks.Viewer;

/// <summary>The case viewer on volumes of 512 × 512 × 300, and the page of cases on 20 runs × 1,000 cases.</summary>
internal static class ViewerBenchmarks
{
    private static readonly string[] s_places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/snap/bin/chromium"];

    public static async Task<int> Run(string[] args)
    {
        if (args is ["decode"]) return Decode();
        if (args.Length < 1 || !File.Exists(args[0]))
        {
            Console.Error.WriteLine("Usage: umul-benchmarks viewer PROGRAM [FOLDER] | decode   (PROGRAM: artifacts/app/umul; FOLDER: keeps what is written once for the next time)");
            return 2;
        }
        var kept = args.Length > 1 ? args[1] : null;
        var folder = kept ?? Directory.CreateTempSubdirectory("umul-viewer-").FullName;
        try
        {
            await Measure(args[0], folder);
        }
        finally
        {
            if (kept is null) Directory.Delete(folder, recursive: true);
        }
        return 0;
    }

    private static async Task Measure(string program, string folder)
    {
        var (scans, runs, table) = File.Exists(Path.Combine(folder, "umul.db")) ? ViewerFixture.Known(folder) : await ViewerFixture.Write(folder);
        using var server = new ServerProcess(program, folder);
        await Quiet(server);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| memory before | {server.MemoryMiB:0} MiB |"));
        using (var client = new RawClient(server.Port)) Pages(client, table);
        Slices(server, scans, runs[0]);
        await InBrowser(server, scans, runs);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| memory after all scans under two runs | {server.MemoryMiB:0} MiB |"));
        Console.WriteLine($"load average {(await File.ReadAllTextAsync("/proc/loadavg")).Trim()}");
    }

    // What a first slice waits for, in this process: the floor is inflating into memory that is there already.
    private static int Decode()
    {
        var packed = ViewerFixture.PackedScan();
        var buffer = new byte[1 << 20];
        Timing.Print("inflate alone", 5, () =>
        {
            using var gzip = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
            while (gzip.Read(buffer) > 0) { }
        });
        Timing.Print("read as NIfTI", 5, () => ImageFile.Read(new MemoryStream(packed), "scan.nii.gz"));
        var raster = ImageFile.Read(new MemoryStream(packed), "scan.nii.gz");
        Timing.Print("prepared for the viewer (range, window)", 5, () => CaseVolume.OfImage(raster));
        var labels = ImageFile.Read(new MemoryStream(ViewerFixture.PackedLabels()), "labels.nii.gz");
        Timing.Print("labels read as NIfTI", 5, () => ImageFile.Read(new MemoryStream(ViewerFixture.PackedLabels()), "labels.nii.gz"));
        Timing.Print("labels prepared (counted, cropped)", 5, () => CaseVolume.OfMask(labels));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"scan {packed.Length / 1e6:0} MB packed, load average {File.ReadAllText("/proc/loadavg").Trim()}"));
        return 0;
    }

    // The server evaluates the predictions that it finds; what is measured is the viewer beside nothing.
    private static async Task Quiet(ServerProcess server)
    {
        for (var quiet = 0; quiet < 3;)
        {
            var before = server.Cpu;
            await Task.Delay(1000);
            quiet = (server.Cpu - before).TotalMilliseconds < 50 ? quiet + 1 : 0;
        }
    }

    private static void Pages(RawClient client, long table)
    {
        client.Send(RawClient.Get("/")); // the program's own first page is a row of `load`
        Print("page: cases of 20 runs × 1,000", All(client, $"/projects/{table}/cases"));
        Print("reply: their matrix", All(client, $"/api/projects/{table}/cases"));
    }

    private static void Slices(ServerProcess server, long project, string run)
    {
        using var client = new RawClient(server.Port);
        var address = $"/api/projects/{project}/case-raster?split=development&id=scan0";
        var before = server.Cpu;
        var first = ReadBenchmarks.Times(1, () => client.Send(RawClient.Get(address)), warmUps: 0);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| reply: first slice of a scan (decodes 157 MB from .nii.gz) | {first[0]:0} ms, CPU {(server.Cpu - before).TotalMilliseconds:0} ms |"));
        foreach (var plane in (string[])["axial", "coronal", "sagittal"]) Print($"reply: a {plane} slice of it", All(client, $"{address}&plane={plane}"));
        Print("reply: an axial slice of a run's labels", All(client, $"{address}&plane=axial&run={run}"));
    }

    private static async Task InBrowser(ServerProcess server, long project, string[] runs)
    {
        var executable = Environment.GetEnvironmentVariable("UMUL_CHROMIUM") is { Length: > 0 } set ? set : s_places.FirstOrDefault(File.Exists);
        if (executable is null)
        {
            Console.WriteLine("No Chromium found: the browser's rows are left out. Set UMUL_CHROMIUM to its path.");
            return;
        }
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = executable, Args = ["--no-sandbox"] });
        List<double> first = [], whole = [], again = [];
        for (var i = 0; i < ViewerFixture.Scans; i++)
        {
            var address = $"http://127.0.0.1:{server.Port}/projects/{project}/case?split=development&case=scan{i}&runs={string.Join(',', runs)}";
            // Scan 0 was decoded above; it also pays for the browser's own first start.
            var (seen, ready) = await Open(browser, address);
            if (i == 0) continue;
            first.Add(seen);
            whole.Add(ready);
            again.Add((await Open(browser, address)).Ready);
        }
        Spread("browser: a scan that is not decoded yet, navigation to the first plane", first);
        Spread("browser: the same, to three planes with reference and two predictions", whole);
        Spread("browser: a scan opened again, to all of it", again);
    }

    private static async Task<(double First, double Ready)> Open(IBrowser browser, string address)
    {
        await using var context = await browser.NewContextAsync(new() { ViewportSize = new() { Width = 1440, Height = 900 } });
        var page = await context.NewPageAsync();
        await page.GotoAsync(address, new() { WaitUntil = WaitUntilState.Commit });
        await page.WaitForFunctionAsync("() => document.querySelector('umul-case')?.dataset.ready !== undefined", null, new() { Timeout = 60_000, PollingInterval = 20 });
        var ready = await page.EvaluateAsync<double>("() => performance.now()");
        return (await page.EvaluateAsync<double>("() => Number(document.querySelector('umul-case').dataset.first)"), ready);
    }

    private static double[] All(RawClient client, string path)
    {
        var request = RawClient.Get(path);
        var first = ReadBenchmarks.Times(1, () => client.Send(request), warmUps: 0);
        return [first[0], .. ReadBenchmarks.Times(20, () => client.Send(request))];
    }

    private static void Print(string what, double[] times)
    {
        var sorted = times.Skip(1).Order().ToArray();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {what} | {sorted[sorted.Length / 2]:0.0} ms p50 (least {sorted[0]:0.0}; the first time {times[0]:0.0}) |"));
    }

    private static void Spread(string what, List<double> times)
    {
        times.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {what} | {times[times.Count / 2]:0} ms p50 ({times[0]:0}–{times[^1]:0}) |"));
    }
}
