using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Amazon.S3;
using Microsoft.Extensions.DependencyInjection;
using Umul.Artifacts;
using Umul.Projects;
using Umul.Runs;
using Umul.Server;
using Umul.Upkeep;
using Umul.Web;

namespace Umul.Tests.Artifacts;

/// <summary><c>umul up --artifacts s3://…</c>: bytes lie in a bucket and nowhere else.</summary>
public sealed class BucketTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("umul-bucket-").FullName;
    private readonly List<UmulServer> _servers = [];
    private SmallBucket _bucket = null!;

    public async Task InitializeAsync()
    {
        Environment.SetEnvironmentVariable("AWS_ACCESS_KEY_ID", "lab-key");
        Environment.SetEnvironmentVariable("AWS_SECRET_ACCESS_KEY", "lab-secret");
        _bucket = await SmallBucket.Start();
    }

    public async Task DisposeAsync()
    {
        foreach (var server in _servers) await server.DisposeAsync();
        await _bucket.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
        Environment.SetEnvironmentVariable("AWS_ACCESS_KEY_ID", null);
        Environment.SetEnvironmentVariable("AWS_SECRET_ACCESS_KEY", null);
    }

    [Fact]
    public async Task File_LiesInTheBucketByItsHash_AndIsServedWhole()
    {
        var server = await Start("a", _bucket.Address("team/umul"));
        var run = await NewRun(server);
        await Put(server, run, "notes.txt", "hello from a bucket");

        var hash = Convert.ToHexStringLower(SHA256.HashData("hello from a bucket"u8));
        Assert.Equal("hello from a bucket", Encoding.UTF8.GetString(_bucket.Objects[$"team/umul/blobs/{hash[..2]}/{hash}"]));
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(_folder, "a", "blobs"), "*", SearchOption.AllDirectories));
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(_folder, "a", "incoming")));
        using var client = new HttpClient { BaseAddress = server.Link };
        Assert.Equal("hello from a bucket", await client.GetStringAsync(Relative($"/runs/{run.Id}/files/notes.txt")));
        Assert.Equal("hello from a bucket", await client.GetStringAsync(Relative($"/get-artifact?run_uuid={run.Id}&path=notes.txt")));
    }

    [Fact]
    public async Task PartOfAFile_IsAskedOfTheBucketAsAPart()
    {
        var server = await Start("a", _bucket.Address(""));
        var run = await NewRun(server);
        await Put(server, run, "notes.txt", "0123456789");
        using var client = new HttpClient { BaseAddress = server.Link };
        client.DefaultRequestHeaders.Range = new RangeHeaderValue(4, 6);
        using var answer = await client.GetAsync(Relative($"/runs/{run.Id}/files/notes.txt"));
        Assert.Equal(HttpStatusCode.PartialContent, answer.StatusCode);
        Assert.Equal("456", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task LargeFile_IsSentInParts()
    {
        var server = await Start("a", _bucket.Address("p"));
        using var s3 = new AmazonS3Client("lab-key", "lab-secret", new AmazonS3Config { ServiceURL = _bucket.Link.ToString(), ForcePathStyle = true });
        using var blobs = new BucketBlobs(BucketAddress.Parse(_bucket.Address("p")), s3, new FolderBlobs(Path.Combine(_folder, "a", "blobs"))) { PartBytes = 1000 };
        var bytes = RandomNumberGenerator.GetBytes(2500);
        var file = Path.Combine(_folder, "large");
        await File.WriteAllBytesAsync(file, bytes);
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));

        await blobs.Take(hash, file);

        Assert.Equal(bytes, _bucket.Objects[$"p/blobs/{hash[..2]}/{hash}"]);
        Assert.Equal(3, _bucket.Requests.Count(request => request == $"PUT p/blobs/{hash[..2]}/{hash}"));
        Assert.Equal(bytes, await File.ReadAllBytesAsync(blobs.FilePath(hash)));
        Assert.NotNull(server);
    }

    [Fact]
    public async Task Backup_FetchesFromTheBucket_RestoreGivesToAnother()
    {
        var server = await Start("a", _bucket.Address("one"));
        var run = await NewRun(server);
        for (var i = 0; i < 7; i++) await Put(server, run, $"{i}.txt", $"file {i}");
        var backup = Path.Combine(_folder, "backup.zip");
        await using (var output = File.Create(backup)) await server.Services.GetRequiredService<BackupWriter>().Write(output);

        var other = await Start("b", _bucket.Address("two"));
        await other.Services.GetRequiredService<BackupReader>().Restore(backup);

        Assert.Equal(Below("one/blobs/").Order(), Below("two/blobs/").Order());
        using var client = new HttpClient { BaseAddress = other.Link };
        Assert.Equal("file 6", await client.GetStringAsync(Relative($"/runs/{run.Id}/files/6.txt")));
    }

    [Fact]
    public async Task Collection_DeletesFromTheBucketWhatNothingNames()
    {
        var server = await Start("a", _bucket.Address("one"));
        var run = await NewRun(server);
        for (var i = 0; i < 7; i++) await Put(server, run, $"{i}.txt", $"file {i}");
        await server.Services.GetRequiredService<ArtifactStore>().Delete(run.Id, ArtifactPath.Parse("3.txt"));

        var freed = await server.Services.GetRequiredService<GarbageCollector>().Collect(TimeSpan.Zero, dryRun: false);

        Assert.Equal((1, 6), (freed.Files, freed.FileBytes));
        Assert.Equal(6, Below("one/blobs/").Count());
    }

    [Fact]
    public async Task BucketThatFails_CostsTheOneFile_AndSaysWhy()
    {
        var server = await Start("a", _bucket.Address("one"));
        var run = await NewRun(server);
        _bucket.IsDown = true;
        var failure = await Assert.ThrowsAsync<UmulException>(() => Put(server, run, "notes.txt", "lost?"));
        Assert.Equal(ErrorCode.StorageFailed, failure.Code);
        Assert.Contains("s3://lab/one", failure.Message, StringComparison.Ordinal);
        Assert.Null(server.Services.GetRequiredService<ArtifactStore>().Find(run.Id, ArtifactPath.Parse("notes.txt")));
        _bucket.IsDown = false;
        await Put(server, run, "notes.txt", "not lost");
    }

    [Fact]
    public async Task Prefix_BelongsToOneDataFolder()
    {
        await Start("a", _bucket.Address("one"));
        var refusal = await Assert.ThrowsAsync<UmulException>(() => Start("b", _bucket.Address("one")));
        Assert.Contains("another data folder", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DataFolder_RemembersItsBucket_AndKeepsWhatItHadItself()
    {
        var server = await Start("a", null);
        var run = await NewRun(server);
        await Put(server, run, "old.txt", "in the folder");
        await Stop(server);
        server = await Start("a", _bucket.Address("one"));
        await Put(server, run, "new.txt", "in the bucket");
        await Stop(server);

        server = await Start("a", null);

        using var client = new HttpClient { BaseAddress = server.Link };
        Assert.Equal("in the folder", await client.GetStringAsync(Relative($"/runs/{run.Id}/files/old.txt")));
        Assert.Equal("in the bucket", await client.GetStringAsync(Relative($"/runs/{run.Id}/files/new.txt")));
        await Stop(server);
        Assert.Equal(ErrorCode.WrongState, (await Assert.ThrowsAsync<UmulException>(() => Start("a", _bucket.Address("two")))).Code);
    }

    [Theory]
    [InlineData("http://bucket/x", "s3://my-bucket")]
    [InlineData("s3://bucket/x?endpoint=nowhere", "endpoint")]
    [InlineData("s3://bucket/x?secret=1", "AWS_ACCESS_KEY_ID")]
    public void Address_ThatIsNone_IsRefusedWithAnExample(string address, string said) =>
        Assert.Contains(said, Assert.Throws<UmulException>(() => BucketAddress.Parse(address)).Message, StringComparison.Ordinal);

    [Fact]
    public async Task MissingKeys_AreNamed()
    {
        Environment.SetEnvironmentVariable("AWS_ACCESS_KEY_ID", null);
        Assert.Contains("AWS_ACCESS_KEY_ID", (await Assert.ThrowsAsync<UmulException>(() => Start("a", _bucket.Address("one")))).Message, StringComparison.Ordinal);
    }

    private IEnumerable<string> Below(string prefix) => _bucket.Objects.Keys.Where(key => key.StartsWith(prefix, StringComparison.Ordinal)).Select(key => key[prefix.Length..]);

    private async Task<UmulServer> Start(string name, string? artifacts)
    {
        var server = await UmulServer.Start(new ServerOptions { DataFolder = Path.Combine(_folder, name), Port = 0, WithSample = false, Artifacts = artifacts });
        _servers.Add(server);
        return server;
    }

    private async Task Stop(UmulServer server)
    {
        _servers.Remove(server);
        await server.DisposeAsync();
    }

    private static async Task<Run> NewRun(UmulServer server)
    {
        var project = await server.Services.GetRequiredService<ProjectStore>().Create("bucket");
        return await server.Services.GetRequiredService<RunStore>().Create(new NewRun { ProjectId = project, Name = "run" });
    }

    private static Task Put(UmulServer server, Run run, string path, string text) =>
        server.Services.GetRequiredService<ArtifactStore>().Put(run.Id, ArtifactPath.Parse(path), new MemoryStream(Encoding.UTF8.GetBytes(text)));

    private static Uri Relative(string path) => new(path, UriKind.Relative);
}
