using Umul.Evaluation.Statistics;
using Umul.Outcomes;

namespace Umul.Comparisons.Why;

/// <summary>Which kinds of errors changed: columns that an evaluation wrote beside the scores, one a kind, counted on each case.</summary>
internal sealed class ErrorQuestions(OutcomeStore outcomes)
{
    private const string GainPrefix = "diceGain.";

    private static readonly string[] s_voxels = ["missedObject", "missedBoundary", "missedInterior", "spuriousObject", "spuriousBoundary", "leak"];
    private static readonly string[] s_detections = ["wrongClass", "localisation", "wrongClassAndLocalisation", "duplicate", "background", "missed", "falseAlarms"];

    // Beginnings of definitions that speak of masks, of objects.
    private static readonly string[] s_ofMasks = ["dice", "iou", "hausdorff", "averageS", "normalizedS", "sensitivity", "precision", "volume", "clDice", "boundary", "panoptic", "lesion"];
    private static readonly string[] s_ofObjects = ["coco", "ap", "froc", "object", "tide", "falseAlarms"];

    public void Ask(WhyInputs inputs, WhyDraft draft)
    {
        var metrics = outcomes.MetricsOf(inputs.Node.Idea.ProjectId).Where(m => m.Split == inputs.Split).Select(m => m.Metric).ToList();
        var voxels = Columns(metrics, s_voxels, m => !m.Definition.StartsWith(GainPrefix, StringComparison.Ordinal));
        if (voxels.Count > 0)
        {
            Compare(inputs, draft, WhyStep.Segmentation, voxels);
            if (Gains(inputs, Columns(metrics, s_voxels, m => m.Definition.StartsWith(GainPrefix, StringComparison.Ordinal))) is { } gains) draft.Answers.Add(gains);
        }
        else if (Speaks(inputs, s_ofMasks)) draft.NotAsked(WhyStep.Segmentation, t => t.NoSegmentationErrors, t => t.NoSegmentationErrorsRemedy(inputs.Split));
        else draft.DoesNotApply(WhyStep.Segmentation, inputs.Metric);

        var objects = Columns(metrics, s_detections, _ => true);
        if (objects.Count > 0) Compare(inputs, draft, WhyStep.Detection, objects);
        else if (Speaks(inputs, s_ofObjects)) draft.NotAsked(WhyStep.Detection, t => t.NoDetectionErrors, t => t.NoDetectionErrorsRemedy(inputs.Split));
        else draft.DoesNotApply(WhyStep.Detection, inputs.Metric);
    }

    /// <summary>Whether the metric that decides is about places in an image, so that nobody would have logged classes or words.</summary>
    public static bool IsAboutPlaces(WhyInputs inputs) => Speaks(inputs, s_ofMasks) || Speaks(inputs, s_ofObjects);

    private static bool Speaks(WhyInputs inputs, string[] beginnings)
    {
        var bare = inputs.Metric.StartsWith(OutcomeMetric.LoggedPrefix, StringComparison.Ordinal) ? inputs.Metric[OutcomeMetric.LoggedPrefix.Length..] : inputs.Metric;
        return Array.Exists(beginnings, b => bare.StartsWith(b, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Columns whose definition ends in one of the kinds, whatever stands before it or after an @.</summary>
    private static List<(string Kind, OutcomeMetric Metric)> Columns(List<OutcomeMetric> metrics, string[] kinds, Func<OutcomeMetric, bool> wanted) =>
        [.. metrics.Where(wanted).Select(m => (Kind: m.Definition.Split('@')[0].Split('.', '/')[^1], m)).Where(m => kinds.Contains(m.Kind, StringComparer.Ordinal)).OrderBy(m => Array.IndexOf(kinds, m.Kind))];

    private void Compare(WhyInputs inputs, WhyDraft draft, WhyStep step, List<(string Kind, OutcomeMetric Metric)> columns)
    {
        var counted = columns.Select(c => (c, Arms: inputs.Other(outcomes, c.Metric.Name))).Where(c => c.Arms is not null).ToList();
        if (counted.Count == 0 || inputs.Deltas.Units < 2)
        {
            draft.NotAsked(step, t => t.TooFewUnits, t => step == WhyStep.Segmentation ? t.NoSegmentationErrorsRemedy(inputs.Split) : t.NoDetectionErrorsRemedy(inputs.Split));
            return;
        }
        var changes = QuantityChange.Of([.. counted.Select(c => new CaseQuantity(c.c.Metric.Name, c.Arms!.Value.Baseline, c.Arms.Value.Idea))], inputs.Deltas, inputs.Result.Design);
        var standing = changes.Zip(counted).Where(c => c.First.AdjustedP < inputs.Result.Alpha).ToList();
        if (standing.Count == 0) draft.Answer(step, t => t.KindsNone(changes.Count));
        else
        {
            var total = changes.Sum(c => c.Idea);
            var largest = changes.Zip(counted).MaxBy(c => c.First.Idea);
            var share = ComparisonWords.Percent(total > 0 ? largest.First.Idea / total : 0);
            draft.Answer(step, t => t.KindsFound(standing.Count, changes.Count, $"{t.Kind(largest.Second.c.Kind)} {share}"));
        }
        foreach (var (change, column) in standing) draft.Findings.Add(Changed(inputs, step, change, column.c, changes.Count));
    }

    private static WhyFinding Changed(WhyInputs inputs, WhyStep step, QuantityChange change, (string Kind, OutcomeMetric Metric) column, int kinds)
    {
        var interval = change.Change.Interval();
        var decimals = WhyDraft.Decimals(interval.HalfWidth);
        var region = column.Metric.Region.Length > 0 ? $" ({column.Metric.Region})" : "";
        // The cases that went the way of the mean, those first that did so most.
        var sign = Math.Sign(change.Change.Difference);
        int[] cases = [.. Enumerable.Range(0, change.OfCases.Count).Where(i => sign * change.OfCases[i] > 0).OrderByDescending(i => sign * change.OfCases[i])];
        return new WhyFinding
        {
            Step = step,
            Key = $"{step.ToString().ToLowerInvariant()} {change.Name}",
            Label = column.Kind + region,
            Statement = WhyDraft.Say(t => t.KindChanged(
                t.Kind(column.Kind) + region, (ComparisonWords.Number(change.Baseline, decimals), ComparisonWords.Number(change.Idea, decimals)),
                ComparisonWords.Signed(change.Change.Difference, decimals), WhyDraft.Interval(interval, decimals), WhyDraft.P(change.AdjustedP), kinds)),
            Certainty = WhyCertainty.Corrected,
            Size = -change.Change.Difference,
            Interval = interval.Negated(),
            P = change.AdjustedP,
            Cases = inputs.Names(cases),
            Units = inputs.UnitsOf(cases),
        };
    }

    private WhyAnswer? Gains(WhyInputs inputs, List<(string Kind, OutcomeMetric Metric)> columns)
    {
        var found = columns.Select(c => (c, Arms: inputs.Other(outcomes, c.Metric.Name))).Where(c => c.Arms is not null)
            .Select(c => (c.c.Kind, Before: c.Arms!.Value.Baseline.RunMeans().Average(), After: c.Arms.Value.Idea.RunMeans().Average())).ToList();
        return found.Count == 0 ? null : new WhyAnswer(WhyStep.Segmentation, WhyDraft.Say(t => t.OracleGains(string.Join("; ", found.Select(g =>
            $"{t.Kind(g.Kind)} {ComparisonWords.Number(g.Before, 3)} → {ComparisonWords.Number(g.After, 3)}")))));
    }
}
