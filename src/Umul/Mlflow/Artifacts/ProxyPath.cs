using Microsoft.AspNetCore.Http.Features;
using Umul.Artifacts;
using Umul.Mlflow.Wire;

namespace Umul.Mlflow.Artifacts;

/// <summary>A path of the artifact proxy, checked, and taken apart into whose file it is and where in their folder.</summary>
/// <remarks>Runs' files are at {experiment}/{run}/artifacts/…, models' at {experiment}/models/{model}/artifacts/…; all else is kept apart.</remarks>
internal readonly record struct ProxyPath(string Root, string Path)
{
    /// <summary>The root of files that belong to no run and no model. No id can be this.</summary>
    public const string Elsewhere = "~";

    private const string Folder = "artifacts";
    private const string Prefix = "mlflow-artifacts/artifacts/";

    /// <summary>Reads the path of the address that was called, decoded once.</summary>
    /// <remarks>The web server decodes all but %2F, so that its %2F may be a slash or the three characters %2F: then only the address as sent tells.</remarks>
    public static ProxyPath Of(HttpContext http)
    {
        if (LeavesRoot(http))
            throw Invalid();
        var sent = Sent(http);
        return sent.Contains("%252F", StringComparison.OrdinalIgnoreCase) && After(sent) is { } encoded
            ? Parse(Uri.UnescapeDataString(encoded))
            : Parse((After(http.Request.Path.Value!) ?? "").Replace("%2F", "/", StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Reads a decoded path; throws what MLflow says to every attempt to leave the root.</summary>
    public static ProxyPath Parse(string path)
    {
        var parts = Checked(path).Split('/');
        var folder = Array.IndexOf(parts, Folder, Math.Min(1, parts.Length));
        if (folder < 1 || !IsOwner(parts, folder))
            return new ProxyPath(Elsewhere, string.Join('/', parts));
        return new ProxyPath(parts[folder - 1], string.Join('/', parts[(folder + 1)..]));
    }

    /// <summary>The path inside the root, or null for the root itself.</summary>
    public ArtifactPath? Inside => Path.Length == 0 ? null : ArtifactPath.Parse(Path);

    /// <summary>A decoded path without its trailing slashes, checked however often it may be encoded.</summary>
    public static string Checked(string path)
    {
        var inside = path.TrimEnd('/');
        return inside.Length == 0 || IsConfined(inside) ? inside : throw Invalid();
    }

    /// <summary>Whether the address as sent had ".." in it: the web server resolves that before any of us sees the path.</summary>
    public static bool LeavesRoot(HttpContext http)
    {
        var sent = Sent(http);
        return sent.Contains("mlflow-artifacts", StringComparison.OrdinalIgnoreCase)
            && Uri.UnescapeDataString(sent).Split('/', '\\').Contains("..", StringComparer.Ordinal);
    }

    public static MlflowException Invalid() => MlflowException.Invalid("Invalid path");

    private static bool IsConfined(string path)
        => ArtifactPath.TryParse(path, out _)
            && !path.AsSpan().ContainsAny('#', '\\') && !path.StartsWith("file:", StringComparison.OrdinalIgnoreCase);

    private static string? After(string address)
        => address.IndexOf(Prefix, StringComparison.OrdinalIgnoreCase) is >= 0 and var at ? address[(at + Prefix.Length)..] : null;

    private static string Sent(HttpContext http) => (http.Features.Get<IHttpRequestFeature>()?.RawTarget ?? "").Split('?')[0];

    private static bool IsOwner(string[] parts, int folder)
        => folder == 2 || (folder == 3 && parts[1] == "models");
}
