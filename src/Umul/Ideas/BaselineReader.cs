using Umul.Artifacts;
using Umul.Outcomes;
using Umul.Runs;

namespace Umul.Ideas;

/// <summary>Reads what the baseline's newest run recorded of its code, environment and data.</summary>
internal sealed class BaselineReader(ArtifactStore artifacts, OutcomeStore outcomes)
{
    private const long LargestFile = 64L << 20;

    /// <summary>The record; null if the project has no baseline with a run.</summary>
    public BaselineRecord? Of(ProjectIdeas read, RunView view)
    {
        if (read.Measure.Baseline is not { } baseline || read.Runs.Of(baseline).LastOrDefault(m => m.Counts) is not { } newest) return null;
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
            origin is null ? "" : origin.Dataset.Length > 0 ? origin.Dataset : origin.CaseList);
    }
}
