using Umul.Metrics;
using Umul.Projects;
using Umul.Runs;
using Umul.Web;

namespace Umul.Export;

/// <summary>Writes a project's points or runs to a stream, a series at a time. Runs in the bin are left out.</summary>
internal sealed class ProjectExport(ProjectStore projects, RunCatalog catalog, RunStore runs, MetricStore metrics)
{
    private const int RunsAtOnce = 200;

    /// <exception cref="UmulException">There is no such project.</exception>
    public void Write(string project, ExportFormat format, ExportTable table, Stream output)
    {
        var found = projects.FindByName(project) ?? throw new UmulException(
            ErrorCode.NotFound, new Sentence($"There is no project named '{project}'.", $"'{project}' 프로젝트가 없습니다."));
        IReadOnlyList<Run> active = [.. catalog.Of(found.Id).Runs.Where(run => run.DeletedMs is null).OrderBy(run => run.RowId)];
        if (table == ExportTable.Points)
            WritePoints(active, format, output);
        else
            WriteRuns(active, format, output);
    }

    private void WritePoints(IReadOnlyList<Run> active, ExportFormat format, Stream output)
    {
        using IPointWriter writer = format switch
        {
            ExportFormat.Csv => new CsvPoints(output),
            ExportFormat.Json => new JsonPoints(output),
            _ => new NpzPoints(output),
        };
        foreach (var run in active)
        {
            foreach (var (key, _) in metrics.Summaries(run.ProjectId, run.RowId))
            {
                if (metrics.Points(run.ProjectId, run.RowId, key) is { } series)
                    writer.Write(run, key, series.Points);
            }
        }
        writer.Complete();
    }

    private void WriteRuns(IReadOnlyList<Run> active, ExportFormat format, Stream output)
    {
        var rows = active.Chunk(RunsAtOnce).SelectMany(chunk => runs.Data(chunk)).ToList();
        var table = RunTable.Of(rows);
        switch (format)
        {
            case ExportFormat.Csv:
                table.WriteCsv(output);
                break;
            case ExportFormat.Json:
                table.WriteJson(output);
                break;
            default:
                table.WriteNpz(output);
                break;
        }
    }
}

/// <summary>The file formats that an export can have.</summary>
internal enum ExportFormat
{
    Csv,
    Json,
    Npz,
}

/// <summary>What a row of an export is.</summary>
internal enum ExportTable
{
    /// <summary>One row a point.</summary>
    Points,

    /// <summary>One row a run: its params, tags and last values.</summary>
    Runs,
}
