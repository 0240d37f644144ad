using System.IO.Compression;
using System.Text.Json;
using Umul.Artifacts;
using Umul.Datasets;
using Umul.Web.Texts;

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
            routes.MapGet("/api/projects/{project:long}/case-boxes", Boxes);
            routes.MapGet("/api/projects/{project:long}/case-audio", Audio);
        }
    }

    /// <summary>A slice of the image, the reference or a run's prediction; 204 if the case has none.</summary>
    private static async Task<IResult> Picture(long project, [AsParameters] PictureQuestion asked, CaseFiles files, ShownPredictions shown, HttpContext context)
    {
        var (split, id, run, role) = (asked.Split, asked.Id, asked.Run, asked.Role);
        if (run is not null) await shown.Open(run, split);
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
    private static async Task<IResult> Thresholds(long project, string split, string id, string run, CaseFiles files, ShownPredictions shown)
    {
        await shown.Open(run, split);
        return files.Prediction(project, split, id, run) is { } prediction && files.OfDataset(project, split, id, FileRoles.Reference) is { } reference
            && ThresholdCounts.Of(prediction, reference) is { } counts ? Results.Ok(counts) : Results.NoContent();
    }

    /// <summary>Boxes of the reference and of each run, with what became of them; 204 if the case's reference is none of boxes.</summary>
    private static async Task<IResult> Boxes(long project, [AsParameters] BoxQuestion asked, CaseFiles files, ShownPredictions shown, PageTexts texts)
    {
        var (split, id, runs) = (asked.Split, asked.Id, asked.Runs);
        var boxes = new CaseBoxes(files);
        if (boxes.Reference(project, split, id) is not { } references) return Results.NoContent();
        var answers = new List<RunBoxes>();
        foreach (var run in (runs ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            // One sealed run does not hide the others; the page says which are sealed.
            if (shown.IsSealed(run, split)) continue;
            await shown.Open(run, split);
            if (boxes.Prediction(project, split, id, run) is not { } predictions) continue;
            var matching = BoxMatching.Of(references, predictions);
            answers.Add(new RunBoxes(run, [.. predictions.Select((box, i) => new BoxAnswer(
                box.Box, box.Category, double.IsNaN(box.Score) ? 1 : box.Score, JsonNamingPolicy.CamelCase.ConvertName(matching.States[i].State.ToString()), Math.Round(matching.States[i].Overlap, 4)))], matching.FoundBy));
        }
        return Results.Ok(new BoxesAnswer(
            boxes.Size.Width, boxes.Size.Height, [.. references.Select(box => new BoxAnswer(box.Box, box.Category, 1, box.IsCrowd ? "crowd" : "", 0))], answers,
            [.. boxes.Notes.Select(note => note.In(texts.Language))]));
    }

    /// <summary>The recording of a case; parts of it, if the browser asks for parts.</summary>
    private static IResult Audio(long project, string split, string id, CaseFiles files, HttpContext context)
    {
        if (files.Audio(project, split, id) is not var (file, content)) return Results.NotFound();
        context.Response.Headers.XContentTypeOptions = "nosniff";
        return Results.Stream(content, ArtifactTypes.ContentType(file.Path), enableRangeProcessing: content.CanSeek);
    }

    /// <param name="Split">The split.</param>
    /// <param name="Id">The case.</param>
    /// <param name="Run">The run whose prediction is asked for; null for a file of the dataset.</param>
    /// <param name="Role">What the dataset's file is to the case.</param>
    /// <param name="Plane">Name of a <see cref="CasePlane"/>; the first if not given.</param>
    /// <param name="Slice">From 0; the middle if not given.</param>
    /// <param name="Orientation">How a file lies that does not say it, such as RAS.</param>
    internal sealed record PictureQuestion(string Split, string Id, string? Run, string? Role, string? Plane, int? Slice, string? Orientation);

    /// <param name="Split">The split.</param>
    /// <param name="Id">The case.</param>
    /// <param name="Runs">Ids of runs whose boxes are asked for.</param>
    internal sealed record BoxQuestion(string Split, string Id, string? Runs);

    /// <param name="Width">Pixels of the image across; 0 if unknown.</param>
    /// <param name="Height">Pixels down.</param>
    /// <param name="References">The reference's boxes.</param>
    /// <param name="Runs">Those of each run that logged some.</param>
    /// <param name="Notes">What readers did.</param>
    internal sealed record BoxesAnswer(int Width, int Height, IReadOnlyList<BoxAnswer> References, IReadOnlyList<RunBoxes> Runs, IReadOnlyList<string> Notes);

    /// <param name="Id">The run.</param>
    /// <param name="Predictions">Its boxes.</param>
    /// <param name="FoundBy">Which of them found each of the reference's boxes; −1 if none.</param>
    internal sealed record RunBoxes(string Id, IReadOnlyList<BoxAnswer> Predictions, IReadOnlyList<int> FoundBy);

    /// <param name="Box">x, y, width, height in pixels.</param>
    /// <param name="Category">What it holds.</param>
    /// <param name="Score">1 where there is none.</param>
    /// <param name="State">hit, localisation, wrongClass, duplicate, background, wrongClassAndLocalisation, beyondLimit; crowd for a region of many objects.</param>
    /// <param name="Overlap">With the reference box that explains the state.</param>
    internal sealed record BoxAnswer(double[] Box, string Category, double Score, string State, double Overlap);
}
