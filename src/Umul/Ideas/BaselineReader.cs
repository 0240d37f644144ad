using Umul.Artifacts;
using Umul.Outcomes;
using Umul.Runs;

namespace Umul.Ideas;

/// <summary>Reads what the baseline's newest run recorded of its code, environment and data.</summary>
internal sealed class BaselineReader(ArtifactStore artifacts, OutcomeStore outcomes, IdeaMeasureStore measures)
{
    private const long LargestFile = 64L << 20;

    /// <summary>The record; null if the project has no baseline with a run.</summary>
    /// <param name="read">The project's ideas.</param>
    /// <param name="view">To read the run with.</param>
    /// <param name="version">What the baseline meant then: its newest run with the code of that version; null for what it means now.</param>
    public BaselineRecord? Of(ProjectIdeas read, RunView view, long? version = null)
    {
        var wanted = version is null ? null : measures.Versions(read.Nodes.Count > 0 ? read.Nodes[0].Idea.ProjectId : 0).FirstOrDefault(v => v.Version == version);
        if (version is not null && wanted is null) return null;
        if ((wanted?.Idea ?? read.Measure.Baseline) is not { } baseline) return null;
        if (read.Runs.Of(baseline).LastOrDefault(m => m.Counts && (wanted is null || measures.CodeOf(m.Run) == wanted.Code)) is not { } newest) return null;
        if (!view.Load(newest.Run.Id)) return null;
        var record = ProvenanceRecord.Of(view, artifacts);
        var origin = outcomes.Origins(newest.Run).FirstOrDefault(o => o.Split == read.Measure.Split && o.Metric.Name == read.Measure.Metric);
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var path in (string[])[ProvenanceRecord.File, ProvenanceRecord.Packages, ProvenanceRecord.Patch])
        {
            if (artifacts.Find(newest.Run.Id, ArtifactPath.Parse(path)) is not { SizeBytes: <= LargestFile } artifact) continue;
            using var stream = artifacts.OpenRead(artifact);
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            files[path["provenance/".Length..]] = bytes.ToArray();
        }
        return new BaselineRecord(
            newest.Run.Id, newest.Run.Name, record.Commit, record.Repository, record.Directory, record.Command, view.Tag("umul.git.dirty") == "true", files,
            origin is null ? "" : origin.Dataset.Length > 0 ? origin.Dataset : origin.CaseList)
        {
            StartedIn = record.StartedIn,
        };
    }
}
