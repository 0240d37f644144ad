using Umul.Artifacts;
using Umul.Database;

namespace Umul.Tests.Artifacts;

public sealed class PutAllTests(UmulFixture server) : IClassFixture<UmulFixture>
{
    [Fact]
    public async Task PutAll_ManySmallFiles_AreReadBackAndEqualContentIsStoredOnce()
    {
        var store = server.Get<ArtifactStore>();
        await store.PutAll(Files("many", ("a/1.bin", [1, 2, 3]), ("a/2.bin", [4]), ("b.bin", [1, 2, 3]), ("empty", [])), projectId: 0);

        var stored = store.All("many");
        Assert.Equal([("a/1.bin", 3), ("a/2.bin", 1), ("b.bin", 3), ("empty", 0)], stored.Select(file => (file.Path, (int)file.SizeBytes)));
        Assert.Equal(stored[0].Hash, stored[2].Hash);
        Assert.Equal([1, 2, 3], await Read(store, stored[2]));
        Assert.Empty(await Read(store, stored[3]));
    }

    [Fact]
    public async Task PutAll_PathThatIsThere_ReplacesIt()
    {
        var store = server.Get<ArtifactStore>();
        await store.PutAll(Files("again", ("a", [1])), projectId: 0);
        await store.PutAll(Files("again", ("a", [2, 2])), projectId: 0);

        Assert.Equal([2, 2], await Read(store, Assert.Single(store.All("again"))));
    }

    [Fact]
    public async Task PutAll_FilesThatFailHalfWay_RecordsNoneAndLeavesNothingBehind()
    {
        var store = server.Get<ArtifactStore>();
        IEnumerable<(string, ArtifactPath, byte[])> failing = Files("half", ("a", [7])).Concat(Enumerable.Range(0, 1).Select<int, (string, ArtifactPath, byte[])>(
            _ => throw new InvalidDataException("damaged")));

        await Assert.ThrowsAsync<InvalidDataException>(() => store.PutAll(failing, projectId: 0));
        Assert.Empty(store.All("half"));
        Assert.Empty(Directory.EnumerateFileSystemEntries(server.Get<DataFolder>().Incoming));
    }

    private static IEnumerable<(string, ArtifactPath, byte[])> Files(string root, params (string Path, byte[] Content)[] files) =>
        files.Select(file => (root, ArtifactPath.Parse(file.Path), file.Content));

    private static async Task<byte[]> Read(ArtifactStore store, Artifact artifact)
    {
        await using var file = store.OpenRead(artifact);
        var content = new byte[artifact.SizeBytes];
        await file.ReadExactlyAsync(content);
        return content;
    }
}
