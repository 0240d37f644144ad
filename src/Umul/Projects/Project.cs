namespace Umul.Projects;

/// <summary>One research question; an experiment in MLflow's words.</summary>
internal sealed record Project
{
    /// <summary>Number of the project, never used again after deletion.</summary>
    public required long Id { get; init; }

    /// <summary>Unique also among projects in the bin.</summary>
    public required string Name { get; init; }

    /// <summary>Where the creator asked artifacts to be kept, or null for Umul's own store.</summary>
    public string? ArtifactRoot { get; init; }

    /// <summary>Milliseconds since 1970, UTC.</summary>
    public required long CreatedMs { get; init; }

    /// <summary>Milliseconds since 1970, UTC.</summary>
    public required long UpdatedMs { get; init; }

    /// <summary>When it was put into the bin, or null.</summary>
    public long? DeletedMs { get; init; }
}
