using Dapper;
using Umul.Access;
using Umul.Database;
using Umul.Projects;
using Umul.Runs;

namespace Umul.Upkeep;

/// <summary>What lies in the bin: projects, and runs of projects that are not there themselves. Newest first.</summary>
internal sealed class BinContents(UmulDatabase database, ProjectStore projects)
{
    /// <summary>How many runs a page lists.</summary>
    public const int MostRuns = 200;

    public IReadOnlyList<Project> Projects() => [.. projects.All().Where(project => project.DeletedMs is not null).OrderByDescending(project => project.DeletedMs)];

    public IReadOnlyList<Run> Runs()
    {
        using var connection = database.OpenRead();
        return [.. connection.Query<Run>(
            $"""
            SELECT {RunStore.Columns} FROM runs WHERE deleted_ms IS NOT NULL AND project_id IN (SELECT id FROM projects WHERE deleted_ms IS NULL)
            ORDER BY deleted_ms DESC LIMIT @most
            """,
            new { most = MostRuns }).Where(run => Caller.MayRead(run.ProjectId))];
    }
}
