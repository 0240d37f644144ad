using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Umul.Benchmarks.Fixture;
using Umul.Benchmarks.Load;

namespace Umul.Benchmarks.Read;

/// <summary>The reading rows of RESULTS.md alone: searches, ordering and history on a folder that is written through the stores in seconds.</summary>
internal static class ReadBenchmarks
{
    private const string Api = "/api/2.0/mlflow/";

    public static async Task<int> Run(string[] args)
    {
        if (args.Length < 1 || !File.Exists(args[0]))
        {
            Console.Error.WriteLine("Usage: umul-benchmarks read PROGRAM [FOLDER]   (PROGRAM: artifacts/app/umul, built by ./umul up)");
            return 2;
        }
        var folder = args.Length > 1 ? args[1] : Directory.CreateTempSubdirectory("umul-read-").FullName;
        if (!File.Exists(Path.Combine(folder, "umul.db")))
        {
            await FixtureWriter.Write(
                folder, [new("searched", 10_000, 5, 1, 5, 1), new("history", 1, 1, 100_000, 5, 1)], Console.Error);
        }
        using (var server = new ServerProcess(args[0], folder))
        {
            Load();
            Search(server, 1);
            History(server, FixtureShape.RunId(1, 0));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| memory after these | {server.MemoryMiB:0} MiB |"));
            Load();
        }
        if (args.Length < 2) Directory.Delete(folder, recursive: true);
        return 0;
    }

    /// <summary>The two searches of the recording milestone.</summary>
    public static void Search(ServerProcess server, int experiment)
    {
        using var client = new RawClient(server.Port);
        var filter = RawClient.Post(Api + "runs/search", $$"""{"experiment_ids":["{{experiment}}"],"filter":"metrics.`val/dice` > 0.8 and params.lr = '1e-2'","order_by":["metrics.`val/loss` ASC"],"max_results":100}""");
        var order = RawClient.Post(Api + "runs/search", $$"""{"experiment_ids":["{{experiment}}"],"order_by":["metrics.`val/dice` DESC"],"max_results":1000}""");
        Print("search 10,000 runs: filter on metric and param, order, 100 rows", Times(300, () => client.Send(filter)));
        Print("search ordered by a metric, 1,000 rows", Times(100, () => client.Send(order)));
    }

    /// <summary>All points of one metric, page by page, parsed as a client would.</summary>
    public static void History(ServerProcess server, string run)
    {
        using var client = new RawClient(server.Port);
        Print("history of 100,000 points in pages of 25,000, parsed", Times(30, () => Pages(client, run, parse: true)));
        Print("the same, not parsed", Times(30, () => Pages(client, run, parse: false)));
    }

    /// <summary>Asks for all points of a run's first metric, page by page.</summary>
    public static void Pages(RawClient client, string run, bool parse)
    {
        const int Page = 25_000;
        var key = Uri.EscapeDataString(FixtureShape.Metric(0));
        for (var offset = 0; offset >= 0;)
        {
            var token = offset == 0 ? "" : "&page_token=" + Uri.EscapeDataString(Convert.ToBase64String(Encoding.ASCII.GetBytes($"{{\"offset\": {offset}}}")));
            var body = client.Send(RawClient.Get($"{Api}metrics/get-history?run_id={run}&metric_key={key}&max_results={Page}{token}"));
            offset = body.IndexOf("next_page_token"u8) < 0 ? -1 : offset + Page;
            if (parse) JsonDocument.Parse(body.ToArray()).Dispose();
        }
    }

    /// <summary>Sorted times in ms of a piece of work done often, after a few rounds that are not counted.</summary>
    public static double[] Times(int count, Action work, int? warmUps = null)
    {
        for (var i = 0; i < (warmUps ?? Math.Max(3, count / 10)); i++) work();
        var times = new double[count];
        for (var i = 0; i < count; i++)
        {
            var start = Stopwatch.GetTimestamp();
            work();
            times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }
        Array.Sort(times);
        return times;
    }

    public static void Print(string what, double[] times) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"| {what} | {times[times.Length / 2]:0.0} ms p50 (p95 {times[times.Length * 95 / 100]:0.0}, least {times[0]:0.0}) |"));

    private static void Load() => Console.WriteLine($"load average {File.ReadAllText("/proc/loadavg").Trim()}");
}
