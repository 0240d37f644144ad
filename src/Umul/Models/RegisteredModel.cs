namespace Umul.Models;

/// <summary>A name under which versions of a model are kept.</summary>
internal sealed record RegisteredModel
{
    public required long Id { get; init; }

    public required string Name { get; init; }

    public required string Description { get; init; }

    public required long CreatedMs { get; init; }

    public required long UpdatedMs { get; init; }
}

/// <summary>One version of a registered model: where its files are, and how far people trust it.</summary>
internal sealed record ModelVersion
{
    /// <summary>The stage of a version that nobody has promoted.</summary>
    public const string NoStage = "None";

    /// <summary>The stages there are.</summary>
    public static readonly IReadOnlyList<string> Stages = [NoStage, "Staging", "Production", "Archived"];

    public required long ModelId { get; init; }

    /// <summary>Name of the registered model.</summary>
    public required string Name { get; init; }

    public required long Version { get; init; }

    public string Description { get; init; } = "";

    public string Stage { get; init; } = NoStage;

    /// <summary>Where its files are, as a URI.</summary>
    public required string Source { get; init; }

    /// <summary>Id of the run that made it, or empty.</summary>
    public string Run { get; init; } = "";

    public string RunLink { get; init; } = "";

    /// <summary>Id of the logged model behind it, or empty.</summary>
    public string LoggedModel { get; init; } = "";

    public required long CreatedMs { get; init; }

    public required long UpdatedMs { get; init; }
}

/// <summary>A registered model with its tags, its aliases and all its versions, oldest first.</summary>
internal sealed record RegisteredModelData(RegisteredModel Model)
{
    public List<KeyValuePair<string, string>> Tags { get; } = [];

    public List<KeyValuePair<string, long>> Aliases { get; } = [];

    public List<ModelVersionData> Versions { get; } = [];
}

/// <summary>A version with its tags and the aliases that point at it.</summary>
internal sealed record ModelVersionData(ModelVersion Version)
{
    public List<KeyValuePair<string, string>> Tags { get; } = [];

    public List<string> Aliases { get; } = [];
}
