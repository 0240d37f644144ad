using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Umul.Database;
using Umul.Server;
using Umul.Web;

namespace Umul.Access;

/// <summary>How a command reaches the accounts: the server that holds the data folder, or one of its own for the moment.</summary>
internal sealed class UserClient : IAsyncDisposable
{
    private readonly UmulServer? _own;
    private readonly HttpClient _http;

    private UserClient(UmulServer? own, Uri link, string key)
    {
        _own = own;
        _http = new HttpClient { BaseAddress = link };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
    }

    /// <exception cref="UmulException">The folder's server cannot be reached.</exception>
    public static async Task<UserClient> Open(string dataFolder, string? databaseUrl)
    {
        dataFolder = Path.GetFullPath(dataFolder);
        UmulServer? own = null;
        var link = DataFolder.RunningServer(dataFolder) is { } running ? new Uri(running) : null;
        if (link is null)
        {
            own = await UmulServer.Start(new ServerOptions { DataFolder = dataFolder, Port = 0, WithSample = false, DatabaseUrl = databaseUrl });
            link = own.Link;
        }
        var key = LocalKey.Read(dataFolder) ?? throw new UmulException(ErrorCode.WrongState, $"There is no key of a running server in {dataFolder}.");
        return new UserClient(own, link, key);
    }

    public Task<ShownAccount[]> List() => Ask(HttpMethod.Get, "", null, AccessJson.Default.ShownAccountArray);

    public Task Send<T>(string path, T body, JsonTypeInfo<T> type) => Send(HttpMethod.Post, path, JsonContent.Create(body, type));

    public Task Delete(string path) => Send(HttpMethod.Delete, path, null);

    public async Task<string> AddToken(string name, NewToken token) =>
        (await Ask(HttpMethod.Post, $"/{Uri.EscapeDataString(name)}/tokens", JsonContent.Create(token, AccessJson.Default.NewToken), AccessJson.Default.ShownToken)).Token;

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        if (_own is not null) await _own.DisposeAsync();
    }

    private async Task<T> Ask<T>(HttpMethod method, string path, HttpContent? body, JsonTypeInfo<T> type)
    {
        using var response = await Send(method, path, body);
        return (await response.Content.ReadFromJsonAsync(type))!;
    }

    private async Task<HttpResponseMessage> Send(HttpMethod method, string path, HttpContent? body)
    {
        using var request = new HttpRequestMessage(method, new Uri("/api/accounts" + path, UriKind.Relative)) { Content = body };
        var response = await _http.SendAsync(request);
        if (response.IsSuccessStatusCode) return response;
        using (response)
        {
            var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
            throw new UmulException(ErrorCode.Invalid, problem.GetProperty("detail").GetString() ?? "");
        }
    }
}
