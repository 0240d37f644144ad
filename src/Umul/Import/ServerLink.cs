using System.Net.Http.Headers;
using Umul.Access;
using Umul.Database;
using Umul.Web;

namespace Umul.Import;

/// <summary>Which server an import goes through: the one that was named, or the one that owns the data folder; or none.</summary>
internal static class ServerLink
{
    /// <summary>Null: nobody owns the folder, and the import opens it itself.</summary>
    public static HttpClient? Find(string dataFolder, string? named)
    {
        named ??= Environment.GetEnvironmentVariable("UMUL_URI") is { Length: > 0 } set ? set : null;
        if (named is not null)
            return Client(named, null);
        // Who may read the folder's secret may write to everything in it.
        return DataFolder.RunningServer(dataFolder) is { } owner ? Client(owner, LocalKey.Read(dataFolder)) : null;
    }

    private static HttpClient Client(string link, string? key)
    {
        if (!Uri.TryCreate(link.EndsWith('/') ? link : link + "/", UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            throw new UmulException(ErrorCode.Invalid, new Sentence(
                $"'{link}' is not the link of an Umul server; it should look like http://127.0.0.1:5190.",
                $"'{link}'은(는) Umul 서버의 링크가 아닙니다. http://127.0.0.1:5190 같은 모양이어야 합니다."));
        var http = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromMinutes(10) };
        if ((Environment.GetEnvironmentVariable("UMUL_TOKEN") is { Length: > 0 } token ? token : key) is { } secret)
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", secret);
        http.DefaultRequestHeaders.AcceptLanguage.ParseAdd(Preferences.Code(Terminal.Language));
        return http;
    }
}
