using System.Net;
using System.Net.Http.Headers;
using Umul.Access;
using Umul.Runs;
using Umul.Tests.Ingest;
using Umul.Web;

namespace Umul.Tests.Access;

public sealed class AccessTests(AccessFixture fixture) : IClassFixture<AccessFixture>
{
    // Each row: what is asked, and what nobody, a reader, a writer and an administrator are answered.
    [Theory]
    [InlineData("GET", "/health", 200, 200, 200, 200)]
    [InlineData("GET", "/sign-in", 200, 200, 200, 200)]
    [InlineData("GET", "/client/umul.py", 200, 200, 200, 200)]
    [InlineData("GET", "/api/hello", 401, 200, 200, 200)]
    [InlineData("GET", "//api/hello", 401, 200, 200, 200)]
    [InlineData("DELETE", "//api//accounts/nobody", 401, 403, 403, 404)]
    [InlineData("GET", "/nothing/here", 401, 404, 404, 404)]
    [InlineData("GET", "/health/../api/hello", 401, 200, 200, 200)]
    [InlineData("GET", "/assets/../api/hello", 401, 200, 200, 200)]
    [InlineData("GET", "/assets/%2e%2e/api/hello", 401, 200, 200, 200)]
    [InlineData("POST", "/api/ingest?run=r&writer=w", 401, 403, 200, 200)]
    [InlineData("POST", "/api/projects/0/run-rows", 401, 400, 400, 400)]
    [InlineData("PUT", "/nothing/search", 401, 403, 404, 404)]
    [InlineData("DELETE", "/api/accounts/nobody", 401, 403, 403, 404)]
    [InlineData("GET", "/api/accounts", 401, 403, 403, 200)]
    [InlineData("GET", "/api/upkeep/backup", 401, 403, 403, 200)]
    [InlineData("GET", "//API//Upkeep/backup", 401, 403, 403, 200)]
    [InlineData("GET", "/api/upkeep/storage", 401, 403, 403, 200)]
    [InlineData("POST", "/api/upkeep/gc?olderThanDays=30&dryRun=true", 401, 403, 403, 200)]
    [InlineData("POST", "/api/2.0/mlflow/runs/search", 401, 400, 400, 400)]
    [InlineData("POST", "/api/2.0/mlflow/runs/create", 401, 403, 400, 400)]
    [InlineData("POST", "/ajax-api/2.0/mlflow/experiments/delete", 401, 403, 400, 400)]
    [InlineData("POST", "/projects/new", 401, 403, 400, 400)]
    public async Task Request_OfEachRole_IsAnsweredByTheRole(string method, string path, int nobody, int reader, int writer, int admin)
    {
        foreach (var (account, expected) in new[] { (null, nobody), ("reader", reader), ("writer", writer), ("admin", admin) })
        {
            using var client = fixture.As(account);
            using var request = new HttpRequestMessage(new HttpMethod(method), Raw(path));
            if (method != "GET") request.Content = new ByteArrayContent([]);
            using var response = await client.SendAsync(request);
            Assert.True(expected == (int)response.StatusCode, $"{account ?? "nobody"}: {(int)response.StatusCode}, not {expected}");
        }
    }

    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/")]
    public async Task Page_MayNotBeFramedByAnother(string path)
    {
        using var client = fixture.As("reader");
        using var request = new HttpRequestMessage(HttpMethod.Get, Raw(path));
        request.Headers.Accept.ParseAdd("text/html");
        using var response = await client.SendAsync(request);
        Assert.Equal("DENY", Assert.Single(response.Headers.GetValues("X-Frame-Options")));
        Assert.Contains("frame-ancestors 'none'", Assert.Single(response.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Credentials_AsMlflowClientsSendThem_AreTakenAndWrongOnesAreNot()
    {
        var good = AccessFixture.Basic("admin", AccessFixture.Password);
        foreach (var (header, expected) in new[]
        {
            (good, 200), (good, 200), (AccessFixture.Basic("admin", "wrong"), 401), (AccessFixture.Basic("nobody", AccessFixture.Password), 401),
            (AccessFixture.Basic("reader", ""), 401), (AccessFixture.Basic("", ""), 401), (new AuthenticationHeaderValue("Basic", "!!!"), 401),
            (new AuthenticationHeaderValue("Basic", Convert.ToBase64String("nocolon"u8)), 401), (new AuthenticationHeaderValue("Bearer", "umul_wrong"), 401),
            (new AuthenticationHeaderValue("Bearer", ""), 401), (new AuthenticationHeaderValue("Digest", "x"), 401),
        })
        {
            using var client = fixture.With(header);
            Assert.Equal(expected, (int)(await client.GetAsync(Raw("/api/hello"))).StatusCode);
        }
    }

    [Fact]
    public async Task Password_AfterItIsChanged_OldOneAndItsSessionsEnd()
    {
        var accounts = fixture.Server.Get<AccountStore>();
        await accounts.Add("changer", "first password", Role.Reader);
        var session = await accounts.AddSession("changer");
        using var client = fixture.With(AccessFixture.Basic("changer", "first password"));
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(Raw("/api/hello"))).StatusCode);
        await accounts.SetPassword("changer", "second password");
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync(Raw("/api/hello"))).StatusCode);
        Assert.Null(accounts.ByToken(session));
        Assert.NotNull(accounts.ByPassword("changer", "second password"));
    }

    [Fact]
    public async Task Token_RevokedOrOfARemovedAccount_IsRefused()
    {
        var accounts = fixture.Server.Get<AccountStore>();
        await accounts.Add("leaver", null, Role.Writer);
        var (first, second) = (await accounts.AddToken("leaver", "a", null), await accounts.AddToken("leaver", "b", null));
        var expired = await accounts.AddToken("leaver", "c", 1);
        Assert.Equal(("leaver", null), (accounts.ByToken(first)?.Name, accounts.ByToken(expired)?.Name));
        await accounts.RemoveToken("leaver", "a");
        Assert.Equal((null, "leaver"), (accounts.ByToken(first)?.Name, accounts.ByToken(second)?.Name));
        await accounts.Remove("leaver");
        Assert.Null(accounts.ByToken(second));
    }

    [Fact]
    public async Task Member_OfOneProject_WritesThereAndKnowsNothingOfTheOther()
    {
        string open = SpoolWriter.NewRun(), secret = SpoolWriter.NewRun();
        using var writer = fixture.As("writer");
        using var member = fixture.As("member");
        await new SpoolWriter(writer, secret).Send(SpoolWriter.Start("secret"));
        await new SpoolWriter(member, open).Send(SpoolWriter.Start("open"), SpoolWriter.Log(0, """{"x":1}"""));
        Assert.Equal([(0, 1)], new RecordedRun(fixture.Server, open).Points("x"));

        // What exists but is not theirs is not there.
        using var more = await new SpoolWriter(member, secret, "other").Post(SpoolWriter.Frame(1, SpoolWriter.Log(0, """{"x":1}""")));
        Assert.Equal(HttpStatusCode.NotFound, more.StatusCode);
        using var file = await member.PutAsync(Raw($"/api/runs/{secret}/files/a.txt"), new StringContent("x"));
        Assert.Equal(HttpStatusCode.NotFound, file.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await Page(member, $"/runs/{secret}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await Page(member, $"/projects/{fixture.Secret}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await member.GetAsync(Raw($"/api/projects/{fixture.Secret}/live"))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await member.GetAsync(Raw($"/api/2.0/mlflow/runs/get?run_id={secret}"))).StatusCode);
        Assert.DoesNotContain("secret", await member.GetStringAsync(Raw("/api/2.0/mlflow/experiments/search?max_results=100")), StringComparison.Ordinal);
        var projects = await (await Page(member, "/")).Content.ReadAsStringAsync();
        Assert.Contains(">open<", projects, StringComparison.Ordinal);
        Assert.DoesNotContain(">secret<", projects, StringComparison.Ordinal);
        using var created = await new SpoolWriter(member, SpoolWriter.NewRun()).Post(new SpoolWriter(member, "r").Frames(SpoolWriter.Start("a third")));
        Assert.Equal(HttpStatusCode.Forbidden, created.StatusCode);
    }

    [Fact]
    public async Task Member_WhoGuessesAProjectToWriteTo_IsRefusedByTheStoreItself()
    {
        Caller.Account = fixture.Server.Get<AccountStore>().All.Single(a => a.Name == "member");
        var runs = fixture.Server.Get<RunStore>();
        Assert.Equal(ErrorCode.Forbidden, (await Assert.ThrowsAsync<UmulException>(() => runs.Create(new NewRun { ProjectId = fixture.Secret }))).Code);
        var own = await runs.Create(new NewRun { ProjectId = fixture.Open });
        Assert.NotNull(runs.Find(own.Id));
    }

    [Fact]
    public async Task Page_ForNobody_LeadsToSignInAndBack()
    {
        using var client = fixture.As(null);
        using var response = await Page(client, "/runs/abc?tab=1");
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Equal("/sign-in?to=%2Fruns%2Fabc%3Ftab%3D1", response.Headers.Location?.OriginalString);
    }

    [Theory]
    [InlineData("/runs/abc?tab=1", AccessFixture.Password, "/runs/abc?tab=1")]
    [InlineData("//evil.example/x", AccessFixture.Password, "/")]
    [InlineData("/\\evil.example", AccessFixture.Password, "/")]
    [InlineData("https://evil.example", AccessFixture.Password, "/")]
    [InlineData("/runs/abc", "wrong password", null)]
    public async Task SignIn_WithAPassword_OpensASessionAndGoesOnlyToThisServer(string to, string password, string? expected)
    {
        using var client = fixture.As(null);
        var address = "/sign-in?to=" + Uri.EscapeDataString(to);
        using var form = await Page(client, address);
        var html = await form.Content.ReadAsStringAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, Raw(address))
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["_handler"] = "sign-in",
                ["Name"] = "admin",
                ["Password"] = password,
                ["__RequestVerificationToken"] = html.Split("__RequestVerificationToken\" value=\"")[1].Split('"')[0],
            }),
        };
        request.Headers.Accept.ParseAdd("text/html");
        request.Headers.Add("Cookie", form.Headers.GetValues("Set-Cookie").Select(c => c.Split(';')[0]));
        using var response = await client.SendAsync(request);
        Assert.Equal(expected, response.Headers.Location?.OriginalString);
        var cookie = response.Headers.TryGetValues("Set-Cookie", out var set) ? set.FirstOrDefault(c => c.StartsWith("umul-session=", StringComparison.Ordinal)) : null;
        if (expected is null)
        {
            Assert.Null(cookie);
            Assert.Contains("role=\"alert\"", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            return;
        }
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(HttpStatusCode.OK, (await Page(client, "/", cookie!.Split(';')[0])).StatusCode);
        using var out1 = new HttpRequestMessage(HttpMethod.Post, Raw("/sign-out"));
        out1.Headers.Add("Cookie", cookie.Split(';')[0]);
        Assert.Equal(HttpStatusCode.Redirect, (await client.SendAsync(out1)).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await Page(client, "/", cookie.Split(';')[0])).StatusCode);
    }

    [Fact]
    public async Task Request_FromAnotherOriginWithASession_IsRefused()
    {
        var session = await fixture.Server.Get<AccountStore>().AddSession("admin");
        using var client = fixture.As(null);
        using var request = new HttpRequestMessage(HttpMethod.Post, Raw("/api/ingest?run=r&writer=w")) { Content = new ByteArrayContent([]) };
        request.Headers.Add("Cookie", $"umul-session={session}");
        request.Headers.Add("Origin", "http://evil.example");
        Assert.Equal(HttpStatusCode.Forbidden, (await client.SendAsync(request)).StatusCode);
    }

    private Uri Raw(string path) => new(fixture.Server.Link.ToString().TrimEnd('/') + path, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });

    private async Task<HttpResponseMessage> Page(HttpClient client, string path, string? cookie = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Raw(path));
        request.Headers.Accept.ParseAdd("text/html");
        if (cookie is not null) request.Headers.Add("Cookie", cookie);
        return await client.SendAsync(request);
    }
}
