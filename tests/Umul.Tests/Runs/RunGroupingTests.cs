using Umul.Projects;
using Umul.Runs;

namespace Umul.Tests.Runs;

public sealed class RunGroupingTests(UmulFixture umul) : IClassFixture<UmulFixture>
{
    [Fact]
    public async Task EverythingExceptSeed_GroupsReplicatesAndNamesOnlyWhatDiffers()
    {
        var grouping = await Group([RunGrouping.EverythingExceptSeed],
            ("a0", [("lr", "0.1"), ("seed", "0"), ("model", "unet"), ("output_dir", "/a0")]),
            ("a1", [("lr", "0.1"), ("seed", "1"), ("model", "unet"), ("output_dir", "/a1")]),
            ("b0", [("lr", "0.2"), ("seed", "0"), ("model", "unet"), ("output_dir", "/b0")]));
        Assert.Equal(["params.lr"], grouping.By);
        Assert.Equal(["lr=0.1", "lr=0.2"], grouping.Groups.Select(g => g.Label));
        Assert.Equal([2, 1], grouping.Groups.Select(g => g.Runs.Count));
    }

    [Fact]
    public async Task Groups_OfOneIdeaEach_AreCalledByTheIdea()
    {
        var project = await umul.Get<ProjectStore>().Create(Guid.NewGuid().ToString("N"));
        List<Run> runs = [];
        foreach (var (idea, width, seed) in new[] { ("baseline", "8", "0"), ("baseline", "8", "1"), ("wide", "16", "0") })
        {
            var run = await umul.Get<RunStore>().Create(new NewRun { ProjectId = project, Name = idea + seed, Tags = [new("umul.idea", idea)] });
            await umul.Get<RunStore>().Append(run.Id, new RunBatch { Params = [new("width", width), new("seed", seed)] });
            runs.Add(run);
        }
        var grouping = RunGrouping.Of(umul.Get<RunCatalog>().Of(project), runs, [RunGrouping.EverythingExceptSeed], umul.Get<KeyStore>().OfProject(project));
        Assert.Equal(["baseline", "wide"], grouping.Groups.Select(g => g.Label));
    }

    [Fact]
    public async Task ByColumns_MissingValueIsAGroupOfItsOwn()
    {
        var grouping = await Group(["params.lr"], ("a", [("lr", "0.1")]), ("b", []), ("c", [("lr", "")]));
        Assert.Equal(3, grouping.Groups.Count);
        Assert.Contains(grouping.Groups, g => g.Values[0] is null);
    }

    [Fact]
    public async Task Quantiles_AreStudentsT_AndNoneForASingleRun()
    {
        var grouping = await Group(["params.x"], ("a", []), ("b", []), ("c", []));
        Assert.Null(grouping.TQuantiles[1]);
        Assert.Equal(12.706, grouping.TQuantiles[2]!.Value, 1e-3); // any t table, 1 and 2 degrees of freedom
        Assert.Equal(4.303, grouping.TQuantiles[3]!.Value, 1e-3);
    }

    [Theory]
    [InlineData("seed", true)]
    [InlineData("train/random_seed", true)]
    [InlineData("random_state", true)]
    [InlineData("seedling_size", false)]
    [InlineData("lr", false)]
    public void IsSeed_FollowsTheWordsOfTheName(string param, bool expected) => Assert.Equal(expected, RunGrouping.IsSeed(param));

    private async Task<RunGrouping> Group(string[] by, params (string Name, (string Key, string Value)[] Params)[] wanted)
    {
        var project = await umul.Get<ProjectStore>().Create(Guid.NewGuid().ToString("N"));
        var store = umul.Get<RunStore>();
        List<Run> runs = [];
        foreach (var (name, values) in wanted)
        {
            var run = await store.Create(new NewRun { ProjectId = project, Name = name });
            await store.Append(run.Id, new RunBatch { Params = [.. values.Select(v => KeyValuePair.Create(v.Key, v.Value))] });
            runs.Add(run);
        }
        return RunGrouping.Of(umul.Get<RunCatalog>().Of(project), runs, by, umul.Get<KeyStore>().OfProject(project));
    }
}
