using Umul.Artifacts;
using Umul.Ideas;
using Umul.Runs;

namespace Umul.Comparisons.Why;

/// <summary>What is recorded about an idea beside its results: what suggested it, and the uncommitted changes that its runs were made with.</summary>
internal sealed class IdeaRecords(SuggestionStore suggestions, ArtifactStore artifacts)
{
    private const long LargestPatch = 4L << 20;

    public Suggestion? SuggestionOf(Idea idea) => suggestions.Of(idea);

    /// <summary>The patch; "" if the run has none, or one that is too long to be anybody's idea.</summary>
    public string PatchOf(Run run)
    {
        if (artifacts.Find(run.Id, ArtifactPath.Parse(ProvenanceRecord.Patch)) is not { SizeBytes: <= LargestPatch } patch) return "";
        using var reader = new StreamReader(artifacts.OpenRead(patch));
        return reader.ReadToEnd();
    }
}
