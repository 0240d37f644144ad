using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;

namespace Umul.Tests.Breaking;

/// <summary>The real program as a process of its own, so that it can be killed.</summary>
internal sealed class ServerProcess : IDisposable
{
    private readonly Process _process;

    private ServerProcess(Process process) => _process = process;

    /// <summary>Talks to it.</summary>
    public HttpClient Client { get; } = new() { Timeout = TimeSpan.FromSeconds(60) };

    /// <summary>Peak of resident memory so far, in bytes.</summary>
    public long PeakBytes => long.Parse(
        File.ReadLines($"/proc/{_process.Id}/status").First(l => l.StartsWith("VmHWM:", StringComparison.Ordinal)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1],
        System.Globalization.CultureInfo.InvariantCulture) * 1024;

    /// <summary>Starts it on a data folder and waits for its link.</summary>
    public static ServerProcess Start(string folder, int port = 0, bool withSample = false)
    {
        var (process, output) = Launch(folder, port, withSample);
        while (process.StandardOutput.ReadLine() is { } line)
        {
            output.Add(line);
            var at = line.IndexOf("http://", StringComparison.Ordinal);
            if (at < 0) continue;
            var server = new ServerProcess(process);
            server.Client.BaseAddress = new Uri(line[at..].Trim());
            _ = process.StandardOutput.ReadToEndAsync(); // drained, so that the server never waits for a reader
            _ = process.StandardError.ReadToEndAsync();
            return server;
        }
        throw new InvalidOperationException("The server did not start: " + string.Join('\n', output) + process.StandardError.ReadToEnd());
    }

    /// <summary>Starts it where it must not start; what it printed to the error stream, and its exit code.</summary>
    public static (string Error, int ExitCode) StartInVain(string folder)
    {
        var (process, _) = Launch(folder);
        using (process)
        {
            var error = process.StandardError.ReadToEnd();
            Assert.True(process.WaitForExit(30_000), "It started although it must not.");
            return (error, process.ExitCode);
        }
    }

    /// <summary>kill -9: no handler runs, nothing is flushed.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>A new run in the default project.</summary>
    public async Task<string> CreateRun() =>
        (await Post("runs/create", new { experiment_id = "0" })).GetProperty("run").GetProperty("info").GetProperty("run_id").GetString()!;

    /// <summary>Posts to the MLflow API; throws unless the answer is 200.</summary>
    public async Task<JsonElement> Post(string path, object body)
    {
        using var response = await Client.PostAsJsonAsync("api/2.0/mlflow/" + path, body);
        var text = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode ? JsonDocument.Parse(text).RootElement : throw new HttpRequestException(text, null, response.StatusCode);
    }

    /// <summary>All values of a metric by step, over the protocol.</summary>
    public async Task<Dictionary<long, double>> History(string run, string metric)
    {
        var points = new Dictionary<long, double>();
        var token = "";
        do
        {
            var page = await Client.GetFromJsonAsync<JsonElement>($"api/2.0/mlflow/metrics/get-history?run_id={run}&metric_key={metric}&max_results=25000{token}");
            if (page.TryGetProperty("metrics", out var metrics))
                foreach (var point in metrics.EnumerateArray()) points[point.GetProperty("step").GetInt64()] = point.GetProperty("value").GetDouble();
            token = page.TryGetProperty("next_page_token", out var next) ? "&page_token=" + Uri.EscapeDataString(next.GetString()!) : "";
        }
        while (token.Length > 0);
        return points;
    }

    public void Dispose()
    {
        if (!_process.HasExited) Kill();
        _process.Dispose();
        Client.Dispose();
    }

    private static (Process, List<string>) Launch(string folder, int port = 0, bool withSample = false)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "umul.dll"), "up", "--port", $"{port}", "--data", folder, .. withSample ? (string[])[] : ["--no-sample"]])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        if (Environment.GetEnvironmentVariable("DOTNET_ROOT") is { Length: > 0 } root) start.FileName = Path.Combine(root, "dotnet");
        return (Process.Start(start)!, []);
    }
}
