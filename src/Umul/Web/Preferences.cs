using Microsoft.Net.Http.Headers;

namespace Umul.Web;

/// <summary>What one reader prefers: language and theme. Read from the address, then the cookie, then the browser.</summary>
internal sealed record Preferences(Language Language, string Theme)
{
    public const string LanguageCookie = "umul-lang";
    public const string ThemeCookie = "umul-theme";

    private static readonly object Key = new();
    private static readonly string[] Themes = ["auto", "light", "dark"];

    public static Preferences Of(HttpContext? context)
    {
        if (context is null)
            return new Preferences(Language.English, Themes[0]);
        if (context.Items.TryGetValue(Key, out var kept))
            return (Preferences)kept!;
        var request = context.Request;
        var language = FromCode(request.Query["lang"]) ?? FromCode(request.Cookies[LanguageCookie]) ?? FromBrowser(request);
        var theme = request.Cookies[ThemeCookie];
        return new Preferences(language, Array.IndexOf(Themes, theme) >= 0 ? theme! : Themes[0]);
    }

    /// <summary>
    /// Settles the preferences once a request, before an error page can replace the address, and keeps a language that was
    /// chosen in the address (<c>?lang=ko</c>) for the pages after this one.
    /// </summary>
    public static Task Settle(HttpContext context, RequestDelegate next)
    {
        context.Items[Key] = Of(context);
        if (FromCode(context.Request.Query["lang"]) is { } chosen)
        {
            context.Response.Cookies.Append(LanguageCookie, Code(chosen), new CookieOptions
            {
                MaxAge = TimeSpan.FromDays(365),
                SameSite = Microsoft.AspNetCore.Http.SameSiteMode.Lax,
                Secure = context.Request.IsHttps,
            });
        }
        return next(context);
    }

    public static string Code(Language language) => language == Language.Korean ? "ko" : "en";

    private static Language? FromCode(string? code) => code switch
    {
        "ko" => Language.Korean,
        "en" => Language.English,
        _ => null,
    };

    private static Language FromBrowser(HttpRequest request)
    {
        var accepted = request.GetTypedHeaders().AcceptLanguage;
        foreach (var item in accepted.OrderByDescending(item => item.Quality ?? 1))
        {
            if (FromPrefix(item) is { } language)
                return language;
        }
        return Language.English;
    }

    private static Language? FromPrefix(StringWithQualityHeaderValue item) =>
        FromCode(item.Value.Length >= 2 ? item.Value.ToString()[..2].ToLowerInvariant() : null);
}
