using System.Globalization;
using Microsoft.AspNetCore.Http.Features;
using Umul.Access;
using Umul.Database;

namespace Umul.Upkeep;

/// <summary>Backup, restore and garbage collection over HTTP, for administrators.</summary>
internal static class UpkeepEndpoints
{
    extension(IEndpointRouteBuilder routes)
    {
        /// <summary>Maps <c>/api/upkeep/…</c>.</summary>
        public void MapUpkeep()
        {
            var group = routes.MapGroup("/api/upkeep").RequireAdmin();
            group.MapGet("/backup", Backup);
            group.MapPost("/restore", Restore);
            group.MapPost("/gc", Collect);
            group.MapGet("/storage", (StorageReport report) => new StorageAnswer(report.DatabaseBytes(), report.BlobBytes(), report.Projects()));
        }
    }

    private static IResult Backup(BackupWriter writer, TimeProvider clock, HttpContext context)
    {
        // The framework's zip writer ends each entry with a blocking write, which Kestrel refuses unless told otherwise.
        context.Features.GetRequiredFeature<IHttpBodyControlFeature>().AllowSynchronousIO = true;
        return Results.Stream(
            stream => writer.Write(stream),
            "application/zip",
            $"umul-{clock.GetUtcNow().ToString("yyyy-MM-dd-HHmm", CultureInfo.InvariantCulture)}.zip");
    }

    private static async Task<RestoreAnswer> Restore(HttpContext context, BackupReader reader, DataFolder folder)
    {
        context.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>().MaxRequestBodySize = null;
        var upload = Path.Combine(folder.Incoming, $"upload-{Guid.NewGuid():N}.zip");
        try
        {
            await using (var file = File.Create(upload)) await context.Request.Body.CopyToAsync(file, context.RequestAborted);
            return new RestoreAnswer(await reader.Restore(upload, cancellation: context.RequestAborted));
        }
        finally
        {
            File.Delete(upload);
        }
    }

    private static Task<CollectedGarbage> Collect(GarbageCollector collector, double olderThanDays, bool dryRun) =>
        collector.Collect(TimeSpan.FromDays(Math.Clamp(olderThanDays, 0, 36_500)), dryRun);

    /// <summary>How many runs there are after a restore.</summary>
    internal sealed record RestoreAnswer(long Runs);

    /// <summary>What lies where, in bytes.</summary>
    internal sealed record StorageAnswer(long DatabaseBytes, long FileBytes, IReadOnlyList<ProjectStorage> Projects);
}
