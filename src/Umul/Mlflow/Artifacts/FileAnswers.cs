using System.Text.Json;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Net.Http.Headers;
using Umul.Artifacts;
using Umul.Mlflow.Wire;

namespace Umul.Mlflow.Artifacts;

/// <summary>Files and listings as the protocol answers them. A stored file is never shown by the browser itself: it could be a page with a script.</summary>
internal static class FileAnswers
{
    private static readonly FileExtensionContentTypeProvider s_types = new();

    public static Task Send(HttpContext http, ArtifactStore artifacts, Artifact artifact)
    {
        artifacts.RequireShown(artifact);
        var name = artifact.Path[(artifact.Path.LastIndexOf('/') + 1)..];
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        return TypedResults.Stream(
            artifacts.OpenRead(artifact), ContentTypeOf(name), name, DateTimeOffset.FromUnixTimeMilliseconds(artifact.ModifiedMs),
            new EntityTagHeaderValue($"\"{artifact.Hash}\""), enableRangeProcessing: true).ExecuteAsync(http);
    }

    /// <summary>One level of a folder. Paths are as given by <paramref name="pathOf"/>; sizes of folders and of empty files are left out.</summary>
    public static void WriteFiles(Utf8JsonWriter writer, IReadOnlyList<ArtifactEntry> entries, Func<ArtifactEntry, string> pathOf)
    {
        if (entries.Count == 0)
            return;
        writer.WriteStartArray("files"u8);
        foreach (var entry in entries)
        {
            writer.WriteStartObject();
            writer.WriteString("path"u8, pathOf(entry));
            writer.WriteBoolean("is_dir"u8, entry.IsFolder);
            if (!entry.IsFolder && entry.SizeBytes > 0)
                writer.WriteNumber("file_size"u8, entry.SizeBytes);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    public static MlflowException Missing(string path) => MlflowException.NotFound($"No such artifact: '{path}'");

    private static string ContentTypeOf(string name)
    {
        if (name is "MLmodel" || name.EndsWith(".yaml", StringComparison.Ordinal) || name.EndsWith(".log", StringComparison.Ordinal))
            return "text/plain";
        return s_types.TryGetContentType(name, out var type) ? type : "application/octet-stream";
    }
}
