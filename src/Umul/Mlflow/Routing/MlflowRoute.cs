using Umul.Mlflow.Wire;

namespace Umul.Mlflow.Routing;

/// <summary>How far an endpoint of the protocol is offered.</summary>
internal enum Support
{
    Works,
    Partly,
    Not,
}

/// <summary>One endpoint of the protocol. <see cref="Path"/> is MLflow's, under /api; it is also answered under /ajax-api.</summary>
internal sealed record MlflowRoute(string Method, string Path, Support Support, Func<HttpContext, Task> Answer)
{
    /// <summary>Every path that the route answers under.</summary>
    public IEnumerable<string> Patterns => Path.StartsWith("/api/", StringComparison.Ordinal) ? [Path, "/ajax-api" + Path["/api".Length..]] : [Path];

    /// <summary>A route whose handler reads a message: the query of a GET, the JSON body of everything else.</summary>
    public static MlflowRoute Message<T>(string method, string path, Func<T, MlflowCall, Task> handle, Support support = Support.Works)
        where T : notnull
        => new(method, path, support, http => AnswerMessage(http, handle));

    /// <summary>A route whose handler reads the body itself: files, and the two calls that a training loop makes most.</summary>
    public static MlflowRoute Raw<T>(string method, string path, Func<T, HttpContext, Task> handle, Support support = Support.Works)
        where T : notnull
        => new(method, path, support, http => handle(http.RequestServices.GetRequiredService<T>(), http));

    /// <summary>A route that exists in MLflow and is not offered here.</summary>
    public static MlflowRoute NotOffered(string method, string path) => new(method, path, Support.Not,
        _ => throw MlflowException.Unsupported($"This server does not offer {method} {path}: docs/mlflow-compatibility.md lists what it does."));

    private static async Task AnswerMessage<T>(HttpContext http, Func<T, MlflowCall, Task> handle)
        where T : notnull
    {
        var handler = http.RequestServices.GetRequiredService<T>();
        if (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method))
        {
            await handle(handler, new MlflowCall(http, new MlflowFields(http.Request.Query))).ConfigureAwait(false);
            return;
        }
        ContentTypes.Check(http.Request);
        using var body = await MlflowBody.ReadAsync(http.Request, http.RequestAborted).ConfigureAwait(false);
        using var document = MlflowJson.Parse(body.Memory);
        await handle(handler, new MlflowCall(http, new MlflowFields(document.RootElement))).ConfigureAwait(false);
    }
}
