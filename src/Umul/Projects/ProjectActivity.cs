using Dapper;
using Umul.Database;

namespace Umul.Projects;

/// <summary>How busy a project is: what the list of projects shows. Counts leave out runs in the bin.</summary>
internal sealed record ProjectActivity(long ProjectId)
{
    /// <summary>How many days <see cref="PerDay"/> covers, today included.</summary>
    public const int Days = 30;

    public int Runs { get; set; }

    public int Running { get; set; }

    /// <summary>Milliseconds since 1970, UTC; null if there is no run.</summary>
    public long? LastMs { get; set; }

    /// <summary>Runs started a day (UTC), oldest first.</summary>
    public int[] PerDay { get; } = new int[Days];
}

/// <summary>Reads <see cref="ProjectActivity"/> of all projects in two questions, however many runs there are.</summary>
internal sealed class ProjectActivityStore(UmulDatabase database, TimeProvider clock)
{
    private const long DayMs = 86_400_000;

    public IReadOnlyDictionary<long, ProjectActivity> All()
    {
        using var connection = database.OpenRead();
        var all = connection.Query<Totals>(
            """
            SELECT project_id AS ProjectId, COUNT(*) AS Runs, SUM(CASE WHEN status = 1 THEN 1 ELSE 0 END) AS Running,
                   MAX(COALESCE(ended_ms, started_ms, created_ms)) AS LastMs
            FROM runs WHERE deleted_ms IS NULL GROUP BY project_id
            """).ToDictionary(row => row.ProjectId, row => new ProjectActivity(row.ProjectId)
            {
                Runs = (int)row.Runs,
                Running = (int)row.Running,
                LastMs = row.LastMs,
            });
        var today = clock.GetUtcNow().ToUnixTimeMilliseconds() / DayMs;
        var days = connection.Query<DayCount>(
            """
            SELECT project_id AS ProjectId, COALESCE(started_ms, created_ms) / 86400000 AS Day, COUNT(*) AS Runs
            FROM runs WHERE deleted_ms IS NULL AND COALESCE(started_ms, created_ms) >= @from GROUP BY 1, 2
            """,
            new { from = (today - ProjectActivity.Days + 1) * DayMs });
        foreach (var day in days)
        {
            if (all.TryGetValue(day.ProjectId, out var activity))
                activity.PerDay[Math.Clamp(ProjectActivity.Days - 1 - (today - day.Day), 0, ProjectActivity.Days - 1)] += (int)day.Runs;
        }
        return all;
    }

    private sealed class Totals
    {
        public long ProjectId { get; init; }
        public long Runs { get; init; }
        public long Running { get; init; }
        public long LastMs { get; init; }
    }

    private sealed class DayCount
    {
        public long ProjectId { get; init; }
        public long Day { get; init; }
        public long Runs { get; init; }
    }
}
