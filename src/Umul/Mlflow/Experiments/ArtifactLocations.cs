using Umul.Mlflow.Wire;

namespace Umul.Mlflow.Experiments;

/// <summary>Checks the place that a client wants an experiment's files at. This server never opens it; clients do, so it must not mislead them.</summary>
internal static class ArtifactLocations
{
    private const int MaxLength = 256;
    private const int MaxDecodings = 10;

    public static void Check(string location)
    {
        MlflowNames.CheckLength(location, MaxLength, "artifact_location");
        var decoded = location;
        for (var i = 0; i < MaxDecodings; i++)
        {
            CheckOnce(decoded);
            var next = Uri.UnescapeDataString(decoded);
            if (next == decoded)
                return;
            decoded = next;
        }
        throw MlflowException.Invalid("'artifact_location' is encoded too many times.");
    }

    private static void CheckOnce(string location)
    {
        if (location.Any(char.IsControl))
            throw MlflowException.Invalid("'artifact_location' can't include control characters.");
        if (location.AsSpan().ContainsAny('#', ';'))
            throw MlflowException.Invalid("'artifact_location' URL can't include fragments or params.");
        var query = location.IndexOf('?', StringComparison.Ordinal);
        if (query >= 0 && location.IndexOf("..", query, StringComparison.Ordinal) >= 0)
            throw MlflowException.Invalid("Invalid query string");
        if (location.Split('/', '\\', '?', ':').Contains("..", StringComparer.Ordinal))
            throw MlflowException.Invalid("'artifact_location' can't include '..'.");
    }
}
