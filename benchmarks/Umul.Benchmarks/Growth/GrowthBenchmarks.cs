using System.Globalization;
using Umul.Benchmarks.Fixture;
using Umul.Benchmarks.Load;
using Umul.Benchmarks.Read;

namespace Umul.Benchmarks.Growth;

/// <summary>How the cost of reading grows with runs, points and metrics: each at ×1, ×10 and ×100, all else the same.</summary>
internal static class GrowthBenchmarks
{
    private const string Api = "/api/2.0/mlflow/";

    public static async Task<int> Run(string[] args)
    {
        if (args.Length < 1 || !File.Exists(args[0]))
        {
            Console.Error.WriteLine("Usage: umul-benchmarks growth PROGRAM [runs|points|metrics]   (PROGRAM: artifacts/app/umul, built by ./umul up)");
            return 2;
        }
        var part = args.ElementAtOrDefault(1);
        if (part is null or "runs") await Table(args[0], "runs (5 metrics, 5 params each)", [1_000, 10_000, 100_000], n => new("runs", n, 5, 1, 5, 1), OfRuns);
        if (part is null or "points") await Table(args[0], "points of one metric", [10_000, 100_000, 1_000_000], n => new("points", 1, 1, n, 5, 1), OfPoints);
        if (part is null or "metrics") await Table(args[0], "metrics of each of 10 runs (10 points each)", [100, 1_000, 10_000], n => new("metrics", 10, n, 10, 5, 1), OfMetrics);
        Console.WriteLine($"load average {File.ReadAllText("/proc/loadavg").Trim()}");
        return 0;
    }

    private static async Task Table(string program, string what, int[] sizes, Func<int, FixtureShape> shape, Func<RawClient, int, IEnumerable<(string, double)>> measure)
    {
        var columns = new List<List<(string Name, string Value)>>();
        foreach (var size in sizes)
        {
            var folder = Directory.CreateTempSubdirectory("umul-growth-").FullName;
            try
            {
                await FixtureWriter.Write(folder, [shape(size)], Console.Error);
                columns.Add(Column(program, folder, size, measure));
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        }
        Console.WriteLine($"| {what} | {string.Join(" | ", sizes.Select(s => s.ToString("N0", CultureInfo.InvariantCulture)))} |");
        Console.WriteLine("|---|" + string.Concat(Enumerable.Repeat("---|", sizes.Length)));
        for (var i = 0; i < columns[0].Count; i++) Console.WriteLine($"| {columns[0][i].Name} | {string.Join(" | ", columns.Select(c => c[i].Value))} |");
        Console.WriteLine();
    }

    private static List<(string, string)> Column(string program, string folder, int size, Func<RawClient, int, IEnumerable<(string, double)>> measure)
    {
        var column = new List<(string, string)>();
        using var server = new ServerProcess(program, folder);
        column.Add(("start to first answer", Text($"{server.StartMs:0} ms")));
        using var client = new RawClient(server.Port);
        foreach (var (name, ms) in measure(client, size)) column.Add((name, Text($"{ms:0.0} ms")));
        column.Add(("memory after these", Text($"{server.MemoryMiB:0} MiB")));
        return column;
    }

    private static IEnumerable<(string, double)> OfRuns(RawClient client, int runs)
    {
        yield return ("search: filter on metric and param, order, 100 rows", Median(client, Search("\"filter\":\"metrics.`val/dice` > 0.8 and params.lr = '1e-2'\",\"order_by\":[\"metrics.`val/loss` ASC\"],\"max_results\":100")));
        yield return ("search ordered by a metric, 1,000 rows", Median(client, Search("\"order_by\":[\"metrics.`val/dice` DESC\"],\"max_results\":1000")));
        yield return ("run table: all its rows", Median(client, RawClient.Post("/api/projects/1/run-rows", "{\"filter\":\"\",\"bin\":false}")));
        var ids = string.Join(',', Enumerable.Range(0, runs).Select(i => $"\"{FixtureShape.RunId(0, i)}\""));
        yield return ("run table: a metric of all runs", Median(client, RawClient.Post("/api/projects/1/column-values", $"{{\"runs\":[{ids}],\"columns\":[\"metrics.val/dice\"]}}")));
        yield return ("run table: all runs grouped by everything except seed", Median(client, RawClient.Post("/api/projects/1/groups", $"{{\"runs\":[{ids}],\"by\":[\"!seed\"]}}")));
        yield return ("project's page", Median(client, RawClient.Get("/projects/1")));
    }

    private static IEnumerable<(string, double)> OfPoints(RawClient client, int points)
    {
        yield return ("history of all points, in pages of 25,000", ReadBenchmarks.Times(5, () => ReadBenchmarks.Pages(client, FixtureShape.RunId(0, 0), parse: false))[2]);
        yield return ("chart of all", Median(client, Chart("")));
        yield return ("chart of a tenth", Median(client, Chart(string.Create(CultureInfo.InvariantCulture, $",\"from\":{points * 4L / 10},\"to\":{points / 2}"))));
        yield return ("run's page", Median(client, RawClient.Get($"/runs/{FixtureShape.RunId(0, 0)}")));
    }

    private static IEnumerable<(string, double)> OfMetrics(RawClient client, int metrics)
    {
        yield return ("search, 10 rows with all their metrics", Median(client, Search("\"order_by\":[\"metrics.`val/dice` DESC\"],\"max_results\":10")));
        yield return ("names of the run table's columns", Median(client, RawClient.Get("/api/projects/1/columns")));
        yield return ("chart of one metric", Median(client, Chart("")));
        yield return ("run's page", Median(client, RawClient.Get($"/runs/{FixtureShape.RunId(0, 0)}")));
        yield return ("project's page", Median(client, RawClient.Get("/projects/1")));
    }

    private static byte[] Search(string question) => RawClient.Post(Api + "runs/search", $"{{\"experiment_ids\":[\"1\"],{question}}}");

    private static byte[] Chart(string range) =>
        RawClient.Post("/api/charts/runs", $"{{\"key\":\"val/dice\",\"x\":\"step\",\"pixels\":800,\"runs\":[\"{FixtureShape.RunId(0, 0)}\"]{range}}}");

    private static double Median(RawClient client, byte[] request) => ReadBenchmarks.Times(15, () => client.Send(request))[7];

    private static string Text(FormattableString figure) => figure.ToString(CultureInfo.InvariantCulture);
}
