namespace Umul.Datasets;

/// <summary>What somebody says about data that are to be added. Paths are those of the server's machine.</summary>
internal sealed record DraftRequest
{
    public required string Project { get; init; }

    public required string Folder { get; init; }

    /// <summary>Name of the dataset; that of the folder if not given.</summary>
    public string? Name { get; init; }

    /// <summary>Which files belong to a case, as <c>role=path</c> with {case}, {group}, * and **; the role is image if there is none.</summary>
    public IReadOnlyList<string> Patterns { get; init; } = [];

    /// <summary>Name of the manifest, whose ending says how to read it; null: one in the folder, if there is one.</summary>
    public string? ManifestName { get; init; }

    /// <summary>Text of the manifest; null: read it from <see cref="ManifestName"/> in the folder.</summary>
    public string? Manifest { get; init; }

    /// <summary>The column that names the group; "none" if each case stands for itself.</summary>
    public string? Group { get; init; }

    /// <summary>What splits of unusual names are for: <c>{"external": "test"}</c>.</summary>
    public IReadOnlyDictionary<string, string>? Roles { get; init; }

    /// <summary>Keep the files' bytes in Umul as well.</summary>
    public bool IsCopied { get; init; }
}
