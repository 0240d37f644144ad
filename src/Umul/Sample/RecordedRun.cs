using System.Text.Json;

namespace Umul.Sample;

/// <summary>run.json of a recorded archive: one training run as train.py wrote it down. Times in milliseconds since 1970, UTC.</summary>
internal sealed record RecordedRun
{
    public required string Name { get; init; }

    public required string Idea { get; init; }

    public required string? Parent { get; init; }

    public required int Seed { get; init; }

    public required string Status { get; init; }

    public required long StartMs { get; init; }

    public required long EndMs { get; init; }

    public required Dictionary<string, JsonElement> Params { get; init; }

    public required string Command { get; init; }

    public required string Python { get; init; }

    public required string Torch { get; init; }

    public required string Numpy { get; init; }

    public required int Threads { get; init; }

    public required string GitCommit { get; init; }

    /// <summary>What was not committed; empty for every run of the sample.</summary>
    public required string GitChanges { get; init; }

    public required double CpuSeconds { get; init; }

    /// <summary>Params as a Python client would have sent them: True, not true.</summary>
    public IEnumerable<KeyValuePair<string, string>> ParamTexts => Params.Select(param => KeyValuePair.Create(param.Key, Text(param.Value)));

    /// <summary>What is known of the run's origin, in the shape in which umul.py writes provenance/provenance.json.</summary>
    public byte[] Provenance() => JsonSerializer.SerializeToUtf8Bytes(
        new RecordedProvenance(new RecordedGit(GitCommit, GitChanges.Length > 0), Command, Python), RecordedRunJson.Default.RecordedProvenance);

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => "True",
        JsonValueKind.False => "False",
        JsonValueKind.Null => "None",
        JsonValueKind.String => value.GetString()!,
        _ => value.GetRawText(),
    };
}

/// <summary>provenance.json, as far as a recorded run knows it.</summary>
internal sealed record RecordedProvenance(RecordedGit Git, string Command, string Python);

/// <summary>The commit that a run was made from.</summary>
internal sealed record RecordedGit(string Commit, bool Dirty);
