using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Umul.Benchmarks.Load;

/// <summary>The recording rows of RESULTS.md: the real server over HTTP, with the load generator on the same cores.</summary>
internal static class LoadBenchmarks
{
    internal const string Api = "/api/2.0/mlflow/";

    public static int Run(string[] args)
    {
        var peer = PeerOptions.Take(ref args);
        if (args.Length < 1 || !File.Exists(args[0]))
        {
            Console.Error.WriteLine("Usage: umul-benchmarks load PROGRAM [SECONDS [start|metric|metric1|metric8|batch|batch10|batch1000|runs|history|bytes …]]   (PROGRAM: artifacts/app/umul, built by ./umul up)");
            Console.Error.WriteLine("       umul-benchmarks load PROGRAM SECONDS --peer URL [--peer-pid PID] [--runs N]   (beside a server of the same protocol)");
            return 2;
        }
        var seconds = args.Length > 1 ? double.Parse(args[1], CultureInfo.InvariantCulture) : 5;
        if (peer is not null) return PeerBenchmarks.Run(args[0], seconds, peer);
        var parts = args.Length > 2 ? args[2..] : ["start", "metric", "batch", "runs", "history", "bytes"];
        if (parts.Contains("start", StringComparer.Ordinal)) Starts(args[0]);
        if (parts.Any(p => p is not ("start" or "bytes"))) Serve(args[0], seconds, parts);
        if (parts.Contains("bytes", StringComparer.Ordinal)) BytesPerPoint(args[0]);
        return 0;
    }

    private static void Starts(string program)
    {
        var folder = Directory.CreateTempSubdirectory("umul-load-").FullName;
        ColdStart(program, folder, withSample: false); // makes the database
        Print("cold start to first answer", Starts(9, () => ColdStart(program, folder, withSample: false)));
        Directory.Delete(folder, recursive: true);
        // Deleted together at the end: for half a minute after a deletion ext4 searches for inodes that were not deleted recently, 2 s for 2,960 files.
        var firsts = new List<string>();
        Print("first start, with the sample project, to the link", Starts(5, () =>
        {
            firsts.Add(Directory.CreateTempSubdirectory("umul-load-").FullName);
            return ColdStart(program, firsts[^1], withSample: true);
        }));
        foreach (var first in firsts) Directory.Delete(first, recursive: true);
    }

    private static string Starts(int count, Func<(double Ms, double CpuMs)> start)
    {
        var starts = Enumerable.Range(0, count).Select(_ => start()).ToArray();
        var (ms, cpu) = (starts.Select(s => s.Ms).Order().ToArray(), starts.Select(s => s.CpuMs).Order().ToArray());
        return $"{ms[count / 2]:0} ms (of {count}: {ms[0]:0}–{ms[^1]:0}), CPU {cpu[count / 2]:0} ms (least {cpu[0]:0})";
    }

    // "metric" is straight after the start, on purpose; "metric1" and "metric8" do one of the two.
    private static void Serve(string program, double seconds, string[] parts)
    {
        bool Wants(params ReadOnlySpan<string> names)
        {
            foreach (var name in names)
                if (parts.Contains(name, StringComparer.Ordinal)) return true;
            return false;
        }

        var folder = Directory.CreateTempSubdirectory("umul-load-").FullName;
        try
        {
            using var server = new ServerProcess(program, folder);
            Thread.Sleep(2000);
            Print("memory, idle", $"{server.MemoryMiB:0} MiB");
            if (Wants("metric", "metric1")) LogMetric(server, 1, seconds);
            if (Wants("metric", "metric8")) LogMetric(server, 8, seconds);
            if (Wants("batch", "batch10")) LogBatch(server, 8, seconds, keys: 10);
            if (Wants("batch", "batch1000")) LogBatch(server, 8, seconds, keys: 1000);
            if (Wants("runs")) Search(server, CreateRuns(server, 10_000, 8));
            if (Wants("history")) History(server, "0");
            Thread.Sleep(1000);
            Print("memory, after all of the above", $"{server.MemoryMiB:0} MiB");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static (double Ms, double CpuMs) ColdStart(string program, string folder, bool withSample)
    {
        using var server = new ServerProcess(program, folder, withSample);
        server.Stop();
        return (server.StartMs, server.StartCpuMs);
    }

    private static void LogMetric(ServerProcess server, int clients, double seconds)
    {
        var calls = Parallel(server, clients, seconds, (client, run, i) =>
        {
            client.Send(MetricRequest(run, i));
            return 1;
        }, out var cpu);
        Print($"log_metric, {clients} client(s)", $"{calls / seconds:N0} calls/s ({cpu / calls * 1e6:0.0} µs of server CPU a call)");
    }

    internal static byte[] MetricRequest(string run, int i) => RawClient.Post(Api + "runs/log-metric", string.Create(
        CultureInfo.InvariantCulture, $"{{\"run_id\":\"{run}\",\"key\":\"loss\",\"value\":{1.0 / (i + 1)},\"timestamp\":{1_700_000_000_000 + i * 250},\"step\":{i}}}"));

    private static void LogBatch(ServerProcess server, int clients, double seconds, int keys)
    {
        var metrics = Parallel(server, clients, seconds, (client, run, i) =>
        {
            client.Send(RawClient.Post(Api + "runs/log-batch", BatchOf(run, i, 1000, keys)));
            return 1000;
        }, out var cpu);
        Print($"log-batch of 1,000 metrics over {keys} keys, {clients} clients", $"{metrics / seconds:N0} metrics/s ({cpu / metrics * 1e9:0} ns of server CPU a metric)");
    }

    internal static string BatchOf(string run, int batch, int count, int keys)
    {
        var json = new StringBuilder(count * 80).Append(CultureInfo.InvariantCulture, $"{{\"run_id\":\"{run}\",\"metrics\":[");
        var random = new Random(batch);
        for (var i = 0; i < count; i++)
        {
            var step = batch * (count / keys) + i / keys;
            var value = (double)(float)(1.0 / (1 + step * 0.001) + random.NextDouble() * 0.01);
            json.Append(i > 0 ? "," : "").Append(CultureInfo.InvariantCulture, $"{{\"key\":\"m{i % keys}\",\"value\":{value},\"timestamp\":{1_700_000_000_000 + step * 250},\"step\":{step}}}");
        }
        return json.Append("]}").ToString();
    }

    private static string CreateRuns(ServerProcess server, int runs, int clients)
    {
        using var first = new RawClient(server.Port);
        var experiment = Text(first.Send(RawClient.Post(Api + "experiments/create", $"{{\"name\":\"runs-{Guid.NewGuid()}\"}}")), "experiment_id");
        var before = server.Cpu;
        var watch = Stopwatch.StartNew();
        Clients(server, clients, (client, index) =>
        {
            for (var i = index; i < runs; i += clients) CreateRun(client, experiment, i);
        });
        Print($"create {runs:N0} runs, 5 params, 5 metrics, 3 calls each, {clients} clients", $"{runs / watch.Elapsed.TotalSeconds:N0} runs/s ({(server.Cpu - before).TotalMicroseconds / runs:0} µs of server CPU a run)");
        return experiment;
    }

    internal static void CreateRun(RawClient client, string experiment, int i)
    {
        var run = RunId(client.Send(RawClient.Post(Api + "runs/create", string.Create(
            CultureInfo.InvariantCulture, $"{{\"experiment_id\":\"{experiment}\",\"run_name\":\"r{i}\",\"start_time\":{1_700_000_000_000 + i},\"tags\":[{{\"key\":\"mlflow.user\",\"value\":\"kim\"}}]}}"))));
        var lr = Math.Pow(10, -1 - i % 5);
        client.Send(RawClient.Post(Api + "runs/log-batch", string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"run_id":"{{run}}","params":[{"key":"lr","value":"{{lr}}"},{"key":"batch","value":"{{16 << i % 3}}"},{"key":"model","value":"unet"},{"key":"seed","value":"{{i % 7}}"},{"key":"opt","value":"adam"}]}""")));
        client.Send(RawClient.Post(Api + "runs/log-batch", string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"run_id":"{{run}}","metrics":[{"key":"val/dice","value":{{0.5 + i % 997 / 2000.0}},"timestamp":1,"step":9},{"key":"val/loss","value":{{1.0 / (1 + i % 89)}},"timestamp":1,"step":9},{"key":"a","value":1,"timestamp":1},{"key":"b","value":2,"timestamp":1},{"key":"c","value":3,"timestamp":1}]}""")));
    }

    private static void Search(ServerProcess server, string experiment)
    {
        using var client = new RawClient(server.Port);
        Print("search 10,000 runs: filter on metric and param, order, 100 rows", Percentiles(client, FilterRequest(experiment), 200));
        Print("search ordered by a metric, 1,000 rows", Percentiles(client, OrderRequest(experiment), 50));
    }

    internal static byte[] FilterRequest(string experiment) => RawClient.Post(
        Api + "runs/search", $$"""{"experiment_ids":["{{experiment}}"],"filter":"metrics.`val/dice` > 0.8 and params.lr = '0.01'","order_by":["metrics.`val/loss` ASC"],"max_results":100}""");

    internal static byte[] OrderRequest(string experiment) => RawClient.Post(
        Api + "runs/search", $$"""{"experiment_ids":["{{experiment}}"],"order_by":["metrics.`val/dice` DESC"],"max_results":1000}""");

    private static void History(ServerProcess server, string experiment)
    {
        using var client = new RawClient(server.Port);
        var run = RunId(client.Send(RawClient.Post(Api + "runs/create", $"{{\"experiment_id\":\"{experiment}\"}}")));
        for (var i = 0; i < 100; i++) client.Send(RawClient.Post(Api + "runs/log-batch", BatchOf(run, i, 1000, 1)));
        var watch = new List<double>();
        for (var i = 0; i < 20; i++)
        {
            var start = Stopwatch.GetTimestamp();
            ReadHistory(client, run);
            watch.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
        watch.Sort();
        Print("history of 100,000 points in pages of 25,000, parsed", $"{watch[10]:0.0} ms p50 ({watch[0]:0.0}–{watch[^1]:0.0})");
    }

    internal static void ReadHistory(RawClient client, string run)
    {
        var token = "";
        do
        {
            using var page = JsonDocument.Parse(client.Send(RawClient.Get($"{Api}metrics/get-history?run_id={run}&metric_key=m0&max_results=25000{token}")).ToArray());
            token = page.RootElement.TryGetProperty("next_page_token", out var next) ? "&page_token=" + Uri.EscapeDataString(next.GetString()!) : "";
        }
        while (token.Length > 0);
    }

    private static void BytesPerPoint(string program)
    {
        const int Points = 1_000_000;
        var folder = Directory.CreateTempSubdirectory("umul-bytes-").FullName;
        long empty;
        using (var server = new ServerProcess(program, folder))
        {
            server.Stop();
            empty = Size(folder);
        }
        using (var server = new ServerProcess(program, folder))
        {
            using var client = new RawClient(server.Port);
            var run = RunId(client.Send(RawClient.Post(Api + "runs/create", "{\"experiment_id\":\"0\"}")));
            for (var i = 0; i < Points / 1000; i++) client.Send(RawClient.Post(Api + "runs/log-batch", BatchOf(run, i, 1000, 10)));
            server.Stop();
        }
        Print("bytes on disk per point (float32 curves with noise, 250 ms clock)", $"{(Size(folder) - empty) / (double)Points:0.00}");
        Directory.Delete(folder, recursive: true);
    }

    private static long Size(string folder) => new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(f => f.Length);

    private static double Parallel(ServerProcess server, int clients, double seconds, Func<RawClient, string, int, int> call, out double cpuSeconds)
    {
        long done = 0;
        var before = server.Cpu;
        Clients(server, clients, (client, _) =>
        {
            var run = RunId(client.Send(RawClient.Post(Api + "runs/create", "{\"experiment_id\":\"0\"}")));
            var watch = Stopwatch.StartNew();
            var i = 0;
            long own = 0;
            while (watch.Elapsed.TotalSeconds < seconds) own += call(client, run, i++);
            Interlocked.Add(ref done, own);
        });
        cpuSeconds = (server.Cpu - before).TotalSeconds;
        return done;
    }

    private static void Clients(ServerProcess server, int clients, Action<RawClient, int> work)
    {
        var threads = Enumerable.Range(0, clients).Select(index => new Thread(() =>
        {
            using var client = new RawClient(server.Port);
            work(client, index);
        })).ToList();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());
    }

    private static string Percentiles(RawClient client, byte[] request, int count)
    {
        var times = new double[count];
        for (var i = 0; i < count; i++)
        {
            var start = Stopwatch.GetTimestamp();
            client.Send(request);
            times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }
        Array.Sort(times);
        return $"{times[count / 2]:0.00} ms p50 (p95 {times[count * 95 / 100]:0.00}, least {times[0]:0.00})";
    }

    internal static string Text(ReadOnlySpan<byte> json, string name)
    {
        using var document = JsonDocument.Parse(json.ToArray());
        return document.RootElement.GetProperty(name).GetString()!;
    }

    internal static string RunId(ReadOnlySpan<byte> json)
    {
        using var document = JsonDocument.Parse(json.ToArray());
        return document.RootElement.GetProperty("run").GetProperty("info").GetProperty("run_id").GetString()!;
    }

    private static void Print(string what, FormattableString figure) => Print(what, figure.ToString(CultureInfo.InvariantCulture));

    private static void Print(string what, string figure) => Console.WriteLine($"| {what} | {figure} |");
}
