using System.Diagnostics;
using System.Globalization;

namespace Umul.Benchmarks.Load;

/// <summary>Umul and another server of the MLflow protocol in one run: each row is measured on both, one straight after the other, by the same requests.</summary>
internal static class PeerBenchmarks
{
    private const int BatchSize = 1000;
    private const int HistoryPoints = 100_000;

    public static int Run(string program, double seconds, PeerOptions options)
    {
        var folder = Directory.CreateTempSubdirectory("umul-peer-").FullName;
        try
        {
            using var umul = new ServerProcess(program, folder);
            Compare(umul, options, seconds);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
        return 0;
    }

    private static void Compare(ServerProcess umul, PeerOptions options, double seconds)
    {
        int[] ports = [umul.Port, options.Port];
        Console.WriteLine("| work | Umul | peer | ratio |\n|---|---|---|---|");
        if (options.ProcessId is { } idle) Row("memory at the start, MiB", [umul.MemoryMiB, TreeMiB(idle)], lessIsBetter: true);
        Row("log_metric, 1 client, calls/s", Each(ports, port => LogMetric(port, 1, seconds)));
        Row("log_metric, 8 clients, calls/s", Each(ports, port => LogMetric(port, 8, seconds)));
        Row("log-batch of 1,000 metrics over 10 keys, 8 clients, metrics/s", Each(ports, port => LogBatch(port, 8, seconds)));
        var experiments = Each(ports, port => (Port: port, Id: LoadBenchmarks.Text(Send(port, LoadBenchmarks.Api + "experiments/create", $"{{\"name\":\"peer-{Guid.NewGuid()}\"}}"), "experiment_id")));
        Row($"create {options.Runs:N0} runs, 5 params, 5 metrics, 3 calls each, 8 clients, runs/s", Each(experiments, e => CreateRuns(e.Port, e.Id, options.Runs)));
        Row($"search {options.Runs:N0} runs: filter on metric and param, order, 100 rows, ms p50", Each(experiments, e => Search(e.Port, LoadBenchmarks.FilterRequest(e.Id))), lessIsBetter: true);
        Row("search ordered by a metric, 1,000 rows, ms p50", Each(experiments, e => Search(e.Port, LoadBenchmarks.OrderRequest(e.Id))), lessIsBetter: true);
        Row("history of 100,000 points in pages of 25,000, parsed, ms p50", Each(ports, History), lessIsBetter: true);
        if (options.ProcessId is { } after) Row("memory after all of the above, MiB", [umul.MemoryMiB, TreeMiB(after)], lessIsBetter: true);
    }

    private static double LogMetric(int port, int clients, double seconds) => PerSecond(port, clients, seconds, (client, run, i) =>
    {
        client.Send(LoadBenchmarks.MetricRequest(run, i));
        return 1;
    });

    private static double LogBatch(int port, int clients, double seconds) => PerSecond(port, clients, seconds, (client, run, i) =>
    {
        client.Send(RawClient.Post(LoadBenchmarks.Api + "runs/log-batch", LoadBenchmarks.BatchOf(run, i, BatchSize, keys: 10)));
        return BatchSize;
    });

    private static double CreateRuns(int port, string experiment, int runs)
    {
        const int Count = 8;
        var watch = Stopwatch.StartNew();
        Clients(port, Count, (client, index) =>
        {
            for (var i = index; i < runs; i += Count) LoadBenchmarks.CreateRun(client, experiment, i);
        });
        return runs / watch.Elapsed.TotalSeconds;
    }

    private static double Search(int port, byte[] request)
    {
        using var client = new RawClient(port);
        client.Send(request);
        return Median(10, () => client.Send(request));
    }

    private static double History(int port)
    {
        using var client = new RawClient(port);
        var run = NewRun(client);
        for (var i = 0; i < HistoryPoints / BatchSize; i++)
            client.Send(RawClient.Post(LoadBenchmarks.Api + "runs/log-batch", LoadBenchmarks.BatchOf(run, i, BatchSize, keys: 1)));
        return Median(5, () => LoadBenchmarks.ReadHistory(client, run));
    }

    private static double PerSecond(int port, int clients, double seconds, Func<RawClient, string, int, int> call)
    {
        long done = 0;
        var watch = Stopwatch.StartNew();
        Clients(port, clients, (client, _) =>
        {
            var run = NewRun(client);
            long own = 0;
            for (var i = 0; watch.Elapsed.TotalSeconds < seconds; i++) own += call(client, run, i);
            Interlocked.Add(ref done, own);
        });
        return done / watch.Elapsed.TotalSeconds;
    }

    private static void Clients(int port, int clients, Action<RawClient, int> work)
    {
        var threads = Enumerable.Range(0, clients).Select(index => new Thread(() =>
        {
            using var client = new RawClient(port);
            work(client, index);
        })).ToList();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());
    }

    private static string NewRun(RawClient client) => LoadBenchmarks.RunId(client.Send(RawClient.Post(LoadBenchmarks.Api + "runs/create", "{\"experiment_id\":\"0\"}")));

    private static byte[] Send(int port, string path, string json)
    {
        using var client = new RawClient(port);
        return client.Send(RawClient.Post(path, json)).ToArray();
    }

    private static double Median(int count, Action work)
    {
        var times = new double[count];
        for (var i = 0; i < count; i++)
        {
            var start = Stopwatch.GetTimestamp();
            work();
            times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }
        Array.Sort(times);
        return times[count / 2];
    }

    /// <summary>Resident memory of a process and all that it started, in MiB: a server of several workers is all of them.</summary>
    private static double TreeMiB(int root)
    {
        var processes = Process.GetProcesses().Select(p => Status(p.Id)).OfType<(int Id, int Parent, long KiB)>().ToList();
        var tree = new HashSet<int> { root };
        while (processes.Any(p => tree.Contains(p.Parent) && tree.Add(p.Id)))
        {
        }
        return processes.Where(p => tree.Contains(p.Id)).Sum(p => p.KiB) / 1024.0;
    }

    private static (int Id, int Parent, long KiB)? Status(int id)
    {
        try
        {
            var lines = File.ReadLines($"/proc/{id}/status").Select(l => l.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Where(p => p.Length > 1).ToLookup(p => p[0], p => p[1]);
            var memory = lines["VmRSS:"].FirstOrDefault() ?? "0";
            return (id, int.Parse(lines["PPid:"].First(), CultureInfo.InvariantCulture), long.Parse(memory, CultureInfo.InvariantCulture));
        }
        catch (IOException)
        {
            return null; // ended meanwhile
        }
    }

    private static TResult[] Each<T, TResult>(T[] servers, Func<T, TResult> measure) => [.. servers.Select(measure)];

    private static void Row(string what, double[] figures, bool lessIsBetter = false)
    {
        var ratio = lessIsBetter ? figures[1] / figures[0] : figures[0] / figures[1];
        var format = lessIsBetter ? "N1" : "N0";
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {what} | {figures[0].ToString(format, CultureInfo.InvariantCulture)} | {figures[1].ToString(format, CultureInfo.InvariantCulture)} | {ratio:N1} × |"));
    }
}
