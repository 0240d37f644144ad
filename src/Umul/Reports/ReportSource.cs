using Umul.Artifacts;
using Umul.Comparisons;
using Umul.Comparisons.Why;
using Umul.Datasets;
using Umul.Ideas;
using Umul.Ledger;
using Umul.Projects;
using Umul.Runs;
using Umul.Web.Figures;
using Umul.Web.Texts;

namespace Umul.Reports;

/// <summary>Everything recorded that a report speaks of, read once.</summary>
internal sealed record ReportSource
{
    public required Project Project { get; init; }

    public required ProjectIdeas Ideas { get; init; }

    public required IdeaNode Node { get; init; }

    /// <summary>The comparison, as the page shows it.</summary>
    public required ComparisonRead Read { get; init; }

    /// <summary>Runs of both arms that count, the baseline's first, with what they recorded.</summary>
    public required IReadOnlyList<ReportRun> Runs { get; init; }

    /// <summary>What may explain it, the weightiest first.</summary>
    public required IReadOnlyList<WhyFinding> Why { get; init; }

    /// <summary>Figures of level, failures and training.</summary>
    public required IReadOnlyList<Figure> Diagnostics { get; init; }

    /// <summary>The dataset that has the split; null if none is registered.</summary>
    public required Dataset? Dataset { get; init; }

    /// <summary>What that version holds; null with it.</summary>
    public required DatasetContent? Content { get; init; }

    public required IReadOnlyList<IdeaEdit> Edits { get; init; }

    public required IReadOnlyList<LedgerEntry> Entries { get; init; }

    public required Exposure Exposure { get; init; }

    public required LedgerReport Ledger { get; init; }

    /// <summary>Whether looks at the split are counted.</summary>
    public required bool IsTest { get; init; }

    /// <summary>Link of the server, without a slash at its end.</summary>
    public required string Server { get; init; }

    public required long WrittenMs { get; init; }

    public string Address => $"{Server}/projects/{Project.Id}/ideas/{Node.Idea.Id}/comparison";

    public string RunAddress(Run run) => $"{Server}/runs/{Uri.EscapeDataString(run.Id)}";

    public string IdeaAddress(Idea idea) => $"{Server}/projects/{idea.ProjectId}/ideas/{idea.Id}";
}

/// <summary>A run of an arm with what it recorded of itself.</summary>
internal sealed record ReportRun(IdeaRun Member, bool IsBaseline, RunData Data, ProvenanceRecord Provenance, bool HasPatch)
{
    public bool IsDirty => HasPatch || Tag("umul.git.dirty") == "true";

    public string? Tag(string name) => Data.Tags.FirstOrDefault(tag => tag.Key == name).Value;
}

/// <summary>The stores of what a report tells beside the comparison.</summary>
internal sealed record ReportRecords(LedgerStore Ledger, DatasetStore Datasets, ArtifactStore Artifacts);

/// <summary>Reads what a report speaks of.</summary>
internal sealed class ReportReader(IdeaComparison comparisons, DiagnosticFigures diagnostics, IdeaWhy why, IdeaStore ideas, ReportRecords records, TimeProvider clock)
{
    /// <summary>Null if there is no comparison that may be shown.</summary>
    public ReportSource? Of((Project Project, ProjectIdeas Ideas, IdeaNode Node) place, PageTexts texts, RunView view, string server)
    {
        var (project, read, node) = place;
        if (comparisons.Of(read, node, texts.Comparison) is not { } comparison) return null;
        var split = read.Measure.Split;
        var (ledger, datasets) = (records.Ledger, records.Datasets);
        var dataset = datasets.WithSplit(project.Id, split);
        return new ReportSource
        {
            Project = project,
            Ideas = read,
            Node = node,
            Read = comparison,
            Runs = [.. Counted(read, comparison.Parent.Id, view, true), .. Counted(read, node.Idea.Id, view, false)],
            Why = why.Of(read, node)?.Top ?? [],
            Diagnostics = diagnostics.Of(comparison, texts),
            Dataset = dataset,
            Content = dataset is null ? null : datasets.Content(dataset),
            Edits = ideas.Edits(node.Idea, read.Runs.FirstRunMs(node.Idea.Id)),
            Entries = [.. ledger.Of(project.Id).Where(entry => entry.Split == split || entry.Split.Length == 0)],
            Exposure = ledger.ExposureOf(project.Id, split),
            Ledger = ledger.Verify(),
            IsTest = ledger.IsTest(project.Id, split),
            Server = server.TrimEnd('/'),
            WrittenMs = clock.GetUtcNow().ToUnixTimeMilliseconds(),
        };
    }

    private IEnumerable<ReportRun> Counted(ProjectIdeas read, long idea, RunView view, bool isBaseline)
    {
        foreach (var member in read.Runs.Of(idea).Where(m => m.Counts))
        {
            if (!view.Load(member.Run.Id)) continue;
            var hasPatch = records.Artifacts.Find(member.Run.Id, ArtifactPath.Parse(ProvenanceRecord.Patch)) is { SizeBytes: > 0 };
            yield return new ReportRun(member, isBaseline, view.Data, ProvenanceRecord.Of(view, records.Artifacts), hasPatch);
        }
    }
}
