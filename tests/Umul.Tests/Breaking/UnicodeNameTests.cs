using System.Net;
using System.Text;
using System.Text.Json;
using Umul.Metrics;
using Umul.Runs;
using Umul.Tests.Ingest;

namespace Umul.Tests.Breaking;

/// <summary>Metrics with every odd name: what may be recorded comes back as it was sent, everywhere; what may not is refused in words.</summary>
public sealed class UnicodeNameTests(UmulFixture server) : IClassFixture<UmulFixture>
{
    private const string Long = "길"; // three bytes in UTF-8, one character

    public static TheoryData<string> Recordable => [
        "손실/검증", "caf\u00e9", "cafe\u0301", "אובדן", "\u202Eright to left\u202C", "👩\u200D🔬/dice", "\U0001F3F3\uFE0F\u200D\U0001F308", "a\u0300\u0316\u0334\u0489",
        "../../etc/passwd", "..", "/", "//", "a//b", " leading and trailing ", "tab\tnewline\n", "\u2028", "\uFEFF", "\uFFFD", "<b onclick='x'>&amp;\"", "'; DROP TABLE runs; --",
        "%2e%2e%2f", "=1+1", "a,b;c", "{\"key\":1}", "ﬁ", "İ", "ß", "\U000E0041", "\U0010FFFF"];

    [Theory]
    [MemberData(nameof(Recordable))]
    public async Task Name_OfAnyCharacters_IsRecordedListedExportedAndShownAsItWasSent(string name)
    {
        var writer = new SpoolWriter(server.Client, SpoolWriter.NewRun());
        var answer = await writer.Send(SpoolWriter.Start($"names {writer.Run}"), SpoolWriter.Log(1, $$"""{ {{JsonSerializer.Serialize(name)}}: 0.5}"""));
        Assert.Empty(answer.Rejected);
        await server.Get<ChunkWriter>().Flush();

        var run = server.Get<RunStore>().Find(writer.Run)!;
        Assert.Equal(name, Assert.Single(server.Get<MetricStore>().Summaries(run.ProjectId, run.RowId)).Key);
        Assert.Equal([0.5], server.Get<MetricStore>().Points(run.ProjectId, run.RowId, name)!.Value.Points.Values.ToArray());
        using var listed = JsonDocument.Parse(await server.Client.GetStringAsync(Path("/api/2.0/mlflow/runs/get?run_id=" + run.Id)));
        Assert.Equal(name, listed.RootElement.GetProperty("run").GetProperty("data").GetProperty("metrics")[0].GetProperty("key").GetString());
        using var exported = JsonDocument.Parse(await server.Client.GetStringAsync(Path($"/api/export?project={Uri.EscapeDataString("names " + writer.Run)}&table=points&format=json")));
        Assert.Equal(name, exported.RootElement[0].GetProperty("metric").GetString());
        Assert.Contains(name, WebUtility.HtmlDecode(await Page($"/runs/{run.Id}")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_ThatLookAlikeButAreNotTheSame_AreDifferentMetrics()
    {
        var writer = new SpoolWriter(server.Client, SpoolWriter.NewRun());
        await writer.Send(SpoolWriter.Start(), SpoolWriter.Log(0, """{"caf\u00e9": 1, "cafe\u0301": 2, "CAFE": 3, "cafe": 4, "\u0441afe": 5}"""));
        var run = server.Get<RunStore>().Find(writer.Run)!;
        Assert.Equal(5, server.Get<MetricStore>().Summaries(run.ProjectId, run.RowId).Count);
        Assert.Equal([2.0], server.Get<MetricStore>().Points(run.ProjectId, run.RowId, "cafe\u0301")!.Value.Points.Values.ToArray());
    }

    [Theory]
    [InlineData("\\ud83d", "not valid Unicode")] // half of a pair
    [InlineData("a\\u0000b", "NUL")]
    [InlineData("", "key")]
    [InlineData("../up", "must not resolve to other names")]
    [InlineData("/rooted", "must not resolve to other names")]
    [InlineData("a//b", "must not resolve to other names")]
    [InlineData("a/../b", "must not resolve to other names")]
    [InlineData("what?", "may only contain")]
    [InlineData("\\ud83d\\ude00", "may only contain")] // as MLflow has it
    public async Task Name_ThatMlflowRefuses_IsRefusedInWordsAndNotWithA500(string escaped, string reason)
    {
        var run = await Create();
        using var response = await Log(run.Id, escaped);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(reason, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Empty(server.Get<MetricStore>().Summaries(run.ProjectId, run.RowId));
    }

    [Fact]
    public async Task Name_OfTwoHundredAndFiftyCharacters_IsTaken_OneMoreIsNot()
    {
        var run = await Create();
        var longest = string.Concat(Enumerable.Repeat(Long, 250));
        using var taken = await Log(run.Id, longest);
        using var refused = await Log(run.Id, longest + Long);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.BadRequest), (taken.StatusCode, refused.StatusCode));
        Assert.Contains("250", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(longest, Assert.Single(server.Get<MetricStore>().Summaries(run.ProjectId, run.RowId)).Key);
    }

    private Task<Run> Create() => server.Get<RunStore>().Create(new NewRun { ProjectId = 0, StartedMs = 1 });

    private async Task<HttpResponseMessage> Log(string run, string escapedKey)
    {
        using var body = new StringContent($$"""{"run_id":"{{run}}","key":"{{escapedKey}}","value":1,"timestamp":1}""", Encoding.UTF8, "application/json");
        return await server.Client.PostAsync(Path("/api/2.0/mlflow/runs/log-metric"), body);
    }

    private async Task<string> Page(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Path(path));
        request.Headers.Accept.ParseAdd("text/html");
        using var response = await server.Client.SendAsync(request);
        return await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
    }

    private static Uri Path(string path) => new(path, UriKind.Relative);
}
