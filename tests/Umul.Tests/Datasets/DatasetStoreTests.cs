using Umul.Datasets;
using Umul.Projects;

namespace Umul.Tests.Datasets;

public sealed class DatasetStoreTests(UmulFixture server) : IClassFixture<UmulFixture>
{
    private DatasetStore Store => server.Get<DatasetStore>();

    [Fact]
    public async Task Add_Content_ComesBackAfterARestart()
    {
        var project = await Project();
        var added = await Store.Add(project, New("흉부", Content("P1", "P2")));
        await server.Restart();

        var found = Store.Find(project, "흉부")!;
        Assert.Equal(added, found);
        Assert.Equal((1, 2, 2, 2, 20L, "/data"), (found.Version, found.Cases, found.Groups, found.Files, found.FileBytes, found.Folder));
        var content = Store.Content(found);
        Assert.Equal(found.Fingerprint, content.Fingerprint());
        Assert.Equal(["P1-1", "P2-1"], content.Cases.Select(c => c.Id));
        Assert.Equal("images/P2-1.png", content.Cases[1].File("image")!.Path);
        Assert.Equal(("test", SplitRole.Test), (content.Splits[0].Name, content.Splits[0].Role));
    }

    [Fact]
    public async Task Add_SameContentAgain_IsTheSameVersion()
    {
        var project = await Project();
        var first = await Store.Add(project, New("chest", Content("P1", "P2")));
        var second = await Store.Add(project, New("chest", Content("P2", "P1")));
        Assert.Equal(first, second);
        Assert.Single(Store.All(project));
    }

    [Fact]
    public async Task Add_OtherContent_IsANewVersionAndTheOldOneStays()
    {
        var project = await Project();
        var first = await Store.Add(project, New("chest", Content("P1", "P2")));
        var second = await Store.Add(project, New("chest", Content("P1", "P2", "P3")));
        Assert.Equal((1, 2), (first.Version, second.Version));
        Assert.Equal(second, Store.Find(project, "chest"));
        Assert.Equal(first, Store.Find(project, "chest", 1));
        Assert.Equal(2, Store.Content(first).Cases.Count);
    }

    [Fact]
    public async Task OfDigest_StartOfAFingerprintOrLinkedByHand_FindsTheVersion()
    {
        var project = await Project();
        var dataset = await Store.Add(project, New("chest", Content("P1", "P2")));
        Assert.Equal(dataset, Store.OfDigest(project, dataset.Fingerprint[..8]));
        Assert.Null(Store.OfDigest(project, "0badc0de"));
        await Store.Link(dataset, "0badc0de");
        Assert.Equal(dataset, Store.OfDigest(project, "0badc0de"));
    }

    private static NewDataset New(string name, DatasetContent content) => new(name, "/data", false, content);

    private static DatasetContent Content(params string[] groups) => DatasetContent.Of(
        ["device"], groups.Select(g => new DatasetCase(g + "-1", g, ["A"], [new CaseFile("image", $"images/{g}-1.png", g, 10)])),
        [new DatasetSplit("test", SplitRole.Test, ["P2-1"])]);

    private Task<long> Project() => server.Get<ProjectStore>().Create("data " + Guid.NewGuid());
}
