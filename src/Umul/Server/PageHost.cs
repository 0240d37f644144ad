using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Umul.Access;
using Umul.Database;
using Umul.Mlflow;
using Umul.Web;
using Umul.Web.Problems;
using Umul.Web.Texts;

namespace Umul.Server;

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
        // Forms that are open in a browser survive a restart of the server
        services.AddOptions<KeyManagementOptions>().Configure<DataFolder, ILoggerFactory>(static (keys, folder, log) =>
            keys.XmlRepository = new FileSystemXmlRepository(KeyFolder(folder), log));
        // The keys are read when the first form is shown: reading them before listening took a tenth of a cold start
        services.Remove(services.Single(static service => service.ImplementationType?.Name == "DataProtectionHostedService"));
        // It warns at every new key that keys on disk are not encrypted: they lie beside the data that they protect, readable by the owner only
        services.AddLogging(static log => log.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error));
        services.AddScoped(static provider => Preferences.Of(provider.GetRequiredService<IHttpContextAccessor>().HttpContext));
        services.AddScoped(static provider => new PageTexts(provider.GetRequiredService<Preferences>().Language));
        return services;
    }

    /// <summary>
    /// Pages, their assets, and what stands around every request: failures become answers, pages get their headers.
    /// Call it before other endpoints are mapped, so that routing comes after what may run a request again.
    /// </summary>
    public static void MapPages(this WebApplication app)
    {
        app.UseWhen(ProblemAnswers.WantsPage, static page => page
            .Use(static next => context => AddPageHeaders(context, next))
            .Use(static next => context => Preferences.Settle(context, next))
            .UseStatusCodePagesWithReExecute("/problem", createScopeForStatusCodePages: true));
        app.Use(static next => context => ProblemAnswers.Answer(context, next));
        app.UseMlflow();
        app.UseAccess();
        app.AnswerMlflow();
        app.UseRouting();
        app.UseAntiforgery();
        app.MapAssets();
        app.MapRazorComponents<App>();
    }

    private static DirectoryInfo KeyFolder(DataFolder folder)
    {
        var path = Path.Combine(folder.Path, "keys");
        return OperatingSystem.IsWindows()
            ? Directory.CreateDirectory(path)
            : Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

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
