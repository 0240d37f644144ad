using Microsoft.AspNetCore.Routing.Template;

namespace Umul.Mlflow.Routing;

/// <summary>
/// Finds the route of a request. The protocol's addresses are nearly all fixed texts, so that a dictionary answers; the framework's
/// routing took a fifth of a second at its first request to lay out 300 of them, and more work at every later one.
/// </summary>
internal static class RouteLookup
{
    private static readonly Dictionary<string, List<MlflowRoute>> s_fixed = new(StringComparer.OrdinalIgnoreCase);
    private static readonly List<(TemplateMatcher Matcher, MlflowRoute Route)> s_open = [];

    static RouteLookup()
    {
        foreach (var route in MlflowRoutes.All)
        {
            foreach (var pattern in route.Patterns)
            {
                if (pattern.Contains('{', StringComparison.Ordinal))
                    s_open.Add((new TemplateMatcher(TemplateParser.Parse(pattern), []), route));
                else if (s_fixed.TryGetValue(pattern, out var same))
                    same.Add(route);
                else
                    s_fixed.Add(pattern, [route]);
            }
        }
    }

    /// <summary>The route, its parts of the path put into the request's route values; null if no route of this method has the path.</summary>
    public static MlflowRoute? Find(HttpContext http)
    {
        var method = HttpMethods.IsHead(http.Request.Method) ? HttpMethods.Get : http.Request.Method;
        var path = http.Request.Path.Value!;
        if (s_fixed.TryGetValue(path.Length > 1 && path[^1] == '/' ? path[..^1] : path, out var routes))
        {
            foreach (var route in routes)
            {
                if (route.Method == method) return route;
            }
        }
        var values = new RouteValueDictionary();
        foreach (var (matcher, route) in s_open)
        {
            if (route.Method != method || !matcher.TryMatch(http.Request.Path, values)) continue;
            http.Request.RouteValues = values;
            return route;
        }
        return null;
    }
}
