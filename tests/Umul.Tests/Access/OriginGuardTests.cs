using Microsoft.AspNetCore.Http;
using Umul.Access;

namespace Umul.Tests.Access;

public sealed class OriginGuardTests
{
    [Theory]
    [InlineData("localhost:5190")]
    [InlineData("LOCALHOST")]
    [InlineData("umul.localhost:80")]
    [InlineData("127.0.0.1:5190")]
    [InlineData("127.8.9.1")]
    [InlineData("[::1]:5190")]
    [InlineData("lab.example:443")]
    [InlineData("")]
    public void Refusal_WithoutAccountsAtAnOwnName_IsNone(string host) => Assert.Null(Refusal(host, hasAccounts: false));

    [Theory]
    [InlineData("evil.example")]
    [InlineData("127.0.0.1.evil.example")]
    [InlineData("localhost.evil.example")]
    [InlineData("notlocalhost")]
    [InlineData("10.0.0.5:5190")]
    [InlineData("0.0.0.0:5190")]
    public void Refusal_WithoutAccountsAtAForeignName_IsGiven(string host)
    {
        Assert.Contains("UMUL_ALLOWED_HOSTS", Refusal(host, hasAccounts: false), StringComparison.Ordinal);
        Assert.Null(Refusal(host, hasAccounts: true));
    }

    [Theory]
    [InlineData("http://localhost:5190", null)]
    [InlineData("https://localhost:5190", null)]
    [InlineData("http://localhost:8888", "may not")]
    [InlineData("http://localhost", "may not")]
    [InlineData("http://127.0.0.1:5190", "may not")]
    [InlineData("http://evil.example", "may not")]
    [InlineData("http://localhost.evil.example:5190", "may not")]
    [InlineData("null", "may not")]
    [InlineData("file://", "may not")]
    [InlineData("chrome-extension://abc", "may not")]
    public void Refusal_OfAnOrigin_IsGivenUnlessItIsThisServer(string origin, string? expected)
    {
        foreach (var method in new[] { "GET", "POST" })
        {
            var refusal = Refusal("localhost:5190", hasAccounts: true, method, ("Origin", origin));
            if (expected is null) Assert.Null(refusal);
            else Assert.Contains(expected, refusal, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("GET", "navigate", "cross-site", true)]
    [InlineData("GET", "no-cors", "cross-site", false)]
    [InlineData("GET", "no-cors", "same-site", false)]
    [InlineData("POST", "navigate", "cross-site", false)]
    [InlineData("POST", "navigate", "same-site", false)]
    [InlineData("POST", "cors", "same-origin", true)]
    [InlineData("POST", "navigate", "none", true)]
    public void Refusal_OfWhatABrowserSaysAboutItself_LetsLinksAndOwnPagesThrough(string method, string mode, string site, bool passes) =>
        Assert.Equal(passes, Refusal("localhost", hasAccounts: false, method, ("Sec-Fetch-Mode", mode), ("Sec-Fetch-Site", site)) is null);

    [Fact]
    public void Refusal_OfAProgramThatSaysNothing_IsNone() => Assert.Null(Refusal("localhost", hasAccounts: false, "POST"));

    private static string? Refusal(string host, bool hasAccounts, string method = "GET", params (string Name, string Value)[] headers)
    {
        var request = new DefaultHttpContext().Request;
        (request.Method, request.Host) = (method, new HostString(host));
        foreach (var (name, value) in headers) request.Headers[name] = value;
        return OriginGuard.Refusal(request, hasAccounts, ["lab.example"]);
    }
}
