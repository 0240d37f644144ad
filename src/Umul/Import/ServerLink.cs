namespace Umul.Import;

/// <summary>Speaks to the server that owns a data folder, with the token of the environment where there is one.</summary>
internal static class ServerLink
{
    public static HttpClient Client(string link)
    {
        var http = new HttpClient { BaseAddress = new Uri(link.EndsWith('/') ? link : link + "/"), Timeout = TimeSpan.FromMinutes(10) };
        if (Environment.GetEnvironmentVariable("UMUL_TOKEN") is { Length: > 0 } token)
            http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        return http;
    }
}
