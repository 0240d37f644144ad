namespace Umul.Tests.Breaking;

/// <summary>Acknowledged means durable: what the server said 200 to is there after kill -9.</summary>
[Trait("Category", "Slow")]
public sealed class CrashTests : IDisposable
{
    private const int Kills = 50, Clients = 8, PointsInBatch = 20;
    private readonly string _folder = Directory.CreateTempSubdirectory("umul-crash-").FullName;

    [Fact]
    public async Task Every_acknowledged_point_survives_fifty_kills_in_the_middle_of_log_batch()
    {
        var acknowledged = new Dictionary<string, long>();
        for (var kill = 0; kill < Kills; kill++)
        {
            using var server = ServerProcess.Start(_folder);
            await RequireAll(server, acknowledged.OrderByDescending(a => a.Key, StringComparer.Ordinal).Take(Clients));
            var first = new TaskCompletionSource();
            var loggers = Enumerable.Range(0, Clients).Select(_ => Log(server, first)).ToArray();
            await first.Task.WaitAsync(TimeSpan.FromSeconds(60));
            await Task.Delay(kill * 7 % 150);
            server.Kill();
            foreach (var (run, points) in await Task.WhenAll(loggers))
                if (run is not null) acknowledged[run] = points;
        }
        using var last = ServerProcess.Start(_folder);
        await RequireAll(last, acknowledged);
        Assert.True(acknowledged.Values.Sum() > Kills * PointsInBatch, $"Only {acknowledged.Values.Sum()} points were acknowledged: the test did not log in earnest.");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    // Logs until the server is gone; the answer is how many points were acknowledged.
    private static async Task<(string? Run, long Acknowledged)> Log(ServerProcess server, TaskCompletionSource first)
    {
        string? run = null;
        long acknowledged = 0;
        try
        {
            run = await server.CreateRun();
            while (true)
            {
                var metrics = Enumerable.Range(0, PointsInBatch).Select(i => new { key = "loss", value = Value(acknowledged + i), timestamp = 1_700_000_000_000 + acknowledged + i, step = acknowledged + i });
                await server.Post("runs/log-batch", new { run_id = run, metrics });
                acknowledged += PointsInBatch;
                first.TrySetResult();
            }
        }
        catch (Exception gone) when (gone is HttpRequestException { StatusCode: null } or TaskCanceledException or IOException)
        {
            return (run, acknowledged);
        }
    }

    private static async Task RequireAll(ServerProcess server, IEnumerable<KeyValuePair<string, long>> acknowledged)
    {
        foreach (var (run, count) in acknowledged)
        {
            var history = await server.History(run, "loss");
            for (long step = 0; step < count; step++)
                Assert.True(history.TryGetValue(step, out var value) && value == Value(step), $"Point {step} of {count} acknowledged ones of run {run} is lost or damaged.");
            // The batch that was under way may be there whole, or not at all.
            Assert.True(history.Count == count || history.Count == count + PointsInBatch, $"{history.Count} points where {count} or one batch more were expected.");
        }
    }

    private static double Value(long step) => 1.0 / (step + 3);
}
