using System.Data.Common;
using System.Text.Json;
using Dapper;
using Umul.Access;
using Umul.Database;

namespace Umul.Runs;

/// <summary>A data set as training code names it. Name and digest identify it within a project; logging it again changes nothing.</summary>
internal sealed record LoggedDataset
{
    public required string Name { get; init; }

    public required string Digest { get; init; }

    /// <summary>What kind of thing <see cref="Source"/> describes.</summary>
    public required string SourceType { get; init; }

    public required string Source { get; init; }

    public string? Schema { get; init; }

    public string? Profile { get; init; }
}

/// <summary>A data set that a run used, with what is said about the use, such as "training".</summary>
internal sealed record RunInput(LoggedDataset Dataset, IReadOnlyList<KeyValuePair<string, string>> Tags);

/// <summary>A data set in a project, with one of the contexts in which runs used it.</summary>
internal sealed record DatasetUse(long ProjectId, string Name, string Digest, string Context);

/// <summary>All SQL about the data sets that runs say they used.</summary>
internal sealed class RunInputStore(UmulDatabase database, RunStore runs)
{
    /// <summary>The tag of an input that says what it was used for.</summary>
    public const string ContextTag = "mlflow.data.context";

    public Task Add(string runId, IReadOnlyList<RunInput> inputs) => database.Writer.Write(scope =>
    {
        var run = runs.RequireActive(scope, runId);
        foreach (var (dataset, tags) in inputs)
        {
            scope.Execute(
                """
                INSERT INTO logged_datasets (project_id, name, digest, source_type, source, schema_text, profile)
                VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6) ON CONFLICT DO NOTHING
                """,
                run.ProjectId, dataset.Name, dataset.Digest, dataset.SourceType, dataset.Source, dataset.Schema, dataset.Profile);
            var id = scope.Scalar(
                "SELECT id FROM logged_datasets WHERE project_id = @p0 AND name = @p1 AND digest = @p2", run.ProjectId, dataset.Name, dataset.Digest);
            scope.Execute(
                "INSERT INTO run_inputs (run, dataset, tags) VALUES (@p0, @p1, @p2) ON CONFLICT (run, dataset) DO NOTHING",
                run.RowId, id, JsonSerializer.Serialize(tags.Select(t => new[] { t.Key, t.Value })));
        }
    });

    /// <summary>Data sets that the given runs used, by the run's row id.</summary>
    public ILookup<long, RunInput> OfRuns(IEnumerable<long> runRows)
    {
        // Not through Dapper: it compiles a mapping anew for each text, and this text differs from page to page.
        using var connection = database.OpenRead();
        using var reader = connection.Read(
            $"""
            SELECT i.run, i.tags, d.name, d.digest, d.source_type, d.source, d.schema_text, d.profile
            FROM run_inputs i JOIN logged_datasets d ON d.id = i.dataset WHERE i.run IN ({Sql.List(runRows)}) ORDER BY i.run, d.id
            """);
        var found = new List<(long Run, RunInput Input)>();
        while (reader.Read()) found.Add((reader.GetInt64(0), InputOf(reader)));
        return found.ToLookup(r => r.Run, r => r.Input);
    }

    /// <summary>Which data sets the runs of projects used, and for what.</summary>
    public IReadOnlyList<DatasetUse> Uses(IEnumerable<long> projects)
    {
        using var connection = database.OpenRead();
        return [.. connection.Query<(long Project, string Name, string Digest, string Tags)>(
            $"""
            SELECT d.project_id, d.name, d.digest, i.tags FROM run_inputs i JOIN logged_datasets d ON d.id = i.dataset
            JOIN runs r ON r.row_id = i.run WHERE d.project_id IN ({Sql.List(projects.Where(Caller.MayRead))}) AND r.deleted_ms IS NULL ORDER BY d.id
            """).Select(r => new DatasetUse(r.Project, r.Name, r.Digest, ContextOf(ParseTags(r.Tags)))).Distinct()];
    }

    /// <summary>What an input was used for; empty if nobody said.</summary>
    public static string ContextOf(IEnumerable<KeyValuePair<string, string>> tags) => tags.FirstOrDefault(t => t.Key == ContextTag).Value ?? "";

    private static List<KeyValuePair<string, string>> ParseTags(string json)
        => [.. JsonSerializer.Deserialize<string[][]>(json)!.Select(t => KeyValuePair.Create(t[0], t[1]))];

    private static RunInput InputOf(DbDataReader row) => new(
        new LoggedDataset
        {
            Name = row.GetString(2),
            Digest = row.GetString(3),
            SourceType = row.GetString(4),
            Source = row.GetString(5),
            Schema = row.IsDBNull(6) ? null : row.GetString(6),
            Profile = row.IsDBNull(7) ? null : row.GetString(7),
        },
        ParseTags(row.GetString(1)));
}
