namespace Umul.Evaluation.Classification;

/// <summary>Everything computed of a set of classified cases.</summary>
public sealed class ClassificationResult
{
    internal ClassificationResult(ConfusionMatrix confusion, IReadOnlyList<MetricValue> values, IReadOnlyDictionary<string, double[]> caseScores)
    {
        (Confusion, Values, CaseScores) = (confusion, values, caseScores);
    }

    public ConfusionMatrix Confusion { get; }

    /// <summary>All metrics in the order of the documentation.</summary>
    public IReadOnlyList<MetricValue> Values { get; }

    /// <summary>
    /// Scores of single cases whose mean is the metric, by definition: what comparisons take as it is. Metrics that are no mean over cases
    /// (AUC, F1, MCC, kappa, calibration errors) go through <see cref="LabelPseudovalues"/> and <c>Statistics.Pseudovalues</c>.
    /// </summary>
    public IReadOnlyDictionary<string, double[]> CaseScores { get; }

    /// <summary>Binary: the curve. More classes: none.</summary>
    public RocCurve? Roc { get; init; }

    /// <summary>One curve a class, against all others together; empty for labels without scores.</summary>
    public IReadOnlyList<RocCurve> RocByClass { get; init; } = [];

    /// <summary>Reliability of the positive class (binary) or of the class chosen; null for scores that are no probabilities.</summary>
    public Calibration? Calibration { get; init; }

    /// <summary>Net benefit by threshold; empty unless binary with probabilities.</summary>
    public IReadOnlyList<DecisionPoint> DecisionCurve { get; init; } = [];

    /// <summary>The value of a definition; asking for one that was not computed is a caller's bug.</summary>
    public MetricValue this[string definition] =>
        Values.FirstOrDefault(value => value.Definition == definition) is { Definition: not null } found
            ? found
            : throw new ArgumentException(
                $"'{definition}' was not computed; there is {string.Join(", ", Values.Select(value => value.Definition))}.", nameof(definition));
}
