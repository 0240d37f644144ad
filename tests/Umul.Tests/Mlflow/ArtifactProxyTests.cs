using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Umul.Tests.Mlflow;

/// <summary>What the artifact proxy does with bytes, beyond the scenarios.</summary>
public sealed class ArtifactProxyTests(UmulFixture server) : IClassFixture<UmulFixture>
{
    private const string Root = "/api/2.0/mlflow-artifacts/artifacts/0/proxy-run/artifacts/";

    [Theory]
    [InlineData("page.html", "text/html")]
    [InlineData("image.svg", "image/svg+xml")]
    [InlineData("MLmodel", "text/plain")]
    public async Task Get_FileWithAScript_IsAnAttachmentThatNoBrowserRuns(string name, string type)
    {
        await Put(name, "<script>alert(1)</script>"u8.ToArray());
        using var response = await server.Client.GetAsync(Root + name);
        Assert.Equal(type, response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("attachment", response.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.Contains("sandbox", Assert.Single(response.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Put_EmptyFileInChunks_IsStored()
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, Root + "empty.bin") { Content = new ByteArrayContent([]) };
        request.Headers.TransferEncodingChunked = true;
        using var response = await server.Client.SendAsync(request);
        Assert.Equal("{}", await response.Content.ReadAsStringAsync());
        Assert.Empty(await server.Client.GetByteArrayAsync(Root + "empty.bin"));
    }

    [Fact]
    public async Task Put_BeyondTheLimitOfMessages_IsStoredWhole()
    {
        var bytes = new byte[40 * 1024 * 1024];
        new Random(7).NextBytes(bytes);
        await Put("large.bin", bytes);
        var stored = await server.Client.GetByteArrayAsync(Root + "large.bin");
        Assert.True(bytes.AsSpan().SequenceEqual(stored));
    }

    [Fact]
    public async Task Get_Range_GivesThatPart()
    {
        await Put("range.txt", Encoding.ASCII.GetBytes("0123456789"));
        using var request = new HttpRequestMessage(HttpMethod.Get, Root + "range.txt");
        request.Headers.Range = new RangeHeaderValue(2, 4);
        using var response = await server.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.PartialContent, response.StatusCode);
        Assert.Equal("234", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Head_File_AnswersWithoutBody()
    {
        await Put("head.txt", Encoding.ASCII.GetBytes("hello"));
        using var request = new HttpRequestMessage(HttpMethod.Head, Root + "head.txt");
        using var response = await server.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(5, response.Content.Headers.ContentLength);
    }

    private async Task Put(string name, byte[] bytes)
    {
        using var content = new ByteArrayContent(bytes);
        using var response = await server.Client.PutAsync(Root + name, content);
        response.EnsureSuccessStatusCode();
    }
}
