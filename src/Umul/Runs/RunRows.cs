namespace Umul.Runs;

/// <summary>Rows of the run table as columns of equal length; times in ms since 1970.</summary>
internal sealed record RunRows
{
    /// <summary>Runs without the filter.</summary>
    public required int Total { get; init; }

    public required IReadOnlyList<string> Id { get; init; }

    public required IReadOnlyList<string> Name { get; init; }

    /// <summary>Decides the run's colour.</summary>
    public required IReadOnlyList<long> Number { get; init; }

    public required IReadOnlyList<string> Status { get; init; }

    public required IReadOnlyList<long?> StartMs { get; init; }

    public required IReadOnlyList<long?> EndMs { get; init; }

    public required IReadOnlyList<string> User { get; init; }

    public required IReadOnlyList<string?> Note { get; init; }

    public required IReadOnlyList<long?> DeletedMs { get; init; }

    public static RunRows Of(IReadOnlyList<Run> runs, IReadOnlyDictionary<long, string> notes, int total) => new()
    {
        Total = total,
        Id = [.. runs.Select(r => r.Id)],
        Name = [.. runs.Select(r => r.Name)],
        Number = [.. runs.Select(r => r.RowId - 1)],
        Status = [.. runs.Select(r => r.Status.ToString().ToLowerInvariant())],
        StartMs = [.. runs.Select(r => r.StartedMs)],
        EndMs = [.. runs.Select(r => r.EndedMs)],
        User = [.. runs.Select(r => r.UserName)],
        Note = [.. runs.Select(r => notes.GetValueOrDefault(r.RowId))],
        DeletedMs = [.. runs.Select(r => r.DeletedMs)],
    };
}
