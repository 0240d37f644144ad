namespace Umul.Artifacts;

/// <summary>Where the browser finds a run's file.</summary>
internal static class FileLink
{
    public static string To(string runId, string path) => $"/runs/{runId}/files/{string.Join('/', path.Split('/').Select(Uri.EscapeDataString))}";
}
