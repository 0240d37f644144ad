using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Umul.Tests.Ideas;

/// <summary>
/// Input that is no evidence, as it comes over HTTP: each has a clear answer in the API and on the pages, and none a verdict that it does not bear.
/// The same through files and the command line: CompareCommandsTests.
/// </summary>
public sealed class BadInputTests(UmulFixture server) : IClassFixture<UmulFixture>
{
    private readonly string _name = Guid.NewGuid().ToString("N");
    private string _project = "";

    [Fact]
    public async Task TwoCases_AreNotAssessable()
    {
        await Arms(2, 3, (idea, _, _) => idea ? 0.9 : 0.5);
        await NoVerdict("two", "2");
    }

    [Fact]
    public async Task OneSeed_NeverGeneralisesToOtherSeeds()
    {
        await Arms(30, 1, (idea, _, i) => (idea ? 0.9 : 0.5) + Noise(i));
        var idea = await Idea();
        Assert.Contains("trained", Verdict(idea), StringComparison.OrdinalIgnoreCase); // of these trained models only
    }

    [Theory]
    [InlineData("0.5")]
    [InlineData("5e-324")]
    public async Task AllValuesEqual_AreNotAssessable(string value)
    {
        await Arms(20, 3, (_, _, _) => double.Parse(value, CultureInfo.InvariantCulture));
        await NoVerdict();
    }

    [Fact]
    public async Task AllNaN_HaveNoVerdict_AndNoMean()
    {
        await Arms(20, 3, (_, _, _) => double.NaN);
        await NoVerdict();
        Assert.DoesNotContain("NaN", await server.Client.GetStringAsync($"api/projects/{_project}/cases"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ValuesAtTheEndsOfTheNumbers_AreNotAssessable()
    {
        await Arms(20, 3, (idea, _, i) => (idea ? 1e308 : -1e308) * (1 - (0.001 * i)));
        await NoVerdict();
    }

    [Fact]
    public async Task Subnormals_GiveNoFalseVerdictAndNoFault()
    {
        await Arms(20, 3, (idea, seed, i) => 5e-324 * ((i + seed) % 3));
        Assert.NotEqual("better", Kind(await Idea()));
        await Pages();
    }

    [Fact]
    public async Task SeedsWithDifferentCases_AreComparedOnWhatAllHave_AndItIsSaid()
    {
        for (var seed = 0; seed < 3; seed++)
        {
            await Run("baseline", null, Rows(30, i => 0.5 + Noise(i + seed)));
            await Run("focal", "baseline", Rows(30 - (5 * seed), i => 0.5 + Noise(i + seed + 7)));
        }
        var comparison = await Comparison();
        Assert.Contains("missingCases", comparison, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("\"units\":20", comparison.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task DuplicatedCaseRows_AreRefusedWithTheirName()
    {
        await Begin();
        var run = await Run("baseline", null, null);
        using var reply = await Post($"api/outcomes/{run}/val", """[{"case": "P1", "dice": 0.5}, {"case": "P2", "dice": 0.6}, {"case": "P1", "dice": 0.7}]""");
        Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
        Assert.Contains("P1", await reply.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("[]", await server.Client.GetStringAsync($"api/outcomes/{run}")); // nothing of it was stored
    }

    [Fact]
    public async Task GroupColumnThatIsTheCaseColumn_ChangesNothing()
    {
        await Begin();
        for (var seed = 0; seed < 3; seed++)
        {
            await Run("baseline", null, Rows(30, i => 0.5 + Noise(i + seed), withGroup: true));
            await Run("focal", "baseline", Rows(30, i => 0.52 + Noise(i + seed + 7), withGroup: true));
        }
        var grouped = JsonDocument.Parse(await Comparison()).RootElement.GetProperty("comparisons")[0];
        Assert.Equal(30, grouped.GetProperty("units").GetInt32());
    }

    [Fact]
    public async Task MetricOfUnknownDirection_IsNotJudgedUntilSomebodySaysWhichWayIsBetter()
    {
        await Begin();
        for (var seed = 0; seed < 3; seed++)
        {
            await Run("baseline", null, Rows(30, i => 5 + Noise(i + seed), "wobble"));
            await Run("focal", "baseline", Rows(30, i => 9 + Noise(i + seed + 7), "wobble"));
        }
        await NoVerdict();
    }

    [Fact]
    public async Task IdeaWhoseParentWasDeleted_IsNotJudged_AndSaysWhy()
    {
        await Arms(30, 3, (idea, seed, i) => (idea ? 0.6 : 0.5) + Noise(i + seed));
        using var deleted = await Post($"api/projects/{_name}/ideas/baseline/delete", "{}");
        deleted.EnsureSuccessStatusCode();
        Assert.Equal("ParentDeleted", (await Idea()).GetProperty("state").GetString());
        await Pages();
    }

    [Fact]
    public async Task TwoPeopleDecidingAtOnce_OneOfThemIsToldWhatTheOtherDid()
    {
        await Arms(30, 3, (idea, seed, i) => (idea ? 0.6 : 0.5) + Noise(i + seed));
        var version = (await Idea()).GetProperty("version").GetInt64();
        var replies = await Task.WhenAll(
            server.Client.PostAsJsonAsync($"api/projects/{_name}/ideas/focal/decide", new { decision = "keep", reason = "Better.", version, by = "Kim" }),
            server.Client.PostAsJsonAsync($"api/projects/{_name}/ideas/focal/decide", new { decision = "drop", reason = "Worse.", version, by = "Lee" }));
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Conflict], replies.Select(r => r.StatusCode).Order());
        var loser = replies.Single(r => r.StatusCode == HttpStatusCode.Conflict);
        var winner = (await Idea()).GetProperty("decidedBy").GetString()!;
        Assert.Contains(winner, await loser.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        foreach (var reply in replies) reply.Dispose();
    }

    private async Task Begin()
    {
        using var made = await Post("api/2.0/mlflow/experiments/create", $$"""{"name": "{{_name}}"}""");
        _project = JsonDocument.Parse(await made.Content.ReadAsStringAsync()).RootElement.GetProperty("experiment_id").GetString()!;
    }

    private async Task Arms(int cases, int seeds, Func<bool, int, int, double> value)
    {
        await Begin();
        for (var seed = 0; seed < seeds; seed++)
        {
            await Run("baseline", null, Rows(cases, i => value(false, seed, i)));
            await Run("focal", "baseline", Rows(cases, i => value(true, seed, i)));
        }
    }

    private static string Rows(int cases, Func<int, double> value, string metric = "dice", bool withGroup = false) => "[" + string.Join(',', Enumerable.Range(0, cases).Select(i =>
        $$"""{"case": "P{{i:000}}"{{(withGroup ? $", \"group\": \"P{i:000}\"" : "")}}, "{{metric}}": {{(double.IsFinite(value(i)) ? value(i).ToString("R", CultureInfo.InvariantCulture) : "null")}}}""")) + "]";

    private static double Noise(int i) => 0.02 * Math.Sin((i * 12.9898) + 4.1);

    private async Task<string> Run(string idea, string? parent, string? rows)
    {
        if (_project.Length == 0) await Begin();
        var tags = $$"""{"key": "umul.idea", "value": "{{idea}}"}""" + (parent is null ? "" : $$""", {"key": "umul.parent", "value": "{{parent}}"}""");
        using var made = await Post("api/2.0/mlflow/runs/create", $$"""{"experiment_id": "{{_project}}", "tags": [{{tags}}]}""");
        var run = JsonDocument.Parse(await made.Content.ReadAsStringAsync()).RootElement.GetProperty("run").GetProperty("info").GetProperty("run_id").GetString()!;
        if (rows is null) return run;
        using var stored = await Post($"api/outcomes/{run}/val", rows);
        Assert.True(stored.IsSuccessStatusCode, await stored.Content.ReadAsStringAsync());
        using var ended = await Post("api/2.0/mlflow/runs/update", $$"""{"run_id": "{{run}}", "status": "FINISHED"}""");
        return run;
    }

    /// <summary>Neither better nor worse, in the API, on the idea's page and on that of the comparison; and a word why.</summary>
    private async Task NoVerdict(params string[] said)
    {
        var idea = await Idea();
        Assert.DoesNotContain(Kind(idea), (string[])["better", "worse", "same"]);
        foreach (var word in said) Assert.Contains(word, Verdict(idea), StringComparison.OrdinalIgnoreCase);
        Assert.False(string.IsNullOrWhiteSpace(idea.GetProperty("label").GetProperty("korean").GetString()));
        await Pages();
    }

    private async Task Pages()
    {
        var number = (await Idea()).GetProperty("id").GetInt64();
        foreach (var page in (string[])[$"projects/{_project}/ideas", $"projects/{_project}/ideas/{number}", $"projects/{_project}/ideas/{number}/comparison", $"projects/{_project}/cases", $"projects/{_project}/ledger"])
        {
            using var reply = await server.Client.GetAsync(new Uri(page, UriKind.Relative));
            var body = await reply.Content.ReadAsStringAsync();
            Assert.True(reply.StatusCode == HttpStatusCode.OK, $"{page}: {reply.StatusCode}");
            Assert.DoesNotContain("verdict-better", body, StringComparison.Ordinal);
            Assert.DoesNotContain("verdict-worse", body, StringComparison.Ordinal);
        }
    }

    private static string Kind(JsonElement idea) => Enum.TryParse<Umul.Evaluation.Statistics.VerdictState>(idea.GetProperty("state").GetString(), out var state) ? Umul.Ideas.IdeaSentences.KindOf(state) : "none";

    private static string Verdict(JsonElement idea) => idea.GetProperty("verdict").ValueKind == JsonValueKind.Null ? "" : idea.GetProperty("verdict").GetProperty("english").GetString()!;

    private async Task<JsonElement> Idea() => (await server.Client.GetFromJsonAsync<JsonElement>($"api/projects/{_name}/ideas/focal")).GetProperty("idea");

    private async Task<string> Comparison() =>
        await server.Client.GetStringAsync($"api/projects/{_project}/ideas/{(await Idea()).GetProperty("id").GetInt64()}/comparison");

    private Task<HttpResponseMessage> Post(string address, string body) =>
        server.Client.PostAsync(new Uri(address, UriKind.Relative), new StringContent(body, Encoding.UTF8, "application/json"));
}
