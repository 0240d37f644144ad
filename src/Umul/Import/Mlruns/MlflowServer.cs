using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Umul.Web;

namespace Umul.Import.Mlruns;

/// <summary>The few calls of the MLflow protocol that reading a server takes. It talks to the address that the user typed and to no other.</summary>
internal sealed class MlflowServer : IDisposable
{
    private const long LargestAnswerBytes = 256L << 20;
    private const int PageOfRuns = 500;
    private const int PageOfPoints = 25_000;

    private readonly HttpClient http;

    public MlflowServer(Uri address, Func<string, string?> setting)
    {
        // A redirect could lead anywhere; a server that moved is for the user to name.
        http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false })
        {
            BaseAddress = address.AbsoluteUri.EndsWith('/') ? address : new Uri(address.AbsoluteUri + "/"),
            Timeout = TimeSpan.FromMinutes(10),
            MaxResponseContentBufferSize = LargestAnswerBytes,
        };
        if (setting("MLFLOW_TRACKING_TOKEN") is { Length: > 0 } token)
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        else if (setting("MLFLOW_TRACKING_USERNAME") is { Length: > 0 } user)
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
                "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{setting("MLFLOW_TRACKING_PASSWORD")}")));
    }

    /// <summary>Id and name of every experiment, those in the bin included.</summary>
    public IEnumerable<(string Id, string Name)> Experiments() =>
        Pages(token => Post("experiments/search", writer =>
        {
            writer.WriteNumber("max_results", 1000);
            writer.WriteString("view_type", "ALL");
            WriteToken(writer, token);
        }), "experiments").Select(each => (Text(each, "experiment_id"), Text(each, "name")));

    public IEnumerable<JsonElement> Runs(string experimentId) =>
        Pages(token => Post("runs/search", writer =>
        {
            writer.WriteStartArray("experiment_ids");
            writer.WriteStringValue(experimentId);
            writer.WriteEndArray();
            writer.WriteString("run_view_type", "ALL");
            writer.WriteNumber("max_results", PageOfRuns);
            WriteToken(writer, token);
        }), "runs");

    public IEnumerable<JsonElement> History(string runId, string metric) =>
        Pages(token => Get($"metrics/get-history?run_id={Escaped(runId)}&metric_key={Escaped(metric)}&max_results={PageOfPoints}"
            + (token is null ? "" : $"&page_token={Escaped(token)}")), "metrics");

    /// <summary>One level of a run's artifacts.</summary>
    public IEnumerable<(string Path, bool IsFolder)> Artifacts(string runId, string folder) =>
        Pages(token => Get($"artifacts/list?run_id={Escaped(runId)}" + (folder.Length == 0 ? "" : $"&path={Escaped(folder)}")
            + (token is null ? "" : $"&page_token={Escaped(token)}")), "files")
            .Select(each => (Text(each, "path"), each.TryGetProperty("is_dir", out var isFolder) && isFolder.ValueKind == JsonValueKind.True));

    /// <summary>Writes one artifact into a local file.</summary>
    public void Download(string runId, string path, string target)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"get-artifact?path={Escaped(path)}&run_uuid={Escaped(runId)}", UriKind.Relative));
        using var answer = http.Send(request, HttpCompletionOption.ResponseHeadersRead);
        Check(answer);
        using var file = File.Create(target);
        answer.Content.ReadAsStream().CopyTo(file);
    }

    public void Dispose() => http.Dispose();

    internal static string Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    private static IEnumerable<JsonElement> Pages(Func<string?, JsonElement> page, string list)
    {
        string? token = null;
        do
        {
            var answer = page(token);
            if (answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty(list, out var items) && items.ValueKind == JsonValueKind.Array)
            {
                foreach (var item in items.EnumerateArray())
                    yield return item;
            }
            var next = answer.ValueKind == JsonValueKind.Object ? Text(answer, "next_page_token") : "";
            // A server that hands out the same page for ever is not followed for ever.
            token = next.Length == 0 || next == token ? null : next;
        }
        while (token is not null);
    }

    private JsonElement Get(string call)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("api/2.0/mlflow/" + call, UriKind.Relative));
        return Send(request);
    }

    private JsonElement Post(string call, Action<Utf8JsonWriter> write)
    {
        using var body = new MemoryStream();
        using (var writer = new Utf8JsonWriter(body))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }
        using var content = new ByteArrayContent(body.ToArray());
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("api/2.0/mlflow/" + call, UriKind.Relative)) { Content = content };
        return Send(request);
    }

    private JsonElement Send(HttpRequestMessage request)
    {
        using var answer = http.Send(request);
        Check(answer);
        try
        {
            using var document = JsonDocument.Parse(answer.Content.ReadAsStream());
            return document.RootElement.Clone();
        }
        catch (JsonException damage)
        {
            throw new UmulException(ErrorCode.Invalid, new Sentence(
                $"{http.BaseAddress} does not answer as an MLflow server does.",
                $"{http.BaseAddress}의 응답이 MLflow 서버의 것이 아닙니다."), damage);
        }
    }

    private void Check(HttpResponseMessage answer)
    {
        if (!answer.IsSuccessStatusCode)
            throw new UmulException(ErrorCode.Invalid, new Sentence(
                $"{http.BaseAddress} answered {(int)answer.StatusCode} {answer.ReasonPhrase}.",
                $"{http.BaseAddress}의 응답: {(int)answer.StatusCode} {answer.ReasonPhrase}."));
    }

    private static void WriteToken(Utf8JsonWriter writer, string? token)
    {
        if (token is not null)
            writer.WriteString("page_token", token);
    }

    private static string Escaped(string text) => Uri.EscapeDataString(text);
}
