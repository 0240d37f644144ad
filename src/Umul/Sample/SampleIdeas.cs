using Umul.Ideas;
using Umul.Ledger;
using Umul.Runs;

namespace Umul.Sample;

/// <summary>
/// The ideas of the sample, with the hypotheses as they were written while the first run was training, before any result was seen. They
/// come before the runs, as they did.
/// </summary>
internal sealed class SampleIdeas(IdeaStore ideas, IdeaMeasureStore measures, LedgerStore ledger)
{
    /// <summary>Smallest difference worth having: the size that the recorded hypotheses speak of.</summary>
    private const double Worthwhile = 0.01;

    /// <summary>Writes the ideas down and says what they are judged by; what is there already stays as it is.</summary>
    public async Task Load(RecordedArchive archive, long project)
    {
        var manifest = archive.Manifest;
        var writtenMs = manifest.Runs.Min(name => archive.Run(name).StartMs);
        var numbers = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var recorded in manifest.Ideas)
        {
            var parent = recorded.Parent is { } name ? numbers[name] : (long?)null;
            var idea = ideas.Find(project, recorded.Name)
                ?? await ideas.Create(project, new NewIdea(recorded.Name, parent, Text(recorded)) { WrittenMs = writtenMs });
            numbers[recorded.Name] = idea.Id;
        }
        if (measures.Of(project).IsSet || manifest.PrimaryMetric.Split('/') is not [var split, var metric]) return;
        await measures.Set(project, null, new IdeaMeasure
        {
            Metric = metric,
            Split = split,
            Direction = manifest.Direction == "lower" ? MetricDirection.Lower : MetricDirection.Higher,
            Worthwhile = Worthwhile,
            CheckpointRule = "last",
            Baseline = numbers[manifest.Ideas[0].Name],
        });
        await ledger.Write(new LedgerLine(LedgerKind.Open, project, split, "")
        {
            Reason = "A finished study that shows how Umul works. / Umul을 소개하는, 이미 끝난 연구입니다.",
        });
    }

    private static IdeaText Text(RecordedIdea idea) =>
        IdeaText.Empty with { Hypothesis = $"{idea.Hypothesis.En}\n\n{idea.Hypothesis.Ko}".Trim() };
}
