using Umul.Mlflow.Wire;

namespace Umul.Mlflow.Models;

/// <summary>Checks where a new model version says its files are. This server never follows such an address; clients do.</summary>
/// <remarks>Local paths are refused whole: this server keeps no run's files at a path that a client could know.</remarks>
internal static class ModelSources
{
    private const int MaxLength = 500;
    private const int MaxDecodings = 10;

    public static void Check(string source)
    {
        MlflowNames.CheckLength(source, MaxLength, "source");
        var decoded = source;
        for (var i = 0; i < MaxDecodings; i++)
        {
            CheckOnce(decoded, source);
            var next = Uri.UnescapeDataString(decoded);
            if (next == decoded)
                return;
            decoded = next;
        }
        throw Relative(source);
    }

    private static void CheckOnce(string decoded, string source)
    {
        var colon = decoded.IndexOf(':', StringComparison.Ordinal);
        var scheme = colon > 1 ? decoded[..colon] : "";
        if (scheme.Length == 0 || !scheme.All(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '-' or '.') || scheme.Equals("file", StringComparison.OrdinalIgnoreCase))
        {
            throw MlflowException.Invalid($"Invalid model version source: '{source}'. To use a local path as a model version source, the run_id request "
                + "parameter has to be specified and the local path has to be contained within the artifact directory of the run specified by the run_id.");
        }
        if (decoded.Any(char.IsControl) || decoded[(colon + 1)..].Split('/', '\\', '?', '#', ';', '&', '=').Contains("..", StringComparer.Ordinal))
            throw Relative(source);
    }

    private static MlflowException Relative(string source) => MlflowException.Invalid(
        $"Invalid model version source: '{source}'. If supplying a source as an http, https, local file path, ftp, objectstore, or mlflow-artifacts uri, "
        + "an absolute path must be provided without relative path references present. Please provide an absolute path.");
}
