using System.Net;

namespace Umul.Access;

/// <summary>
/// Tells requests that a page of another origin made a browser send. Without accounts the server also answers only to its own
/// names: a page whose name was pointed at this address (DNS rebinding) is of the same origin in the browser's eyes.
/// </summary>
internal static class OriginGuard
{
    /// <summary>Why the request is refused, or null.</summary>
    public static string? Refusal(HttpRequest request, bool hasAccounts, IReadOnlyCollection<string> allowedHosts)
    {
        var host = request.Host.Host.Trim('[', ']');
        if (!hasAccounts && host.Length > 0 && !IsLoopback(host) && !allowedHosts.Contains(host, StringComparer.OrdinalIgnoreCase))
            return $"'{host}' is not a name of this server. If it should be, start Umul with UMUL_ALLOWED_HOSTS={host}.";
        if (request.Headers.Origin.ToString() is { Length: > 0 } origin && !IsSame(origin, request.Host))
            return $"Pages of {(origin.Length > 200 ? origin[..200] : origin)} may not send requests to Umul.";
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        var isFollowedLink = HttpMethods.IsGet(request.Method) && request.Headers["Sec-Fetch-Mode"] == "navigate";
        return site is "cross-site" or "same-site" && !isFollowedLink ? "Pages of another origin may not send requests to Umul." : null;
    }

    private static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
        || IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address);

    // The scheme may differ: behind a proxy that ends TLS, this server sees plain HTTP.
    private static bool IsSame(string origin, HostString host) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var uri)
        && uri.Host.Trim('[', ']').Equals(host.Host.Trim('[', ']'), StringComparison.OrdinalIgnoreCase)
        && (host.Port is { } port ? uri.Port == port : uri.IsDefaultPort);
}
