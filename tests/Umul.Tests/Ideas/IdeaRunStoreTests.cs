using Umul.Ideas;
using Umul.Outcomes;
using Umul.Projects;
using Umul.Runs;
using Umul.Web;

namespace Umul.Tests.Ideas;

/// <summary>Which runs belong to which idea: by tag, by rule, by hand; and what a project judges by.</summary>
public sealed class IdeaRunStoreTests(UmulFixture server) : IClassFixture<UmulFixture>
{
    private IdeaStore Ideas => server.Get<IdeaStore>();

    private IdeaRunStore Members => server.Get<IdeaRunStore>();

    [Fact]
    public async Task Runs_WithTag_BelongToTheIdeaAsSoonAsTheyAreLogged()
    {
        var project = await Project();
        var run = await Run(project, tags: [("umul.idea", "focal"), ("umul.seed", "7")]);

        var member = Assert.Single(Members.Of(project).Of(Ideas.Find(project, "focal")!.Id));
        Assert.Equal((run.Id, "7", JoinedBy.Tag), (member.Run.Id, member.Seed, member.By));
    }

    [Fact]
    public async Task Runs_LikeARule_BelongToItsIdeaUnlessTheirTagSaysOtherwise()
    {
        var project = await Project();
        var focal = await Ideas.Create(project, new NewIdea("focal", null, IdeaText.Empty));
        var like = await Run(project, "focal-2", ("seed", "3"));
        var other = await Run(project, "dice");
        var tagged = await Run(project, "focal-1", tags: [("umul.idea", "else")]);
        await Members.AddRule(focal.Id, "loss", "focal*");

        var runs = Members.Of(project);
        var member = Assert.Single(runs.Of(focal.Id));
        Assert.Equal((like.Id, "3", JoinedBy.Rule), (member.Run.Id, member.Seed, member.By));
        Assert.Equal(other.Id, Assert.Single(runs.Without).Id);
        Assert.Equal(tagged.Id, Assert.Single(runs.Of(Ideas.Find(project, "else")!.Id)).Run.Id);

        await Members.RemoveRule(project, Assert.Single(Members.Rules(project)).Id);
        Assert.Empty(Members.Of(project).Of(focal.Id));
    }

    [Fact]
    public async Task Join_ByHandInBulk_ComesBeforeTagsAndCanBeForgotten()
    {
        var project = await Project();
        var wide = await Ideas.Create(project, new NewIdea("wide", null, IdeaText.Empty));
        var first = await Run(project, tags: [("umul.idea", "focal")]);
        var second = await Run(project);
        await Members.Join(wide.Id, [first.Id, second.Id], "Kim");
        Assert.Equal([first.Id, second.Id], Members.Of(project).Of(wide.Id).Select(m => m.Run.Id).OrderBy(id => id == second.Id));

        await Members.Join(null, [first.Id]);
        Assert.Equal([first.Id], Members.Of(project).Without.Select(r => r.Id));
        await Members.Forget([first.Id]);
        Assert.Equal(first.Id, Assert.Single(Members.Of(project).Of(Ideas.Find(project, "focal")!.Id)).Run.Id);
    }

    [Fact]
    public async Task Join_RunOfAnotherProject_JoinsNone()
    {
        var (project, elsewhere) = (await Project(), await Project());
        var idea = await Ideas.Create(project, new NewIdea("wide", null, IdeaText.Empty));
        var (own, foreign) = (await Run(project), await Run(elsewhere));

        Assert.Equal(ErrorCode.Invalid, (await Assert.ThrowsAsync<UmulException>(() => Members.Join(idea.Id, [own.Id, foreign.Id]))).Code);
        Assert.Empty(Members.Of(project).Of(idea.Id));
    }

    [Fact]
    public async Task Exclude_Run_StaysWithItsReason()
    {
        var project = await Project();
        var run = await Run(project, tags: [("umul.idea", "focal")]);
        await Members.Exclude(run.Id, "The disk was full.");
        var focal = Ideas.Find(project, "focal")!.Id;
        Assert.Equal("The disk was full.", Assert.Single(Members.Of(project).Of(focal)).ExcludedBecause);
        await Members.Exclude(run.Id, null);
        Assert.True(Assert.Single(Members.Of(project).Of(focal)).Counts);
    }

    [Fact]
    public async Task DeletedIdea_HasNoRuns()
    {
        var project = await Project();
        var run = await Run(project, tags: [("umul.idea", "focal")]);
        var focal = Ideas.Find(project, "focal")!;
        await Ideas.Delete(focal.Id);
        Assert.Empty(Members.Of(project).Of(focal.Id));
        Assert.Equal(run.Id, Assert.Single(Members.Of(project).Without).Id);
    }

    [Theory]
    [InlineData("focal-2", "focal*", true)]
    [InlineData("focal", "focal*", true)]
    [InlineData("a focal loss", "*focal*", true)]
    [InlineData("Focal", "focal*", false)]
    [InlineData("aba", "ab*ba", false)]
    [InlineData("ab ba", "ab*ba", true)]
    [InlineData("x", "x", true)]
    [InlineData("xy", "x", false)]
    [InlineData("", "*", true)]
    public void IsLike_Pattern_StarStandsForAnyText(string value, string pattern, bool expected) => Assert.Equal(expected, IdeaRunStore.IsLike(value, pattern));

    [Fact]
    public async Task Measure_NobodyHasSaid_IsSuggestedFromOutcomesAndThePrimaryMetric()
    {
        var project = await Project();
        var run = await Run(project, tags: [("umul.idea", "baseline")]);
        foreach (var split in (string[])["development", "test"])
            await server.Get<OutcomeStore>().Write(run.Id, split, OutcomeTable.Of(["P1"], null, [Column("dice", 0.5), Column("hausdorffDistance95.maxOfDirected", 3)], (OutcomeSource.Rest, "test"), []));

        var measure = server.Get<IdeaMeasureStore>().Of(project, "test/dice");
        Assert.Equal(("dice", "test", MetricDirection.Higher, false), (measure.Metric, measure.Split, measure.Direction, measure.IsSet));
        Assert.Equal(Ideas.Find(project, "baseline")!.Id, measure.Baseline);
    }

    [Fact]
    public async Task Measure_SetTwiceAtOnce_SecondIsToldAndTheBaselineHasVersions()
    {
        var project = await Project();
        var baseline = await Ideas.Create(project, new NewIdea("baseline", null, IdeaText.Empty));
        await Run(project, tags: [("umul.idea", "baseline"), ("umul.git.commit", "abc")]);
        var store = server.Get<IdeaMeasureStore>();
        var measure = new IdeaMeasure { Metric = "dice", Split = "test", Direction = MetricDirection.Higher, Worthwhile = 0.01, Baseline = baseline.Id };
        await store.Set(project, 0, measure, "Kim");

        var refusal = await Assert.ThrowsAsync<UmulException>(() => store.Set(project, 0, measure with { Worthwhile = 0.5 }, "Lee"));
        Assert.Contains("Kim", refusal.Message, StringComparison.Ordinal);
        await store.Set(project, 1, measure with { Worthwhile = 0.02 });
        Assert.Equal("abc", Assert.Single(store.Versions(project)).Code); // δ does not change what the baseline means
        await store.Set(project, 2, measure with { Split = "test2" });
        Assert.Equal([2L, 1L], store.Versions(project).Select(v => v.Version));
    }

    [Fact]
    public async Task Measure_UnknownDirectionOrBadWorthwhile_IsRefused()
    {
        var project = await Project();
        var measure = new IdeaMeasure { Metric = "score", Split = "test", Direction = MetricDirection.Unknown };
        await Assert.ThrowsAsync<UmulException>(() => server.Get<IdeaMeasureStore>().Set(project, null, measure));
        await Assert.ThrowsAsync<UmulException>(() => server.Get<IdeaMeasureStore>().Set(project, null, measure with { Direction = MetricDirection.Lower, Worthwhile = -1 }));
        Assert.False(server.Get<IdeaMeasureStore>().Of(project).IsSet);
    }

    private Task<long> Project() => server.Get<ProjectStore>().Create(Guid.NewGuid().ToString("N"));

    private async Task<Run> Run(long project, string? loss = null, (string, string)? param = null, (string Key, string Value)[]? tags = null)
    {
        var run = await server.Get<RunStore>().Create(new NewRun { ProjectId = project, Tags = [.. (tags ?? []).Select(t => KeyValuePair.Create(t.Key, t.Value))] });
        var batch = new List<KeyValuePair<string, string>>();
        if (loss is not null) batch.Add(new("loss", loss));
        if (param is var (name, value)) batch.Add(new(name, value));
        await server.Get<RunStore>().Append(run.Id, new RunBatch { Params = batch });
        return run;
    }

    private static OutcomeColumn Column(string metric, double value) => OutcomeColumn.Of(OutcomeMetric.Of(metric), [value]);
}
