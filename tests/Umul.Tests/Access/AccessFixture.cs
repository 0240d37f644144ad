using System.Net.Http.Headers;
using System.Text;
using Umul.Access;
using Umul.Projects;

namespace Umul.Tests.Access;

/// <summary>A server with four accounts: an administrator, a writer, a reader, and a member who may write to the project "open" only.</summary>
public sealed class AccessFixture : IAsyncLifetime
{
    public const string Password = "correct horse 말";

    private readonly Dictionary<string, string> _tokens = [];

    internal UmulFixture Server { get; } = new();

    /// <summary>The project that the member may write to.</summary>
    public long Open { get; private set; }

    /// <summary>The project that the member knows nothing of.</summary>
    public long Secret { get; private set; }

    public async Task InitializeAsync()
    {
        await Server.InitializeAsync();
        var accounts = Server.Get<AccountStore>();
        (Open, Secret) = (await Server.Get<ProjectStore>().Create("open"), await Server.Get<ProjectStore>().Create("secret"));
        await accounts.Add("admin", Password, Role.Admin);
        await accounts.Add("writer", null, Role.Writer);
        await accounts.Add("reader", null, Role.Reader);
        await accounts.Add("member", null, Role.None);
        await accounts.SetRole("member", Role.Writer, Open);
        foreach (var name in new[] { "admin", "writer", "reader", "member" }) _tokens[name] = await accounts.AddToken(name, "test", null);
    }

    public Task DisposeAsync() => Server.DisposeAsync();

    /// <summary>A client of that account; of nobody for null.</summary>
    internal HttpClient As(string? account) => With(account is null ? null : new AuthenticationHeaderValue("Bearer", _tokens[account]));

    internal static AuthenticationHeaderValue Basic(string name, string password) =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{name}:{password}")));

    internal HttpClient With(AuthenticationHeaderValue? authorization)
    {
        var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = Server.Link };
        client.DefaultRequestHeaders.Authorization = authorization;
        return client;
    }
}
