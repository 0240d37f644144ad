using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Umul.Evaluation.Statistics;
using Umul.Ideas;
using Umul.Ledger;
using Umul.Outcomes;
using Umul.Projects;
using Umul.Runs;

namespace Umul.Tests.Ideas;

/// <summary>What the outcomes say about ideas: numbers equal to the statistics' own, what is sealed stays sealed, what is missing is said.</summary>
public sealed class IdeaTreeTests(UmulFixture server) : IClassFixture<UmulFixture>
{
    private static readonly string[] s_cases = [.. Enumerable.Range(1, 20).Select(i => $"P{i:00}")];

    private IdeaTree Tree => server.Get<IdeaTree>();

    [Fact]
    public async Task Finding_IdeaWithRuns_HasTheNumbersOfTheComparison()
    {
        var (project, name) = await Project();
        var baseline = await Runs(project, "baseline", "development", 3, 0.70);
        var better = await Runs(project, "better", "development", 3, 0.80, "baseline");

        var node = Tree.Of(project).Nodes.Single(n => n.Idea.Name == "better");
        var expected = Comparison.Evaluate(new ComparisonRequest { Baseline = baseline, Idea = better, Direction = Evaluation.Statistics.MetricDirection.HigherIsBetter });
        Assert.Equal(expected.Estimate, node.Finding.Result!.Estimate);
        Assert.Equal(expected.Interval95, node.Finding.Result.Interval95);
        Assert.Equal(VerdictState.BetterSizeUncertain, node.Finding.Result.Verdict.State); // no δ was set

        var answer = (await server.Client.GetFromJsonAsync<JsonElement>($"api/projects/{name}/ideas")).EnumerateArray().Single(i => i.GetProperty("name").GetString() == "better");
        Assert.Equal(expected.Estimate!.Difference, answer.GetProperty("difference").GetDouble());
        Assert.Contains("높", answer.GetProperty("verdict").GetProperty("korean").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain(server.Get<LedgerStore>().Of(project), e => e.Kind == (int)LedgerKind.Look); // development is for daily work
    }

    [Fact]
    public async Task Finding_OnATestSplit_IsSealedUntilUnsealed_AndLooksAreInTheLedger()
    {
        var (project, name) = await Project();
        await Runs(project, "baseline", "test", 2, 0.70);
        await Runs(project, "better", "test", 2, 0.80, "baseline");
        var ledger = server.Get<LedgerStore>();

        var node = Tree.Of(project).Nodes.Single(n => n.Idea.Name == "better");
        Assert.Equal((NoVerdict.Sealed, true), (node.Finding.Why, node.Finding.Result is null));
        Assert.DoesNotContain("idea-verdict\"", await server.Client.GetStringAsync($"projects/{project}/ideas/{node.Idea.Id}"), StringComparison.Ordinal);
        Assert.DoesNotContain(ledger.Of(project), e => e.Kind == (int)LedgerKind.Look);

        await ledger.Write(new LedgerLine(LedgerKind.Unseal, project, "test", "better") { Evidence = node.Finding.Evidence, Reason = "Two seeds are done.", Person = "Kim" });
        Assert.NotNull(Tree.Of(project).Nodes.Single(n => n.Idea.Name == "better").Finding.Result);
        await server.Client.GetStringAsync($"api/projects/{name}/ideas");
        Assert.Single(ledger.Of(project), e => e.Kind == (int)LedgerKind.Look && e.Subject == "better" && e.Metrics == "dice");
        Assert.Equal(1, ledger.ExposureOf(project, "test").Looks); // the same results, seen twice

        await Runs(project, "better", "test", 1, 0.80, "baseline"); // a new run: what it adds has not been unsealed
        Assert.Equal(NoVerdict.Sealed, Tree.Of(project).Nodes.Single(n => n.Idea.Name == "better").Finding.Why);
    }

    [Fact]
    public async Task Finding_ParentDeleted_IsSaidAndNotCompared()
    {
        var (project, _) = await Project();
        await Runs(project, "baseline", "development", 2, 0.7);
        await Runs(project, "parent", "development", 2, 0.7, "baseline");
        await Runs(project, "child", "development", 2, 0.8, "parent");
        await server.Get<IdeaStore>().Delete(server.Get<IdeaStore>().Find(project, "parent")!.Id);

        var child = Tree.Of(project).Nodes.Single(n => n.Idea.Name == "child");
        Assert.Equal((NoVerdict.ParentDeleted, true, 0), (child.Finding.Why, child.Finding.Result is null, child.Depth));
    }

    [Fact]
    public async Task Finding_NothingToGoBy_SaysWhy()
    {
        var (project, _) = await Project();
        await server.Get<IdeaStore>().Create(project, new NewIdea("alone", null, IdeaText.Empty));
        await server.Get<IdeaStore>().Create(project, new NewIdea("second", null, IdeaText.Empty));
        Assert.Equal([NoVerdict.IsBaseline, NoVerdict.NoMeasure], Tree.Of(project).Nodes.Select(n => n.Finding.Why));

        await Runs(project, "alone", "development", 2, 0.7);
        Assert.Equal([NoVerdict.IsBaseline, NoVerdict.NoOutcomes], Tree.Of(project).Nodes.Select(n => n.Finding.Why));
    }

    [Fact]
    public async Task Search_ParamThatChangedInFact_FindsTheIdeaThatTriedIt()
    {
        var (project, _) = await Project();
        await Run(project, "baseline", ("loss", "dice"), ("seed", "1"));
        await Run(project, "focal", ("loss", "focal"), ("seed", "2"));
        await server.Get<IdeaStore>().Create(project, new NewIdea("border", null, new IdeaText("Sharper borders.", null, ["border_weight"], ["losses.py"])));

        var read = Tree.Of(project);
        Assert.Equal(["focal"], read.Search("loss focal").Select(n => n.Idea.Name));
        Assert.Equal(["border"], read.Search("LOSSES.py").Select(n => n.Idea.Name));
        Assert.Equal(["border"], read.Search("border_weight").Select(n => n.Idea.Name));
        Assert.Empty(read.Search("transformer"));
        Assert.Equal([new IdeaChange("loss", "dice", "focal", false)], read.Nodes.Single(n => n.Idea.Name == "focal").Changes); // a seed is no change
    }

    [Fact]
    public async Task Tree_DroppedBranch_IsADeadEndOnlyIfNothingBelowIsAlive()
    {
        var (project, _) = await Project();
        var store = server.Get<IdeaStore>();
        var root = await store.Create(project, new NewIdea("baseline", null, IdeaText.Empty));
        var dead = await store.Create(project, new NewIdea("dead", root.Id, IdeaText.Empty));
        var dropped = await store.Create(project, new NewIdea("dropped", root.Id, IdeaText.Empty));
        await store.Create(project, new NewIdea("alive", dropped.Id, IdeaText.Empty));
        foreach (var id in (long[])[dead.Id, dropped.Id]) await store.Decide(id, null, IdeaDecision.Drop, ("Worse.", ""));

        Assert.Equal(
            [("baseline", 0, false), ("dead", 1, true), ("dropped", 1, false), ("alive", 2, false)],
            Tree.Of(project).Nodes.Select(n => (n.Idea.Name, n.Depth, n.IsDeadEnd)));
    }

    [Fact]
    public async Task Api_TwoPeopleAtOnce_SecondIsAnsweredWith409()
    {
        var (project, name) = await Project();
        var idea = await server.Get<IdeaStore>().Create(project, new NewIdea("focal", null, IdeaText.Empty));
        var uri = new Uri($"api/projects/{name}/ideas/focal/decide", UriKind.Relative);
        using var first = await server.Client.PostAsJsonAsync(uri, new { decision = "drop", reason = "Worse.", version = idea.Version, by = "Kim" });
        using var second = await server.Client.PostAsJsonAsync(uri, new { decision = "keep", reason = "Better.", version = idea.Version, by = "Lee" });

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Conflict), (first.StatusCode, second.StatusCode));
        Assert.Contains("Kim", await second.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Noise_NewestRunFarFromTheOthers_DoesNotReproduce()
    {
        var (project, _) = await Project();
        foreach (var level in (double[])[0.70, 0.71, 0.69, 0.70]) await Runs(project, "baseline", "development", 1, level);
        Assert.True(server.Get<IdeaNoise>().Of(Tree.Of(project)).Reproduces);
        await Runs(project, "baseline", "development", 1, 0.60);
        var noise = server.Get<IdeaNoise>().Of(Tree.Of(project));
        Assert.False(noise.Reproduces);
        // mean .7, sd .008165, t(3, .975) = 3.182446: half width .008165 · 3.182446 · √1.25 = .029052
        Assert.Equal((0.670948, 0.729052), noise.Expected!.Value, new Near(1e-6));
    }

    private async Task<(long Id, string Name)> Project()
    {
        var name = Guid.NewGuid().ToString("N");
        return (await server.Get<ProjectStore>().Create(name), name);
    }

    private async Task<List<RunScores>> Runs(long project, string idea, string split, int seeds, double level, string? parent = null)
    {
        var scores = new List<RunScores>();
        for (var seed = 0; seed < seeds; seed++)
        {
            var run = await Run(project, idea, parent is null ? null : ("umul.parent", parent));
            var values = s_cases.Select((_, i) => level + (0.004 * Math.Sin((i * 7) + (seed * 3) + (level * 100)))).ToArray();
            if (seeds == 1) values = [.. values.Select(_ => level)];
            await server.Get<OutcomeStore>().Write(run.Id, split, OutcomeTable.Of(s_cases, null, [OutcomeColumn.Of(OutcomeMetric.Of("dice"), values)], (OutcomeSource.Rest, "test")));
            scores.Add(new RunScores(run.Id, s_cases, values));
        }
        return scores;
    }

    private async Task<Run> Run(long project, string idea, params (string Key, string Value)?[] more)
    {
        var runs = server.Get<RunStore>();
        var pairs = more.OfType<(string Key, string Value)>().ToLookup(p => p.Key.StartsWith("umul.", StringComparison.Ordinal), p => KeyValuePair.Create(p.Key, p.Value));
        var run = await runs.Create(new NewRun { ProjectId = project, Tags = [new("umul.idea", idea), .. pairs[true]] });
        await runs.Append(run.Id, new RunBatch { Params = [.. pairs[false]] });
        return await runs.Update(run.Id, RunStatus.Finished);
    }

    private sealed class Near(double tolerance) : IEqualityComparer<(double, double)>
    {
        public bool Equals((double, double) x, (double, double) y) => Math.Abs(x.Item1 - y.Item1) < tolerance && Math.Abs(x.Item2 - y.Item2) < tolerance;

        public int GetHashCode((double, double) obj) => 0;
    }
}
