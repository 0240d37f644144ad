using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Umul.Runs;

namespace Umul.Tests.Ingest;

public sealed class IngestFileTests(UmulFixture server) : IClassFixture<UmulFixture>
{
    private readonly string _run = SpoolWriter.NewRun();

    private RecordedRun Recorded => new(server, _run);

    [Fact]
    public async Task Put_AFile_IsStoredUnderItsPathAndReplacedByTheNext()
    {
        await Start();
        await Put("folder/결과 #1?.txt", "first");
        using var response = await Put("folder/결과 #1?.txt", "second");
        var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal("folder/결과 #1?.txt", answer.GetProperty("path").GetString());
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData("second"u8)), answer.GetProperty("hash").GetString());
        Assert.Equal(6, answer.GetProperty("sizeBytes").GetInt64());
        Assert.Equal("second", Recorded.Text("folder/결과 #1?.txt"));
    }

    [Fact]
    public async Task Put_AnImage_IsAnItemOfItsKeyAtItsStep()
    {
        await Start();
        await Put("images/val/mask/00000005-1.png", "png", "?media=mask&key=val/mask&step=-5&ordinal=1&caption=%EB%91%98%EC%A7%B8");
        var item = Assert.Single(Recorded.Media);
        Assert.Equal(("mask", "val/mask", -5, 1, "둘째", "images/val/mask/00000005-1.png"), (item.Kind, item.Name, item.Step, item.Ordinal, item.Caption, item.Path));
    }

    [Fact]
    public async Task Put_AFileLargerThanTheServersUsualLimit_IsStored()
    {
        await Start();
        var content = new byte[40 << 20]; // Kestrel refuses bodies over 30 MB unless told otherwise
        new Random(1).NextBytes(content);
        using var body = new ByteArrayContent(content);
        using var response = await server.Client.PutAsync(Address("big.bin"), body);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains(Convert.ToHexStringLower(SHA256.HashData(content)), await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../x")]
    [InlineData("..%2fx")]
    [InlineData("%2e%2e/x")]
    [InlineData("a/%2e%2e/%2e%2e/x")]
    [InlineData("..%252fx")]
    [InlineData("%252e%252e/x")]
    [InlineData("%5c..%5cx")]
    [InlineData("C:%5cx")]
    [InlineData("C:/x")]
    [InlineData("a%00b")]
    [InlineData("a%0ab")]
    [InlineData("%2fetc/passwd")]
    [InlineData("")]
    public async Task Put_APathThatLeavesTheRun_IsRefusedAndNothingIsStored(string path)
    {
        await Start();
        // Uri would tidy "..", so the address goes out as it stands.
        var address = new Uri(server.Link + $"api/runs/{_run}/files/{path}", new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        using var content = new StringContent("x");
        using var response = await server.Client.PutAsync(address, content);
        Assert.InRange((int)response.StatusCode, 400, 405);
        Assert.Empty(Recorded.Files);
    }

    [Theory]
    [InlineData("a//b", "a/b")]
    [InlineData("/etc/passwd", "etc/passwd")]
    public async Task Put_APathWithDoubledSlashes_StaysInTheRun(string path, string stored)
    {
        await Start();
        var address = new Uri(server.Link + $"api/runs/{_run}/files/{path}", new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        using var content = new StringContent("x");
        using var response = await server.Client.PutAsync(address, content);
        Assert.Equal([stored], Recorded.Files);
    }

    [Theory]
    [InlineData("?media=virus&key=a")]
    [InlineData("?media=image")]
    [InlineData("?media=image&key=a&step=x")]
    [InlineData("?media=image&key=a&step=1.5")]
    public async Task Put_AnItemThatIsNone_IsRefusedBeforeTheFileIsStored(string query)
    {
        await Start();
        using var response = await Put("a.png", "x", query, HttpStatusCode.BadRequest);
        Assert.Empty(Recorded.Files);
    }

    [Fact]
    public async Task Put_OfAnUnknownRunOrOneInTheBin_SaysTryAgainLater()
    {
        using var unknown = await Put("a.txt", "x", "", HttpStatusCode.NotFound);
        await Start();
        await server.Get<RunStore>().Delete(_run);
        using var binned = await Put("a.txt", "x", "", HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Client_IsServed_AsItLiesInTheRepository()
    {
        var text = await server.Client.GetStringAsync(new Uri("/client/umul.py", UriKind.Relative));
        Assert.Equal(await File.ReadAllTextAsync(PythonClient.Path), text);
    }

    private Task<Umul.Ingest.IngestAnswer> Start() => new SpoolWriter(server.Client, _run).Send(SpoolWriter.Start());

    private Uri Address(string path, string query = "") =>
        new($"/api/runs/{_run}/files/{string.Join('/', path.Split('/').Select(Uri.EscapeDataString))}{query}", UriKind.Relative);

    private async Task<HttpResponseMessage> Put(string path, string text, string query = "", HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var content = new StringContent(text, Encoding.UTF8);
        var response = await server.Client.PutAsync(Address(path, query), content);
        Assert.Equal(expected, response.StatusCode);
        return response;
    }
}
