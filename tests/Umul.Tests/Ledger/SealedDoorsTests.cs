using System.Net;
using System.Net.Http.Json;
using System.Text;
using Umul.Artifacts;
using Umul.Ledger;
using Umul.Outcomes;
using Umul.Projects;
using Umul.Runs;

namespace Umul.Tests.Ledger;

/// <summary>
/// Every door by which results of a test split leave the server: closed until unsealed, with nothing of the numbers in what is sent; then
/// open, with a look in the ledger. The secret is a value that occurs nowhere else.
/// </summary>
public sealed class SealedDoorsTests(UmulFixture server) : IClassFixture<UmulFixture>
{
    private const string Secret = "0.8653"; // the run's value in every case
    private const string Gain = "0.0653"; // over the baseline
    private static readonly string[] s_cases = [.. Enumerable.Range(1, 8).Select(i => $"P{i:00}")];

    private long _project;
    private string _run = "";

    /// <summary>Addresses: {p} project, {n} its name, {r} run, {i} idea.</summary>
    public static TheoryData<string> Doors => [
        "api/projects/{p}/cases?split=test",
        "api/outcomes/{r}",
        "api/outcomes/matrix?runs={r}&split=test&metric=dice",
        "projects/{p}/cases?split=test",
        "projects/{p}/case?split=test&case=P03&runs={r}",
        "runs/{r}/files/cases/test.csv",
        "runs/{r}/files/cases/test.csv?download=true",
        "runs/{r}/artifacts?file=cases/test.csv",
        "get-artifact?run_uuid={r}&path=cases/test.csv",
        "api/2.0/mlflow-artifacts/artifacts/{p}/{r}/artifacts/cases/test.csv",
        "projects/{p}/ideas",
        "api/projects/{n}/ideas",
        "projects/{p}/ideas/{i}",
        "api/projects/{n}/ideas/{i}",
        "projects/{p}/ideas/{i}/comparison",
        "api/projects/{p}/ideas/{i}/comparison",
        "api/projects/{p}/ideas/{i}/figures/paired-estimation.svg",
        "api/projects/{p}/ideas/{i}/figures/waterfall.csv",
        "projects/{p}/ideas/{i}/comparison/figures",
        "projects/{p}/ideas/{i}/why",
        "api/projects/{n}/ideas/{i}/why",
        "api/why?project={n}&idea={i}",
        "api/report?project={n}&idea={i}",
        "api/report?project={n}&idea={i}&format=html",
        "api/report?project={n}&idea={i}&format=csv",
        "api/export?project={n}&format=json&table=points",
        "api/export?project={n}&format=csv&table=runs",
        "runs/{r}",
        "projects/{p}/ledger",
        "api/projects/{n}/ledger",
    ];

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task Door_SealedTestSplit_SendsNoNumberAndIsNoLook(string door)
    {
        await Record();
        var sent = await Send(door);
        Assert.DoesNotContain(Secret, sent, StringComparison.Ordinal);
        Assert.DoesNotContain(Gain, sent, StringComparison.Ordinal);
        Assert.DoesNotContain(Entries(), entry => entry.Kind is (int)LedgerKind.Look or (int)LedgerKind.LookAtRuns);
    }

    [Theory]
    [InlineData("api/projects/{p}/cases?split=test", "dice")]
    [InlineData("api/outcomes/matrix?runs={r}&split=test&metric=dice", "dice")]
    [InlineData("projects/{p}/cases?split=test", "dice")]
    [InlineData("projects/{p}/case?split=test&case=P03&runs={r}", "dice")]
    [InlineData("runs/{r}/files/cases/test.csv", "dice")]
    [InlineData("get-artifact?run_uuid={r}&path=cases/test.csv", "dice")]
    public async Task Door_Unsealed_SendsTheNumberAndIsALook(string door, string metric)
    {
        await Record();
        using var unsealed = await server.Client.PostAsJsonAsync($"api/projects/{_project}/ledger/unseal", new { split = "test", runs = new[] { _run }, reason = "All seeds are done.", by = "Kim" });
        Assert.Equal(HttpStatusCode.OK, unsealed.StatusCode);
        Assert.Contains(Secret, await Send(door), StringComparison.Ordinal);
        var look = Assert.Single(Entries(), entry => entry.Kind == (int)LedgerKind.LookAtRuns);
        Assert.Contains(metric, look.Metrics, StringComparison.Ordinal);
        await Send(door);
        Assert.Single(Entries(), entry => entry.Kind == (int)LedgerKind.LookAtRuns); // the same again is no new look
        Assert.Equal(1, server.Get<LedgerStore>().ExposureOf(_project, "test").Looks);
    }

    [Fact]
    public async Task Door_ResultsThatCameAfterTheUnsealing_AreSealedAgain()
    {
        await Record();
        using var unsealed = await server.Client.PostAsJsonAsync($"api/projects/{_project}/ledger/unseal", new { split = "test", runs = new[] { _run }, reason = "All seeds are done." });
        await Store(_run, 0.1);
        Assert.DoesNotContain(Secret, await Send("api/projects/{p}/cases?split=test"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Door_DevelopmentSplit_IsOpenAndInNoLedger()
    {
        await Record("development");
        Assert.Contains(Secret, await Send("api/projects/{p}/cases?split=development"), StringComparison.Ordinal);
        Assert.Contains(Secret, await Send("runs/{r}/files/cases/development.csv"), StringComparison.Ordinal);
        Assert.DoesNotContain(Entries(), entry => entry.Kind == (int)LedgerKind.LookAtRuns);
    }

    [Theory]
    [InlineData("case-raster")]
    [InlineData("case-thresholds")]
    public async Task Prediction_OfASealedRun_IsNotShownUntilUnsealed(string door)
    {
        await Record();
        using var refused = await server.Client.GetAsync(new Uri($"api/projects/{_project}/{door}?split=test&id=P01&run={_run}", UriKind.Relative));
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        await server.Get<LedgerStore>().Write(new LedgerLine(LedgerKind.Open, _project, "test", "") { Reason = "The study is finished." });
        using var shown = await server.Client.GetAsync(new Uri($"api/projects/{_project}/{door}?split=test&id=P01&run={_run}", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NoContent, shown.StatusCode); // it logged none
    }

    [Fact]
    public async Task UnsealingAnIdea_OpensItsRunsAndItsParents_AndNoOthers()
    {
        await Record();
        var other = await Run("other", 0.5);
        using var unsealed = await server.Client.PostAsJsonAsync($"api/projects/{_project}/ideas/focal/unseal", new { reason = "All seeds are done.", by = "Kim" });
        Assert.Equal(HttpStatusCode.OK, unsealed.StatusCode);
        Assert.Equal([LedgerKind.Unseal, LedgerKind.UnsealRuns], Entries().Select(entry => (LedgerKind)entry.Kind).Where(kind => kind is LedgerKind.Unseal or LedgerKind.UnsealRuns));
        var shown = server.Get<ShownOutcomes>();
        var runs = server.Get<RunStore>();
        Assert.False(shown.IsSealed(runs.Find(_run)!, "test"));
        Assert.True(shown.IsSealed(runs.Find(other)!, "test"));
    }

    private IReadOnlyList<LedgerEntry> Entries() => server.Get<LedgerStore>().Of(_project);

    private async Task<string> Send(string door)
    {
        var ideas = server.Get<Umul.Ideas.IdeaStore>();
        var name = server.Get<ProjectStore>().Find(_project)!.Name;
        var path = door.Replace("{p}", $"{_project}", StringComparison.Ordinal).Replace("{n}", name, StringComparison.Ordinal).Replace("{r}", _run, StringComparison.Ordinal)
            .Replace("{i}", $"{ideas.Find(_project, "focal")!.Id}", StringComparison.Ordinal);
        using var reply = await server.Client.GetAsync(new Uri(path, UriKind.Relative));
        Assert.True((int)reply.StatusCode < 500, $"{path}: {reply.StatusCode}");
        return await reply.Content.ReadAsStringAsync();
    }

    private async Task Record(string split = "test")
    {
        _project = await server.Get<ProjectStore>().Create(Guid.NewGuid().ToString("N"));
        await Run("baseline", 0.8, split);
        _run = await Run("focal", 0.8653, split);
        var csv = "case,dice\n" + string.Join('\n', s_cases.Select(c => $"{c},{Secret}")) + "\n";
        await server.Get<ArtifactStore>().PutAll([(_run, ArtifactPath.Parse($"cases/{split}.csv"), Encoding.UTF8.GetBytes(csv))], _project);
        await server.Get<OutcomeWorker>().Settle(); // the table becomes outcomes, which are results that came later
    }

    private async Task<string> Run(string idea, double level, string split = "test")
    {
        var run = await server.Get<RunStore>().Create(new NewRun { ProjectId = _project, Tags = [new("umul.idea", idea), .. idea == "baseline" ? Array.Empty<KeyValuePair<string, string>>() : [new("umul.parent", "baseline")]] });
        await Store(run.Id, level, split);
        return (await server.Get<RunStore>().Update(run.Id, RunStatus.Finished)).Id;
    }

    private Task Store(string run, double level, string split = "test") => server.Get<OutcomeStore>().Write(run, split, OutcomeTable.Of(
        s_cases, null, [OutcomeColumn.Of(OutcomeMetric.Of("dice"), [.. s_cases.Select(_ => level)])], (OutcomeSource.Rest, "test")));
}
