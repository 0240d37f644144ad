using Dapper;
using Umul.Artifacts;
using Umul.Database;

namespace Umul.Upkeep;

/// <summary>What a project takes on disk, and what deleting for good what lies in its bin would free.</summary>
internal sealed record ProjectStorage
{
    /// <summary>The project.</summary>
    public required long ProjectId { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>True if the project itself lies in the bin.</summary>
    public required bool IsInBin { get; init; }

    /// <summary>Runs, those in the bin included.</summary>
    public required long Runs { get; init; }

    /// <summary>Runs in the bin.</summary>
    public required long RunsInBin { get; init; }

    /// <summary>Bytes of metric points.</summary>
    public required long MetricBytes { get; init; }

    /// <summary>Bytes of metric points of runs in the bin.</summary>
    public required long MetricBytesInBin { get; init; }

    /// <summary>Bytes of artifacts; bytes shared between files count once in each project that uses them.</summary>
    public required long ArtifactBytes { get; init; }

    /// <summary>Bytes of artifacts that nothing outside the bin uses.</summary>
    public required long ArtifactBytesFreed { get; init; }
}

/// <summary>Adds up what lies where.</summary>
internal sealed class StorageReport(UmulDatabase database, DataFolder folder, IBlobs blobs)
{
    // A run counts as being in the bin if its project does.
    private const string Text = """
        WITH gone AS (
            SELECT r.row_id, r.id, r.project_id, CASE WHEN r.deleted_ms IS NOT NULL OR p.deleted_ms IS NOT NULL THEN 1 ELSE 0 END AS binned
            FROM runs r JOIN projects p ON p.id = r.project_id),
        points AS (
            SELECT g.project_id, SUM(LENGTH(c.points) + LENGTH(c.head)) AS bytes, SUM(g.binned * (LENGTH(c.points) + LENGTH(c.head))) AS binned
            FROM gone g JOIN series s ON s.run = g.row_id JOIN metric_chunks c ON c.series = s.id GROUP BY g.project_id),
        kept AS (
            SELECT DISTINCT a.hash FROM artifacts a LEFT JOIN gone g ON g.id = a.root WHERE COALESCE(g.binned, 0) = 0),
        files AS (
            SELECT project_id, SUM(size_bytes) AS bytes, SUM(CASE WHEN k.hash IS NULL THEN size_bytes ELSE 0 END) AS freed
            FROM (SELECT DISTINCT g.project_id, a.hash, a.size_bytes FROM gone g JOIN artifacts a ON a.root = g.id) f LEFT JOIN kept k ON k.hash = f.hash
            GROUP BY project_id)
        SELECT p.id AS ProjectId, p.name AS Name, CASE WHEN p.deleted_ms IS NOT NULL THEN 1 ELSE 0 END AS IsInBin,
            (SELECT COUNT(*) FROM gone g WHERE g.project_id = p.id) AS Runs,
            (SELECT COUNT(*) FROM gone g WHERE g.project_id = p.id AND g.binned = 1) AS RunsInBin,
            CAST(COALESCE(x.bytes, 0) AS BIGINT) AS MetricBytes, CAST(COALESCE(x.binned, 0) AS BIGINT) AS MetricBytesInBin,
            CAST(COALESCE(f.bytes, 0) AS BIGINT) AS ArtifactBytes, CAST(COALESCE(f.freed, 0) AS BIGINT) AS ArtifactBytesFreed
        FROM projects p LEFT JOIN points x ON x.project_id = p.id LEFT JOIN files f ON f.project_id = p.id ORDER BY p.id
        """;

    /// <summary>Each project's share, by project.</summary>
    public IReadOnlyList<ProjectStorage> Projects()
    {
        using var connection = database.OpenRead();
        return [.. connection.Query<Row>(Text).Select(r => new ProjectStorage
        {
            ProjectId = r.ProjectId, Name = r.Name, IsInBin = r.IsInBin != 0, Runs = r.Runs, RunsInBin = r.RunsInBin,
            MetricBytes = r.MetricBytes, MetricBytesInBin = r.MetricBytesInBin, ArtifactBytes = r.ArtifactBytes, ArtifactBytesFreed = r.ArtifactBytesFreed,
        })];
    }

    /// <summary>Bytes of the embedded database's files; 0 with PostgreSQL.</summary>
    public long DatabaseBytes() => new[] { folder.DatabaseFile, folder.DatabaseFile + "-wal" }.Where(File.Exists).Sum(f => new FileInfo(f).Length);

    /// <summary>Bytes of all stored files, those that nothing names any more included; in a bucket, which is slow to list, only of those that are named.</summary>
    public long BlobBytes()
    {
        if (blobs.IsLocal) return new DirectoryInfo(folder.Blobs).EnumerateFiles("*", SearchOption.AllDirectories).Sum(f => f.Length);
        using var connection = database.OpenRead();
        return connection.ExecuteScalar<long>("SELECT CAST(COALESCE(SUM(size), 0) AS BIGINT) FROM (SELECT MAX(size_bytes) AS size FROM artifacts GROUP BY hash) AS stored");
    }

    private sealed class Row
    {
        public long ProjectId { get; set; }

        public string Name { get; set; } = "";

        public long IsInBin { get; set; }

        public long Runs { get; set; }

        public long RunsInBin { get; set; }

        public long MetricBytes { get; set; }

        public long MetricBytesInBin { get; set; }

        public long ArtifactBytes { get; set; }

        public long ArtifactBytesFreed { get; set; }
    }
}
