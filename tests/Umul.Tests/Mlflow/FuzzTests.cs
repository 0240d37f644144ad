using System.Text;
using System.Text.Json;
using Umul.Mlflow.Routing;

namespace Umul.Tests.Mlflow;

/// <summary>Whatever is sent to whichever endpoint: never a 500, which clients retry for minutes, and always MLflow's error shape.</summary>
public sealed class FuzzTests(UmulFixture server) : IClassFixture<UmulFixture>
{
    private const int RandomBodiesPerRoute = 12;

    private static readonly string[] s_bodies =
    [
        "", " ", "null", "true", "[]", "{}", "\"\"", "\"{}\"", "\"\\\"{}\\\"\"", "1e999", "{", "{\"a\":", "\uFEFF{}", "{\"run_id\":\"\\ud800\"}", "{\"\\ud800\":1}",
        "{\"run_id\":null,\"experiment_id\":null,\"name\":null}", "{\"run_id\":{},\"experiment_id\":[],\"name\":1.5}",
        "{\"run_id\":\"x\",\"run_id\":\"y\"}", "{\"max_results\":1e400,\"page_token\":\"eyJvZmZzZXQiOiA5MjIzMzcyMDM2ODU0Nzc1ODA3fQ==\"}",
        "{\"max_results\":-9223372036854775808,\"experiment_ids\":[\"99999999999999999999\"]}",
        "{\"experiment_ids\":[\"0\"],\"filter\":\"((((((((((\",\"order_by\":[\"\"]}", "{\"experiment_ids\":[\"0\"],\"filter\":\"metrics.a > 1e999\"}",
        "{\"experiment_ids\":[\"0\"],\"filter\":\"params.a = '\\u0000'\"}", "{\"experiment_ids\":[\"0\"],\"page_token\":\"eyJvZmZzZXQiOiAyMTQ3NDgzNjQ3fQ==\"}",
        "{\"experiment_id\":\"0\",\"name\":\"\\u0000\",\"key\":\"\\u0000\",\"source\":\"\\u0000:\",\"path\":\"\\u0000\"}",
        "{\"experiment_id\":\"0\",\"experiment_name\":\"" + "x" + "\",\"start_time\":9223372036854775808,\"run_name\":{}}",
    ];

    private static readonly string[] s_fields =
    [
        "run_id", "run_uuid", "experiment_id", "experiment_ids", "name", "new_name", "key", "value", "timestamp", "step", "metrics", "params", "tags", "filter",
        "order_by", "max_results", "page_token", "view_type", "run_view_type", "status", "end_time", "datasets", "models", "model_id", "model_json", "version",
        "source", "alias", "stage", "stages", "archive_existing_versions", "path", "metric_key", "run_ids", "start_step", "end_step", "dataset", "description",
    ];

    private string _run = "";

    [Fact]
    public async Task EveryEndpoint_NastyAndRandomBodies_NeverA500()
    {
        _run = await NewRun();
        var random = new Random(20260101);
        var failures = new List<string>();
        foreach (var route in MlflowRoutes.All.Where(r => r.Method != "GET"))
        {
            foreach (var body in s_bodies.Concat(Enumerable.Range(0, RandomBodiesPerRoute).Select(_ => RandomMessage(random, 0))))
                await Send(route.Method, Fill(route.Path), body, failures);
        }
        Assert.True(failures.Count == 0, string.Join('\n', failures.Take(20)));
    }

    [Fact]
    public async Task EveryEndpoint_NastyQueries_NeverA500()
    {
        _run = await NewRun();
        var random = new Random(20260102);
        var failures = new List<string>();
        foreach (var route in MlflowRoutes.All.Where(r => r.Method == "GET"))
        {
            for (var i = 0; i < RandomBodiesPerRoute * 2; i++)
            {
                var query = string.Join('&', Enumerable.Range(0, 4).Select(_ => $"{Pick(random, s_fields)}={Uri.EscapeDataString(Unquoted(RandomScalar(random)))}"));
                await Send("GET", $"{Fill(route.Path)}?run_id={_run}&metric_key=a&{query}", null, failures);
            }
            foreach (var query in (string[])["%", "run_id=%ff%fe", "run_id=%00", "page_token=%ff", "=&=&&", "max_results=", "filter=%27"])
                await Send("GET", $"{Fill(route.Path)}?{query}", null, failures);
        }
        Assert.True(failures.Count == 0, string.Join('\n', failures.Take(20)));
    }

    [Fact]
    public async Task LogBatch_MutatedBytesOfAValidBody_NeverA500()
    {
        _run = await NewRun();
        var valid = Encoding.UTF8.GetBytes(
            $$"""{"run_id":"{{_run}}","metrics":[{"key":"a","value":0.5,"timestamp":1,"step":2},{"key":"é","value":"NaN","timestamp":3}],"params":[{"key":"p","value":"1"}],"tags":[{"key":"t","value":"\u00e9"}]}""");
        var random = new Random(20260103);
        var failures = new List<string>();
        for (var i = 0; i < 1_000; i++)
        {
            var body = (byte[])valid.Clone();
            for (var change = random.Next(1, 4); change > 0; change--)
                body[random.Next(body.Length)] = (byte)random.Next(256);
            await Try("POST", "/api/2.0/mlflow/runs/log-batch", body, failures);
        }
        Assert.True(failures.Count == 0, string.Join('\n', failures.Take(20)));
    }

    [Fact]
    public async Task LogBatch_BodyBeyondTheLimit_IsRefusedAndNotRetried()
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, "/api/2.0/mlflow/runs/log-batch") { Content = new ByteArrayContent(new byte[33 * 1024 * 1024]) };
        message.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        message.Headers.ExpectContinue = true;
        using var response = await server.Client.SendAsync(message);
        Assert.Equal(413, (int)response.StatusCode);
        Assert.Contains("INVALID_PARAMETER_VALUE", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private async Task Send(string method, string path, string? body, List<string> failures)
        => await Try(method, path, body is null ? null : Encoding.UTF8.GetBytes(body), failures);

    private async Task Try(string method, string path, byte[]? body, List<string> failures)
    {
        using var message = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null)
        {
            message.Content = new ByteArrayContent(body);
            message.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        }
        using var response = await server.Client.SendAsync(message);
        var answer = await response.Content.ReadAsStringAsync();
        var status = (int)response.StatusCode;
        var isBareRefusal = status == 400 && answer.Length == 0; // the web server's own, before a route is known
        if ((status >= 500 && status != 501) || (status >= 400 && !isBareRefusal && !IsError(answer)))
            failures.Add($"{status} {method} {path} {(body is null ? "" : Encoding.UTF8.GetString(body))} -> {answer}");
    }

    private static bool IsError(string answer)
    {
        try
        {
            using var document = JsonDocument.Parse(answer);
            return document.RootElement.EnumerateObject().Select(p => p.Name).SequenceEqual(["error_code", "message"]);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private async Task<string> NewRun()
    {
        using var content = new StringContent("""{"experiment_id": "0"}""", Encoding.UTF8, "application/json");
        using var response = await server.Client.PostAsync("/api/2.0/mlflow/runs/create", content);
        using var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return answer.RootElement.GetProperty("run").GetProperty("info").GetProperty("run_id").GetString()!;
    }

    private static string Fill(string path) => path.Replace("{**artifact_path}", "0/x/artifacts/f", StringComparison.Ordinal)
        .Replace("{", "", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal);

    private string RandomMessage(Random random, int depth)
    {
        var members = Enumerable.Range(0, random.Next(1, 9)).Select(_ => $"\"{Pick(random, s_fields)}\":{RandomValue(random, depth)}");
        return $"{{\"run_id\":\"{_run}\",{string.Join(',', members)}}}";
    }

    private string RandomValue(Random random, int depth) => random.Next(depth > 3 ? 3 : 6) switch
    {
        3 => $"[{string.Join(',', Enumerable.Range(0, random.Next(4)).Select(_ => RandomValue(random, depth + 1)))}]",
        4 => RandomMessage(random, depth + 1),
        5 => $"[{RandomMessage(random, depth + 1)}]",
        _ => RandomScalar(random),
    };

    private string RandomScalar(Random random) => Pick(random,
        "0", "1", "-1", "1.5", "1e3", "1e308", "9223372036854775807", "9223372036854775808", "\"\"", "\"0\"", "\"abc\"", "\"NaN\"", "NaN", "-Infinity", "true", "null",
        "\"a/../b\"", "\"..\"", "\"%2e%2e\"", "\"~\"", "\"m-1\"", "\"ACTIVE_ONLY\"", "\"metrics.a > 1\"", "\"name = 'x'\"", "\"metrics.a DESC\"", "\"models:/x\"",
        "\"s3://b\"", "\"\uD83D\uDE00\"", "\"한글\"", $"\"{_run}\"", $"\"{new string('x', 300)}\"");

    private static string Unquoted(string json) => json.Trim('"');

    private static string Pick(Random random, params ReadOnlySpan<string> choices) => choices[random.Next(choices.Length)];
}
