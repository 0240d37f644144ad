using Microsoft.AspNetCore.Routing.Template;
using Umul.Mlflow.Artifacts;
using Umul.Mlflow.Wire;

namespace Umul.Mlflow.Routing;

/// <summary>Answers what no route matches: a path that is known under another method, a path that tried to leave its root, or one that is not known at all.</summary>
internal static class UnknownRoute
{
    public static Task Answer(HttpContext http) => MlflowCall.Error(http, Describe(http));

    private static MlflowException Describe(HttpContext http)
    {
        if (ProxyPath.LeavesRoot(http))
            return ProxyPath.Invalid();
        var allowed = MlflowRoutes.All.Where(r => r.Patterns.Any(p => Matches(p, http.Request.Path))).Select(r => r.Method).Distinct().ToList();
        if (allowed.Count == 0)
        {
            return new MlflowException(MlflowException.EndpointNotFound, StatusCodes.Status404NotFound,
                $"There is no endpoint {http.Request.Method} {http.Request.Path}.");
        }
        http.Response.Headers.Allow = string.Join(", ", allowed);
        return new MlflowException(MlflowException.BadRequest, StatusCodes.Status405MethodNotAllowed,
            $"The method {http.Request.Method} is not allowed for {http.Request.Path}; use {string.Join(" or ", allowed)}.");
    }

    private static bool Matches(string pattern, PathString path)
        => new TemplateMatcher(TemplateParser.Parse(pattern), []).TryMatch(path, []);
}
