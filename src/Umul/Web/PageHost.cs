using System.Text.Encodings.Web;
using System.Text.Unicode;
using Umul.Web.Texts;

namespace Umul.Web;

/// <summary>Puts the server-rendered pages into the program.</summary>
internal static class PageHost
{
    // Styles may be inline: swatches and charts set a colour or a width from data. Scripts may not.
    private const string ContentPolicy =
        "default-src 'self'; script-src 'self' 'inline-speculation-rules'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; " +
        "media-src 'self' blob:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'";

    public static IServiceCollection AddPages(this IServiceCollection services)
    {
        // Hangul as itself, not as entities: a third of the size, and readable in the page's source
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        services.AddRazorComponents();
        services.AddHttpContextAccessor();
        services.AddScoped(static provider => Preferences.Of(provider.GetRequiredService<IHttpContextAccessor>().HttpContext));
        services.AddScoped(static provider => new PageTexts(provider.GetRequiredService<Preferences>().Language));
        return services;
    }

    /// <summary>Pages, their assets, and what pages need around them. Antiforgery concerns only endpoints that bind forms.</summary>
    public static void MapPages(this WebApplication app)
    {
        app.Use(static next => context => AddPageHeaders(context, next));
        app.Use(static next => context => Preferences.Settle(context, next));
        app.UseWhen(WantsPage, static branch => branch.UseStatusCodePagesWithReExecute("/problem"));
        // After the line above, so that a re-executed request is routed anew
        app.UseRouting();
        app.UseAntiforgery();
        app.MapAssets();
        app.MapRazorComponents<App>();
    }

    private static bool WantsPage(HttpContext context) =>
        HttpMethods.IsGet(context.Request.Method) && context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    private static Task AddPageHeaders(HttpContext context, RequestDelegate next)
    {
        context.Response.OnStarting(static state =>
        {
            var response = ((HttpContext)state).Response;
            response.Headers.XContentTypeOptions = "nosniff";
            if (response.ContentType?.StartsWith("text/html", StringComparison.OrdinalIgnoreCase) == true)
            {
                response.Headers.TryAdd("Content-Security-Policy", ContentPolicy);
                response.Headers["Referrer-Policy"] = "same-origin";
                response.Headers.XFrameOptions = "DENY";
            }
            return Task.CompletedTask;
        }, context);
        return next(context);
    }
}
