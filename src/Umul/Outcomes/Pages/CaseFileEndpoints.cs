using System.IO.Compression;
using Umul.Datasets;
using Umul.Runs;

namespace Umul.Outcomes.Pages;

/// <summary>What the case viewer asks for. Whatever shows a prediction asks first whether the run's results on the split are sealed, and notes the look.</summary>
internal static class CaseFileEndpoints
{
    extension(IEndpointRouteBuilder routes)
    {
        /// <summary>Maps <c>/api/projects/{id}/case-…</c>.</summary>
        public void MapCaseFiles()
        {
            routes.MapGet("/api/projects/{project:long}/case-raster", Picture);
            routes.MapGet("/api/projects/{project:long}/case-thresholds", Thresholds);
        }
    }

    /// <summary>A slice of the image, the reference or a run's prediction; 204 if the case has none.</summary>
    private static async Task<IResult> Picture(long project, [AsParameters] PictureQuestion asked, CaseFiles files, RunStore runs, ShownOutcomes shown, HttpContext context)
    {
        var (split, id, run, role) = (asked.Split, asked.Id, asked.Run, asked.Role);
        if (run is not null) await Open(run, split, runs, shown);
        var volume = run is null ? files.OfDataset(project, split, id, role ?? FileRoles.Image) : files.Prediction(project, split, id, run);
        if (volume is null) return Results.NoContent();
        var bytes = CaseRaster.Of(volume, asked.Plane, asked.Slice, files.SpacingMm(project, split, id), asked.Orientation);
        // Labels are mostly one number; an image is mostly noise, and packing it takes longer than sending it.
        if (volume.Kind != CaseVolumeKind.Labels || !context.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.Ordinal)) return Results.Bytes(bytes);
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(bytes);
        context.Response.Headers.ContentEncoding = "gzip";
        return Results.Bytes(packed.ToArray());
    }

    /// <summary>How a run's soft prediction and the reference overlap over the whole case at each threshold; 204 if that cannot be said.</summary>
    private static async Task<IResult> Thresholds(long project, string split, string id, string run, CaseFiles files, RunStore runs, ShownOutcomes shown)
    {
        await Open(run, split, runs, shown);
        return files.Prediction(project, split, id, run) is { } prediction && files.OfDataset(project, split, id, FileRoles.Reference) is { } reference
            && ThresholdCounts.Of(prediction, reference) is { } counts ? Results.Ok(counts) : Results.NoContent();
    }

    private static async Task Open(string run, string split, RunStore runs, ShownOutcomes shown)
    {
        if (runs.Find(run) is not { } predicted) return;
        shown.RequireUnsealed(predicted, split);
        await shown.NoteLook([predicted], split, ["prediction"]);
    }

    /// <param name="Split">The split.</param>
    /// <param name="Id">The case.</param>
    /// <param name="Run">The run whose prediction is asked for; null for a file of the dataset.</param>
    /// <param name="Role">What the dataset's file is to the case.</param>
    /// <param name="Plane">Name of a <see cref="CasePlane"/>; the first if not given.</param>
    /// <param name="Slice">From 0; the middle if not given.</param>
    /// <param name="Orientation">How a file lies that does not say it, such as RAS.</param>
    internal sealed record PictureQuestion(string Split, string Id, string? Run, string? Role, string? Plane, int? Slice, string? Orientation);
}
