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

    private const int MaxDecodings = 10;
    private const string Folder = "artifacts";

    /// <summary>Reads the path as it stands in a URL or a query; throws what MLflow says to every attempt to leave the root.</summary>
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

    /// <summary>The path without its trailing slashes, decoded of what the server leaves encoded, checked however often it may be encoded.</summary>
    public static string Checked(string path)
    {
        var once = path.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase).TrimEnd('/');
        if (once.Length == 0)
            return "";
        var decoded = once;
        for (var i = 0; i < MaxDecodings; i++)
        {
            if (!IsConfined(decoded))
                throw Invalid();
            var next = Uri.UnescapeDataString(decoded);
            if (next == decoded)
                return once;
            decoded = next;
        }
        throw Invalid();
    }

    /// <summary>Whether the address as sent had ".." in it: the web server resolves that before any of us sees the path.</summary>
    public static bool LeavesRoot(HttpContext http)
    {
        var sent = (http.Features.Get<IHttpRequestFeature>()?.RawTarget ?? "").Split('?')[0];
        return sent.Contains("mlflow-artifacts", StringComparison.OrdinalIgnoreCase)
            && Uri.UnescapeDataString(sent).Split('/', '\\').Contains("..", StringComparer.Ordinal);
    }

    public static MlflowException Invalid() => MlflowException.Invalid("Invalid path");

    private static bool IsConfined(string path)
        => ArtifactPath.TryParse(path.Replace("%", "", StringComparison.Ordinal), out _)
            && !path.AsSpan().ContainsAny('#', '\\') && !path.StartsWith("file:", StringComparison.OrdinalIgnoreCase);

    private static bool IsOwner(string[] parts, int folder)
        => folder == 2 || (folder == 3 && parts[1] == "models");
}
