using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Umul.Access;
using Umul.Challenges;
using Umul.Ledger;
using Umul.Outcomes;
using Umul.Projects;
using Umul.Runs;
using Umul.Tests.Browser;
using Umul.Web;
using static Microsoft.Playwright.Assertions;

namespace Umul.Tests.Challenges;

/// <summary>A lab's leaderboard over a sealed split: places with their uncertainty, scores by the ladder, and nothing else.</summary>
public sealed class ChallengeTests(UmulFixture server) : IClassFixture<UmulFixture>
{
    private static readonly string[] s_cases = [.. Enumerable.Range(0, 60).Select(i => $"P{i:00}")];

    private readonly string _name = Guid.NewGuid().ToString("N");
    private long _project;

    [Fact]
    public async Task Leaderboard_ClearWinner_IsFirst_AndTwins_ShareAnInterval()
    {
        var id = await Begin(10);
        foreach (var (name, level) in ((string, double)[])[("low", 0.5), ("twin-a", 0.7), ("twin-b", 0.7), ("high", 0.9)]) await Submit(id, await Run(name, level));
        var board = await Board(id);
        var places = board.GetProperty("places").EnumerateArray().ToDictionary(p => p.GetProperty("name").GetString()!);
        Assert.Equal((1, 1, 1), Rank(places["high"]));
        Assert.Equal((4, 4, 4), Rank(places["low"]));
        Assert.Equal((2, 3), (places["twin-a"].GetProperty("rankLower").GetInt32(), places["twin-a"].GetProperty("rankUpper").GetInt32()));
        Assert.Equal((60, 1000), (board.GetProperty("cases").GetInt32(), board.GetProperty("resamples").GetInt32()));
    }

    [Fact]
    public async Task Score_MovesOnlyByWholeStepsBeyondTheBest()
    {
        var id = await Begin(10);
        Assert.Equal(0.7, (await Score(id, await Run("first", 0.70)))!.Value, 2); // to one standard error over the cases
        Assert.Null(await Score(id, await Run("noise", 0.701, salt: 9))); // not beyond a step: nothing is told
        Assert.InRange((await Score(id, await Run("better", 0.80, salt: 9)))!.Value, 0.75, 0.80001);
        Assert.Null(await Score(id, await Run("worse", 0.60)));
    }

    [Fact]
    public async Task NumbersOfCases_StaySealed_AndEverySubmissionIsALook()
    {
        var id = await Begin(10);
        var run = await Run("mine", 0.7);
        await Submit(id, run, "Kim");
        Assert.True(server.Get<ShownOutcomes>().IsSealed(server.Get<RunStore>().Find(run)!, "test"));
        var look = Assert.Single(server.Get<LedgerStore>().Of(_project), e => e.Kind == (int)LedgerKind.LookAtRuns);
        Assert.Equal(("Kim", run, "challenge spring"), (look.Person, look.Subject, look.Metrics));
    }

    [Fact]
    public async Task Submission_BeyondTheLimit_Twice_WithoutResults_OrAfterTheEnd_IsRefused()
    {
        var id = await Begin(2);
        var run = await Run("a", 0.7);
        await Submit(id, run, "Kim");
        Assert.Equal(HttpStatusCode.Conflict, await Code(id, run, "Kim"));
        await Submit(id, await Run("b", 0.7), "Kim");
        Assert.Equal(HttpStatusCode.Forbidden, await Code(id, await Run("c", 0.7), "Kim"));
        Assert.Equal(HttpStatusCode.OK, await Code(id, await Run("d", 0.7), "Lee")); // each has their own
        var empty = await server.Get<RunStore>().Create(new NewRun { ProjectId = _project });
        Assert.Equal(HttpStatusCode.BadRequest, await Code(id, empty.Id, "Lee"));
        using var closed = await server.Client.PostAsync(new Uri($"api/challenges/{id}/close", UriKind.Relative), null);
        closed.EnsureSuccessStatusCode();
        Assert.Equal(HttpStatusCode.Conflict, await Code(id, await Run("e", 0.7), "Lee"));
    }

    [Fact]
    public async Task ResultsThatChangedAfterTheSubmission_AreNotRanked()
    {
        var id = await Begin(10);
        var run = await Run("mine", 0.5);
        await Submit(id, run);
        await Submit(id, await Run("other", 0.6));
        await Store(run, 0.99, 1);
        var board = await Board(id);
        Assert.Equal(["other"], board.GetProperty("places").EnumerateArray().Select(p => p.GetProperty("name").GetString()));
        Assert.Equal([run], board.GetProperty("changed").EnumerateArray().Select(r => r.GetString()));
    }

    [Fact]
    public async Task LeavingOutHardCases_DoesNotPay()
    {
        var id = await Begin(10);
        await Submit(id, await Run("honest", 0.7));
        var half = (await server.Get<RunStore>().Create(new NewRun { ProjectId = _project, Name = "half" })).Id;
        await server.Get<OutcomeStore>().Write(half, "test", Table(s_cases[..30], _ => 0.9));
        await Submit(id, half);
        Assert.Equal("honest", (await Board(id)).GetProperty("places")[0].GetProperty("name").GetString());
    }

    [Fact]
    public async Task Challenge_OnADevelopmentSplit_OrByAMember_IsRefused()
    {
        await Begin(1);
        var store = server.Get<ChallengeStore>();
        Assert.Equal(ErrorCode.Invalid, (await Assert.ThrowsAsync<UmulException>(() => store.Create(_project, new Challenge { Name = "dev", Split = "val", Metric = "dice", Most = 1 }))).Code);
        Caller.Account = new Account { Id = 1, Name = "Kim", Role = Role.Writer, CreatedMs = 0 };
        try
        {
            Assert.Equal(ErrorCode.Forbidden, (await Assert.ThrowsAsync<UmulException>(() => store.Create(_project, new Challenge { Name = "mine", Split = "test", Metric = "dice", Most = 1 }))).Code);
        }
        finally
        {
            Caller.Account = null;
        }
    }

    [ChromiumFact]
    public async Task Page_ChallengeIsBegun_RunsSubmitted_AndClosed_InKorean()
    {
        _project = await server.Get<ProjectStore>().Create(_name);
        await Run("low", 0.5);
        await Run("high", 0.9);
        var page = await Chromium.Page(server.Link, "ko", 390, scripts: false);
        await page.GotoAsync($"/projects/{_project}/challenges");
        await page.Locator("#challenge-name").FillAsync("봄 대회");
        await page.Locator("#new-challenge button").ClickAsync();
        foreach (var run in (string[])["low", "high"])
        {
            await page.Locator(".challenge [name=Run]").FillAsync(run);
            await page.Locator(".challenge .btn-primary").ClickAsync();
        }
        await Expect(page.Locator(".challenge tbody tr").First).ToContainTextAsync("high");
        await Expect(page.Locator(".challenge tbody tr").First).ToContainTextAsync("2개 중 1위");
        Assert.True(await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0);
        await page.GetByText("챌린지 끝내기").ClickAsync();
        await Expect(page.Locator(".challenge .chips")).ToContainTextAsync("종료");
        await page.Context.CloseAsync();
    }

    private static (int, int, int) Rank(JsonElement place) => (place.GetProperty("rank").GetInt32(), place.GetProperty("rankLower").GetInt32(), place.GetProperty("rankUpper").GetInt32());

    private async Task<long> Begin(int most)
    {
        _project = await server.Get<ProjectStore>().Create(_name);
        using var made = await server.Client.PostAsJsonAsync($"api/projects/{_name}/challenges", new { name = "spring", split = "test", metric = "dice", submissions = most });
        Assert.True(made.IsSuccessStatusCode, await made.Content.ReadAsStringAsync());
        return (await made.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetInt64();
    }

    private Task<JsonElement> Board(long id) => server.Client.GetFromJsonAsync<JsonElement>($"api/challenges/{id}");

    private async Task<double?> Score(long id, string run)
    {
        await Submit(id, run);
        return (await Board(id)).GetProperty("places").EnumerateArray().Single(p => p.GetProperty("run").GetString() == run).GetProperty("score").Deserialize<double?>();
    }

    private async Task Submit(long id, string run, string by = "Kim") => Assert.Equal(HttpStatusCode.OK, await Code(id, run, by));

    private async Task<HttpStatusCode> Code(long id, string run, string by)
    {
        using var reply = await server.Client.PostAsJsonAsync($"api/challenges/{id}/submissions", new { run, by });
        return reply.StatusCode;
    }

    private async Task<string> Run(string name, double level, int salt = 1)
    {
        var run = await server.Get<RunStore>().Create(new NewRun { ProjectId = _project, Name = name });
        await Store(run.Id, level, salt + name.Sum(c => c));
        return run.Id;
    }

    private Task Store(string run, double level, int salt) => server.Get<OutcomeStore>().Write(run, "test", Table(s_cases, i => level + (0.05 * Math.Sin((i * 7) + salt))));

    private static OutcomeTable Table(string[] cases, Func<int, double> value) =>
        OutcomeTable.Of(cases, null, [OutcomeColumn.Of(OutcomeMetric.Of("dice"), [.. cases.Select((_, i) => value(i))])], (OutcomeSource.Rest, "test"));
}
