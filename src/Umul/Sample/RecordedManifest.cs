namespace Umul.Sample;

/// <summary>manifest.json of a recorded archive: what the project is and which runs it has.</summary>
internal sealed record RecordedManifest
{
    /// <summary>1; a reader refuses what it does not know.</summary>
    public required int Format { get; init; }

    public required string Project { get; init; }

    public required BothLanguages Description { get; init; }

    public required string PrimaryMetric { get; init; }

    /// <summary>"higher" or "lower".</summary>
    public required string Direction { get; init; }

    /// <summary>Parents before children; the first is the baseline.</summary>
    public required IReadOnlyList<RecordedIdea> Ideas { get; init; }

    /// <summary>Names of the runs; each is a folder below runs/.</summary>
    public required IReadOnlyList<string> Runs { get; init; }
}

/// <summary>An idea with the hypothesis as it was written before the runs.</summary>
internal sealed record RecordedIdea(string Name, string? Parent, BothLanguages Hypothesis);

/// <summary>A sentence in the two languages of the product.</summary>
internal sealed record BothLanguages(string En, string Ko);
