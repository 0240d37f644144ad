using Umul.Web;

namespace Umul.Export;

/// <summary>The same export as <c>umul export</c>, for the command when a server owns the data folder, and for scripts.</summary>
internal static class ExportEndpoints
{
    public static void MapExport(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/export", Export);

    private static async Task<IResult> Export(ProjectExport export, string project = "", string format = "csv", string table = "points")
    {
        if (!Enum.TryParse<ExportFormat>(format, ignoreCase: true, out var known) || !Enum.IsDefined(known))
            throw new UmulException(ErrorCode.Invalid, new Sentence(
                $"format '{format}' is not known; allowed are csv, json and npz.",
                $"format '{format}'은(는) 알 수 없습니다. csv, json, npz 가운데 하나여야 합니다."));
        if (!Enum.TryParse<ExportTable>(table, ignoreCase: true, out var what) || !Enum.IsDefined(what))
            throw new UmulException(ErrorCode.Invalid, new Sentence(
                $"table '{table}' is not known; allowed are points and runs.",
                $"table '{table}'은(는) 알 수 없습니다. points와 runs 가운데 하나여야 합니다."));
        // Through a file: the writers are synchronous, and a project that is missing must be told before the answer has begun.
        var file = new FileStream(
            Path.Combine(Path.GetTempPath(), "umul-export-" + Guid.NewGuid().ToString("N")), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
        try
        {
            await Task.Run(() => export.Write(project, known, what, file));
            file.Position = 0;
            var ending = known.ToString().ToLowerInvariant();
            return TypedResults.Stream(file, TypeOf(known), $"{what.ToString().ToLowerInvariant()}.{ending}");
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    private static string TypeOf(ExportFormat format) => format switch
    {
        ExportFormat.Csv => "text/csv; charset=utf-8",
        ExportFormat.Json => "application/json",
        _ => "application/zip",
    };
}
