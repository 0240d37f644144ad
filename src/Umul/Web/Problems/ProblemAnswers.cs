using Umul.Web.Texts;

namespace Umul.Web.Problems;

/// <summary>
/// The one place where a failure becomes an answer: a page for a reader, problem+json for a program. (MLflow's clients are answered
/// in their own shape inside <c>Mlflow/</c>.)
/// </summary>
internal static class ProblemAnswers
{
    public static bool WantsPage(HttpContext context) =>
        context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    public static async Task Answer(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
            if (context.Response is { HasStarted: false, StatusCode: StatusCodes.Status400BadRequest } && HttpMethods.IsPost(context.Request.Method) && WantsPage(context))
                ShowPage(context, StatusCodes.Status400BadRequest, new PageProblem(Texts(context).Shell.FormRefused, context.Request.Path, Texts(context).Shell.FormExpired));
        }
        catch (UmulException refusal) when (!context.Response.HasStarted)
        {
            await Refuse(context, refusal);
        }
        catch (Exception failure) when (!context.Response.HasStarted && failure is not (BadHttpRequestException or OperationCanceledException))
        {
            context.RequestServices.GetRequiredService<ILogger<PageProblem>>().LogError(failure, "Request {Reference} failed", context.TraceIdentifier);
            await Fail(context);
        }
    }

    public static int StatusOf(ErrorCode code) => code switch
    {
        ErrorCode.Invalid => StatusCodes.Status400BadRequest,
        ErrorCode.NotFound => StatusCodes.Status404NotFound,
        ErrorCode.AlreadyExists or ErrorCode.WrongState => StatusCodes.Status409Conflict,
        ErrorCode.Unauthenticated => StatusCodes.Status401Unauthorized,
        ErrorCode.Forbidden => StatusCodes.Status403Forbidden,
        ErrorCode.TooLarge => StatusCodes.Status413PayloadTooLarge,
        _ => StatusCodes.Status507InsufficientStorage,
    };

    private static Task Refuse(HttpContext context, UmulException refusal)
    {
        var status = StatusOf(refusal.Code);
        var message = refusal.In(Preferences.Of(context).Language);
        if (WantsPage(context))
        {
            var texts = Texts(context).Problem;
            ShowPage(context, status, new PageProblem(texts.What(refusal.Code), message, texts.Do(refusal.Code)));
            return Task.CompletedTask;
        }
        context.Response.Clear();
        return Results.Problem(message, statusCode: status, extensions: new Dictionary<string, object?> { ["code"] = refusal.Code.ToString() }).ExecuteAsync(context);
    }

    private static Task Fail(HttpContext context)
    {
        var texts = Texts(context).Shell;
        if (WantsPage(context))
        {
            ShowPage(context, StatusCodes.Status500InternalServerError, new PageProblem(texts.FailedTitle, texts.Reference(context.TraceIdentifier), texts.FailedDo));
            return Task.CompletedTask;
        }
        context.Response.Clear();
        return Results.Problem(texts.FailedDo, statusCode: StatusCodes.Status500InternalServerError,
            extensions: new Dictionary<string, object?> { ["reference"] = context.TraceIdentifier }).ExecuteAsync(context);
    }

    // The answer stays empty here; the status-code middleware around this one runs the request again at /problem.
    private static void ShowPage(HttpContext context, int status, PageProblem problem)
    {
        context.Response.Clear();
        context.Request.Method = HttpMethods.Get;
        problem.Raise(context, status);
    }

    private static PageTexts Texts(HttpContext context) => new(Preferences.Of(context).Language);
}
