using Umul.Web;
using Umul.Web.Problems;

namespace Umul.Access;

/// <summary>
/// The one door that every request passes, whatever its path: origin, then account, then whether the account may change anything at
/// all. What it may do in which project is asked by the stores (<see cref="Caller"/>).
/// </summary>
internal sealed class AccessGate(AccountStore accounts, SignIn signIn)
{
    private static readonly object s_passed = new();
    private static readonly string[] s_open = ["/health", "/version", "/sign-in", "/problem", "/client/umul.py"];

    // POSTs that only ask. Everything else that is not GET or HEAD changes something.
    private static readonly string[] s_asking =
        ["/search", "/search-datasets", "/run-rows", "/column-values", "/groups", "/api/charts/runs", "/api/charts/csv", "/sign-out"];

    // What any account may change: its own tokens and password, whatever its role.
    private static readonly string[] s_own = ["/account"];

    private readonly string[] _allowedHosts =
        (Environment.GetEnvironmentVariable("UMUL_ALLOWED_HOSTS") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public async Task Pass(HttpContext context, RequestDelegate next)
    {
        if (!context.Items.TryAdd(s_passed, s_passed)) // a second time only to show why not
        {
            await next(context);
            return;
        }
        if (OriginGuard.Refusal(context.Request, !accounts.IsEmpty, _allowedHosts) is { } reason) throw new UmulException(ErrorCode.Forbidden, reason);
        if (accounts.IsEmpty || IsOpen(context.Request.Path))
        {
            await next(context);
            return;
        }
        if (await signIn.Find(context.Request) is not { } account)
        {
            Refuse(context);
            return;
        }
        if (account.Highest < (Asks(context.Request) ? Role.Reader : Role.Writer))
            throw new UmulException(ErrorCode.Forbidden, new Sentence(
                $"The account '{account.Name}' may not do this. Ask an administrator for a role.",
                $"'{account.Name}' 계정은 이 일을 할 수 없습니다. 관리자에게 역할을 요청하세요."));
        Caller.Account = account;
        await next(context);
    }

    private static void Refuse(HttpContext context)
    {
        if (ProblemAnswers.WantsPage(context) && HttpMethods.IsGet(context.Request.Method))
        {
            context.Response.Redirect("/sign-in?to=" + Uri.EscapeDataString(context.Request.Path + context.Request.QueryString));
            return;
        }
        throw new UmulException(
            ErrorCode.Unauthenticated,
            new Sentence(
                "This server needs an account. Send a token (UMUL_TOKEN, or MLFLOW_TRACKING_TOKEN) or a name and password (MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD).",
                "이 서버에는 계정이 필요합니다. 토큰(UMUL_TOKEN 또는 MLFLOW_TRACKING_TOKEN)이나 이름과 비밀번호(MLFLOW_TRACKING_USERNAME, MLFLOW_TRACKING_PASSWORD)를 보내세요."));
    }

    private static bool IsOpen(PathString path) => s_open.Contains(path.Value, StringComparer.Ordinal) || path.StartsWithSegments("/assets", StringComparison.Ordinal);

    private static bool Asks(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)
        || HttpMethods.IsPost(request.Method) && (s_own.Contains(request.Path.Value, StringComparer.Ordinal) || s_asking.Any(a => request.Path.Value!.EndsWith(a, StringComparison.Ordinal)));
}
