using Microsoft.Net.Http.Headers;
using Umul.Runs;

namespace Umul.Artifacts;

/// <summary>Sends a run's files to the browser. Nothing that a client uploaded may act on Umul's own origin.</summary>
internal static class ArtifactEndpoints
{
    public static void MapArtifactFiles(this IEndpointRouteBuilder routes) => routes.MapMethods("/runs/{runId}/files/{**path}", [HttpMethods.Get, HttpMethods.Head], Send);

    private static IResult Send(string runId, string path, bool? download, RunStore runs, ArtifactStore artifacts, HttpContext context)
    {
        if (!ArtifactPath.TryParse(path, out var inside) || runs.Find(runId) is null || artifacts.Find(runId, inside) is not { } artifact)
            return Results.NotFound();
        artifacts.RequireShown(artifact);
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        headers.CacheControl = "private, no-cache";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        var type = download == true ? null : ArtifactTypes.ContentType(path);
        var mediaType = type ?? "application/octet-stream";
        var name = type is null ? Path.GetFileName(path) : null;
        var tag = new EntityTagHeaderValue($"\"{artifact.Hash[..32]}\"");
        return artifacts.LocalPath(artifact) is { } local
            ? Results.File(local, mediaType, name, entityTag: tag, enableRangeProcessing: true)
            : Results.Stream(artifacts.OpenRead(artifact), mediaType, name, entityTag: tag, enableRangeProcessing: true);
    }
}
