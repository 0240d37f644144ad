using System.Net.Http.Headers;
using System.Text.Json;
using Umul.Access;
using Umul.Database;
using Umul.Web;

namespace Umul.Server;

/// <summary>
/// How a command reaches what Umul stores: the server named by <c>--uri</c> or UMUL_URI, else the one that holds the data folder, else one
/// of the command's own on that folder, for as long as the command runs. Commands therefore know one way only: HTTP.
/// </summary>
internal sealed class ServerConnection : IAsyncDisposable
{
    private readonly UmulServer? _own;

    private ServerConnection(Uri link, UmulServer? own, string? key)
    {
        _own = own;
        Client = new HttpClient { BaseAddress = link, Timeout = Timeout.InfiniteTimeSpan };
        if (Environment.GetEnvironmentVariable("UMUL_TOKEN") is { Length: > 0 } set) key = set;
        Client.DefaultRequestHeaders.AcceptLanguage.ParseAdd(Preferences.Code(Terminal.Language));
        if (key is { } token)
            Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    /// <summary>Talks to the server.</summary>
    public HttpClient Client { get; }

    /// <summary>Finds or starts a server.</summary>
    public static async Task<ServerConnection> Open(string dataFolder, string? uri = null, string? databaseUrl = null)
    {
        uri ??= Environment.GetEnvironmentVariable("UMUL_URI") is { Length: > 0 } set ? set : null;
        // Whoever may read the folder may do everything: its key goes to the folder's own server and to no other.
        if (uri is null && DataFolder.RunningServer(dataFolder) is { } running) return new ServerConnection(new Uri(running), null, LocalKey.Read(dataFolder));
        if (uri is not null)
        {
            return Uri.TryCreate(uri, UriKind.Absolute, out var link) && link.Scheme is "http" or "https"
                ? new ServerConnection(link, null, null)
                : throw new UmulException(ErrorCode.Invalid, new Sentence(
                    $"'{uri}' is not the link of an Umul server; it should look like http://127.0.0.1:5190.",
                    $"'{uri}'은(는) Umul 서버의 링크가 아닙니다. http://127.0.0.1:5190 같은 모양이어야 합니다."));
        }
        var own = await UmulServer.Start(new ServerOptions { DataFolder = dataFolder, Port = 0, WithSample = false, DatabaseUrl = databaseUrl });
        return new ServerConnection(own.Link, own, LocalKey.Read(dataFolder));
    }

    /// <summary>Throws the server's own words if the answer is not a success.</summary>
    /// <exception cref="UmulException">The server refused.</exception>
    public static async Task<HttpResponseMessage> Require(Task<HttpResponseMessage> request)
    {
        HttpResponseMessage response;
        try
        {
            response = await request;
        }
        catch (HttpRequestException failure)
        {
            throw new UmulException(ErrorCode.NotFound, new Sentence(
                $"No Umul answers there ({failure.Message}). Start it with 'umul up', or give --uri.",
                $"그곳에서 응답하는 Umul이 없습니다({failure.Message}). 'umul up'으로 시작하거나 --uri를 주세요."), failure);
        }
        if (response.IsSuccessStatusCode) return response;
        throw new UmulException(ErrorCode.Invalid, Said(await response.Content.ReadAsStringAsync(), response));
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (_own is not null) await _own.DisposeAsync();
    }

    private static string Said(string body, HttpResponseMessage response)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            foreach (var name in (string[])["detail", "message", "title"])
                if (json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty(name, out var said)) return said.ToString();
        }
        catch (JsonException)
        {
            // Not from Umul's own hand: a proxy's page, say. The status has to do.
        }
        return Terminal.Say(
            $"The server answered {(int)response.StatusCode} {response.ReasonPhrase}.",
            $"서버의 응답: {(int)response.StatusCode} {response.ReasonPhrase}.");
    }
}
