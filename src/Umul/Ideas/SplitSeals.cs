using Umul.Ledger;
using Umul.Outcomes;

namespace Umul.Ideas;

/// <summary>The test splits of a request's project that have results or were seen.</summary>
internal sealed class SplitSeals(LedgerStore ledger, OutcomeStore outcomes, ShownOutcomes shown)
{
    /// <summary>What was read.</summary>
    public IReadOnlyList<SplitSeal> All { get; private set; } = [];

    public IReadOnlyList<SplitSeal> Of(long project, ProjectIdeas read, IReadOnlyList<LedgerEntry> entries)
    {
        var metrics = outcomes.MetricsOf(project);
        return All = [.. metrics.Select(m => m.Split).Concat(entries.Select(entry => entry.Split)).Where(split => split.Length > 0).Distinct(StringComparer.Ordinal)
            .Where(split => ledger.IsTest(project, split)).Order(StringComparer.Ordinal).Select(split =>
            {
                var runs = metrics.Where(m => m.Split == split).SelectMany(m => outcomes.RunsWith(project, split, m.Metric.Name)).DistinctBy(run => run.RowId).ToList();
                var isSealed = shown.Sealed(runs, split);
                var here = read.Measure.Split == split ? read.Nodes : [];
                return new SplitSeal(
                    split, ledger.IsOpen(project, split), ledger.ExposureOf(project, split),
                    [.. here.Where(node => node.Finding.Why == NoVerdict.Sealed).Select(node => node.Idea.Name)],
                    [.. runs.Where(run => isSealed.Contains(run.Id))],
                    [.. here.Where(node => node.Finding.Gate is not null).Select(node => (node.Idea, node.Finding.Gate!))]);
            })];
    }
}
