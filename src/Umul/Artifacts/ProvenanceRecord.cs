using System.Text.Json;
using Umul.Runs;

namespace Umul.Artifacts;

/// <summary>Where a run came from: what umul.py wrote into <c>provenance/provenance.json</c>, else what MLflow's tags tell.</summary>
internal sealed record ProvenanceRecord
{
    public const string File = "provenance/provenance.json";
    public const string Patch = "provenance/uncommitted.patch";
    public const string Packages = "provenance/packages.txt";

    public string? Commit { get; private init; }
    public string? Branch { get; private init; }
    public string? Repository { get; private init; }
    public string? Command { get; private init; }
    public string? Directory { get; private init; }

    /// <summary>Top of the repository that it was started in.</summary>
    public string? Root { get; private init; }

    public string? Host { get; private init; }
    public string? Python { get; private init; }
    public string? Platform { get; private init; }
    public string? Processor { get; private init; }
    public IReadOnlyList<string> Gpus { get; private init; } = [];

    /// <summary>The folder that it was started in, below the top of the repository; "" for the top, or if that is not known.</summary>
    public string StartedIn
    {
        get
        {
            var (top, folder) = ((Root ?? "").Replace('\\', '/').TrimEnd('/') + "/", (Directory ?? "").Replace('\\', '/'));
            return top.Length > 1 && folder.StartsWith(top, StringComparison.Ordinal) ? folder[top.Length..] : "";
        }
    }

    public bool KnowsMachine => Host is not null || Platform is not null || Python is not null || Gpus.Count > 0;

    public static ProvenanceRecord Of(RunView view, ArtifactStore artifacts)
    {
        var fromTags = new ProvenanceRecord
        {
            Commit = view.Tag("mlflow.source.git.commit") ?? view.Tag("umul.git.commit"),
            Branch = view.Tag("mlflow.source.git.branch") ?? view.Tag("umul.git.branch"),
            Repository = view.Tag("mlflow.source.git.repoURL") ?? view.Tag("umul.git.remote"),
            Command = view.Tag("umul.command") ?? view.Tag("mlflow.source.name"),
            Host = view.Tag("umul.host"),
        };
        if (artifacts.Find(view.Run.Id, ArtifactPath.Parse(File)) is not { } artifact || artifact.SizeBytes > TextPreview.MaximumBytes)
            return fromTags;
        try
        {
            using var stream = artifacts.OpenRead(artifact);
            using var document = JsonDocument.Parse(stream);
            return Merge(fromTags, document.RootElement);
        }
        catch (JsonException)
        {
            return fromTags; // a client's file: what it says wrongly is not said at all
        }
    }

    private static ProvenanceRecord Merge(ProvenanceRecord tags, JsonElement json) => tags with
    {
        Commit = Text(json, "git", "commit") ?? tags.Commit,
        Branch = Text(json, "git", "branch") ?? tags.Branch,
        Repository = Text(json, "git", "remote") ?? tags.Repository,
        Command = Text(json, "command") ?? tags.Command,
        Directory = Text(json, "directory"),
        Root = Text(json, "git", "root"),
        Host = Text(json, "host") ?? tags.Host,
        Python = Text(json, "python"),
        Platform = Text(json, "platform"),
        Processor = Text(json, "cpu"),
        Gpus = json.TryGetProperty("gpus", out var gpus) && gpus.ValueKind == JsonValueKind.Array ? [.. gpus.EnumerateArray().Select(gpu => gpu.ToString())] : [],
    };

    private static string? Text(JsonElement json, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty(name, out json))
                return null;
        }
        var text = json.ValueKind == JsonValueKind.Array ? string.Join(' ', json.EnumerateArray().Select(part => part.ToString())) : json.ToString();
        return text.Length == 0 ? null : text;
    }
}
