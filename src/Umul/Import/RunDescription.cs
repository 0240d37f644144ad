namespace Umul.Import;

/// <summary>What a source says about a run as a whole. Times are Unix seconds; null means the source has not said.</summary>
internal sealed record RunDescription
{
    public string? Name { get; init; }

    public string? UserName { get; init; }

    public SourceStatus? Status { get; init; }

    public double? StartTime { get; init; }

    public double? EndTime { get; init; }

    /// <summary>This description, completed and corrected by a later one.</summary>
    public RunDescription With(RunDescription later) => new()
    {
        Name = later.Name ?? Name,
        UserName = later.UserName ?? UserName,
        Status = later.Status ?? Status,
        StartTime = later.StartTime ?? StartTime,
        EndTime = later.EndTime ?? EndTime,
        IsDeleted = later.IsDeleted || IsDeleted,
    };

    /// <summary>The source had thrown the run into its own bin.</summary>
    public bool IsDeleted { get; init; }
}

/// <summary>How a run ended, as far as its source tells.</summary>
internal enum SourceStatus
{
    Running,
    Finished,
    Failed,
    Killed,
}
