using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;

namespace Umul.Tests.Breaking;

/// <summary>A second server, a full disk, a clock that goes backwards, very much of everything.</summary>
[Trait("Category", "Slow")]
public sealed class BreakingTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("umul-breaking-").FullName;
    private bool _mounted;

    [Fact]
    public async Task A_second_server_on_the_same_data_folder_refuses_and_says_who_holds_it()
    {
        using var first = ServerProcess.Start(_folder);
        var (error, exitCode) = ServerProcess.StartInVain(_folder);
        Assert.NotEqual(0, exitCode);
        Assert.Contains(_folder, error, StringComparison.Ordinal);
        Assert.Contains("--data", error, StringComparison.Ordinal);
        Assert.Contains(first.Client.BaseAddress!.ToString(), error, StringComparison.Ordinal);
        Assert.Equal("OK", await first.Client.GetStringAsync("health"));
    }

    [TmpfsFact]
    public async Task A_full_disk_is_a_clear_error_harms_nothing_recorded_and_work_goes_on_when_space_is_back()
    {
        Mount("24m");
        using var server = ServerProcess.Start(_folder);
        var run = await server.CreateRun();
        await server.Post("runs/log-batch", new { run_id = run, metrics = new[] { new { key = "loss", value = 0.5, timestamp = 1, step = 0 } } });
        var filler = Path.Combine(_folder, "filler");
        Fill(filler);

        var refusal = await Assert.ThrowsAsync<HttpRequestException>(() => FillWithTags(server, run));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refusal.StatusCode); // clients try again for minutes, in which somebody may make room
        Assert.Contains("free some space", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(0.5, (await server.History(run, "loss"))[0]);
        using var content = new ByteArrayContent(new byte[4 << 20]);
        using var upload = await server.Client.PutAsync($"api/2.0/mlflow-artifacts/artifacts/0/{run}/artifacts/big.bin", content);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, upload.StatusCode);

        File.Delete(filler);
        await server.Post("runs/log-batch", new { run_id = run, metrics = new[] { new { key = "loss", value = 0.25, timestamp = 2, step = 1 } } });
        server.Kill();
        using var again = ServerProcess.Start(_folder);
        Assert.Equal([0.5, 0.25], (await again.History(run, "loss")).OrderBy(p => p.Key).Select(p => p.Value));
    }

    [Fact]
    public async Task A_hundred_thousand_metrics_in_one_run_are_taken_and_listed()
    {
        using var server = ServerProcess.Start(_folder);
        var run = await server.CreateRun();
        for (var batch = 0; batch < 100; batch++)
        {
            var metrics = Enumerable.Range(batch * 1000, 1000).Select(i => new { key = $"group-{i / 100}/m{i}", value = i, timestamp = 1, step = 0 });
            await server.Post("runs/log-batch", new { run_id = run, metrics });
        }
        server.Kill();
        using var again = ServerProcess.Start(_folder);
        var answer = await again.Client.GetStringAsync($"api/2.0/mlflow/runs/get?run_id={run}");
        using var json = System.Text.Json.JsonDocument.Parse(answer);
        Assert.Equal(100_000, json.RootElement.GetProperty("run").GetProperty("data").GetProperty("metrics").GetArrayLength());
    }

    [Fact]
    public async Task A_gigabyte_goes_in_and_comes_out_at_flat_memory()
    {
        const long Size = 1L << 30;
        using var server = ServerProcess.Start(_folder);
        var run = await server.CreateRun();
        await server.Client.GetStringAsync($"api/2.0/mlflow/runs/get?run_id={run}");
        var before = server.PeakBytes;
        using var content = new StreamContent(new PatternStream(Size), 1 << 16);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        var uri = $"api/2.0/mlflow-artifacts/artifacts/0/{run}/artifacts/big.bin";
        using (var response = await server.Client.PutAsync(uri, content)) Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        await using var stream = await server.Client.GetStreamAsync(uri);
        await PatternStream.RequireSame(stream, Size);
        Assert.InRange(server.PeakBytes - before, 0, 100 << 20);
    }

    public void Dispose()
    {
        if (_mounted) Run("umount", "-l", _folder);
        Directory.Delete(_folder, recursive: true);
    }

    private void Mount(string size)
    {
        Run("mount", "-t", "tmpfs", "-o", $"size={size}", "umul-test", _folder);
        _mounted = true;
    }

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }

    private static async Task FillWithTags(ServerProcess server, string run)
    {
        for (var i = 0; i < 10_000; i++) await server.Post("runs/set-tag", new { run_id = run, key = $"t{i}", value = new string('x', 4000) });
    }

    private static void Fill(string path)
    {
        using var file = File.Create(path);
        var block = new byte[1 << 16];
        try
        {
            while (true)
            {
                file.Write(block);
                file.Flush();
            }
        }
        catch (IOException)
        {
            // Full, as wanted.
        }
    }
}
