namespace Umul.Models;

/// <summary>How far a logged model has come. Numbers are stored: never renumber.</summary>
internal enum LoggedModelStatus
{
    /// <summary>Nobody has said.</summary>
    Unspecified = 0,

    /// <summary>Its files are being uploaded.</summary>
    Pending = 1,

    /// <summary>Its files are there.</summary>
    Ready = 2,

    /// <summary>The upload failed.</summary>
    UploadFailed = 3,
}

/// <summary>What a run has to do with a model. Numbers are stored: never renumber.</summary>
internal enum ModelRole
{
    /// <summary>The run used it.</summary>
    Input = 0,

    /// <summary>The run made it.</summary>
    Output = 1,
}

/// <summary>A model that a run made or that somebody logged: files with params, tags and metrics measured on it.</summary>
internal sealed record LoggedModel
{
    public required string Id { get; init; }

    public required long ProjectId { get; init; }

    public required string Name { get; init; }

    /// <summary>What sort of model its author calls it.</summary>
    public string Kind { get; init; } = "";

    /// <summary>Id of the run that logged it, or empty.</summary>
    public string SourceRun { get; init; } = "";

    public LoggedModelStatus Status { get; init; } = LoggedModelStatus.Pending;

    public long CreatedMs { get; init; }

    public long UpdatedMs { get; init; }

    public long? DeletedMs { get; init; }
}

/// <summary>A logged model with all that belongs to it, each list by name.</summary>
internal sealed record LoggedModelData(LoggedModel Model)
{
    public List<KeyValuePair<string, string>> Params { get; } = [];

    public List<KeyValuePair<string, string>> Tags { get; } = [];

    public List<ModelMetric> Metrics { get; } = [];
}

/// <summary>The latest value of a metric that a run measured on a model, perhaps on a named data set.</summary>
internal sealed record ModelMetric(string Name, string Run, string DatasetName, string DatasetDigest, long Step, long TimeMs, double Value);

/// <summary>A model that a run used or made.</summary>
internal sealed record RunModel(string Model, ModelRole Role, long Step);
