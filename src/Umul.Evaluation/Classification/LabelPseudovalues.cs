namespace Umul.Evaluation.Classification;

/// <summary>
/// Pseudo-values of metrics of a confusion matrix (F1, MCC, kappa, balanced accuracy): leaving a case out is leaving one out of its cell,
/// so that there are only as many values to compute as there are cells.
/// </summary>
/// <remarks>Formula as in <see cref="Statistics.Pseudovalues"/>: N·θ − (N − 1)·θ without the unit.</remarks>
public static class LabelPseudovalues
{
    /// <summary>With the case as unit.</summary>
    /// <exception cref="ArgumentException">The metric is undefined, on all cases or without one.</exception>
    public static double[] Of(
        ReadOnlySpan<int> reference, ReadOnlySpan<int> prediction, int classes, Func<ConfusionMatrix, MetricValue> metric)
    {
        ArgumentNullException.ThrowIfNull(metric);
        var matrix = ConfusionMatrix.Of(reference, prediction, classes);
        var (cells, without) = (new int[reference.Length], new double?[classes * classes]);
        for (var i = 0; i < cells.Length; i++)
            cells[i] = (reference[i] * classes) + prediction[i];
        return Statistics.Pseudovalues.Of(cells.Length, metric(matrix).Value, i =>
            without[cells[i]] ??= metric(matrix.Without(cells[i] / classes, cells[i] % classes)).Value);
    }

    /// <summary>With the group (patient, speaker) as unit: groups are numbered from 0.</summary>
    /// <exception cref="ArgumentException">Lengths differ, or the metric is undefined, on all groups or without one.</exception>
    public static double[] OfGroups(
        ReadOnlySpan<int> reference, ReadOnlySpan<int> prediction, ReadOnlySpan<int> groups, int classes,
        Func<ConfusionMatrix, MetricValue> metric)
    {
        ArgumentNullException.ThrowIfNull(metric);
        if (groups.Length != reference.Length || reference.Length != prediction.Length)
            throw new ArgumentException($"{groups.Length} groups and {prediction.Length} predictions for {reference.Length} cases.", nameof(groups));
        var all = ConfusionMatrix.Of(reference, prediction, classes);
        var counts = new SortedDictionary<int, long[]>();
        for (var i = 0; i < groups.Length; i++)
        {
            if (!counts.TryGetValue(groups[i], out var own))
                counts[groups[i]] = own = new long[classes * classes];
            own[ConfusionMatrix.Cell(reference[i], prediction[i], classes, i)]++;
        }

        long[][] units = [.. counts.Values];
        return Statistics.Pseudovalues.Of(
            units.Length, metric(all).Value, unit => metric(all.Minus(ConfusionMatrix.FromFlat(units[unit]))).Value);
    }
}
